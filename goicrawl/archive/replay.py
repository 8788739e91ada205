"""A request -> the saved page that answers it. No socket is opened, and what is not saved is said."""

import logging
from collections.abc import Collection
from typing import Protocol, cast

from scrapy import signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes

from goicrawl.archive.pages import PageArchive
from goicrawl.archive.saved import request_key

logger = logging.getLogger(__name__)

_HANDLER = "goicrawl.archive.replay.ReplayDownloadHandler"

REPLAY_SETTINGS: dict[str, object] = {
    "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER, "ftp": None, "s3": None},
    # A saved page needs no manners, and what is not saved will not be there the second time.
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "RETRY_ENABLED": False,
    # These would answer, or ask, in the archive's place.
    "HTTPCACHE_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
}
"""What a replay sets otherwise than a live crawl."""


class PageNotSaved(IgnoreRequest):
    """A page that was asked for and is not in the archive."""


class HasArchive(Protocol):
    """A spider that brings the saved pages."""

    archive: PageArchive | None


class ReplayDownloadHandler(BaseDownloadHandler):
    """Answers from the spider's archive alone."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        """Take the archive of the crawler's spider."""
        super().__init__(crawler)
        archive = cast("HasArchive", crawler.spider).archive
        if archive is None:
            raise ValueError("GOICRAWL_REPLAY must be set for a replay")
        self.archive = archive

    async def download_request(self, request: Request) -> Response:
        """Return the saved answer; its moment is left in `request.meta["fetched"]`.

        Raise `PageNotSaved`, logged and counted, where there is none.
        """
        page = self.archive.pages.get(request_key(request.method, request.url, request.body))
        if page is None:
            self.crawler.stats.inc_value("goicrawl/replay/missing")
            asked = request.url if request.method == "GET" else f"{request.method} {request.url}"
            logger.error("page not saved: %s", asked)
            raise PageNotSaved(f"page not saved: {asked}")
        request.meta["fetched"] = page.fetched
        body = page.read_body()
        headers = Headers()
        for name, value in page.headers:
            headers.appendlist(name, value)
        response_class = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return response_class(
            url=request.url, status=page.status, headers=headers, body=body, request=request
        )


class ReplayAudit:
    """Notes which saved pages were asked for, and says at the end which were not.

    A saved page that nothing asked for is a listing page that was not walked, or a report that no
    listing leads to: the replay did not do what it seems to have done.
    """

    def __init__(self, crawler: Crawler, archive: PageArchive, portals: Collection[str]) -> None:
        """Take the pages that `archive` has of `portals`, and listen to the crawler."""
        self.crawler = crawler
        self.unasked = {key: page for key, page in archive.pages.items() if page.portal in portals}
        crawler.signals.connect(self.note_request, signal=signals.request_reached_downloader)
        crawler.signals.connect(self.say_unasked, signal=signals.spider_closed)

    def note_request(self, request: Request) -> None:
        """Take the page that answers a request from those that were not asked for."""
        self.unasked.pop(request_key(request.method, request.url, request.body), None)

    def say_unasked(self) -> None:
        """Log and count every page that is left."""
        for page in self.unasked.values():
            self.crawler.stats.inc_value("goicrawl/replay/unasked")
            logger.error("page saved but never asked for: %s (%s)", page.url, page.place)
