"""What was fetched and how each crawl ended, in and out of the database."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from goicrawl.store.database import storing
from goicrawl.store.failures import end_failure
from goicrawl.store.times import utc
from goicrawl.version import __version__


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
    redirected_to: str | None = None
    """The address that answered in its place; the row of that one has the answer."""
    read_by: str | None = None
    """The version that made a report or a reject of the answer; None until one has."""
    due: date | None = None
    """The day to look again, by the schedule of the day it was read; None is at once."""


# What an answer says is news until a report or a reject has been made of it: only then it is read and due.
# So a run that is killed in between looks at the page again, and asks for it whole.
_UPSERT_FETCH = """
    INSERT INTO fetches (url, portal, status, etag, last_modified, sha256, fetched, redirected_to)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, status = excluded.status,
        etag = excluded.etag, last_modified = excluded.last_modified, sha256 = excluded.sha256,
        fetched = excluded.fetched, redirected_to = excluded.redirected_to, read_by = NULL, due = NULL
    WHERE ? OR fetches.fetched IS NULL OR excluded.fetched >= fetches.fetched
"""
_FIND_FETCH = """
    SELECT url, portal, status, etag, last_modified, sha256, fetched, redirected_to, read_by, due
    FROM fetches WHERE url = ?
"""
_READ_FETCH = """
    UPDATE fetches SET read_by = iif(sha256 IS ?1, ?2, NULL), due = iif(sha256 IS ?1, ?3, NULL) WHERE url = ?4
"""
_FINISH_CRAWL = "UPDATE crawls SET finished = ?, outcome = ?, stats = ? WHERE id = ?"


def upsert_fetch(db: Database, fetch: Fetch, *, live: bool = True) -> None:
    """Store the last answer of a url; nothing has been made of it yet.

    With `live` off it is a saved one, and a later one stays. A page that answers is no failure any more.
    Raises StoreError, which names the url.
    """
    fetched = None if fetch.fetched is None else utc(fetch.fetched)
    row = [fetch.url, fetch.portal, fetch.status, fetch.etag, fetch.last_modified, fetch.sha256, fetched]
    with storing(db, f"the fetch of {fetch.url}"):
        db.execute(_UPSERT_FETCH, [*row, fetch.redirected_to, live])
        if live:
            end_failure(db, fetch.url)


def upsert_redirects(
    db: Database,
    sources: Iterable[tuple[str, object]],
    target: str,
    *,
    portal: str | None,
    fetched: datetime | None,
    live: bool = True,
) -> None:
    """Store the addresses that led to another, each with what moved it on: a status, or a word of Scrapy's.

    Raises StoreError, which names the url.
    """
    for url, reason in sources:
        if url != target:
            status = reason if isinstance(reason, int) else 200  # a page that moves its reader on
            moved = Fetch(url=url, portal=portal, status=status, fetched=fetched, redirected_to=target)
            upsert_fetch(db, moved, live=live)


def find_fetch(db: Database, url: str) -> Fetch | None:
    """Return the last answer of a url, None where it was never asked for."""
    found = db.execute(_FIND_FETCH, [url]).fetchone()
    if found is None:
        return None
    url, portal, status, etag, last_modified, sha256, fetched, redirected_to, read_by, due = found
    return Fetch(
        url=url,
        portal=portal,
        status=status,
        etag=etag,
        last_modified=last_modified,
        sha256=sha256,
        fetched=None if fetched is None else datetime.fromisoformat(fetched),
        redirected_to=redirected_to,
        read_by=read_by,
        due=None if due is None else date.fromisoformat(due),
    )


def mark_read(db: Database, url: str, sha256: str | None, due: date | None) -> None:
    """Note that something was made of the answer whose body has this hash; of another one nothing was.

    To be called inside a write transaction.
    """
    db.execute(_READ_FETCH, [sha256, __version__, None if due is None else due.isoformat(), url])


def start_crawl(db: Database, portal: str | None, *, now: datetime) -> int:
    """Open a crawl and return its id; it has no outcome until it is finished."""
    with storing(db, f"the start of the crawl of {portal}"):
        started = db.execute("INSERT INTO crawls (portal, started) VALUES (?, ?)", [portal, utc(now)])
    return int(started.lastrowid or 0)


def finish_crawl(
    db: Database, crawl: int, *, outcome: str, stats: Mapping[str, object], now: datetime
) -> None:
    """Store how a crawl ended: Scrapy's reason (finished, shutdown, …) and its stats, as JSON.

    Raises ValueError for an id that `start_crawl` did not give.
    """
    written = json.dumps(stats, ensure_ascii=False, sort_keys=True, default=str)
    with storing(db, f"the end of crawl {crawl}"):
        updated = db.execute(_FINISH_CRAWL, [utc(now), outcome, written, crawl])
    if not updated.rowcount:
        raise ValueError(f"expected the id of a crawl, got {crawl}")
