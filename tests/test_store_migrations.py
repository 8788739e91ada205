"""Files of older versions, with rows in them, opened by this one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.store import find_fetch, find_visit, open_database, read_report, upsert_report
from goicrawl.store.rows import COLUMNS
from goicrawl.store.schema import reports_and_ledger
from tests.sample_reports import BARE, FULL

OLD = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a file as the first version left it: a report, a changed one, a reject that was a report."""
    path = tmp_path / "old.db"
    first = Migrations("goicrawl")
    first()(reports_and_ledger)
    with closing(Database(path)) as db:
        db.execute("PRAGMA application_id = 1196378435")
        first.apply(db)
        with db.atomic():
            _fill(db)
    return path


def _fill(db: Database) -> None:
    names = ", ".join(name for name in COLUMNS if name not in ("portal", "has_contact"))
    values = ", ".join("NULL" for name in COLUMNS if name not in ("portal", "has_contact"))
    db.execute(
        f"INSERT INTO _reports (url, portal, has_contact, {names.replace('url, ', '')}, sha256, first_seen, "
        f"last_seen, changed_at, parser_version, fingerprint) "
        f"VALUES (?, NULL, 0, {values.replace('NULL, ', '', 1)}, NULL, ?, ?, ?, '0.1.0', x'00')",
        [BARE.url, OLD, OLD, OLD],
    )
    db.execute("INSERT INTO _texts VALUES (1, '')")
    db.execute("INSERT INTO fetches VALUES (?, 'p', 200, '\"1\"', NULL, NULL, ?)", [BARE.url, OLD])
    said = json.dumps({"url": FULL.url, "sha256": "ab"})
    for url in (BARE.url, FULL.url, FULL.url):
        row = [url, OLD, "0.1.0", said]
        db.execute(
            "INSERT INTO revisions (url, replaced_at, parser_version, report) VALUES (?, ?, ?, ?)", row
        )
    db.execute("INSERT INTO rejects VALUES (?, 'p', 'notice', NULL, NULL, 'ab', ?, ?)", [FULL.url, OLD, OLD])


@pytest.fixture
def upgraded(old: Path) -> Iterator[Database]:
    with closing(open_database(old)) as db:
        yield db


def test_its_reports_are_read(upgraded: Database) -> None:
    assert read_report(upgraded, BARE.url) == BARE


def test_its_reports_are_there(upgraded: Database) -> None:
    found = upgraded.execute("SELECT url, first_seen, vanished_at FROM reports").fetchall()
    assert found == [(BARE.url, OLD, None)]


def test_its_revisions_say_what_they_can(upgraded: Database) -> None:
    rows = upgraded.execute("SELECT kind, why, changes, old_sha256 FROM revisions ORDER BY id").fetchall()
    assert rows == [
        ("changed", None, None, "ab"),
        ("changed", None, None, "ab"),
        ("removed", None, None, "ab"),
    ]


def test_its_pages_are_due_at_once(upgraded: Database) -> None:
    fetch = find_fetch(upgraded, BARE.url)
    assert fetch is not None
    assert (fetch.etag, fetch.due) == ('"1"', None)
    assert find_visit(upgraded, BARE.url) is None


def test_it_is_written_as_a_new_one(upgraded: Database) -> None:
    assert upsert_report(upgraded, FULL, now=datetime.now(UTC)).outcome == "new"
    assert upsert_report(upgraded, FULL, now=datetime.now(UTC)).outcome == "seen"


def test_its_tables_are_those_of_a_new_one(upgraded: Database, tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "new.db")) as new:
        query = "SELECT name, sql FROM sqlite_schema ORDER BY name"
        assert upgraded.execute(query).fetchall() == new.execute(query).fetchall()


def test_opened_again_nothing_changes(old: Path) -> None:
    open_database(old).close()
    with closing(sqlite3.connect(old)) as connection:
        first = list(connection.iterdump())
    open_database(old).close()
    with closing(sqlite3.connect(old)) as connection:
        assert list(connection.iterdump()) == first
