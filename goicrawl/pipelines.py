"""The stages as Scrapy item pipelines: each hands an item to its stage and counts the outcome.

A page that is kept out is dropped with `RejectedPage`; the last pipeline hears of it and stores why.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from sqlite_utils import Database

from goicrawl import clean, parse, validate
from goicrawl.items import Article, Page, Problem, Report
from goicrawl.platforms.obstacles import find_obstacle
from goicrawl.portals import Portal
from goicrawl.store import (
    Fetch,
    StoreError,
    find_neighbour,
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


class RejectedPage(DropItem):
    """A page that is kept out, and why."""

    def __init__(self, url: str, problem: Problem, *, was_read: bool, sha256: str | None = None) -> None:
        """Take the page's address, the reason and whether the page could be read at all."""
        super().__init__(f"{url}: {problem.code}: {problem.detail}")
        self.url = url
        self.problem = problem
        self.was_read = was_read
        self.sha256 = sha256


class _HasPortals(Protocol):
    portals: tuple[Portal, ...]


class _Stage:
    """A pipeline that needs nothing but the stats."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline for a crawler."""
        return cls(crawler)

    def count(self, outcome: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(f"goicrawl/{outcome}", count)


class ScreenPipeline(_Stage):
    """Keeps out what is no page to read: errors, files, anti-robot pages, pages of other hosts."""

    def process_item(self, item: Page) -> Page:
        """Return the page. Raise `RejectedPage`, logged and counted, where it can't be one."""
        self.count("pages")
        obstacle = find_obstacle(item) or self._find_foreign_host(item)
        if obstacle is None:
            return item
        self.count(f"rejected/{obstacle.code}")
        if obstacle.code == "source.blocked":
            logger.error("blocked: %s: %s", item.url, obstacle.detail)
        sha256 = hashlib.sha256(item.body).hexdigest()
        raise RejectedPage(item.url, obstacle, was_read=False, sha256=sha256)

    def _find_foreign_host(self, page: Page) -> Problem | None:
        """Return the problem of a page to which a redirection led away from the portal: it may be a clone."""
        portals: Iterable[Portal] = cast("_HasPortals", self.crawler.spider).portals
        own = {host for portal in portals if portal.name == page.portal for host in portal.hosts}
        host = urlsplit(page.url).hostname
        if not own or host in own:
            return None
        return Problem(code="source.other_host", detail=f"{host} is no host of {page.portal}")


class CleanPipeline(_Stage):
    """A page into its article."""

    def process_item(self, item: Page) -> Article:
        """Return the article, counted by the rule that found its body."""
        article = clean.clean_page(item)
        self.count(f"cleaned/{article.container or 'no_body'}")
        return article


class ParsePipeline(_Stage):
    """An article into its report."""

    def process_item(self, item: Article) -> Report:
        """Return the report, counted by its form. Raise `RejectedPage` where the page holds none."""
        report = parse.parse_article(item)
        if report.form is None:
            # The parser names its verdict last, behind the oddities that it met on the way.
            problem = (report.problems or (Problem(code="source.no_report", detail="no annual report"),))[-1]
            self.count(f"rejected/{problem.code}")
            raise RejectedPage(report.url, problem, was_read=True, sha256=report.sha256)
        self.count(f"parsed/{report.form}")
        return report


class ValidatePipeline(_Stage):
    """A report into the same report with checks."""

    def process_item(self, item: Report) -> Report:
        """Return the checked report; verdicts and problems are counted."""
        report = validate.validate_report(item)
        for check in report.checks:
            self.count(f"checks/{check.verdict}")
        for problem in report.problems:
            self.count(f"problems/{problem.code}")
        return report


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
            previous = find_neighbour(self.db, item, -1)
            report = validate.validate_report(item, previous) if previous else item
            outcome = upsert_report(self.db, report, now=datetime.now(UTC))
            self._check_following(report)
        except StoreError:
            self.stats.inc_value("goicrawl/stored/failed")
            raise
        self.stats.inc_value(f"goicrawl/stored/{outcome}")
        return report

    def _check_following(self, report: Report) -> None:
        following = find_neighbour(self.db, report, 1)
        if following:
            checked = validate.validate_report(following, report)
            if checked.checks != following.checks:
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
