"""Every answer of a live crawl, as it came from the server, into the archive."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from goicrawl.archive import ArchiveError, Exchange, WarcWriter
from goicrawl.portals import Portal
from goicrawl.version import __version__

logger = logging.getLogger(__name__)

CLOSED = "archive_failed"
"""Why a crawl ends whose answers can't be archived any more."""

_TRUNCATED = {"dataloss": "disconnect", "download_stopped": "length"}
"""Scrapy's flags of an answer that is not whole, and what WARC calls them."""


class NotArchived(IgnoreRequest):
    """An answer that could not be archived, and is therefore not read: the next run fetches it again."""


class ArchivingMiddleware:
    """Archives below GOICRAWL_ARCHIVE what the downloader hands on, before anything is made of it.

    It stands nearest to the downloader: it sees the redirections, error pages, robots.txt and answers
    that are retried, their bodies still compressed. The moment is left in `request.meta["fetched"]`.
    """

    def __init__(self, crawler: Crawler, writer: WarcWriter) -> None:
        """Take the crawler and the writer of its run."""
        self.crawler = crawler
        self.writer = writer
        self.closing: asyncio.Task[None] | None = None
        crawler.signals.connect(self.close_files, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a live crawl of a portal; a probe of a site that is none keeps nothing.

        Raise `ArchiveError` where the folder can't be written.
        """
        folder = crawler.settings.get("GOICRAWL_ARCHIVE")
        name = crawler.spider.name if crawler.spider else ""
        portals: Iterable[Portal] = getattr(crawler.spider, "portals", ())
        is_portal = any(portal.name == name for portal in portals)
        if crawler.settings.getlist("GOICRAWL_REPLAY") or not folder or not is_portal:
            raise NotConfigured
        info = {
            "software": f"goicrawl/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey" if crawler.settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            "http-header-user-agent": crawler.settings.get("USER_AGENT", ""),
        }
        writer = WarcWriter(
            Path(folder),
            name,
            started=datetime.now(UTC),
            max_bytes=crawler.settings.getint("GOICRAWL_ARCHIVE_MAXSIZE"),
            info=info,
        )
        return cls(crawler, writer)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive an answer and hand it on. Raise `NotArchived`, said and counted, where that fails."""
        if "cached" in response.flags:  # it comes from Scrapy's cache, not from a server
            return response
        received = datetime.now(UTC)
        request.meta["fetched"] = received
        try:
            known = self.writer.write(exchange_of(request, response, received))
        except ArchiveError as error:
            self._fail(error)
            raise NotArchived(str(error)) from error
        self.crawler.stats.inc_value("goicrawl/archive/answers")
        if known:
            self.crawler.stats.inc_value("goicrawl/archive/revisits")
        return response

    def close_files(self) -> None:
        """Close the files of the run."""
        try:
            self.writer.close()
        except ArchiveError as error:
            self._say(error)

    def _fail(self, error: ArchiveError) -> None:
        """Say what is wrong and end the crawl: what can't be kept is not worth a portal's time."""
        self._say(error)
        if self.closing is None and self.crawler.engine is not None:
            ending = self.crawler.engine.close_spider_async(reason=CLOSED)
            self.closing = asyncio.get_running_loop().create_task(ending)

    def _say(self, error: ArchiveError) -> None:
        if self.closing is None:
            logger.error("%s", error)
        self.crawler.stats.inc_value("goicrawl/archive/failed")


def exchange_of(request: Request, response: Response, received: datetime) -> Exchange:
    """Return what was asked and answered, as bytes."""
    return Exchange(
        url=request.url.partition("#")[0],
        method=request.method,
        request_headers=_raw(request),
        request_body=request.body,
        status=response.status,
        headers=_raw(response),
        body=response.body,
        received=received,
        protocol=response.protocol or "HTTP/1.1",
        ip=str(response.ip_address) if response.ip_address else None,
        truncated=next((_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED), None),
        kind=request.meta.get("kind"),
    )


def _raw(message: Request | Response) -> tuple[tuple[bytes, bytes], ...]:
    """Return a message's headers as pairs, those of one name in their order."""
    return tuple((name, value) for name in message.headers for value in message.headers.getlist(name))
