"""Pages that could not be fetched, in and out of the database: a row each, until the page answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from goicrawl.store.database import storing
from goicrawl.store.times import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A page that could not be fetched, tried again or not."""

    url: str
    """The address asked for."""
    portal: str | None = None
    """The name of the portal in the registry."""
    kind: str
    """What hindered it: timeout, cut_short, robots, …"""
    why: str
    """The same in words."""
    title: str | None = None
    """The row's title in the listing; None where no row led there."""
    listing: bool = False
    """Whether it is a listing's page."""


_UPSERT = """
    INSERT INTO failures (url, portal, kind, why, title, listing, first_seen, last_seen, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, kind = excluded.kind, why = excluded.why,
        title = ifnull(excluded.title, title), listing = excluded.listing, last_seen = excluded.last_seen,
        count = count + 1
"""
_END = "DELETE FROM failures WHERE url = ?"


def upsert_failure(db: Database, failure: Failure, *, now: datetime) -> None:
    """Keep that a page could not be fetched, once more or for the first time.

    Raises StoreError, which names the url.
    """
    row = [failure.url, failure.portal, failure.kind, failure.why, failure.title, failure.listing]
    with storing(db, f"that {failure.url} could not be fetched"):
        db.execute(_UPSERT, [*row, utc(now), utc(now)])


def end_failure(db: Database, url: str) -> None:
    """Forget that a page could not be fetched, since it has answered.

    To be called inside a write transaction.
    """
    db.execute(_END, [url])
