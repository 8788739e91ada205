"""The rows of a listing that was walked into which reports are still there.

A report that vanished is marked, never deleted: `vanished_why` is `unlisted` where a listing that was walked
to its proved end has no row of it any more, else the reason for which its page is none now.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from goicrawl.store.revisions import note_revision
from goicrawl.store.sightings import Sighting

UNLISTED = "unlisted"
MAX_EMPTIED = 3
"""Rows that a listing loses all at once. One that showed more and shows none at all has a new make-up now."""

_LIST = """
    INSERT INTO listed (listing, url, portal, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (listing, url) DO UPDATE SET portal = excluded.portal, last_seen = excluded.last_seen,
        gone_at = NULL
"""
# A row may lead to the report by a redirect.
_STILL_LISTED = """
    SELECT 1 FROM listed WHERE gone_at IS NULL
        AND (url = ?1 OR url IN (SELECT url FROM fetches WHERE redirected_to = ?1)) LIMIT 1
"""


_TOUCH = """
    UPDATE _reports SET last_seen = ?1
    WHERE last_seen < ?1 AND url = ifnull((SELECT redirected_to FROM fetches f WHERE f.url = ?2), ?2)
"""


def is_walked(db: Database, listing: str, moment: str) -> bool:
    """Say whether a listing's rows are known as they were at a moment or later."""
    (last,) = db.execute("SELECT max(last_seen) FROM listed WHERE listing = ?", [listing]).fetchone()
    return last is not None and last >= moment


def touch_reports(db: Database, urls: Iterable[str], moment: str) -> None:
    """Note that pages were there at a moment, if none later is known. Inside a write transaction."""
    db.conn.executemany(_TOUCH, [(moment, url) for url in urls])


def list_rows(db: Database, portal: str, listing: str, urls: Iterable[str], now: str) -> None:
    """Note that a listing shows these rows. To be called inside a write transaction."""
    db.conn.executemany(_LIST, [(listing, url, portal, now, now) for url in urls])


def drop_rows(db: Database, listing: str, urls: frozenset[str], now: str) -> tuple[str, ...]:
    """Note which rows a listing has lost, and mark the reports that no listing shows any more.

    Returns the addresses of these reports. To be called inside a write transaction.
    """
    shown = db.execute("SELECT url FROM listed WHERE listing = ? AND gone_at IS NULL", [listing])
    lost = sorted({url for (url,) in shown} - urls)
    return () if not urls and len(lost) > MAX_EMPTIED else _drop(db, listing, lost, now)


def drop_listings(db: Database, portal: str, walked: frozenset[str], now: str) -> tuple[str, ...]:
    """Note that a portal has no listings but these, as after it was rebuilt; mark as `drop_rows` does.

    To be called inside a write transaction.
    """
    shown = db.execute(
        "SELECT listing, url FROM listed WHERE portal = ? AND gone_at IS NULL ORDER BY listing, url", [portal]
    ).fetchall()
    lost: dict[str, list[str]] = {}
    for listing, url in shown:
        if listing not in walked:
            lost.setdefault(listing, []).append(url)
    return tuple(url for listing, urls in lost.items() for url in _drop(db, listing, urls, now))


def _drop(db: Database, listing: str, lost: list[str], now: str) -> tuple[str, ...]:
    gone = [(now, listing, url) for url in lost]
    db.conn.executemany("UPDATE listed SET gone_at = ? WHERE listing = ? AND url = ?", gone)
    reports = [_follow(db, url) for url in lost]
    return tuple(
        url
        for url in dict.fromkeys(reports)
        if db.execute(_STILL_LISTED, [url]).fetchone() is None and mark_vanished(db, url, UNLISTED, now)
    )


def _follow(db: Database, url: str) -> str:
    """Return the address that a row's leads to."""
    found = db.execute("SELECT redirected_to FROM fetches WHERE url = ?", [url]).fetchone()
    return str(found[0]) if found and found[0] else url


def mark_vanished(db: Database, url: str, why: str, now: str) -> bool:
    """Mark the report of `url`; False where there is none or it is marked already.

    To be called inside a write transaction.
    """
    marked = db.execute(
        "UPDATE _reports SET vanished_at = ?, vanished_why = ? WHERE url = ? AND vanished_at IS NULL",
        [now, why, url],
    )
    if marked.rowcount:
        note_revision(db, url, "vanished", why, now)
    return bool(marked.rowcount)


def mark_reappeared(db: Database, url: str, look: Sighting) -> bool:
    """Take the mark from the report of `url`; False where it has none, or the look was before it vanished.

    To be called inside a write transaction.
    """
    marked = db.execute(
        "SELECT vanished_why, vanished_at FROM _reports WHERE url = ? AND vanished_at > ''", [url]
    )
    found = marked.fetchone()
    if found is None or not look.follows(found[1]):
        return False
    note_revision(db, url, "reappeared", found[0], look.served)
    db.execute("UPDATE _reports SET vanished_at = NULL, vanished_why = NULL WHERE url = ?", [url])
    return True
