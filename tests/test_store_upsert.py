"""Reports into the database: new, changed, seen again, refused, and from several processes."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlite_utils import Database

from goicrawl.items import CHILDREN, Contact, Problem, Report, Statistic
from goicrawl.store import Reject, StoreError, open_database, read_report, upsert_reject, upsert_report
from goicrawl.store.cells import KNOWN_CELLS
from goicrawl.version import __version__
from tests.sample_reports import BARE, FULL, URL, cell, reports, same

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 8, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 8, tzinfo=UTC)
STAMPS = ("2026-03-02T08:00:00+00:00", "2026-03-03T08:00:00+00:00", "2026-03-04T08:00:00+00:00")

Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        yield opened


def dump(db: Database, *, but: str = "") -> Dump:
    """Return every row of every table; of `_reports` without the columns named in `but`."""
    kept = [column.name for column in db.table("_reports").columns if column.name not in but.split()]
    rows = {name: list(db.execute(f'SELECT * FROM "{name}"')) for name in db.table_names()}
    return rows | {"_reports": list(db.execute(f"SELECT {', '.join(kept)} FROM _reports"))}


def seen(db: Database, url: str = URL) -> tuple[str, str, str]:
    """Return when a report was first and last seen, and when it changed."""
    row = db.execute("SELECT first_seen, last_seen, changed_at FROM reports WHERE url = ?", [url])
    first, last, changed = row.fetchone()
    return first, last, changed


@pytest.mark.parametrize(
    "report", [FULL, BARE, replace(BARE, contact=Contact())], ids=["full", "bare", "contact"]
)
def test_read_as_it_was_stored(db: Database, report: Report) -> None:
    assert upsert_report(db, report, now=MONDAY).outcome == "new"
    read = read_report(db, report.url)
    assert same(read, report)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(report=reports)
def test_any_report_is_read_as_it_was_stored(db: Database, report: Report) -> None:
    upsert_report(db, report, now=MONDAY)
    assert same(read_report(db, report.url), report)


def test_nothing_is_read_of_an_unknown_url(db: Database) -> None:
    assert read_report(db, URL) is None


def test_a_new_report_is_stamped(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert seen(db) == (STAMPS[0], STAMPS[0], STAMPS[0])
    assert db.execute("SELECT parser_version FROM reports").fetchall() == [(__version__,)]


def test_an_equal_report_changes_nothing_but_last_seen(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    before = dump(db, but="last_seen")
    assert upsert_report(db, replace(FULL), now=TUESDAY).outcome == "seen"
    assert dump(db, but="last_seen") == before
    assert seen(db) == (STAMPS[0], STAMPS[1], STAMPS[0])


def test_an_equal_report_of_a_later_version_keeps_the_version_that_read_it(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    upsert_report(db, FULL, now=MONDAY)
    monkeypatch.setattr("goicrawl.store.upsert.__version__", "99")
    assert upsert_report(db, FULL, now=TUESDAY).outcome == "seen"
    assert db.execute("SELECT parser_version FROM reports").fetchall() == [(__version__,)]


def test_other_bytes_of_a_page_that_says_the_same_are_no_change(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    before = dump(db, but="last_seen sha256 fetched")
    assert upsert_report(db, replace(FULL, sha256="cd" * 32), now=TUESDAY).outcome == "seen"
    assert dump(db, but="last_seen sha256 fetched") == before
    assert db.execute("SELECT sha256 FROM reports").fetchall() == [("cd" * 32,)]


CHANGED = {
    "title": replace(FULL, title="另一个题目"),
    "text": replace(FULL, text=FULL.text + "\n完"),
    "a figure": replace(FULL, statistics=(replace(FULL.statistics[0], value=20), *FULL.statistics[1:])),
    "19 to 19.0": replace(FULL, statistics=(replace(FULL.statistics[0], value=19.0), *FULL.statistics[1:])),
    "blank to absent": replace(
        FULL, statistics=(*FULL.statistics[:2], replace(FULL.statistics[2], raw=None), *FULL.statistics[3:])
    ),
    "order": replace(FULL, attachments=FULL.attachments[::-1]),
    "fewer": replace(FULL, statistics=FULL.statistics[:2], sections=(), tables=(), checks=()),
    "all but nothing": Report(url=URL),
    "contact gone": replace(FULL, contact=None),
    "contact emptied": replace(FULL, contact=Contact()),
    "container": replace(FULL, container="readability"),
}


@pytest.mark.parametrize("report", CHANGED.values(), ids=CHANGED.keys())
def test_a_changed_report_takes_the_place_of_the_old(db: Database, report: Report) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert upsert_report(db, report, now=TUESDAY).outcome == "changed"
    assert same(read_report(db, URL), report)
    assert seen(db) == (STAMPS[0], STAMPS[1], STAMPS[1])


def test_a_revision_is_what_the_report_said(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_report(db, replace(FULL, title="二"), now=TUESDAY)
    upsert_report(db, FULL, now=WEDNESDAY)
    rows = db.execute("SELECT url, replaced_at, parser_version, report FROM revisions ORDER BY id").fetchall()
    assert [row[:3] for row in rows] == [(URL, STAMPS[1], __version__), (URL, STAMPS[2], __version__)]
    first, second = (json.loads(row[3]) for row in rows)
    assert first == second | {"title": FULL.title}
    assert first["published"] == "2020-01-20"
    assert first["statistics"][1]["value"] == 16.5
    assert "共青城市" in rows[0][3]
    assert first.keys() == asdict(FULL).keys()


def test_other_reports_are_left_alone(db: Database) -> None:
    upsert_report(db, replace(FULL, url="http://a.gov.cn/"), now=MONDAY)
    upsert_report(db, FULL, now=MONDAY)
    upsert_report(db, CHANGED["fewer"], now=TUESDAY)
    assert same(read_report(db, "http://a.gov.cn/"), replace(FULL, url="http://a.gov.cn/"))


def test_a_reject_that_turns_out_a_report(db: Database) -> None:
    upsert_reject(db, Reject(url=URL, reason="no_report"), now=MONDAY)
    assert upsert_report(db, FULL, now=TUESDAY).outcome == "new"
    assert seen(db) == (STAMPS[0], STAMPS[1], STAMPS[1])
    assert db.table("rejects").count == 0


def test_a_naive_time_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="expected a time with its zone"):
        upsert_report(db, FULL, now=datetime(2026, 3, 2))
    assert db.table("_reports").count == 0


NOT_STORABLE = {
    "surrogate in the text": replace(FULL, text="公开\ud800"),
    "surrogate in a child": replace(FULL, problems=(Problem(code="x", detail="\udfff"),)),
    "surrogate in a contact": replace(FULL, contact=Contact(org="\ud800")),
    "not a number": replace(FULL, statistics=(cell("r", "c", float("nan"), "x"),)),
    "infinite": replace(FULL, statistics=(cell("r", "c", float("inf"), "x"),)),
    "too large": replace(FULL, statistics=(cell("seen_first", "here", 2**63, "x"),)),
    "too large in the last child": replace(FULL, checks=(replace(FULL.checks[0], actual=-(2**63) - 1),)),
}


@pytest.mark.parametrize("report", NOT_STORABLE.values(), ids=NOT_STORABLE.keys())
@pytest.mark.parametrize("stored", [True, False], ids=["stored before", "new"])
def test_what_can_not_be_stored_leaves_all_as_it_was(db: Database, report: Report, stored: bool) -> None:
    upsert_report(db, FULL if stored else BARE, now=MONDAY)
    before = dump(db)
    with pytest.raises(StoreError, match=re.escape(f"Can't store the report {URL}: ")):
        upsert_report(db, report, now=TUESDAY)
    assert dump(db) == before
    assert upsert_report(db, CHANGED["title"], now=TUESDAY).outcome == ("changed" if stored else "new")


def test_a_cell_first_seen_in_a_report_that_failed_is_stored_with_the_next(db: Database) -> None:
    with pytest.raises(StoreError):
        upsert_report(db, NOT_STORABLE["too large"], now=MONDAY)
    good = replace(FULL, statistics=(cell("seen_first", "here", 7, "7"),))
    upsert_report(db, good, now=MONDAY)
    assert same(read_report(db, URL), good)


def test_a_cell_is_kept_once(db: Database) -> None:
    for url in ("http://a.gov.cn/", "http://b.gov.cn/"):
        upsert_report(db, replace(FULL, url=url), now=MONDAY)
    assert db.table("_cells").count == 4


@pytest.mark.parametrize("units", [(None, ""), ("", None), ("件", None)])
def test_no_unit_and_an_empty_one_are_two_cells(db: Database, units: tuple[str | None, str | None]) -> None:
    statistics = tuple(replace(FULL.statistics[0], unit=unit) for unit in units)
    upsert_report(db, replace(FULL, statistics=statistics), now=MONDAY)
    read = read_report(db, URL)
    assert read is not None
    assert [item.unit for item in read.statistics] == list(units)


def test_more_cells_than_are_remembered(db: Database) -> None:
    def numbered(start: int) -> tuple[Statistic, ...]:
        return tuple(cell(f"r{number}", "c", 1, "1") for number in range(start, start + 5))

    many = tuple(cell(f"r{number}", "c", 1, "1") for number in range(KNOWN_CELLS + 1))
    upsert_report(db, replace(FULL, statistics=many), now=MONDAY)
    for start in (0, KNOWN_CELLS - 2):
        report = replace(BARE, statistics=numbered(start))
        upsert_report(db, report, now=MONDAY)
        assert same(read_report(db, BARE.url), report)


def test_a_transaction_of_the_callers_is_not_joined(db: Database) -> None:
    db.begin()
    with pytest.raises(StoreError, match="transaction"):
        upsert_report(db, FULL, now=MONDAY)


WRITER = """
import sys
from datetime import UTC, datetime
from dataclasses import replace
from goicrawl.store import open_database, upsert_report
from tests.sample_reports import FULL, cell

