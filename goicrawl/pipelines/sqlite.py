"""Reports, and what became of every page that was asked for, into the database."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import StatsCollector
from sqlite_utils import Database

from goicrawl import signals as own_signals
from goicrawl import validate
from goicrawl.items import Page, Report
from goicrawl.pipelines.rejected import RejectedPage
from goicrawl.store import (
    Fetch,
    StoreError,
    find_followers,
    find_previous,
    finish_crawl,
    open_database,
    read_report,
    start_crawl,
    store_checks,
    upsert_fetch,
    upsert_reject,
    upsert_report,
)

logger = logging.getLogger(__name__)


class SqlitePipeline:
    """Reports, rejects, fetches and crawls into the database that GOICRAWL_DATABASE names.

    A replay writes no crawl: replayed once more, saved pages change nothing but `last_seen`.
    """

    def __init__(self, db: Database, stats: StatsCollector, *, live: bool) -> None:
        """Take an open database; `live` says whether the pages come from the network."""
        self.db = db
        self.stats = stats
        self.live = live
        self.crawl: int | None = None
        self.signals = SignalManager(self)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline with its database open.

        It is opened here, before there is an engine, so that one that can't be opened (`StoreError`)
        stops the run before anything is fetched or any feed touched.
        """
        path = crawler.settings.get("GOICRAWL_DATABASE")
        if not path:
            raise NotConfigured("GOICRAWL_DATABASE is empty: no report is stored")
        live = not crawler.settings.getlist("GOICRAWL_REPLAY")
        pipeline = cls(open_database(path), crawler.stats, live=live)
        pipeline.signals = crawler.signals
        crawler.signals.connect(pipeline.start_crawl, signal=signals.spider_opened)
        crawler.signals.connect(pipeline.store_fetch, signal=signals.response_received)
        crawler.signals.connect(pipeline.store_reject, signal=signals.item_dropped)
        crawler.signals.connect(pipeline.finish_crawl, signal=signals.spider_closed)
        return pipeline

    def process_item(self, item: Report) -> Report:
        """Store the report; the outcome is counted. Raise `StoreError` where it can't be stored.

        With the year before in the database the report is checked against it, and the year after
        against the report.
        """
        try:
            report = self._check_carry(item)
            outcome = upsert_report(self.db, report, now=datetime.now(UTC))
            self._check_followers(report)
        except StoreError:
            self.stats.inc_value("goicrawl/stored/failed")
            raise
        self.stats.inc_value(f"goicrawl/stored/{outcome}")
        self.signals.send_catch_log(own_signals.report_stored, report=report, outcome=outcome)
        return report

    def _check_carry(self, report: Report) -> Report:
        """Return the report, checked against the year before where one report of it is stored."""
        previous = find_previous(self.db, report)
        return validate.validate_report(report, previous) if previous else report

    def _check_followers(self, report: Report) -> None:
        """Check what the year after says once more: against this report, or none where there are two."""
        for follower in find_followers(self.db, report):
            checked = validate.validate_report(follower, find_previous(self.db, follower))
            if checked.checks != follower.checks:
                store_checks(self.db, checked)

    def start_crawl(self, spider: Spider) -> None:
        """Open the crawl's row in the ledger."""
        if self.live:
            with self._saying():
                self.crawl = start_crawl(self.db, spider.name, now=datetime.now(UTC))

    def store_fetch(self, response: Response, request: Request) -> None:
        """Store what the server answered to a request of the spider's."""
        if "portal" not in request.meta:  # robots.txt and the like
            return
        fetch = Fetch(
            url=response.url,
            portal=request.meta["portal"],
            status=response.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=hashlib.sha256(response.body).hexdigest(),
            # A replay leaves the moment at which the page was saved.
            fetched=request.meta["fetched"] if "fetched" in request.meta else datetime.now(UTC),
        )
        with self._saying():
            upsert_fetch(self.db, fetch)

    def store_reject(self, item: object, exception: Exception) -> None:
        """Store why a page was kept out; a report stays where its page could not be read this time."""
        if not isinstance(exception, RejectedPage):
            return
        with self._saying():
            if not exception.was_read and read_report(self.db, exception.url) is not None:
                logger.warning("the report stored for %s is kept", exception.url)
                return
            upsert_reject(
                self.db,
                exception.url,
                portal=item.portal if isinstance(item, Page) else None,
                reason=exception.problem.code,
                detail=exception.problem.detail,
                title=item.listed_title if isinstance(item, Page) else None,
                sha256=exception.sha256,
                now=datetime.now(UTC),
            )

    def finish_crawl(self, reason: str) -> None:
        """Write how the crawl ended, and close the database."""
        with self._saying():
            if self.crawl is not None:
                now = datetime.now(UTC)
                finish_crawl(self.db, self.crawl, outcome=reason, stats=self.stats.get_stats(), now=now)
        self.db.close()

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Log and count a failure: Scrapy's signals would swallow it."""
        try:
            yield
        except StoreError as error:
            logger.error("%s", error)
            self.stats.inc_value("goicrawl/stored/failed")


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
