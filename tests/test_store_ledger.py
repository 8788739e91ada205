"""Fetches and crawls, in and out of the database."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.store import (
    Fetch,
    StoreError,
    find_fetch,
    finish_crawl,
    open_database,
    start_crawl,
    upsert_fetch,
)

URL = "http://www.example.gov.cn/index.html"
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
FETCH = Fetch(
    url=URL,
    portal="kashi",
    status=200,
    etag='W/"1"',
    last_modified="Mon, 02 Mar 2026 07:00:00 GMT",
    sha256="ab",
    fetched=MONDAY,
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        yield opened


@pytest.mark.parametrize("fetch", [FETCH, Fetch(url=URL, status=404)], ids=["full", "bare"])
def test_a_fetch_is_found_as_it_was_stored(db: Database, fetch: Fetch) -> None:
    upsert_fetch(db, fetch)
    assert find_fetch(db, URL) == fetch


def test_the_last_answer_counts(db: Database) -> None:
    upsert_fetch(db, FETCH)
    upsert_fetch(db, Fetch(url=URL, status=500))
    assert find_fetch(db, URL) == Fetch(url=URL, status=500)
    assert db.table("fetches").count == 1


def test_a_url_never_asked_for(db: Database) -> None:
    assert find_fetch(db, URL) is None


def test_times_are_kept_in_utc(db: Database) -> None:
    local = datetime(2026, 3, 2, 16, 0, 0, 123, tzinfo=timezone(timedelta(hours=8)))
    upsert_fetch(db, Fetch(url=URL, status=200, fetched=local))
    assert db.execute("SELECT fetched FROM fetches").fetchone() == ("2026-03-02T08:00:00+00:00",)


def test_a_fetch_that_can_not_be_stored(db: Database) -> None:
    with pytest.raises(StoreError, match=f"the fetch of {URL}"):
        upsert_fetch(db, Fetch(url=URL, status=200, etag="\ud800"))
    assert db.table("fetches").count == 0


def test_a_crawl_that_runs_has_no_outcome(db: Database) -> None:
    crawl = start_crawl(db, "kashi", now=MONDAY)
    rows = db.execute("SELECT id, portal, started, finished, outcome, stats FROM crawls").fetchall()
    assert rows == [(crawl, "kashi", "2026-03-02T08:00:00+00:00", None, None, None)]


def test_a_finished_crawl_has_its_stats(db: Database) -> None:
    first, second = start_crawl(db, "kashi", now=MONDAY), start_crawl(db, None, now=MONDAY)
    stats = {"item_scraped_count": 5, "start_time": MONDAY, "reason": "完成", "none": None}
    finish_crawl(db, first, outcome="finished", stats=stats, now=MONDAY + timedelta(minutes=1))
    rows = db.execute("SELECT id, finished, outcome, stats FROM crawls ORDER BY id").fetchall()
    assert rows[1] == (second, None, None, None)
    assert rows[0][:3] == (first, "2026-03-02T08:01:00+00:00", "finished")
    assert json.loads(rows[0][3]) == stats | {"start_time": "2026-03-02 08:00:00+00:00"}
    assert "完成" in rows[0][3]


def test_a_crawl_that_was_never_started(db: Database) -> None:
    with pytest.raises(ValueError, match="expected the id of a crawl, got 7"):
        finish_crawl(db, 7, outcome="finished", stats={}, now=MONDAY)
