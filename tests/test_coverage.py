"""The ledger of units and years: what the database knows of who published when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.coverage import Entry, build_ledger, format_matrix, read_traces
from goicrawl.coverage.entry import Status
from goicrawl.coverage.traces import Trace, Traces
from goicrawl.items import Report
from goicrawl.store import (
    Failure,
    Reject,
    open_database,
    store_walk,
    upsert_failure,
    upsert_reject,
    upsert_report,
)
from goicrawl.validate import validate_report

BUREAU = "喀什市民政局"
TODAY = date(2023, 6, 1)
NOW = datetime(2023, 5, 1, tzinfo=UTC)


def trace(year: int, status: Status = "published", unit: str | None = BUREAU, url: str = "") -> Trace:
    url = url or f"http://x.gov.cn/{year}.html"
    return Trace(portal="x", unit=unit, year=year, status=status, url=url, evidence="read")


def ledger(*pages: Trace, **known: dict[str, str]) -> dict[int, Entry]:
    return {entry.year: entry for entry in build_ledger(Traces(pages=pages, **known), today=TODAY)}


def test_a_year_between_known_ones_is_a_gap() -> None:
    entries = ledger(trace(2019), trace(2022))
    assert {year: (entry.status, entry.is_gap) for year, entry in entries.items()} == {
        2019: ("published", False),
        2020: ("not_found", True),
        2021: ("not_found", True),
        2022: ("published", False),
    }


def test_a_year_after_the_last_known_one_lacks_once_it_was_due() -> None:
    entries = ledger(trace(2020))
    assert [(year, entry.is_gap) for year, entry in entries.items()] == [
        (2020, False),
        (2021, False),
        (2022, False),
    ]
    assert entries[2022].due == "2023-01-31"


@pytest.mark.parametrize(
    ("today", "unit", "last"),
    [
        pytest.param(date(2023, 1, 31), BUREAU, 2021, id="a department has until the end of January"),
        pytest.param(date(2023, 2, 1), BUREAU, 2022, id="and no longer"),
        pytest.param(date(2023, 3, 31), "喀什市人民政府", 2021, id="a government until the end of March"),
        pytest.param(date(2023, 3, 31), "喀什市人民政府办公室", 2021, id="its office may report for it"),
        pytest.param(date(2023, 4, 1), "喀什市人民政府", 2022, id="and no longer either"),
    ],
)
def test_what_is_not_due_yet_does_not_lack(today: date, unit: str, last: int) -> None:
    entries = build_ledger(Traces(pages=(trace(2021, unit=unit),)), today=today)
    assert entries[-1].year == last


def test_of_two_pages_of_one_year_the_better_decides() -> None:
    entries = ledger(trace(2022, "rejected", url="http://x.gov.cn/a"), trace(2022, url="http://x.gov.cn/b"))
    assert entries[2022].status == "published"
    assert entries[2022].url == "http://x.gov.cn/b"
    assert entries[2022].evidence == "read; 1 more: http://x.gov.cn/a"


def test_an_issuer_printed_in_full_width_is_the_same_unit() -> None:
    entries = build_ledger(
        Traces(pages=(trace(2021, unit="民政局(本级)"), trace(2022, unit="民政局（本级）"))), today=TODAY
    )
    assert [(entry.unit, entry.year) for entry in entries] == [
        ("民政局（本级）", 2021),
        ("民政局（本级）", 2022),
    ]


def test_nothing_lacks_of_a_unit_without_a_name() -> None:
    assert list(ledger(trace(2019, unit=None), trace(2021, unit=None))) == [2019, 2021]


def test_what_lacks_at_a_blocked_portal_is_blocked() -> None:
    entry = ledger(trace(2021), blocked={"x": "2023-05-30"})[2022]
    assert (entry.status, entry.evidence) == (
        "blocked",
        "the portal answered with robot checks on 2023-05-30",
    )


def test_a_complete_walk_is_evidence() -> None:
    entry = ledger(trace(2021), walked={"x": "2023-05-30"})[2022]
    assert entry.evidence == "no such row in the listings, last walked to the end on 2023-05-30"


def test_years_can_be_chosen() -> None:
    entries = build_ledger(Traces(pages=(trace(2018), trace(2022))), today=TODAY, years=(2019, 2020))
    assert [entry.year for entry in entries] == [2019, 2020]


def test_the_matrix_has_a_row_a_unit_and_a_column_a_year() -> None:
    pages = (trace(2020), replace(trace(2021), timely="late"), trace(2022, "changed", unit="审计局"))
    text = format_matrix(build_ledger(Traces(pages=pages), today=TODAY), lambda rows: repr(rows))
    assert text.startswith(
        "[('portal', 'unit', '2020', '2021', '2022'), "
        f"('x', '{BUREAU}', 'P', 'P!', '-'), ('x', '审计局', '', '', 'C')]"
    )
    assert text.endswith("2 published, 1 changed, 1 not_found")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "reports.db")
    yield database
    database.close()


def report(year: int, **fields: object) -> Report:
    said = {
        "issuer": BUREAU,
        "portal": "x",
        "form": "narrative",
        "text": "无。",
        "sha256": "a" * 64,
        **fields,
    }
    return validate_report(Report(url=f"http://x.gov.cn/{year}.html", year=year, **said))  # type: ignore[arg-type]


def entries_of(db: Database) -> list[tuple[int, str, str | None]]:
    return [(entry.year, entry.status, entry.timely) for entry in build_ledger(read_traces(db), today=TODAY)]


@pytest.mark.parametrize(
    ("published", "timely"),
    [
        pytest.param(date(2023, 1, 31), "in_time", id="on the last day"),
        pytest.param(date(2023, 2, 1), "late", id="a day later"),
        pytest.param(None, "unknown", id="without a date"),
    ],
)
def test_the_law_of_the_year_decides_what_is_late(db: Database, published: date | None, timely: str) -> None:
    upsert_report(db, report(2022, published=published), now=NOW)
    assert entries_of(db) == [(2022, "published", timely)]


def test_a_report_that_says_something_else_has_changed(db: Database) -> None:
    upsert_report(db, report(2022), now=NOW)
    upsert_report(db, report(2022, text="有。", sha256="b" * 64), now=datetime(2023, 5, 3, tzinfo=UTC))
    (entry,) = build_ledger(read_traces(db), today=TODAY)
    assert entry.status == "changed"
    assert entry.evidence == "read on 2023-05-01; said something else until 2023-05-03"


def test_a_report_that_is_only_read_otherwise_has_not_changed(db: Database) -> None:
    upsert_report(db, report(2022), now=NOW)
    upsert_report(db, report(2022, title="年度报告"), now=NOW)
    assert entries_of(db) == [(2022, "published", "unknown")]


@pytest.mark.parametrize(
    ("reason", "detail", "status"),
    [
        pytest.param("source.blocked", "anti-robot page: HTTP 412", "blocked", id="a robot check"),
        pytest.param("source.status", "HTTP 404", "not_found", id="a dead link"),
        pytest.param("source.status", "HTTP 500", "failed", id="a broken server"),
        pytest.param("source.soft_404", "no such page", "not_found", id="a page that says it is none"),
        pytest.param("source.refused", "HTTP 403", "blocked", id="a refusal"),
        pytest.param("source.login", "a login", "failed", id="a login"),
        pytest.param("source.file", "a file instead of a page: PDF", "rejected", id="a file"),
    ],
)
def test_a_page_that_was_kept_out_counts_by_its_row(
    db: Database, reason: str, detail: str, status: str
) -> None:
    title = f"{BUREAU}2022年政府信息公开工作年度报告"
    reject = Reject(url="http://x.gov.cn/1.html", portal="x", reason=reason, detail=detail, title=title)
    upsert_reject(db, reject, now=NOW)
    (entry,) = build_ledger(read_traces(db), today=TODAY)
    assert (entry.unit, entry.status) == (BUREAU, status)
    assert entry.evidence == f"listed as “{title}”; on 2023-05-01: {detail}"


TITLE = f"{BUREAU}2022年政府信息公开工作年度报告"
FAILURE = Failure(url="http://x.gov.cn/1.html", portal="x", kind="timeout", why="too slow", title=TITLE)


def test_a_page_that_could_not_be_fetched_counts_by_its_row(db: Database) -> None:
    upsert_failure(db, FAILURE, now=NOW)
    (entry,) = build_ledger(read_traces(db), today=TODAY)
    assert (entry.unit, entry.year, entry.status) == (BUREAU, 2022, "failed")
    assert entry.evidence == f"listed as “{TITLE}”; not fetched on 2023-05-01: too slow"


def test_a_failure_to_look_again_leaves_what_was_read(db: Database) -> None:
    upsert_report(db, report(2022), now=NOW)
    upsert_failure(db, replace(FAILURE, url=report(2022).url), now=NOW)
    (entry,) = build_ledger(read_traces(db), today=TODAY)
    assert entry.status == "published"
    assert "too slow" not in entry.evidence


@pytest.mark.parametrize(
    ("walks", "known"),
    [
        pytest.param([], 1, id="no walk is known"),
        pytest.param([FAILURE.url], 1, id="it is listed"),
        pytest.param([FAILURE.url, "http://x.gov.cn/2.html"], 0, id="it is listed no more"),
    ],
)
def test_a_row_that_is_gone_is_no_failure(db: Database, walks: list[str], known: int) -> None:
    upsert_failure(db, FAILURE, now=NOW)
    for url in walks:
        store_walk(db, portal="x", listing="l", urls=frozenset({url}), complete=True, now=NOW)
    assert len(read_traces(db).pages) == known


def test_a_row_that_names_no_year_is_nobodys(db: Database) -> None:
    reject = Reject(url="http://x.gov.cn/1.html", portal="x", reason="source.file", title="通知")
    upsert_reject(db, reject, now=NOW)
    assert not read_traces(db).pages


def test_portals_can_be_chosen(db: Database) -> None:
    upsert_report(db, report(2022), now=NOW)
    assert not read_traces(db, ["y"]).pages
    assert len(read_traces(db, ["x"]).pages) == 1
