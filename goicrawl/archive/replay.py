"""A request -> the saved page that answers it. No socket is opened, and what is not saved is said."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Protocol, cast

from scrapy import signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.dupefilters import RFPDupeFilter
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes

from goicrawl.archive.pages import FixtureRun, PageArchive
from goicrawl.archive.runs import REPORT, MissingPayloadError
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage, request_key
from goicrawl.signals import next_run_replayed, page_spared
from goicrawl.skipped import Skipped

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
    # Each run asks for the same listings anew.
    "DUPEFILTER_CLASS": "goicrawl.archive.replay.RunDupeFilter",
}
"""What a replay sets otherwise than a live crawl."""


class PageNotSaved(IgnoreRequest):
    """A page that was asked for and is not in the archive, or can't be read there. It has been said."""


class HasArchive(Protocol):
    """A spider that brings the saved pages."""

    archive: PageArchive | None


class _Entered(Protocol):
    """A spider that enters its portals."""

    portals: Iterable["_Named"]

    def start_portal(self, portal: "_Named") -> Iterator[Request]: ...

    def report_request(self, url: str, portal: "_Named") -> Request: ...


class _Named(Protocol):
    name: str


class RunDupeFilter(RFPDupeFilter):
    """Scrapy's filter of requests that were made before, in this run."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RunDupeFilter":
        """Return the filter of a crawler."""
        own = cls(fingerprinter=crawler.request_fingerprinter)
        crawler.signals.connect(own.begin, signal=next_run_replayed)
        return own

    def begin(self) -> None:
        """Forget the run before."""
        self._fingerprints.clear()


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

        Raise `PageNotSaved`, logged and counted, where there is none, and `Skipped`, counted, where this
        run did not ask for the page, but another one did, or where an earlier run has read the same.
        """
        key = request_key(request.method, request.url, request.body)
        page = self._find(key)
        if page is None:
            raise self._absent(request, key)
        if page.unchanged:
            self._count("unchanged")
            told = {"url": request.url, "fetched": page.fetched}
            self.crawler.signals.send_catch_log(page_spared, **told)
            raise Skipped(f"unchanged: {request.url}")
        request.meta["fetched"] = page.fetched
        return _response(page, request)

    async def close(self) -> None:
        """Close the archive."""
        self.archive.captures.close()

    def _find(self, key: RequestKey) -> SavedPage | None:
        """Return what answers in this run. Raise `PageNotSaved` where it can't be read."""
        try:
            return self.archive.find(key)
        except ArchiveError as error:
            self._count("unresolved" if isinstance(error, MissingPayloadError) else "unreadable")
            logger.error("%s", error)
            raise PageNotSaved(str(error)) from error

    def _absent(self, request: Request, key: RequestKey) -> IgnoreRequest:
        """Return why a page is not there, said and counted."""
        asked = request.url if request.method == "GET" else f"{request.method} {request.url}"
        if self.archive.knows(key):
            self._count("of_other_run")
            return Skipped(f"not asked for in this run: {asked}")
        self._count("missing")
        logger.error("page not saved: %s", asked)
        return PageNotSaved(f"page not saved: {asked}")

    def _count(self, outcome: str) -> None:
        self.crawler.stats.inc_value(f"goicrawl/replay/{outcome}")


def _response(page: SavedPage, request: Request) -> Response:
    body = page.read_body()
    headers = Headers()
    for name, value in page.headers:
        headers.appendlist(name, value.encode("utf-8", "surrogateescape"))
    response_class = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return response_class(url=request.url, status=page.status, headers=headers, body=body, request=request)


class ReplayRuns:
    """Lets one run of the archive answer after the other, and says what no request came for.

    A run is over when the spider has nothing left to do. Reports of it that no listing led to, because
    its listing was fetched by a run before, or the run was killed, are read as they are. Any other
    page that nothing asked for is a listing page that was not walked, or a file of fixtures that no listing
    leads to: the replay did not do what it seems to have done.
    """

    def __init__(self, crawler: Crawler, archive: PageArchive, portals: Collection[str]) -> None:
        """Take the runs that `archive` has of `portals`, and listen to the crawler."""
        self.crawler = crawler
        self.archive = archive
        self.portals = portals
        archive.keep(portals)
        self.steps: list[Callable[[], list[Request]]] = [self._read_left]
        crawler.signals.connect(self.go_on, signal=signals.spider_idle)
        crawler.signals.connect(self.say_unasked, signal=signals.spider_closed)

    def go_on(self) -> None:
        """Read what is left of the run; else enter the next one."""
        engine = self.crawler.engine
        assert engine is not None  # noqa: S101 -- it sends the signal
        requests: list[Request] = []
        while not requests and (self.steps or self._next()):
            requests = self.steps.pop(0)()
        for request in requests:
            engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _next(self) -> bool:
        """Let the next run answer; say whether there is one."""
        if self.archive.number + 1 >= len(self.archive.runs):
            return False
        self.say_unasked()
        self.archive.number += 1
        self.crawler.signals.send_catch_log(next_run_replayed)
        self.steps = [self._enter, self._read_left]
        return True

    def _enter(self) -> list[Request]:
        spider = cast("_Entered", self.crawler.spider)
        own = [portal for portal in spider.portals if portal.name in self.archive.current.portals]
        return [request for portal in own for request in spider.start_portal(portal)]

    def _read_left(self) -> list[Request]:
        """Return requests for the reports of a WARC run that no listing led to."""
        run = self.archive.current
        if isinstance(run, FixtureRun):
            return []
        spider = cast("_Entered", self.crawler.spider)
        portal = next(portal for portal in spider.portals if portal.name == run.portal)
        left = [url for url, _, kind in run.unasked() if kind == REPORT]
        for url in left:
            self.crawler.stats.inc_value("goicrawl/replay/unlisted")
            logger.info("report without its listing in this run: %s", url)
        return [spider.report_request(url, portal) for url in left]

    def say_unasked(self) -> None:
        """Log and count every page of the run that nothing asked for."""
        for url, place, _ in self.archive.current.unasked():
            self.crawler.stats.inc_value("goicrawl/replay/unasked")
            logger.error("page saved but never asked for: %s (%s)", url, place)
