"""Portals -> their report pages: listing by listing, page by page, every report row followed."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from goicrawl.archive import REPLAY_SETTINGS, PageArchive, PageNotSaved, ReplayAudit, read_archive
from goicrawl.clean.decode import decode
from goicrawl.items import Page
from goicrawl.platforms import PLATFORMS, Listing, PageRequest, Row, is_report_title
from goicrawl.platforms.obstacles import find_obstacle
from goicrawl.portals import Portal
from goicrawl.spiders.walk import MAX_PAGES, Walk

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
    archive: PageArchive | None = None
    """The saved pages of a replay."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the portal's own settings and, for a replay, those of a replay."""
        super().update_settings(settings)
        if settings.getlist("GOICRAWL_REPLAY"):
            settings.setdict(REPLAY_SETTINGS, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider, for a replay with its archive. Raise `ArchiveError` where that is damaged."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.say_circle, signal=signals.request_dropped)
        paths = crawler.settings.getlist("GOICRAWL_REPLAY")
        if paths:
            spider.take_archive(read_archive(Path(path) for path in paths))
        return spider

    def take_archive(self, archive: PageArchive) -> None:
        """Let saved pages answer, and watch that all of the portals' are asked for."""
        self.archive = archive
        # The crawler holds its listeners weakly.
        self.audit = ReplayAudit(self.crawler, archive, {portal.name for portal in self.portals})

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every listing."""
        for portal in self.portals:
            for request in self.start_portal(portal):
                yield request

    def start_portal(self, portal: Portal) -> Iterator[Request]:
        """Give the requests that a portal is entered by."""
        for url in portal.start:
            yield self.listing_request(PageRequest(url=url), portal, Walk(listing=url))

    def listing_request(self, page: PageRequest, portal: Portal, walk: Walk) -> Request:
        """Return the request for a listing page."""
        return Request(
            page.url,
            method=page.method,
            body=page.body,
            headers=_FORM_HEADERS if page.method == "POST" else None,
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"portal": portal, "walk": walk},
            meta={"portal": portal.name},
            dont_filter=not walk.pages,
        )

    def report_request(self, url: str, portal: Portal, row: Row | None = None) -> Request:
        """Return the request for a report page."""
        return Request(
            url,
            callback=self.parse_report,
            errback=self.report_failed,
            cb_kwargs={"portal": portal, "row": row},
            meta={"portal": portal.name},
        )

    def parse_listing(self, response: Response, portal: Portal, walk: Walk) -> Iterator[Request]:
        """Follow the report rows of a listing page, then its next page if this one had any new row."""
        listing = self._read_listing(response, portal, walk)
        if listing is None:
            return
        fresh, walk = walk.fresh(listing), walk.onward(listing)
        self._count("listings/pages")
        for row in fresh:
            if request := self._follow(row, portal):
                yield request
        if not fresh or not listing.next_pages:
            self._finish_walk(walk)
        elif walk.pages >= MAX_PAGES:
            self.logger.error("listing cut off after %d pages: %s", walk.pages, walk.listing)
            self._count("listings/failed")
        else:
            for page in listing.next_pages:
                yield self.listing_request(page, portal, walk)

    def parse_report(self, response: Response, portal: Portal, row: Row | None) -> Iterator[Page]:
        """Yield the page that a report row leads to, whatever was served."""
        yield self._page(response, portal, row)

    def listing_failed(self, failure: Failure) -> None:
        """Count a listing page that could not be fetched."""
        self._count("listings/failed")
        self._say_failed("listing", failure)

    def report_failed(self, failure: Failure) -> None:
        """Count a report page that could not be fetched."""
        self._count("pages/failed")
        self._say_failed("page", failure)

    def say_circle(self, request: Request) -> None:
        """Count a page that was redirected to itself: Scrapy drops it as one that has been asked for."""
        if request.url in request.meta.get("redirect_urls", ()):
            self._count("pages/failed")
            self.logger.error("page not fetched: %s: redirected in a circle", request.url)

    def _read_listing(self, response: Response, portal: Portal, walk: Walk) -> Listing | None:
        """Return what a listing page says; None, logged and counted, where it is none."""
        page = self._page(response, portal)
        listing = Listing(rows=())
        own = _host(page.url) in portal.hosts
        if page.status == 200 and own:
            text = decode(page.body, page.content_type).text
            sent = response.request or Request(response.url)
            asked = PageRequest(url=response.url, method=sent.method, body=sent.body)
            listing = PLATFORMS[portal.platform].read_listing(text, asked)
        if listing.rows:
            return listing
        obstacle = find_obstacle(page)
        # A page without rows behind the first is a pager's stub: the end.
        if obstacle is None and own and walk.pages:
            return listing
        why = f"no row of the system {portal.platform} in it" if own else f"{_host(page.url)} is another host"
        self.logger.error("listing not read: %s: %s", page.url, obstacle.detail if obstacle else why)
        self._count("listings/failed")
        if obstacle:
            self._count(f"listings/{obstacle.code}")
        return None

    def _follow(self, row: Row, portal: Portal) -> Request | None:
        """Return the request for a row that can be a report's; None, counted, for any other."""
        if not is_report_title(row.title):
            self._count("rows_skipped/not_a_report")
        elif _host(row.url) not in portal.hosts:
            self.logger.warning("row of another host not followed: %s (%s)", row.url, row.title)
            self._count("rows_skipped/other_host")
        else:
            self._count("rows_followed")
            return self.report_request(row.url, portal, row)
        return None

    def _finish_walk(self, walk: Walk) -> None:
        self._count("listings/walked")
        if walk.missed:
            self.logger.warning(
                "listing shows %d rows and says it has %d: %s", len(walk.seen), walk.total, walk.listing
            )
            self._count("listings/rows_missed", walk.missed)

    def _page(self, response: Response, portal: Portal, row: Row | None = None) -> Page:
        content_type = response.headers.get("Content-Type")
        # A replay leaves the moment at which the page was saved.
        fetched = response.meta["fetched"] if "fetched" in response.meta else datetime.now(UTC)
        return Page(
            url=response.url,
            body=response.body,
            content_type=content_type.decode("latin-1") if content_type else None,
            status=response.status,
            fetched=fetched,
            portal=portal.name,
            listed_title=row.title if row else None,
            listed_date=row.date if row else None,
        )

    def _say_failed(self, what: str, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        if not isinstance(failure.value, PageNotSaved):  # that has been said
            self.logger.error("%s not fetched: %s: %s", what, request.url, failure.value)

    def _count(self, outcome: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(f"goicrawl/{outcome}", count)


def _host(url: str) -> str | None:
    return urlsplit(url).hostname
