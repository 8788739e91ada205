"""Saved pages read again: the history gets their dates, and what was served later stands."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store import (
    Fetch,
    Reject,
    find_fetch,
    open_database,
    upsert_fetch,
    upsert_reject,
    upsert_report,
)
from goicrawl.store.visits import see_unchanged
from tests.sample_reports import FULL, URL

NOW = datetime(2026, 3, 2, tzinfo=UTC)
Y2016, Y2018, Y2020, Y2022 = (datetime(year, 5, 1, tzinfo=UTC) for year in (2016, 2018, 2020, 2022))
OTHER = replace(FULL, title="另一个题目", sha256="cd" * 32)
GONE = Reject(url=URL, reason="source.status", detail="HTTP 404", is_gone=True)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "goicrawl.db")) as db:
        yield db


def years(db: Database, columns: str = "first_seen, last_seen, changed_at") -> list[str | None]:
    (row,) = db.execute(f"SELECT {columns} FROM reports").fetchall()
    return [moment and moment[:4] for moment in row]


def title(db: Database) -> str:
    return str(db.execute("SELECT title FROM reports").fetchone()[0])


def read(db: Database, report: Report, year: datetime | None) -> str:
    return upsert_report(db, report, now=NOW, live=False, fetched=year).outcome


def test_a_report_was_first_seen_when_its_page_was_saved(db: Database) -> None:
    read(db, FULL, Y2018)
    assert years(db) == ["2018", "2018", "2018"]


def test_a_report_changed_when_the_page_was_saved_that_says_otherwise(db: Database) -> None:
    read(db, FULL, Y2018)
    assert read(db, OTHER, Y2020) == "changed"
    assert years(db) == ["2018", "2020", "2020"]
    assert db.execute("SELECT substr(replaced_at, 1, 4) FROM revisions").fetchall() == [("2020",)]


def test_an_archive_that_is_read_once_more_changes_nothing(db: Database) -> None:
    for report, year in ((FULL, Y2018), (OTHER, Y2020)):
        read(db, report, year)
    before = list(db.conn.iterdump())
    assert [read(db, FULL, Y2018), read(db, OTHER, Y2020)] == ["older", "seen"]
    assert list(db.conn.iterdump()) == before


def test_an_older_page_takes_no_newer_one_s_place(db: Database) -> None:
    upsert_report(db, OTHER, now=Y2022)
    assert read(db, FULL, Y2018) == "older"
    assert title(db) == OTHER.title
    assert years(db) == ["2018", "2022", "2022"]


def test_nor_that_of_one_that_was_only_found_unchanged_later(db: Database) -> None:
    upsert_report(db, OTHER, now=Y2016)
    upsert_fetch(db, Fetch(url=URL, status=200, sha256=OTHER.sha256, fetched=Y2016))
    see_unchanged(db, URL, due=Y2022.date(), now=Y2020)
    assert read(db, FULL, Y2018) == "older"


def test_a_newer_page_takes_the_older_one_s_place(db: Database) -> None:
    upsert_report(db, FULL, now=Y2018)
    assert read(db, OTHER, Y2020) == "changed"
    assert title(db) == OTHER.title


def test_a_page_of_which_nobody_knows_the_day_is_taken_for_one_of_today(db: Database) -> None:
    read(db, FULL, Y2018)
    assert read(db, OTHER, None) == "changed"
    assert years(db, "first_seen, changed_at") == ["2018", "2026"]


def test_another_version_reads_an_old_page_otherwise_today(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    upsert_report(db, FULL, now=Y2022)
    monkeypatch.setattr("goicrawl.store.upsert.__version__", "99")
    monkeypatch.setattr("goicrawl.store.revisions.__version__", "99")
    reread = replace(FULL, title="题目")
    assert upsert_report(db, reread, now=NOW, live=False, fetched=Y2018).outcome == "changed"
    assert years(db) == ["2018", "2022", "2026"]
    assert db.execute("SELECT why, substr(replaced_at, 1, 4) FROM revisions").fetchall() == [
        ("parser", "2026")
    ]


def test_a_live_page_is_news_whatever_the_clocks_say(db: Database) -> None:
    upsert_report(db, FULL, now=Y2022)
    assert upsert_report(db, OTHER, now=Y2018).outcome == "changed"


@pytest.mark.parametrize(
    ("saved", "vanished"),
    [
        pytest.param(Y2018, None, id="gone before it was read"),
        pytest.param(Y2022, "2022", id="gone after"),
        pytest.param(None, None, id="gone nobody knows when"),
    ],
)
def test_a_report_whose_page_was_saved_as_gone(
    db: Database, saved: datetime | None, vanished: str | None
) -> None:
    read(db, FULL, Y2020)
    upsert_reject(db, GONE, now=NOW, live=False, fetched=saved)
    assert years(db, "vanished_at") == [vanished]


@pytest.mark.parametrize(
    ("saved", "vanished"), [(Y2018, "2020"), (Y2022, None)], ids=["there before", "there after"]
)
def test_a_report_whose_page_was_saved_as_there(db: Database, saved: datetime, vanished: str | None) -> None:
    read(db, FULL, Y2016)
    upsert_reject(db, GONE, now=NOW, live=False, fetched=Y2020)
    read(db, FULL, saved)
    assert years(db, "vanished_at") == [vanished]


def test_an_older_reject_takes_no_newer_one_s_place(db: Database) -> None:
    upsert_reject(db, GONE, now=Y2020)
    older = Reject(url=URL, reason="source.notice", sha256="ab", text="通知")
    upsert_reject(db, older, now=NOW, live=False, fetched=Y2018)
    found = db.execute("SELECT reason, substr(first_seen, 1, 4), substr(last_seen, 1, 4) FROM rejects")
    assert found.fetchall() == [("source.status", "2018", "2020")]


@pytest.mark.parametrize(
    ("live", "etag"), [(False, "new"), (True, "old")], ids=["an archive's", "the network's"]
)
def test_what_validates_a_page_is_of_its_last_answer(db: Database, live: bool, etag: str) -> None:
    upsert_fetch(db, Fetch(url=URL, status=200, etag="new", fetched=Y2020))
    upsert_fetch(db, Fetch(url=URL, status=200, etag="old", fetched=Y2018), live=live)
    fetch = find_fetch(db, URL)
    assert fetch is not None
    assert fetch.etag == etag
