"""The fourth migration: when each report's page was served, and which pages could not be fetched."""

from sqlite_utils import Database

from goicrawl.store.schema import execute_all

_REPORTS = (
    "ALTER TABLE _reports ADD COLUMN fetched TEXT",
    # What answered last is what was read, where the hashes are equal; else it said so when it last changed.
    """
    UPDATE _reports SET fetched = ifnull(
        (SELECT f.fetched FROM fetches f WHERE f.url = _reports.url AND f.sha256 = _reports.sha256),
        changed_at
    )
    """,
)

_FAILURES = (
    """
    CREATE TABLE failures (
        url TEXT PRIMARY KEY NOT NULL,
        portal TEXT, kind TEXT NOT NULL, why TEXT NOT NULL, title TEXT, listing INTEGER NOT NULL,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, count INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)


def moments_and_failures(db: Database) -> None:
    """Say of each report when its page was served, and keep what could not be fetched."""
    execute_all(db, _REPORTS)
    execute_all(db, _FAILURES)
