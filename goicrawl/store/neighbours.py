"""A report into the same issuer's reports of the years beside it, and its checks into the database.

What one year hands to the next can only be checked where both are stored, in whatever order they came.
"""

import sqlite3
from dataclasses import replace

from sqlite_utils import Database

from goicrawl.items import Check, Report
from goicrawl.store.database import StoreError, writing
from goicrawl.store.reading import read_part, read_report
from goicrawl.store.rows import report_rows
from goicrawl.store.statements import DELETE_CHILDREN, INSERT_CHILDREN

_FIND = """
    SELECT url, vanished_at IS NULL FROM _reports WHERE portal IS ? AND issuer = ? AND year = ? AND form = ?
"""


def find_previous(db: Database, report: Report) -> Report | None:
    """Return the figures of the same issuer's report of the year before, in the same form, or None.

    Two reports of one issuer for one year (a page published twice) are not told apart, unless one of them
    has vanished (a page that moved). Of the report there are portal, issuer, year, form and statistics.
    """
    urls = _find_urls(db, report, -1)
    return read_part(db, urls[0], "statistics") if len(urls) == 1 else None


def find_followers(db: Database, report: Report) -> tuple[Report, ...]:
    """Return the figures and checks of the same issuer's reports for the year after, in the same form."""
    found = (read_part(db, url, "statistics", "checks") for url in _find_urls(db, report, 1))
    return tuple(follower for follower in found if follower is not None)


def has_twin(db: Database, report: Report) -> bool:
    """Return whether another page has a report of the same issuer for the same year, in the same form."""
    return bool({*_find_urls(db, report, 0)} - {report.url})


def _find_urls(db: Database, report: Report, years: int) -> list[str]:
    if report.year is None:
        return []
    wanted = [report.portal, report.issuer, report.year + years, report.form]
    found = db.execute(_FIND, wanted).fetchall()
    return [url for url, is_there in found if is_there] or [url for url, _ in found]


def store_checks(db: Database, url: str, checks: tuple[Check, ...]) -> None:
    """Replace the checks of a stored report. It says what it said, so it counts neither as seen nor as
    changed. Raises StoreError, which names the url, where a check can't be stored.
    """
    try:
        with writing(db):
            report = read_report(db, url)
            if report is not None:
                _replace_checks(db, replace(report, checks=checks))
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise StoreError(f"Can't store the checks of {url}: {error}") from error


def _replace_checks(db: Database, report: Report) -> None:
    rows = report_rows(report)
    (key,) = db.execute("SELECT id FROM _reports WHERE url = ?", [report.url]).fetchone()
    db.execute("UPDATE _reports SET fingerprint = ? WHERE id = ?", [rows.fingerprint(), key])
    db.execute(DELETE_CHILDREN["checks"], [key])
    checks = [(key, place, *row) for place, row in enumerate(rows.children["checks"])]
    db.conn.executemany(INSERT_CHILDREN["checks"], checks)
