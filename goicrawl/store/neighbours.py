"""A report into the same issuer's report of another year, and its checks into the database.

What one year hands to the next can only be checked where both are stored, in whatever order they came.
"""

import sqlite3

from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store.database import StoreError, writing
from goicrawl.store.reading import read_report
from goicrawl.store.rows import report_rows
from goicrawl.store.statements import DELETE_CHILDREN, INSERT_CHILDREN

_FIND = "SELECT url FROM _reports WHERE portal IS ? AND issuer = ? AND year = ? AND form = ? AND url <> ?"


def find_neighbour(db: Database, report: Report, years: int) -> Report | None:
    """Return what the same issuer's report `years` later says, in the same form; None if it is not sure.

    Two reports of one issuer for one year (a page published twice) are not told apart.
    """
    if report.year is None:
        return None
    wanted = [report.portal, report.issuer, report.year + years, report.form, report.url]
    found = db.execute(_FIND, wanted).fetchall()
    return read_report(db, found[0][0]) if len(found) == 1 else None


def store_checks(db: Database, report: Report) -> None:
    """Replace the checks of a stored report. It says what it said, so it counts neither as seen nor as
    changed. Raises StoreError, which names the url, where a check can't be stored.
    """
    try:
        rows = report_rows(report)
        with writing(db):
            (key,) = db.execute("SELECT id FROM _reports WHERE url = ?", [report.url]).fetchone()
            db.execute("UPDATE _reports SET fingerprint = ? WHERE id = ?", [rows.fingerprint(), key])
            db.execute(DELETE_CHILDREN["checks"], [key])
            checks = [(key, place, *row) for place, row in enumerate(rows.children["checks"])]
            db.conn.executemany(INSERT_CHILDREN["checks"], checks)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise StoreError(f"Can't store the checks of {report.url}: {error}") from error
