"""A crawler -> its run from start to summary, and the exit code that says how it went."""

import asyncio
import sys
from collections.abc import Mapping
from typing import TextIO

from scrapy.crawler import Crawler, CrawlerProcessBase

from goicrawl.archive import ArchiveError
from goicrawl.commands.feeds import STANDARD_OUTPUT, FeedError, check_feeds
from goicrawl.commands.summary import format_summary
from goicrawl.extensions import RunSummary
from goicrawl.portals import PortalError
from goicrawl.store import StoreError

EXPECTED = (PortalError, ArchiveError, StoreError, FeedError)
"""What a user can mend: told in one line, without a traceback."""

_FAILURES = {
    "spider_exceptions/count": "callbacks that failed: {}; the log has the tracebacks",
    "goicrawl/items_failed": "pages that broke a pipeline: {}; the log has the tracebacks",
    "goicrawl/stored/failed": "rows that could not be stored: {}; the log says which",
    "goicrawl/listings/failed": "listing pages that could not be read: {}; the log says why",
    "goicrawl/pages/failed": "pages that could not be fetched: {}; the log says why",
    "goicrawl/rejected/source.blocked": "anti-robot pages: {}; crawl more slowly or later",
    "goicrawl/replay/missing": "pages asked for and not saved: {}; the log names them",
    "goicrawl/replay/unasked": "pages saved and never asked for: {}; the log names them",
}


def run_crawler(process: CrawlerProcessBase, crawler: Crawler, arguments: Mapping[str, str]) -> int:
    """Run a crawler to its end, print the summary and what went wrong; return the exit code.

    The code is 0 if every listing was walked, every page read, every report stored, and there was one.
    """
    error = _run(process, crawler, arguments)
    if isinstance(error, EXPECTED):
        print(f"goicrawl: {error}", file=sys.stderr)
        return 1
    if error is not None:
        raise error
    summary = crawler.get_extension(RunSummary)
    lines = summary.lines if summary else []
    stats = crawler.stats.get_stats()
    failures = find_failures(stats, reports=len(lines))
    print(format_summary(lines, _int(stats, "item_dropped_count")), file=_summary_stream(crawler))
    for failure in failures:
        print(f"goicrawl: {failure}", file=sys.stderr)
    return 1 if failures or process.bootstrap_failed else 0


def _run(process: CrawlerProcessBase, crawler: Crawler, arguments: Mapping[str, str]) -> BaseException | None:
    """Run the crawler; return what kept it from starting."""
    try:
        check_feeds(crawler.settings)
    except FeedError as error:
        return error
    task = process.crawl(crawler, **arguments)
    process.start()
    return task.exception() if isinstance(task, asyncio.Task) and task.done() else None


def find_failures(stats: Mapping[str, object], *, reports: int) -> list[str]:
    """Return a sentence for everything that went wrong in a run, told by its stats."""
    failures = [sentence.format(count) for key, sentence in _FAILURES.items() if (count := _int(stats, key))]
    if any(key.startswith("feedexport/failed_count/") for key in stats):
        failures.append("a feed could not be written; the log says why")
    reason = stats.get("finish_reason")
    if reason != "finished":
        failures.append(f"the run ended early: {reason}")
    if not reports:
        failures.append("no report was read")
    # Scrapy logs what breaks in a signal, as when the disk is full under a feed, and counts it nowhere else.
    if not failures and (errors := _int(stats, "log_count/ERROR") + _int(stats, "log_count/CRITICAL")):
        failures.append(f"errors in the log: {errors}")
    return failures


def _int(stats: Mapping[str, object], key: str) -> int:
    value = stats.get(key, 0)
    return value if isinstance(value, int) else 0


def _summary_stream(crawler: Crawler) -> TextIO:
    """Return where the summary goes: not between the items of a feed on standard output."""
    feeds = crawler.settings.getdict("FEEDS")
    return sys.stderr if any(str(uri) in STANDARD_OUTPUT for uri in feeds) else sys.stdout
