"""Reports, and what became of every page that was asked for, into the database."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
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
from goicrawl.pipelines.notices import Notices
from goicrawl.pipelines.rejected import RejectedPage
from goicrawl.store import (
    Failure,
    Fetch,
    Reject,
    Schedule,
    StoreError,
    find_followers,
    find_previous,
    finish_crawl,
    has_twin,
    is_outdated,
    open_database,
    parse_schedule,
    see_spared,
    start_crawl,
    store_checks,
    store_listings,
    store_walk,
    upsert_failure,
    upsert_fetch,
    upsert_redirects,
    upsert_reject,
    upsert_report,
)

_GONE = frozenset({"HTTP 404", "HTTP 410"})
"""What is said of a page that the server says is not there."""
_LASTING = frozenset({"source.file"})
"""Answers that are no page, this time and the next: looked at again when they are due."""


class SqlitePipeline:
    """Reports, rejects, fetches, listing rows and crawls into the database that GOICRAWL_DATABASE names.

    A replay writes no crawl. What it stores has the moments at which the pages were saved, and nothing
    that was served later is touched; replayed once more, saved pages change nothing but `last_seen`.
    """

    def __init__(
        self, db: Database, stats: StatsCollector, *, live: bool, schedule: Schedule | None = None
    ) -> None:
        """Take an open database; `live` says whether the pages come from the network."""
        self.db = db
        self.stats = stats
        self.notices = Notices(stats)
        self.live = live
        self.schedule = schedule or Schedule()
        self.crawl: int | None = None
        self.walks: dict[str, dict[str, bool]] = {}
        self.fetched: dict[str, datetime | None] = {}
        self.walked_at: datetime | None = None
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
        schedule = parse_schedule(crawler.settings.get("GOICRAWL_REVISIT") or "0")
        pipeline = cls(open_database(path), crawler.stats, live=live, schedule=schedule)
        pipeline.signals = crawler.signals
        crawler.signals.connect(pipeline.start_crawl, signal=signals.spider_opened)
        crawler.signals.connect(pipeline.store_fetch, signal=signals.response_received)
        crawler.signals.connect(pipeline.store_failure, signal=own_signals.fetch_failed)
        crawler.signals.connect(pipeline.store_reject, signal=signals.item_dropped)
        crawler.signals.connect(pipeline.store_walk, signal=own_signals.listing_walked)
        crawler.signals.connect(pipeline.see_spared, signal=own_signals.page_spared)
        crawler.signals.connect(pipeline.begin_run, signal=own_signals.next_run_replayed)
        crawler.signals.connect(pipeline.finish_crawl, signal=signals.spider_closed)
        return pipeline

    def process_item(self, item: Report) -> Report:
        """Store the report; the outcome is counted. Raise `StoreError` where it can't be stored.

        With the year before in the database the report is checked against it, and the year after
        against the report.
        """
        now, fetched = datetime.now(UTC), self.fetched.pop(item.url, None)
        due = self.schedule.next_due(item.year, (now if self.live else fetched or now).date())
        try:
            report = self._check_carry(item)
            if self.live or not is_outdated(self.db, report, now=now, fetched=fetched):
                self._check_followers(report)
            stored = upsert_report(self.db, report, now=now, due=due, live=self.live, fetched=fetched)
        except StoreError:
            self.notices.count_failure()
            raise
        self.notices.tell_stored(report, stored)
        self.signals.send_catch_log(own_signals.report_stored, report=report, outcome=stored.outcome)
        return report

    def _check_carry(self, report: Report) -> Report:
        """Return the report, checked against the year before where one report of it is stored."""
        if report.form not in validate.carried_forms():
            return report
        checks = validate.recheck_carried(report, find_previous(self.db, report))
        return report if checks == report.checks else replace(report, checks=checks)

    def _check_followers(self, report: Report) -> None:
        """Check what the year after says once more: against this report, or none where there are two.

        This comes before the report itself is stored: a run that is killed in between asks for its page
        again, and completes the work.
        """
        if report.form not in validate.carried_forms():
            return
        previous = None if has_twin(self.db, report) else report
        for follower in find_followers(self.db, report):
            checks = validate.recheck_carried(follower, previous)
            if checks != follower.checks:
                store_checks(self.db, follower.url, checks)

    def start_crawl(self, spider: Spider) -> None:
        """Open the crawl's row in the ledger."""
        if self.live:
            with self.notices.saying():
                self.crawl = start_crawl(self.db, spider.name, now=datetime.now(UTC))

    def store_fetch(self, response: Response, request: Request) -> None:
        """Store what the server answered to a request of the spider's, and what it was redirected from."""
        if "portal" not in request.meta:  # robots.txt and the like
            return
        # A replay leaves the moment at which the page was saved.
        fetched = request.meta["fetched"] if "fetched" in request.meta else datetime.now(UTC)
        fetch = Fetch(
            url=response.url,
            portal=request.meta["portal"],
            status=response.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            sha256=hashlib.sha256(response.body).hexdigest(),
            fetched=fetched,
        )
        if request.meta.get("kind") == "listing":
            self.walked_at = max(filter(None, (self.walked_at, fetched)), default=None)
        elif not self.live:
            self.fetched[response.url] = fetched  # for the report that is made of it
        with self.notices.saying():
            upsert_fetch(self.db, fetch, live=self.live)
            sources = _redirects(request)
            upsert_redirects(
                self.db, sources, fetch.url, portal=fetch.portal, fetched=fetched, live=self.live
            )

    def store_failure(
        self, portal: str, url: str, kind: str, why: str, listing: bool, title: str | None
    ) -> None:
        """Store that a page could not be fetched."""
        if self.live:
            failure = Failure(url=url, portal=portal, kind=kind, why=why, listing=listing, title=title)
            with self.notices.saying():
                upsert_failure(self.db, failure, now=datetime.now(UTC))

    def store_reject(self, item: object, exception: Exception) -> None:
        """Store why a page was kept out, and say what becomes of the report that stood there."""
        if not isinstance(exception, RejectedPage):
            return
        code, detail = exception.problem.code, exception.problem.detail
        reject = Reject(
            url=exception.url,
            portal=item.portal if isinstance(item, Page) else None,
            reason=code,
            detail=detail,
            title=item.listed_title if isinstance(item, Page) else None,
            sha256=exception.sha256,
            text=(exception.text or "") if exception.was_read else None,
            is_gone=code == "source.status" and detail in _GONE,
        )
        now, fetched = datetime.now(UTC), self.fetched.pop(exception.url, None)
        lasts = exception.was_read or code in _LASTING
        due = self.schedule.next_due(None, (fetched or now).date()) if lasts else None
        with self.notices.saying():
            fate = upsert_reject(self.db, reject, now=now, due=due, live=self.live, fetched=fetched)
            self.notices.tell_fate(reject, fate)

    def store_walk(self, portal: str, listing: str, urls: frozenset[str], complete: bool) -> None:
        """Store which rows a listing shows; reports that it does not show any more have vanished."""
        now = datetime.now(UTC) if self.live else self.walked_at
        if now is None:  # nobody knows when these pages were saved
            return
        # Addresses as the requests had them.
        asked = frozenset(Request(url).url for url in urls)
        if self.live:
            self.walks.setdefault(portal, {})[listing] = complete
        told = {"portal": portal, "listing": listing}
        with self.notices.saying():
            for url in store_walk(self.db, **told, urls=asked, complete=complete, now=now, live=self.live):
                self.notices.tell_vanished(url, "no listing shows it any more")

    def see_spared(self, url: str, fetched: datetime | None) -> None:
        """Note that a saved page says what it said in an earlier run."""
        if fetched is not None:
            with self.notices.saying():
                if see_spared(self.db, url, fetched=fetched):
                    self.notices.tell_reappeared(url)

    def begin_run(self) -> None:
        """Forget when the pages of the run before were saved."""
        self.walked_at = None
        self.fetched.clear()

    def store_listings(self) -> None:
        """Take the listings of a run that proved all of them for all that a portal has."""
        for portal, walks in self.walks.items():
            if all(walks.values()):
                now = datetime.now(UTC)
                for url in store_listings(self.db, portal=portal, listings=frozenset(walks), now=now):
                    self.notices.tell_vanished(url, "its listing is none of the portal's any more")

    def finish_crawl(self, reason: str) -> None:
        """Write how the crawl ended, and close the database."""
        with self.notices.saying():
            if reason == "finished":
                self.store_listings()
        with self.notices.saying():
            if self.crawl is not None:
                now = datetime.now(UTC)
                finish_crawl(self.db, self.crawl, outcome=reason, stats=self.stats.get_stats(), now=now)
        self.db.close()


def _redirects(request: Request) -> Iterator[tuple[str, object]]:
    """Give the addresses that led to an answer, and what moved each of them on."""
    return zip(request.meta.get("redirect_urls", ()), request.meta.get("redirect_reasons", ()), strict=False)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
