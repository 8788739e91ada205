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
from goicrawl.store.statements import DELETE_CHILDREN, INSERT_CHILDREN, INSERT_REPORT, UPDATE_REPORT
from goicrawl.store.times import utc
from goicrawl.version import __version__

Outcome = Literal["new", "changed", "seen"]
"""What an upsert came to: the url had no report; it said something else; it says the same."""

_FIND = "SELECT id, fingerprint, first_seen, sha256 FROM _reports WHERE url = ?"
_SEE = "UPDATE _reports SET last_seen = ?, sha256 = ? WHERE id = ?"


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
    db: Database, report: Report, *, now: datetime, due: date | None = None, live: bool = True
) -> Stored:
    """Store a report whole, in one transaction, and what it said before as a revision.

    An equal report changes nothing but `last_seen`, and one that says the same on a page of other
    bytes its `sha256` too. The url is taken from the rejects; `due` is the day to look at it again. With
    `live` off (a saved page was read) a report that vanished stays so. Raises StoreError, which names the
    url, where a value can't be stored; then all is left as it was.
    """
    seen = utc(now)
    try:
        rows = report_rows(report)
        fingerprint = rows.fingerprint()
        with writing(db):
            reappeared = live and mark_reappeared(db, report.url, seen)
            outcome, lapsed = _upsert(db, report, rows, fingerprint, seen)
            if outcome == "new" or reappeared:
                db.execute("DELETE FROM rejects WHERE url = ?", [report.url])
            mark_read(db, report.url, report.sha256, due)
            return Stored(outcome=outcome, reappeared=reappeared, lapsed=lapsed)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        forget_cells(db)
        raise StoreError(f"Can't store the report {report.url}: {error}") from error


def _upsert(
    db: Database, report: Report, rows: Rows, fingerprint: bytes, now: str
) -> tuple[Outcome, tuple[str, ...]]:
    stored = db.execute(_FIND, [report.url]).fetchone()
    if stored is None:
        first_seen = _first_rejected(db, report.url) or now
        seen = (report.sha256, first_seen, now, now, __version__, fingerprint)
        key = db.execute(INSERT_REPORT, [*rows.report, *seen]).lastrowid
        _insert_children(db, int(key or 0), report, rows)
        return "new", carry_marks(db, report, now)
    key, known, first_seen, sha256 = stored
    if known == fingerprint:
        db.execute(_SEE, [now, report.sha256, key])
        return "seen", () if sha256 == report.sha256 else carry_marks(db, report, now)
    save_revision(db, report.url, report, now)
    seen = (report.sha256, first_seen, now, now, __version__, fingerprint)
    db.execute(UPDATE_REPORT, [*rows.report, *seen, key])
    for statement in DELETE_CHILDREN.values():
        db.execute(statement, [key])
    _insert_children(db, key, report, rows)
    return "changed", carry_marks(db, report, now)


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
