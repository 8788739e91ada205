"""An address into what is known of its page, and what a look at it that found nothing new changes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from goicrawl.store.database import storing
from goicrawl.store.failures import end_failure
from goicrawl.store.presence import (
    drop_listings,
    drop_rows,
    is_walked,
    list_rows,
    mark_reappeared,
    touch_reports,
)
from goicrawl.store.sightings import Sighting
from goicrawl.store.times import utc

MAX_REDIRECTS = 5
"""Redirects that are followed from address to address; more are a circle."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """The last look at a page that was read to the end: as a report, or as one to be kept out."""

    url: str
    """The address that answered."""
    etag: str | None
    """The ETag header."""
    last_modified: str | None
    """The Last-Modified header, as sent."""
    sha256: str | None
    """SHA-256 of the body, in hexadecimal."""
    read_by: str
    """The version that read it."""
    fetched: datetime | None
    """When (aware, UTC); None where nobody knows."""
    year: int | None
    """The reporting year; None where it is not known or the page is no report."""
    has_vanished: bool
    """Whether the page's report is marked as vanished: it is to be looked at, whatever the schedule."""


_FIND = """
    SELECT f.redirected_to, f.etag, f.last_modified, f.sha256, f.read_by, f.fetched, r.year,
        r.vanished_at IS NOT NULL, r.id IS NOT NULL OR j.url IS NOT NULL
    FROM fetches f LEFT JOIN _reports r ON r.url = f.url LEFT JOIN rejects j ON j.url = f.url
    WHERE f.url = ?
"""
_ANSWERED = """
    UPDATE fetches SET fetched = ?, due = ?, etag = ifnull(?, etag), last_modified = ifnull(?, last_modified)
    WHERE url = ?
"""


def find_visit(db: Database, url: str) -> Visit | None:
    """Return what is known of a page; None where it must be fetched: never asked for, failed, or not read."""
    for _ in range(MAX_REDIRECTS):
        found = db.execute(_FIND, [url]).fetchone()
        if found is None:
            return None
        redirected_to, etag, last_modified, sha256, read_by, fetched, year, has_vanished, is_stored = found
        if redirected_to is None:
            break
        url = redirected_to
    if redirected_to is not None or read_by is None or not is_stored:
        return None
    return Visit(
        url=url,
        etag=etag,
        last_modified=last_modified,
        sha256=sha256,
        read_by=read_by,
        fetched=None if fetched is None else datetime.fromisoformat(fetched),
        year=year,
        has_vanished=bool(has_vanished),
    )


def see_listed(db: Database, url: str, *, now: datetime) -> None:
    """Note that a listing still shows a page that is not due. Raises StoreError, which names the url."""
    with storing(db, f"that {url} was seen"):
        _see(db, url, utc(now))


def see_unchanged(
    db: Database,
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    due: date,
    now: datetime,
) -> bool:
    """Note that a page answered and says what it said; return whether its report had vanished.

    Raises StoreError, which names the url.
    """
    seen = utc(now)
    with storing(db, f"that {url} was seen"):
        db.execute(_ANSWERED, [seen, due.isoformat(), etag, last_modified, url])
        end_failure(db, url)
        # What still answers as a reject is no report that came back.
        return not _see(db, url, seen) and mark_reappeared(db, url, Sighting.of(now, live=True))


def see_spared(db: Database, url: str, *, fetched: datetime) -> bool:
    """Note that a saved page says what one of an earlier run says; return whether its report had vanished.

    Raises StoreError, which names the url.
    """
    look = Sighting.of(fetched, live=False, fetched=fetched)
    with storing(db, f"that {url} was seen"):
        touch_reports(db, [url], look.served)
        return mark_reappeared(db, url, look)


def _see(db: Database, url: str, now: str) -> bool:
    """Touch what is stored of a page; return whether it is a reject."""
    if db.execute("UPDATE rejects SET last_seen = ? WHERE url = ?", [now, url]).rowcount:
        return True
    db.execute("UPDATE _reports SET last_seen = ? WHERE url = ?", [now, url])
    return False


def store_walk(
    db: Database,
    *,
    portal: str,
    listing: str,
    urls: frozenset[str],
    complete: bool,
    now: datetime,
    live: bool = True,
) -> tuple[str, ...]:
    """Store which rows a walk over a listing saw; return the addresses of reports that vanished with it.

    A walk whose end is not proved says nothing of what it did not see. With `live` off it was a walk over
    saved pages of that moment: it says nothing where a later walk is known. Raises StoreError.
    """
    seen = utc(now)
    with storing(db, f"the rows of {listing}"):
        if not live and is_walked(db, listing, seen):
            return ()
        list_rows(db, portal, listing, urls, seen)
        if not live:
            touch_reports(db, urls, seen)
        return drop_rows(db, listing, urls, seen) if complete else ()


def store_listings(db: Database, *, portal: str, listings: frozenset[str], now: datetime) -> tuple[str, ...]:
    """Store that these are all listings of a portal; return the addresses of reports that only others showed.

    Raises StoreError.
    """
    with storing(db, f"the listings of {portal}"):
        return drop_listings(db, portal, listings, utc(now))
