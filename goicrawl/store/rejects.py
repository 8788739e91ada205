"""A page that was kept out into the rejects, with the reason: nothing that was fetched goes silently."""

import sqlite3
from datetime import datetime

from sqlite_utils import Database

from goicrawl.store.database import StoreError, writing
from goicrawl.store.revisions import remove_report
from goicrawl.store.times import utc

_UPSERT = """
    INSERT INTO rejects (url, portal, reason, detail, title, sha256, first_seen, last_seen)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, reason = excluded.reason,
        detail = excluded.detail, title = excluded.title, sha256 = excluded.sha256,
        last_seen = excluded.last_seen
"""


def upsert_reject(
    db: Database,
    url: str,
    *,
    portal: str | None = None,
    reason: str,
    detail: str | None = None,
    title: str | None = None,
    sha256: str | None = None,
    now: datetime,
) -> None:
    """Store why a page was kept out. A report that stood under the url moves to the revisions.

    Raises StoreError, which names the url, where a value can't be stored.
    """
    seen = utc(now)
    try:
        with writing(db):
            first_seen = remove_report(db, url, seen) or seen
            db.execute(_UPSERT, [url, portal, reason, detail, title, sha256, first_seen, seen])
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(f"Can't store the reject {url}: {error}") from error
