"""A Report into the database: new, changed, or only seen once more."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store.cells import forget_cells, upsert_cells
from goicrawl.store.database import StoreError, writing
from goicrawl.store.ledger import mark_read
from goicrawl.store.marks import carry_marks
from goicrawl.store.presence import mark_reappeared
from goicrawl.store.revisions import save_revision
from goicrawl.store.rows import Row, Rows, report_rows
from goicrawl.store.sightings import Sighting
from goicrawl.store.statements import DELETE_CHILDREN, INSERT_CHILDREN, INSERT_REPORT, UPDATE_REPORT
from goicrawl.version import __version__

Outcome = Literal["new", "changed", "seen", "older"]
"""What an upsert came to: the url had no report; it said something else; it says the same; a saved page says
what the report said before, and changes nothing."""

_FIND = """
    SELECT id, fingerprint, sha256, first_seen, last_seen, fetched FROM _reports WHERE url = ?
"""
_SEE = "UPDATE _reports SET first_seen = ?, last_seen = ?, sha256 = ?, fetched = ? WHERE id = ?"
# When these bytes were stored, or answered last.
_SERVED = """
    SELECT max(r.fetched, ifnull(f.fetched, r.fetched))
    FROM _reports r LEFT JOIN fetches f ON f.url = r.url AND f.sha256 = r.sha256 WHERE r.id = ?
"""
_SEE_OLDER = "UPDATE _reports SET first_seen = ? WHERE id = ?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What an upsert did."""

    outcome: Outcome
    """What the report came to."""
    reappeared: bool = False
    """Whether it was marked as vanished."""
    lapsed: tuple[str, ...] = ()
    """The paths of the marks that lapsed with the page."""


def upsert_report(
    db: Database,
    report: Report,
    *,
    now: datetime,
    due: date | None = None,
    live: bool = True,
    fetched: datetime | None = None,
) -> Stored:
    """Store a report whole, in one transaction, and what it said before as a revision.

    An equal report changes nothing but `last_seen`, and one that says the same on a page of other
    bytes its `sha256` too. The url is taken from the rejects; `due` is the day to look at it again.

    With `live` off a saved page was read, that was `fetched` then if anybody knows: it gives the report the
    dates of that day, but changes nothing of what a later page says, and a report that vanished stays so
    unless it had vanished before. Raises StoreError, which names the url, where a value can't be stored;
    then all is left as it was.
    """
    look = Sighting.of(now, live=live, fetched=fetched)
    try:
        rows = report_rows(report)
        fingerprint = rows.fingerprint()
        with writing(db):
            reappeared = mark_reappeared(db, report.url, look)
            outcome, lapsed = _upsert(db, report, rows, fingerprint, look)
            if outcome == "older":
                return Stored(outcome=outcome)
            if outcome == "new" or reappeared:
                db.execute("DELETE FROM rejects WHERE url = ?", [report.url])
            mark_read(db, report.url, report.sha256, due)
            return Stored(outcome=outcome, reappeared=reappeared, lapsed=lapsed)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        forget_cells(db)
        raise StoreError(f"Can't store the report {report.url}: {error}") from error


def is_outdated(db: Database, report: Report, *, now: datetime, fetched: datetime | None) -> bool:
    """Return whether what is stored of a saved page's address was served later, and by other bytes."""
    stored = db.execute("SELECT id, sha256 FROM _reports WHERE url = ?", [report.url]).fetchone()
    look = Sighting.of(now, live=False, fetched=fetched)
    if stored is None:
        return False
    key, sha256 = stored
    return _is_older(db, report, key, sha256, look)


def _is_older(db: Database, report: Report, key: int, sha256: str | None, look: Sighting) -> bool:
    # The same bytes may be read otherwise by another version, however old they are.
    if look.live or (sha256 is not None and sha256 == report.sha256):
        return False
    (served,) = db.execute(_SERVED, [key]).fetchone()
    return look.precedes(served)


def _upsert(
    db: Database, report: Report, rows: Rows, fingerprint: bytes, look: Sighting
) -> tuple[Outcome, tuple[str, ...]]:
    stored = db.execute(_FIND, [report.url]).fetchone()
    if stored is None:
        first = look.first(_first_rejected(db, report.url) or look.served)
        seen = (report.sha256, first, look.served, look.served, __version__, fingerprint, look.known)
        key = db.execute(INSERT_REPORT, [*rows.report, *seen]).lastrowid
        _insert_children(db, int(key or 0), report, rows)
        return "new", carry_marks(db, report, look.now)
    key, known, sha256, first, last, fetched = stored
    if _is_older(db, report, key, sha256, look):
        db.execute(_SEE_OLDER, [look.first(first), key])
        return "older", ()
    times = look.first(first), look.last(last)
    served = fetched if sha256 == report.sha256 else look.known
    if known == fingerprint:
        db.execute(_SEE, [*times, report.sha256, served, key])
        return "seen", () if sha256 == report.sha256 else carry_marks(db, report, look.now)
    # What another version reads in the same bytes changes on the day it reads them.
    changed = look.now if sha256 is not None and sha256 == report.sha256 else look.served
    save_revision(db, report.url, report, changed)
    seen = (report.sha256, *times, changed, __version__, fingerprint, served)
    db.execute(UPDATE_REPORT, [*rows.report, *seen, key])
    for statement in DELETE_CHILDREN.values():
        db.execute(statement, [key])
    _insert_children(db, key, report, rows)
    return "changed", carry_marks(db, report, look.now)


def _first_rejected(db: Database, url: str) -> str | None:
    """Return when a url of the rejects was first seen."""
    found = db.execute("SELECT first_seen FROM rejects WHERE url = ?", [url]).fetchone()
    return str(found[0]) if found else None


def _insert_children(db: Database, key: int, report: Report, rows: Rows) -> None:
    db.execute("INSERT OR REPLACE INTO _texts (report, text) VALUES (?, ?)", [key, rows.text])
    children: dict[str, list[Row]] = rows.children | {"statistics": _compact(db, report)}
    for name, statement in INSERT_CHILDREN.items():
        db.conn.executemany(statement, [(key, place, *row) for place, row in enumerate(children[name])])


def _compact(db: Database, report: Report) -> list[Row]:
    """Return each statistic as cell, value and raw."""
    cells = upsert_cells(db, report.statistics)
    return [(cell, item.value, item.raw) for cell, item in zip(cells, report.statistics, strict=True)]
