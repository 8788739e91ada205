"""What people say of values: tied to what the page says, kept beside it, and lapsing with it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from goicrawl.items import Check, Report
from goicrawl.store import (
    Mark,
    Reject,
    StoreError,
    add_mark,
    open_database,
    read_marks,
    read_report,
    upsert_reject,
    upsert_report,
    withdraw_mark,
)
from tests.sample_reports import FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
CELL = "statistics/t3/new_received/total"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        upsert_report(opened, FULL, now=MONDAY)
        yield opened


def mark(db: Database, path: str = CELL, **changes: Any) -> int:
    said = {"verdict": "confirmed", "by": "li", "now": MONDAY, **changes}
    return add_mark(db, URL, path, said.pop("verdict"), **said)


def test_a_mark_says_what_was_printed_who_and_when(db: Database) -> None:
    mark(db, note="表格合计有误")
    assert list(read_marks(db)) == [
        Mark(
            id=1,
            url=URL,
            path=CELL,
            verdict="confirmed",
            printed="19",
            correction=None,
            source=None,
            note="表格合计有误",
            marked_by="li",
            marked_at="2026-03-02T08:00:00+00:00",
            ended_at=None,
            ended_by=None,
            ended_why=None,
        )
    ]


PRINTED = {
    "a cell, its first name left out": ("t3/new_received/natural_person", "16.5"),
    "the second cell of a name": ("t3/new_received/total#2", "3.0"),
    "a blank cell": ("t3/carried_over/total", ""),
    "a number in prose": ("indicators/proactive_total/财政信息", 1200),
    "a number without a part": ("rate", 98.5),
    "a check": ("T3_SUM", "PASS: 16+3=19"),
    "a field": ("issuer", "共青城市人民政府"),
    "a date": ("published", "2020-01-20"),
    "a part of the contact": ("contact/phone", "0792-4340000"),
    "a field that is unknown": ("year", None),
}


@pytest.mark.parametrize(("path", "printed"), PRINTED.values(), ids=PRINTED)
def test_what_can_be_marked(db: Database, path: str, printed: object) -> None:
    upsert_report(db, replace(FULL, year=None), now=MONDAY)
    mark(db, path)
    assert [one.printed for one in read_marks(db)] == [printed]


@pytest.mark.parametrize(
    "path", ["t3/new_received", "url", "text", "t3/new_received/totals", "sections/0", ""]
)
def test_what_can_not_be_marked_is_said(db: Database, path: str) -> None:
    with pytest.raises(StoreError, match="nothing can be marked at"):
        mark(db, path)


def test_an_error_names_paths_that_are_like_it(db: Database) -> None:
    with pytest.raises(StoreError, match="there are: statistics/t3/new_received/natural_person, statistics"):
        mark(db, "t4/natural_person")


WRONG: dict[str, dict[str, Any]] = {
    "a correction without a value": {"verdict": "corrected", "source": "年鉴"},
    "a correction without a source": {"verdict": "corrected", "correction": "1"},
    "a value without a correction": {"correction": "1", "source": "年鉴"},
    "a correction that is no number": {"verdict": "corrected", "correction": "二十", "source": "年鉴"},
}


@pytest.mark.parametrize("said", WRONG.values(), ids=WRONG)
def test_a_mark_that_is_not_whole_is_refused(db: Database, said: dict[str, Any]) -> None:
    with pytest.raises(StoreError):
        mark(db, **said)
    assert list(read_marks(db)) == []


def test_a_report_that_is_not_stored_can_not_be_marked(db: Database) -> None:
    with pytest.raises(StoreError, match="no report is stored for http://x/"):
        add_mark(db, "http://x/", CELL, "confirmed", by="li", now=MONDAY)


SHOWN: dict[str, tuple[str, object, object, object]] = {
    "a cell": (CELL, "20", 19, 20),
    "a cell that is no whole number": (CELL, "20.5", 19, 20.5),
    "the second cell of a name": (f"{CELL}#2", "4", 3.0, 4),
    "a number in prose": ("indicators/proactive_total/财政信息", "1201", 1200, 1201),
    "a number without a part": ("indicators/rate", "98", 98.5, 98),
    "a field": ("issuer", "九江市人民政府", "共青城市人民政府", "九江市人民政府"),
    "a part of the contact": ("contact/phone", "0", "0792-4340000", "0"),
    "the year": ("year", "2018", 2019, 2018),
    "a check": ("checks/T3_BALANCE", "PASS", "FAIL", "PASS"),
}


@pytest.mark.parametrize(("path", "text", "value", "correction"), SHOWN.values(), ids=SHOWN)
def test_a_correction_stands_beside_what_the_page_says(
    db: Database, path: str, text: str, value: object, correction: object
) -> None:
    mark(db, path, verdict="corrected", correction=text, source="年鉴")
    rows = db.execute("SELECT portal, year, path, value, correction, source FROM marked").fetchall()
    assert rows == [("gongqingcheng", 2019, path, value, correction, "年鉴")]
    assert read_report(db, URL) == FULL


def test_a_second_mark_takes_the_place_of_the_first(db: Database) -> None:
    mark(db)
    mark(db, verdict="parser_error", by="wang", now=TUESDAY)
    assert [one.verdict for one in read_marks(db)] == ["parser_error"]
    first, _ = read_marks(db, ended=True)
    assert (first.ended_at, first.ended_by, first.ended_why) == (
        "2026-03-03T08:00:00+00:00",
        "wang",
        "marked anew",
    )


def test_a_mark_is_withdrawn_and_kept(db: Database) -> None:
    withdraw_mark(db, mark(db), by="wang", now=TUESDAY)
    assert list(read_marks(db, URL)) == []
    assert [one.ended_by for one in read_marks(db, URL, ended=True)] == ["wang"]


@pytest.mark.parametrize("number", [1, 7])
def test_a_mark_that_is_not_in_force_can_not_be_withdrawn(db: Database, number: int) -> None:
    withdraw_mark(db, mark(db), by="li", now=MONDAY)
    with pytest.raises(StoreError, match=f"no mark {number} is in force"):
        withdraw_mark(db, number, by="li", now=TUESDAY)


CELLS = (replace(FULL.statistics[0], value=91), *FULL.statistics[1:])
HELD: dict[str, list[Report]] = {
    "the same page": [FULL],
    "other bytes around the same text": [replace(FULL, sha256="cd" * 32)],
    "another reading of the same bytes": [replace(FULL, text="another cleaning", statistics=CELLS)],
    "another reading, then other bytes": [
        replace(FULL, text="another cleaning"),
        replace(FULL, text="another cleaning", sha256="cd" * 32),
    ],
    "no bytes known, the same text": [replace(FULL, sha256=None, statistics=CELLS)],
}


@pytest.mark.parametrize("reports", HELD.values(), ids=HELD)
def test_a_mark_survives(db: Database, reports: list[Report]) -> None:
    mark(db)
    for report in reports:
        assert upsert_report(db, report, now=TUESDAY).lapsed == ()
    assert len(list(read_marks(db))) == 1


def test_a_mark_shows_what_another_reading_says(db: Database) -> None:
    mark(db, verdict="parser_error")
    upsert_report(db, replace(FULL, statistics=CELLS), now=TUESDAY)
    assert db.execute("SELECT printed, value FROM marked").fetchall() == [("19", 91)]


def test_a_mark_lapses_with_a_notice_when_the_page_says_something_else(db: Database) -> None:
    mark(db)
    changed = replace(FULL, sha256="cd" * 32, text=FULL.text + "\n更正", checks=(FULL.checks[0],))
    assert upsert_report(db, changed, now=TUESDAY).lapsed == (CELL,)
    (ended,) = read_marks(db, ended=True)
    assert (ended.ended_at, ended.ended_by, ended.ended_why) == (
        "2026-03-03T08:00:00+00:00",
        None,
        "the page changed",
    )


def test_marks_end_with_a_report_that_never_was_one(db: Database) -> None:
    mark(db)
    upsert_reject(db, Reject(url=URL, reason="source.notice", text=FULL.text), now=TUESDAY)
    assert [one.ended_why for one in read_marks(db, ended=True)] == ["the page is no report"]


def test_marks_of_a_report_that_vanished_hold(db: Database) -> None:
    mark(db)
    gone = Reject(url=URL, reason="source.status", detail="HTTP 404", is_gone=True)
    upsert_reject(db, gone, now=TUESDAY)
    assert len(list(read_marks(db))) == 1


def test_one_check_of_a_rule_that_is_applied_twice(db: Database) -> None:
    twice = (FULL.checks[0], Check(rule="T3_SUM", verdict="FAIL", expected=1, actual=2, evidence="1"))
    upsert_report(db, replace(FULL, checks=twice), now=TUESDAY)
    mark(db, "checks/T3_SUM#2")
    assert db.execute("SELECT printed, value FROM marked").fetchall() == [("FAIL: 1", "FAIL")]
