"""What could not be fetched: kept until the page answers."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.store import Failure, Fetch, open_database, upsert_failure, upsert_fetch
from goicrawl.store.visits import see_unchanged

URL = "http://www.example.gov.cn/1.html"
MONDAY, TUESDAY = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)
TIMEOUT = Failure(url=URL, portal="p", kind="timeout", why="too slow", title="某局2021年度报告")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "goicrawl.db")) as db:
        yield db


def rows(db: Database, columns: str) -> list[tuple[object, ...]]:
    return list(db.execute(f"SELECT {columns} FROM failures"))


def test_a_failure_is_kept_with_the_row_s_title(db: Database) -> None:
    upsert_failure(db, TIMEOUT, now=MONDAY)
    assert rows(db, "url, portal, kind, why, title, listing") == [
        (URL, "p", "timeout", "too slow", "某局2021年度报告", 0)
    ]


def test_failures_of_one_page_are_counted(db: Database) -> None:
    upsert_failure(db, TIMEOUT, now=MONDAY)
    upsert_failure(db, Failure(url=URL, kind="robots", why="forbidden"), now=TUESDAY)
    assert rows(db, "kind, title, substr(first_seen, 9, 2), substr(last_seen, 9, 2), count") == [
        ("robots", "某局2021年度报告", "02", "03", 2)
    ]


def test_a_page_that_answers_is_no_failure_any_more(db: Database) -> None:
    upsert_failure(db, TIMEOUT, now=MONDAY)
    upsert_fetch(db, Fetch(url=URL, status=200, fetched=TUESDAY))
    assert rows(db, "url") == []


def test_nor_one_that_says_it_is_unchanged(db: Database) -> None:
    upsert_failure(db, TIMEOUT, now=MONDAY)
    see_unchanged(db, URL, due=TUESDAY.date(), now=TUESDAY)
    assert rows(db, "url") == []


def test_a_saved_page_says_nothing_of_today_s_failures(db: Database) -> None:
    upsert_failure(db, TIMEOUT, now=TUESDAY)
    upsert_fetch(db, Fetch(url=URL, status=200, fetched=MONDAY), live=False)
    assert rows(db, "url") == [(URL,)]
