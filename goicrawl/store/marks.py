"""What a person says of a value or a check of a report, in and out of the database.

A mark is of what a page says: it holds as long as the page's bytes, or the text of its body, are those that
were marked. So it survives another reading by another parser, and other counters around the same text; it
lapses, and is kept, when the page says something else.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store.database import StoreError, storing
from goicrawl.store.marked import find_marked
from goicrawl.store.reading import read_report
from goicrawl.store.times import utc

Verdict = Literal["confirmed", "parser_error", "corrected"]
"""The source is wrong and was read right; it was read wrong; what it should say, from another source."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Value = int | float | str | None

CHANGED = "the page changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What somebody says of one value or check."""

    id: int
    """Its number."""
    url: str
    """The report's address."""
    path: str
    """The value: `title`, `contact/phone`, `statistics/t3/new_received/total`, `checks/T3_BALANCE`, …"""
    verdict: str
    """One of VERDICTS."""
    printed: Value
    """What the report said when it was marked: of a cell as printed, of a check its verdict and evidence."""
    correction: Value
    """What it should say; None unless it is `corrected`."""
    source: str | None
    """Where the correction is from."""
    note: str | None
    """Anything else."""
    marked_by: str
    """Who."""
    marked_at: str
    """When, in UTC."""
    ended_at: str | None
    """When it lapsed or was withdrawn; None while it is in force."""
    ended_by: str | None
    """Who withdrew it; None where nobody did."""
    ended_why: str | None
    """Why it ended."""


_COLUMNS = (
    "id, url, path, verdict, printed, correction, source, note, marked_by, marked_at, ended_at, ended_by, "
    "ended_why"
)
_SELECT = f"SELECT {_COLUMNS} FROM marks WHERE (?1 IS NULL OR url = ?1) AND (?2 OR ended_at IS NULL)"  # noqa: S608
_INSERT = """
    INSERT INTO marks (url, path, item, ordinal, verdict, printed, correction, source, note,
        marked_by, marked_at, sha256, text_sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_IN_FORCE = "SELECT id, path, sha256, text_sha256 FROM marks WHERE url = ? AND ended_at IS NULL"
_CARRY = "UPDATE marks SET sha256 = ?, text_sha256 = ? WHERE id = ?"
_END = "UPDATE marks SET ended_at = ?, ended_by = ?, ended_why = ? WHERE ended_at IS NULL AND "


def add_mark(
    db: Database,
    url: str,
    path: str,
    verdict: Verdict,
    *,
    correction: str | None = None,
    source: str | None = None,
    note: str | None = None,
    by: str,
    now: datetime,
) -> int:
    """Store what somebody says of a value, in place of what was said of it before; return the mark's id.

    Raises StoreError, which says what there is to mark, where the report or the value is not there, and
    where a correction lacks its value or source.
    """
    report = read_report(db, url)
    if report is None:
        raise StoreError(f"no report is stored for {url}")
    if (verdict == "corrected") is not (correction is not None) or (correction is not None and not source):
        raise StoreError("`corrected` needs a value and its source; no other verdict has a value")
    target = find_marked(report, path)
    value = None if correction is None else target.read_correction(correction)
    at = utc(now)
    with storing(db, f"the mark of {path} of {url}"):
        db.execute(f"{_END} url = ? AND path = ?", [at, by, "marked anew", url, target.path])
        place = [url, target.path, target.item, target.ordinal]
        said = [verdict, target.printed, value, source, note, by, at]
        found = db.execute(_INSERT, [*place, *said, report.sha256, hash_text(report)])
    return int(found.lastrowid or 0)


def withdraw_mark(db: Database, mark: int, *, by: str, why: str = "withdrawn", now: datetime) -> None:
    """End a mark; it is kept. Raises StoreError where there is no such mark in force."""
    with storing(db, f"the end of mark {mark}"):
        ended = db.execute(f"{_END} id = ?", [utc(now), by, why, mark])
    if not ended.rowcount:
        raise StoreError(f"no mark {mark} is in force: `scrapy mark --list` shows those that are")


def read_marks(db: Database, url: str | None = None, *, ended: bool = False) -> Iterator[Mark]:
    """Give the marks of a report, of all by default, in order; with `ended` those too that lapsed."""
    names = _COLUMNS.split(", ")
    for row in db.execute(f"{_SELECT} ORDER BY id", [url, ended]):
        yield Mark(**dict(zip(names, row, strict=True)))


def carry_marks(db: Database, report: Report, now: str) -> tuple[str, ...]:
    """Tie the marks of a report to what its page is now; return the paths of those that lapse.

    To be called inside a write transaction.
    """
    marks = db.execute(_IN_FORCE, [report.url]).fetchall()
    if not marks:
        return ()
    text_sha256 = hash_text(report)
    lapsed = []
    for mark, path, sha256, marked_text in marks:
        if (sha256 is not None and sha256 == report.sha256) or marked_text == text_sha256:
            db.execute(_CARRY, [report.sha256, text_sha256, mark])
        else:
            db.execute(f"{_END} id = ?", [now, None, CHANGED, mark])
            lapsed.append(path)
    return tuple(lapsed)


def end_marks(db: Database, url: str, why: str, now: str) -> None:
    """End every mark of a report that goes. To be called inside a write transaction."""
    db.execute(f"{_END} url = ?", [now, None, why, url])


def hash_text(report: Report) -> str:
    """Return SHA-256 of the body's text, in hexadecimal."""
    return hashlib.sha256(report.text.encode()).hexdigest()
