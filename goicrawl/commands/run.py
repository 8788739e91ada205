"""Crawls -> their run from start to summary, and the exit code that says how it went."""

import logging
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TextIO

from scrapy.crawler import AsyncCrawlerProcess, Crawler, CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from goicrawl.archive import ArchiveError
from goicrawl.commands.feeds import STANDARD_OUTPUT, FeedError, check_feeds
from goicrawl.commands.printing import printing
from goicrawl.commands.progress import start_progress
from goicrawl.commands.queue import CrawlQueue, Waiting
from goicrawl.commands.record import check_record, save_record
from goicrawl.commands.results import Result, RunResults
from goicrawl.commands.summary import format_summary
from goicrawl.extensions import LockError, OwnLogCount, RunSummary
from goicrawl.monitoring import BAD_START, Outcome, RunJudge, SettingError, judge, limits_of, read_number
from goicrawl.portals import PortalError
from goicrawl.store import StoreError

logger = logging.getLogger(__name__)

EXPECTED = (PortalError, ArchiveError, StoreError, FeedError, LockError, UsageError)
"""What a user can mend: told in one line, without a traceback."""

WHOLE_RUN = (StoreError, FeedError)
"""What no other portal of the run would fare better with."""


class Run:
    """Runs crawls in one process and keeps what is told of each; the stats that count are in
    `goicrawl.monitoring.outcome`."""

    def __init__(
        self, process: CrawlerProcessBase, settings: BaseSettings, crawls: Sequence[Waiting]
    ) -> None:
        """Take the crawls, in the order in which they are wanted."""
        self.settings = settings
        if not isinstance(process, AsyncCrawlerProcess):
            raise UsageError(
                "goicrawl runs on asyncio: leave FORCE_CRAWLER_PROCESS and TWISTED_REACTOR alone"
            )
        self.queue = CrawlQueue(process, crawls)
        self.results = RunResults(began=datetime.now(UTC), alone=len(crawls) == 1)

    def run(self, arguments: Mapping[str, str]) -> int:
        """Run the crawls to their end, tell how they went, return the exit code.

        The code is 0 if every listing was walked to its end, every page read, every report stored, and there
        was one. `arguments` are the spider arguments of `-a`.
        """
        try:
            limits_of(self.settings)
            self.queue.at_once = max(int(read_number(self.settings, "GOICRAWL_PORTALS_AT_ONCE")), 1)
            check_feeds(self.settings)
            check_record(self.settings)
        except (FeedError, SettingError) as error:
            return _refuse(error)
        with start_progress(self.settings, len(self.queue.waiting)) as self.progress:
            self.queue.run(arguments, self._begin, self._end)
        self.results.close(self.queue, unowned=OwnLogCount.unowned, now=datetime.now(UTC))
        return self._tell()

    def _begin(self, name: str, crawler: Crawler) -> None:
        if self.progress:
            self.progress.begin(name, crawler)

    def _end(self, name: str, crawler: Crawler, error: BaseException | None) -> bool:
        """Take in a crawl that is over; say whether others may begin."""
        if self.progress:
            self.progress.end(name)
        self.results.add(_result_of(name, crawler, error))
        return not isinstance(error, WHOLE_RUN)

    def _tell(self) -> int:
        code = self.results.code
        for line in self.results.refusals:
            print(f"goicrawl: {line}", file=sys.stderr)
        if self.results.began_any:
            with printing():
                print(format_summary(self.results), file=_summary_stream(self.settings))
        for line in self.results.failures:
            print(f"goicrawl: {line}", file=sys.stderr)
        try:
            save_record(self.settings, self.results)
        except OSError as error:
            print(f"goicrawl: Can't write the summary: {error}", file=sys.stderr)
            return code or BAD_START
        return code


def _result_of(name: str, crawler: Crawler, error: BaseException | None) -> Result:
    """Return what is kept of a crawl; the crawler itself can go."""
    if error is not None:
        return Result(name=name, outcome=Outcome(name="unstarted", failures=(_say(name, error),)))
    summary, own_judge = crawler.get_extension(RunSummary), crawler.get_extension(RunJudge)
    stats = crawler.stats.get_stats()
    return Result(
        name=name,
        outcome=own_judge.judge() if own_judge else judge(stats),
        stats=dict(stats),
        tallies=summary.tallies(name) if summary else {},
        lines=tuple(summary.lines) if summary else (),
    )


def _say(name: str, error: BaseException) -> str:
    """Return why a crawl could not start; of what nobody expects the log gets the traceback."""
    if isinstance(error, EXPECTED):
        return str(error)
    logger.error("%s could not be crawled", name, exc_info=error)
    return f"{name} could not be crawled: {type(error).__name__}: {error}; the log has the traceback"


def _refuse(error: Exception) -> int:
    print(f"goicrawl: {error}", file=sys.stderr)
    return BAD_START


def _summary_stream(settings: BaseSettings) -> TextIO:
    """Return where the summary goes: not between the items of a feed on standard output."""
    feeds = settings.getdict("FEEDS")
    return sys.stderr if any(str(uri) in STANDARD_OUTPUT for uri in feeds) else sys.stdout
