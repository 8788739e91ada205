"""A report that is about to change, go or come back, into the revisions: what it said, what changed, why."""

import json
from dataclasses import asdict

from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store.changes import find_cause, find_changes
from goicrawl.store.reading import read_report
from goicrawl.store.rows import report_json
from goicrawl.version import __version__

_INSERT = """
    INSERT INTO revisions (url, replaced_at, kind, why, parser_version, new_version, old_sha256, new_sha256,
        changes, report)
    SELECT url, ?, ?, ?, parser_version, ?, sha256, ?, ?, ? FROM _reports WHERE url = ?
"""
_NOTE = """
    INSERT INTO revisions (url, replaced_at, kind, why, parser_version, old_sha256, report)
    SELECT url, ?, ?, ?, parser_version, sha256, '{}' FROM _reports WHERE url = ?
"""


def save_revision(db: Database, url: str, new: Report, now: str) -> None:
    """Keep what the report of `url` says now, and what of it the new one says otherwise.

    To be called inside a write transaction.
    """
    old = read_report(db, url)
    if old is None:
        return
    (version,) = db.execute("SELECT parser_version FROM _reports WHERE url = ?", [url]).fetchone()
    changes = find_changes(old, new)
    hashes = (old.sha256, new.sha256)
    why = find_cause(hashes, (version, __version__), [change.path for change in changes])
    told = json.dumps([asdict(change) for change in changes], ensure_ascii=False)
    db.execute(_INSERT, [now, "changed", why, __version__, new.sha256, told, report_json(old), url])


def remove_report(db: Database, url: str, why: str, now: str) -> str | None:
    """Move a report to the revisions and return when it was first seen; None where there is none.

    To be called inside a write transaction.
    """
    stored = db.execute("SELECT first_seen FROM _reports WHERE url = ?", [url]).fetchone()
    old = read_report(db, url)
    if stored is None or old is None:
        return None
    db.execute(_INSERT, [now, "removed", why, __version__, None, None, report_json(old), url])
    db.execute("DELETE FROM _reports WHERE url = ?", [url])
    return str(stored[0])


def note_revision(db: Database, url: str, kind: str, why: str | None, now: str) -> None:
    """Note that a report vanished or reappeared: what it says is what it said, so it is not copied.

    To be called inside a write transaction.
    """
    db.execute(_NOTE, [now, kind, why, url])
