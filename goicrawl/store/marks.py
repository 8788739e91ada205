"""What a person says of a value or a check of a report, in and out of the database.

A mark is of what a page says: it holds as long as the page's bytes, or the text of its body, are those that
were marked. So it survives another reading by another parser, and other counters around the same text; it
lapses, and is kept, when the page says something else.
"""

import hashlib

from sqlite_utils import Database

from goicrawl.items import Report

_IN_FORCE = "SELECT id, path, sha256, text_sha256 FROM marks WHERE url = ? AND ended_at IS NULL"
_CARRY = "UPDATE marks SET sha256 = ?, text_sha256 = ? WHERE id = ?"
_END = "UPDATE marks SET ended_at = ?, ended_why = ? WHERE url = ? AND ended_at IS NULL"
_LAPSE = "UPDATE marks SET ended_at = ?, ended_why = ? WHERE id = ?"

CHANGED = "the page changed"


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
            db.execute(_LAPSE, [now, CHANGED, mark])
            lapsed.append(path)
    return tuple(lapsed)


def end_marks(db: Database, url: str, why: str, now: str) -> None:
    """End every mark of a report that goes. To be called inside a write transaction."""
    db.execute(_END, [now, why, url])


def hash_text(report: Report) -> str:
    """Return SHA-256 of the body's text, in hexadecimal."""
    return hashlib.sha256(report.text.encode()).hexdigest()
