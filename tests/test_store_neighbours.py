"""Reports of one issuer, year by year: found, and checked whichever came first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.items import Check, Report
from goicrawl.store import (
    StoreError,
    find_followers,
    find_previous,
    has_twin,
    open_database,
    read_report,
    store_checks,
    upsert_report,
)
from tests.sample_reports import FULL

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NEXT = replace(FULL, url="http://www.example.gov.cn/2020.html", year=2020)
CHECK = Check(rule="T3_CARRY", verdict="PASS", expected=1, actual=1, evidence="t3")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "goicrawl.db")
    yield database
    database.close()


def figures(report: Report) -> Report:
    """Return no more of a report than the year after is checked against."""
    about = {name: getattr(report, name) for name in ("url", "portal", "issuer", "year", "form")}
    return Report(**about, statistics=report.statistics)


def store(db: Database, *reports: Report) -> None:
    for report in reports:
        upsert_report(db, report, now=NOW)


def test_the_year_before_and_after_are_found(db: Database) -> None:
    store(db, FULL, NEXT)
    assert find_previous(db, NEXT) == figures(FULL)
    assert find_followers(db, FULL) == (replace(figures(NEXT), checks=NEXT.checks),)


OTHERS = {
    "another portal": {"portal": "kashi"},
    "another issuer": {"issuer": "九江市人民政府"},
    "another form": {"form": "t2021"},
    "two years on": {"year": 2021},
    "no issuer": {"issuer": None},
    "no year": {"year": None},
}


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_another_s_report_is_no_neighbour(db: Database, changes: dict[str, object]) -> None:
    other = replace(NEXT, **changes)  # type: ignore[arg-type]  # names and types are those of the table
    store(db, FULL, other)
    assert find_previous(db, other) is None
    assert find_followers(db, FULL) == ()


def test_of_two_nobody_knows_which(db: Database) -> None:
    store(db, FULL, replace(FULL, url="http://www.example.gov.cn/again.html"))
    assert find_previous(db, NEXT) is None


def test_all_followers_are_found(db: Database) -> None:
    again = replace(NEXT, url="http://www.example.gov.cn/again.html")
    store(db, NEXT, again)
    assert {follower.url for follower in find_followers(db, FULL)} == {NEXT.url, again.url}


@pytest.mark.parametrize(
    ("other", "twin"),
    [
        pytest.param({"url": "http://www.example.gov.cn/again.html"}, True, id="another page"),
        pytest.param({}, False, id="the page itself"),
        pytest.param({"url": "http://www.example.gov.cn/2018.html", "year": 2018}, False, id="another year"),
    ],
)
def test_twin(db: Database, other: dict[str, object], twin: bool) -> None:
    store(db, replace(FULL, **other))  # type: ignore[arg-type]  # names and types are those of the table
    assert has_twin(db, FULL) is twin


def test_checks_are_replaced_and_nothing_else(db: Database) -> None:
    store(db, FULL)
    before = list(db.query("select * from reports"))
    store_checks(db, FULL.url, (CHECK,))
    assert read_report(db, FULL.url) == replace(FULL, checks=(CHECK,))
    assert list(db.query("select * from reports")) == before
    assert list(db.query("select * from revisions")) == []


def test_a_report_with_new_checks_counts_as_seen_when_it_comes_again(db: Database) -> None:
    store(db, FULL)
    checked = replace(FULL, checks=(CHECK,))
    store_checks(db, FULL.url, checked.checks)
    assert upsert_report(db, checked, now=NOW).outcome == "seen"


def test_what_can_t_be_stored_names_the_report_and_leaves_the_rest(db: Database) -> None:
    store(db, FULL)
    with pytest.raises(StoreError, match="t20200120_1"):
        store_checks(db, FULL.url, (replace(CHECK, evidence="\ud800"),))
    assert read_report(db, FULL.url) == FULL
