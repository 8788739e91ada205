"""A report that is about to change or go, into the revisions: what it said, as JSON."""

import json
from dataclasses import asdict
from datetime import date

from sqlite_utils import Database

from goicrawl.store.reading import read_report

_INSERT = """
    INSERT INTO revisions (url, replaced_at, parser_version, report)
    SELECT url, ?, parser_version, ? FROM _reports WHERE url = ?
"""


def save_revision(db: Database, url: str, now: str) -> None:
    """Keep what the report of `url` says now. To be called inside a write transaction."""
    report = read_report(db, url)
    if report is not None:
        said = json.dumps(asdict(report), ensure_ascii=False, default=date.isoformat)
        db.execute(_INSERT, [now, said, url])


def remove_report(db: Database, url: str, now: str) -> str | None:
    """Move a report to the revisions and return when it was first seen; None where there is none.

    To be called inside a write transaction.
    """
    stored = db.execute("SELECT first_seen FROM _reports WHERE url = ?", [url]).fetchone()
    if stored is None:
        return None
    save_revision(db, url, now)
    db.execute("DELETE FROM _reports WHERE url = ?", [url])
    return str(stored[0])
