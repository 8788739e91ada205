"""Reports in and out of the SQLite database."""

from goicrawl.store.database import StoreError, open_database, open_readonly
from goicrawl.store.differences import Difference, compare_databases, compare_revisions
from goicrawl.store.failures import Failure, upsert_failure
from goicrawl.store.ledger import (
    Fetch,
    find_fetch,
    finish_crawl,
    start_crawl,
    upsert_fetch,
    upsert_redirects,
)
from goicrawl.store.marks import VERDICTS, Mark, Verdict, add_mark, read_marks, withdraw_mark
from goicrawl.store.neighbours import find_followers, find_previous, has_twin, store_checks
from goicrawl.store.reading import read_report
from goicrawl.store.rejects import Fate, Reject, upsert_reject
from goicrawl.store.schedule import Schedule, ScheduleError, parse_schedule
from goicrawl.store.upsert import Outcome, Stored, is_outdated, upsert_report
from goicrawl.store.visits import (
    Visit,
    find_visit,
    see_listed,
    see_spared,
    see_unchanged,
    store_listings,
    store_walk,
)

__all__ = [
    "VERDICTS",
    "Difference",
    "Failure",
    "Fate",
    "Fetch",
    "Mark",
    "Outcome",
    "Reject",
    "Schedule",
    "ScheduleError",
    "StoreError",
    "Stored",
    "Verdict",
    "Visit",
    "add_mark",
    "compare_databases",
    "compare_revisions",
    "find_fetch",
    "find_followers",
    "find_previous",
    "find_visit",
    "finish_crawl",
    "has_twin",
    "is_outdated",
    "open_database",
    "open_readonly",
    "parse_schedule",
    "read_marks",
    "read_report",
    "see_listed",
    "see_spared",
    "see_unchanged",
    "start_crawl",
    "store_checks",
    "store_listings",
    "store_walk",
    "upsert_failure",
    "upsert_fetch",
    "upsert_redirects",
    "upsert_reject",
    "upsert_report",
    "withdraw_mark",
]
