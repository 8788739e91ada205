"""What differs between two databases, and within one, and whose change it is."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.items import Report
from goicrawl.store import (
    Difference,
    Reject,
    StoreError,
    compare_databases,
    compare_revisions,
    open_database,
    open_readonly,
    upsert_reject,
    upsert_report,
)
from goicrawl.store.schema import APPLICATION_ID, reports_and_ledger
from tests.sample_reports import BARE, FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TITLED = replace(FULL, title="二")


def store(path: Path, *reports: Report) -> Path:
    with closing(open_database(path)) as db:
        for report in reports:
            upsert_report(db, report, now=MONDAY)
    return path


def compare(old: Path, new: Path) -> list[Difference]:
    with closing(open_readonly(old)) as one, closing(open_readonly(new)) as other:
        return list(compare_databases(one, other))


def told(found: list[Difference]) -> list[tuple[str, str, object, object]]:
    return [(one.why, one.path, one.old, one.new) for one in found]


def test_equal_databases(tmp_path: Path) -> None:
    assert compare(store(tmp_path / "a.db", FULL, BARE), store(tmp_path / "b.db", BARE, FULL)) == []


def test_a_value_that_the_page_changed(tmp_path: Path) -> None:
    old, new = (
        store(tmp_path / "a.db", FULL),
        store(tmp_path / "b.db", replace(TITLED, sha256="cd" * 32), BARE),
    )
    assert told(compare(old, new)) == [
        ("only in the second", "", None, None),
        ("page", "title", FULL.title, "二"),
    ]


def test_a_value_that_the_parser_reads_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = store(tmp_path / "a.db", FULL)
    monkeypatch.setattr("goicrawl.store.upsert.__version__", "99")
    (found,) = compare(old, store(tmp_path / "b.db", TITLED))
    assert (found.why, found.path, found.new_version) == ("parser", "title", "99")
    assert (found.portal, found.year, found.old_sha256) == (FULL.portal, 2019, FULL.sha256)


def test_reports_that_one_has_alone(tmp_path: Path) -> None:
    reports = [replace(BARE, url=f"http://a.gov.cn/{number}") for number in range(5)]
    old, new = store(tmp_path / "a.db", *reports[:3]), store(tmp_path / "b.db", *reports[2:])
    assert [(one.why, one.url[-1]) for one in compare(old, new)] == [
        ("only in the first", "0"),
        ("only in the first", "1"),
        ("only in the second", "3"),
        ("only in the second", "4"),
    ]


def test_what_changed_within_one_database(tmp_path: Path) -> None:
    path = store(tmp_path / "a.db", FULL, replace(TITLED, sha256="cd" * 32))
    gone = Reject(url=URL, reason="source.status", detail="HTTP 404", is_gone=True)
    with closing(open_database(path)) as db:
        upsert_reject(db, gone, now=MONDAY)
    with closing(open_readonly(path)) as db:
        found = list(compare_revisions(db))
    assert told(found) == [("page", "title", FULL.title, "二"), ("vanished", "", None, None)]
    assert [(one.portal, one.at) for one in found] == [(FULL.portal, "2026-03-02T08:00:00+00:00")] * 2


def test_reading_changes_no_byte_and_leaves_no_file(tmp_path: Path) -> None:
    path = store(tmp_path / "a.db", FULL)
    before = path.read_bytes()
    with closing(open_readonly(path)) as db:
        assert list(compare_revisions(db)) == []
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.db"]


def test_a_database_that_another_process_writes(tmp_path: Path) -> None:
    path = store(tmp_path / "a.db", FULL)
    with closing(open_database(path)) as writer:
        upsert_report(writer, TITLED, now=MONDAY)
        assert [one.path for one in compare(store(tmp_path / "b.db", FULL), path)] == ["title"]


def older(path: Path) -> None:
    first = Migrations("goicrawl")
    first()(reports_and_ledger)
    with closing(Database(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        first.apply(db)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a missing file": (lambda path: None, "there is no such file"),
    "an empty file": (lambda path: path.touch(), "it is empty"),
    "another file": (lambda path: path.write_bytes(b"notes" * 100), "no SQLite database"),
    "an older version's": (older, "an older version made it"),
    "a folder": (os.mkdir, "there is no such file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_is_refused(tmp_path: Path, name: str) -> None:
    make, reason = REFUSED[name]
    path = tmp_path / "x.db"
    make(path)
    with pytest.raises(StoreError, match=reason):
        open_readonly(path)