path, name = sys.argv[1:]
sys.stdin.read()
db = open_database(path)
for number in range(20):
    statistics = tuple(cell(f"row_{number}", f"column_{column}", column, name) for column in range(50))
    for url in (f"http://{name}.gov.cn/{number}", f"http://shared.gov.cn/{number}"):
        upsert_report(db, replace(FULL, url=url, title=name, statistics=statistics), now=datetime.now(UTC))
db.close()
"""


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    root = Path(__file__).parents[1]
    names = ("a", "b", "c", "d")
    waiting, begin = os.pipe()
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, name], cwd=root, stdin=waiting)
        for name in names
    ]
    os.close(waiting)
    time.sleep(1)  # by now all have imported what they need
    os.close(begin)
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    with closing(open_database(path)) as db:
        assert db.view("reports").count == 100
        assert db.view("statistics").count == 100 * 50
        assert db.table("_cells").count == 20 * 50
        assert db.table("revisions").count == 60
        for url, title in db.execute("SELECT url, title FROM reports").fetchall():
            read = read_report(db, url)
            assert read is not None
            assert {item.raw for item in read.statistics} == {title}
            assert len(read.sections) == len(FULL.sections)


def test_a_report_of_220_statistics_is_stored_fast(db: Database) -> None:
    statistics = tuple(cell(f"row_{number // 10}", f"column_{number % 10}", 1, "1") for number in range(220))
    report = replace(FULL, statistics=statistics)
    begin = time.process_time()
    for number in range(200):
        upsert_report(db, replace(report, url=f"http://a.gov.cn/{number}"), now=MONDAY)
    assert time.process_time() - begin < 2  # a millisecond each where nothing else runs


def test_every_child_of_a_report_has_a_table(db: Database) -> None:
    assert {f"_{name}" for name in CHILDREN} <= set(db.table_names())
