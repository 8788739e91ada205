"""What was fetched and how each crawl ended, in and out of the database."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from goicrawl.store.database import StoreError, writing
from goicrawl.store.times import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetch:
    """The last answer that a url gave."""

    url: str
    """The address asked for."""
    portal: str | None = None
    """The name of the portal in the registry."""
    status: int
    """The HTTP status."""
    etag: str | None = None
    """The ETag header."""
    last_modified: str | None = None
    """The Last-Modified header, as sent."""
    sha256: str | None = None
    """SHA-256 of the body, in hexadecimal."""
    fetched: datetime | None = None
    """When (aware, UTC, to the second); None where nobody knows."""


_UPSERT_FETCH = """
    INSERT INTO fetches (url, portal, status, etag, last_modified, sha256, fetched)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, status = excluded.status,
        etag = excluded.etag, last_modified = excluded.last_modified, sha256 = excluded.sha256,
        fetched = excluded.fetched
"""
_FIND_FETCH = """
    SELECT url, portal, status, etag, last_modified, sha256, fetched FROM fetches WHERE url = ?
"""
_FINISH_CRAWL = "UPDATE crawls SET finished = ?, outcome = ?, stats = ? WHERE id = ?"


def upsert_fetch(db: Database, fetch: Fetch) -> None:
    """Store the last answer of a url. Raises StoreError, which names the url."""
    fetched = None if fetch.fetched is None else utc(fetch.fetched)
    row = [fetch.url, fetch.portal, fetch.status, fetch.etag, fetch.last_modified, fetch.sha256, fetched]
    with _storing(db, f"the fetch of {fetch.url}"):
        db.execute(_UPSERT_FETCH, row)


def find_fetch(db: Database, url: str) -> Fetch | None:
    """Return the last answer of a url, None where it was never asked for."""
    found = db.execute(_FIND_FETCH, [url]).fetchone()
    if found is None:
        return None
    url, portal, status, etag, last_modified, sha256, fetched = found
    return Fetch(
        url=url,
        portal=portal,
        status=status,
        etag=etag,
        last_modified=last_modified,
        sha256=sha256,
        fetched=None if fetched is None else datetime.fromisoformat(fetched),
    )


def start_crawl(db: Database, portal: str | None, *, now: datetime) -> int:
    """Open a crawl and return its id; it has no outcome until it is finished."""
    with _storing(db, f"the start of the crawl of {portal}"):
        started = db.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", [portal, utc(now)])
    return int(started.lastrowid or 0)


def finish_crawl(
    db: Database, crawl: int, *, outcome: str, stats: Mapping[str, object], now: datetime
) -> None:
    """Store how a crawl ended: Scrapy's reason (finished, shutdown, …) and its stats, as JSON.

    Raises ValueError for an id that `start_crawl` did not give.
    """
    written = json.dumps(stats, ensure_ascii=False, sort_keys=True, default=str)
    with _storing(db, f"the end of crawl {crawl}"):
        updated = db.execute(_FINISH_CRAWL, [utc(now), outcome, written, crawl])
    if not updated.rowcount:
        raise ValueError(f"expected the id of a crawl, got {crawl}")


@contextmanager
def _storing(db: Database, what: str) -> Iterator[None]:
    try:
        with writing(db):
            yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise StoreError(f"Can't store {what}: {error}") from error
