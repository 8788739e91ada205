"""Reports in and out of the SQLite database."""

from goicrawl.store.database import StoreError, open_database
from goicrawl.store.ledger import Fetch, find_fetch, finish_crawl, start_crawl, upsert_fetch
from goicrawl.store.neighbours import find_followers, find_previous, store_checks
from goicrawl.store.reading import read_report
from goicrawl.store.rejects import upsert_reject
from goicrawl.store.upsert import Outcome, upsert_report

__all__ = [
    "Fetch",
    "Outcome",
    "StoreError",
    "find_fetch",
    "find_followers",
    "find_previous",
    "finish_crawl",
    "open_database",
    "read_report",
    "start_crawl",
    "store_checks",
    "upsert_fetch",
    "upsert_reject",
    "upsert_report",
]
