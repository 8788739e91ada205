"""A page that was kept out into the rejects, with the reason: nothing that was fetched goes silently."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from goicrawl.store.database import StoreError, writing
from goicrawl.store.ledger import mark_read
from goicrawl.store.marks import end_marks
from goicrawl.store.presence import mark_vanished
from goicrawl.store.revisions import remove_report
from goicrawl.store.sightings import Sighting

Fate = Literal["none", "kept", "vanished", "removed"]
"""What becomes of the report that stood under the url: there was none, it stays as it is, it stays and is
marked as vanished, or it goes to the revisions since it never was one."""

_FIND = """
    SELECT r.sha256, t.text, r.vanished_at, max(r.fetched, ifnull(f.fetched, r.fetched))
    FROM _reports r JOIN _texts t ON t.report = r.id
    LEFT JOIN fetches f ON f.url = r.url AND f.sha256 = r.sha256 WHERE r.url = ?
"""
_UPSERT = """
    INSERT INTO rejects (url, portal, reason, detail, title, sha256, first_seen, last_seen)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, reason = excluded.reason,
        detail = excluded.detail, title = excluded.title, sha256 = excluded.sha256,
        first_seen = excluded.first_seen, last_seen = excluded.last_seen
"""
_KNOWN = "SELECT sha256, first_seen, last_seen FROM rejects WHERE url = ?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reject:
    """A page that was kept out."""

    url: str
    """The address that answered."""
    portal: str | None = None
    """The name of the portal in the registry."""
    reason: str
    """The code of the problem."""
    detail: str | None = None
    """What was seen."""
    title: str | None = None
    """The row's title in the listing."""
    sha256: str | None = None
    """SHA-256 of the body, in hexadecimal."""
    text: str | None = None
    """The cleaned body; None where the page could not be read at all."""
    is_gone: bool = False
    """Whether the server says that there is no such page (404, 410)."""


def upsert_reject(
    db: Database,
    reject: Reject,
    *,
    now: datetime,
    due: date | None = None,
    live: bool = True,
    fetched: datetime | None = None,
) -> Fate:
    """Store why a page was kept out, and return what becomes of the report that stood under its url.

    A page that could not be read this time (a server's error, an anti-robot page) leaves the report as it is.
    One that is gone, or says something else now and is no report, has its report marked as vanished; but if
    it says what it said, it never was one.

    With `live` off a saved page was read, that was `fetched` then if anybody knows: what it tells gets the
    date of that day, and it tells nothing of what was served later. Raises StoreError, which names the url,
    where a value can't be stored.
    """
    look = Sighting.of(now, live=live, fetched=fetched)
    try:
        with writing(db):
            fate = _find_fate(db, reject, look)
            if fate != "kept" and _write(db, reject, _settle(db, reject, fate, look), look):
                mark_read(db, reject.url, reject.sha256 if due else "", due)
            return fate
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(f"Can't store the reject {reject.url}: {error}") from error


def _write(db: Database, reject: Reject, first_seen: str | None, look: Sighting) -> bool:
    """Write a reject's row; False where a later page of other bytes was kept out."""
    row = [reject.url, reject.portal, reject.reason, reject.detail, reject.title, reject.sha256]
    known = db.execute(_KNOWN, [reject.url]).fetchone()
    if known is None:
        db.execute(_UPSERT, [*row, look.first(first_seen or look.served), look.served])
        return True
    sha256, first, last = known
    if look.precedes(last) and sha256 != reject.sha256:
        db.execute("UPDATE rejects SET first_seen = ? WHERE url = ?", [look.first(first), reject.url])
        return False
    db.execute(_UPSERT, [*row, min(look.first(first), first_seen or first), look.last(last)])
    return True


def _find_fate(db: Database, reject: Reject, look: Sighting) -> Fate:
    stored = db.execute(_FIND, [reject.url]).fetchone()
    if stored is None:
        return "none"
    sha256, text, vanished_at, fetched = stored
    same_bytes = sha256 is not None and sha256 == reject.sha256
    if reject.text is not None and (same_bytes or text == reject.text):
        return "removed"
    if look.follows(fetched) and (reject.is_gone or reject.text is not None):
        return "none" if vanished_at else "vanished"
    return "kept"


def _settle(db: Database, reject: Reject, fate: Fate, look: Sighting) -> str | None:
    """Do to the report what its fate is; return when one that goes was first seen."""
    if fate == "vanished":
        mark_vanished(db, reject.url, f"{reject.reason}: {reject.detail}", look.served)
    if fate != "removed":
        return None
    end_marks(db, reject.url, "the page is no report", look.now)
    return remove_report(db, reject.url, reject.reason, look.now)
