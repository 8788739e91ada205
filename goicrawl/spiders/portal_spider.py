"""Portals -> their report pages: listing by listing, page by page, every report row followed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from goicrawl.archive import REPLAY_SETTINGS, PageArchive, PageNotSaved, ReplayRuns, read_archive
from goicrawl.clean.decode import decode
from goicrawl.items import Page, Problem
from goicrawl.platforms import PLATFORMS, Listing, PageRequest, Row, is_report_title
from goicrawl.platforms.obstacles import find_obstacle, names_file, obstacle_kind
from goicrawl.portals import Portal
from goicrawl.signals import fetch_failed, page_screened
from goicrawl.skipped import Skipped
from goicrawl.spiders.agent import check_contact, name_agent, say_contact
from goicrawl.spiders.failures import HARMLESS, name_failure
from goicrawl.spiders.pages import page_of
from goicrawl.spiders.patience import Patience
from goicrawl.spiders.walk import NO_SUCH_PAGE, Walk
from goicrawl.spiders.walks import Walks

_FORM_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "X-Requested-With": "XMLHttpRequest",
}


class PortalSpider(Spider):
    """Walks the listings of its portals and yields a `Page` for every report row.

    With GOICRAWL_REPLAY set, saved pages answer in place of the network.
    """

    name = "portals"
    portals: tuple[Portal, ...] = ()
    """The portals to walk; a spider of the registry has one."""
    walks: Walks
    patience: Patience
    archive: PageArchive | None = None
    """The saved pages of a replay."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the portal's own settings and, for a replay, those of a replay."""
        super().update_settings(settings)
        name_agent(settings)
        if settings.getlist("GOICRAWL_REPLAY"):
            settings.setdict(REPLAY_SETTINGS, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, for a replay with its archive.

        Raise `ArchiveError` where that is damaged, `UsageError` for a contact that is none.
        """
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.say_circle, signal=signals.request_dropped)
        crawler.signals.connect(spider.note_screened, signal=page_screened)
        spider.walks = Walks(crawler)
        spider.patience = Patience(limit=crawler.settings.getint("GOICRAWL_OBSTACLES_IN_A_ROW"))
        paths = crawler.settings.getlist("GOICRAWL_REPLAY")
        if paths:
            spider.take_archive(read_archive(Path(path) for path in paths))
        else:
            check_contact(crawler.settings)
        return spider

    def take_archive(self, archive: PageArchive) -> None:
        """Let saved pages answer, run by run, and watch that all of the portals' are asked for."""
        self.archive = archive
        # The crawler holds its listeners weakly.
        self.runs = ReplayRuns(self.crawler, archive, {portal.name for portal in self.portals})

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every listing."""
        if self.archive is None:
            say_contact(self.settings)
        for portal in self.portals:
            for request in self.start_portal(portal):
                yield request

    def start_portal(self, portal: Portal) -> Iterator[Request]:
        """Give the requests that a portal is entered by."""
        for url in portal.start:
            first = PLATFORMS[portal.platform].enter(url, portal.parameters)
            yield from self.ask_on(self.walks.begin(portal.name, url), portal, (first,))

    def ask_on(self, walk: Walk, portal: Portal, pages: tuple[PageRequest, ...]) -> Iterator[Request]:
        """Give the requests for listing pages that have not been asked for."""
        for page in pages:
            if not portal.owns(page.url):
                walk.fail(f"it goes on at {page.url}, which is no address of the portal")
            elif walk.ask(page):
                yield self.listing_request(page, portal, walk.listing)

    def listing_request(self, page: PageRequest, portal: Portal, listing: str) -> Request:
        """Return the request for a page of the listing that starts at the address `listing`."""
        form = _FORM_HEADERS if page.method == "POST" else {}
        return Request(
            page.url,
            method=page.method,
            body=page.body,
            headers={**form, **dict(page.headers)},
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"portal": portal, "listing": listing, "asked": page},
            meta={"portal": portal.name, "kind": "listing"},
            dont_filter=True,  # the walk knows what it has asked for
        )

    def report_request(self, url: str, portal: Portal, row: Row | None = None) -> Request:
        """Return the request for a report page, or for the file that a row offers in its place."""
        return Request(
            url,
            callback=self.parse_report,
            errback=self.report_failed,
            cb_kwargs={"portal": portal, "row": row},
            meta={"portal": portal.name, "kind": "attachment" if names_file(url) else "report"},
        )

    def parse_listing(
        self, response: Response, portal: Portal, listing: str, asked: PageRequest
    ) -> Iterator[Request]:
        """Follow the report rows of a listing page that are new, and ask for the pages it leads to."""
        walk = self.walks.arrived(portal.name, listing)
        read = self._read_listing(response, portal, walk, asked)
        if read is None:
            walk.fail(f"a page was not read ({asked.url})")
        else:
            pages = walk.read
            fresh = self.walks.take(walk, read)
            self._count("listings/pages")
            for row in fresh:
                yield from self._follow(row, portal, walk)
            # A page of second addresses alone has nothing to follow, and is not the end.
            if walk.read > pages or read.is_entry or walk.leads_on(read):
                yield from self.ask_on(walk, portal, read.next_pages)
        self.walks.end(walk)

    def parse_report(self, response: Response, portal: Portal, row: Row | None) -> Iterator[Page]:
        """Yield the page that a report row leads to, whatever was served."""
        self.walks.note_landing(row.url if row else response.url, response.url)
        yield page_of(response, portal, row)

    def listing_failed(self, failure: Failure) -> None:
        """Count a listing page that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        walk = self.walks.arrived(request.meta["portal"], request.cb_kwargs["listing"])
        walk.fail(f"a page was not fetched ({request.url})")
        self._count("listings/failed")
        self._say_failed("listing", failure)
        self.walks.end(walk)

    def report_failed(self, failure: Failure) -> None:
        """Count a report page that could not be fetched."""
        if isinstance(failure.value, Skipped):
            return
        if name_failure(failure.value)[0] not in HARMLESS:
            self._count("pages/failed")
        self._say_failed("page", failure)

    def say_circle(self, request: Request) -> None:
        """Count a page that was redirected to itself: Scrapy drops it as one that has been asked for."""
        if request.url in request.meta.get("redirect_urls", ()):
            self._count("pages/failed")
            self.logger.error("page not fetched: %s: redirected in a circle", request.url)

    def note_screened(self, portal: str | None, url: str, obstacle: Problem | None) -> None:
        """Count an obstacle by its kind; stop a live run that met too many in a row."""
        kind = obstacle_kind(obstacle)
        if kind:
            self._count(f"obstacles/{kind}")
        # Other problems, as dead links, say nothing of the portal.
        if (obstacle is None or kind) and self.patience.note(kind) and self.archive is None:
            self.logger.error(
                "stopped: the last pages of %s were not the real thing (%s), the last %s: %s",
                *(portal, self.patience.tell(), url, obstacle.detail if obstacle else ""),
            )
            self.closing = asyncio.ensure_future(self._close())

    async def _close(self) -> None:
        assert self.crawler.engine is not None  # noqa: S101 -- pages come from a running engine
        await self.crawler.engine.close_spider_async(reason="blocked")

    def _read_listing(
        self, response: Response, portal: Portal, walk: Walk, asked: PageRequest
    ) -> Listing | None:
        """Return what a listing page says; None, logged and counted, where it is none."""
        page = page_of(response, portal)
        listing = Listing(rows=())
        if page.status == 200:
            text = decode(page.body, page.content_type).text
            asked = replace(asked, url=response.url)
            listing = PLATFORMS[portal.platform].read_listing(text, asked)
        # A page that leads to the listing's first may be drawn by script.
        obstacle = None if listing.rows or listing.is_entry else find_obstacle(page)
        kwargs = {"portal": portal.name, "url": page.url, "obstacle": obstacle}
        self.crawler.signals.send_catch_log(page_screened, **kwargs)
        # A page without rows behind the first is a pager's stub: the end.
        gone = asked.is_guess and page.status in NO_SUCH_PAGE
        stub = gone or obstacle is None or obstacle.code == "source.soft_404"
        empty = obstacle is None and listing.total == 0
        if listing.rows or listing.is_entry or (stub and walk.read) or empty:
            return listing
        why = obstacle.detail if obstacle else f"no row of the system {portal.platform} in it"
        self.logger.error("listing not read: %s: %s", page.url, why)
        self._count("listings/failed")
        if obstacle:
            self._count(f"listings/{obstacle.code}")
        return None

    def _follow(self, row: Row, portal: Portal, walk: Walk) -> Iterator[Request]:
        """Give the request for a row that can be a report's; none, counted, for any other."""
        if not (row.is_report or is_report_title(row.title)):
            self._count("rows_skipped/not_a_report")
        elif not portal.owns(row.url):
            self.logger.warning("row of another host not followed: %s (%s)", row.url, row.title)
            self._count("rows_skipped/other_host")
        elif self.walks.follow(walk, row):
            self._count("rows_followed")
            yield self.report_request(row.url, portal, row)

    def _say_failed(self, what: str, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        if isinstance(failure.value, PageNotSaved):  # that has been said
            return
        kind, why = name_failure(failure.value)
        self._count(f"failures/{kind}")
        row: Row | None = request.cb_kwargs.get("row")
        told = {"portal": request.meta["portal"], "url": request.url, "kind": kind, "why": why}
        told["title"] = row.title if row else None
        self.crawler.signals.send_catch_log(fetch_failed, listing=what == "listing", **told)
        say = self.logger.warning if what == "page" and kind in HARMLESS else self.logger.error
        say("%s not fetched: %s: %s", what, request.url, why)

    def _count(self, outcome: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(f"goicrawl/{outcome}", count)
