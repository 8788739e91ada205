"""A request -> nothing, or a refusal, as the host's robots.txt says; read as RFC 9309 says.

Scrapy's own middleware takes a robots.txt that can't be fetched, or an error page in its place, for
one that allows everything.
"""

import asyncio
import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler, load_object

from goicrawl.clean.decode import decode
from goicrawl.refused import Refused

logger = logging.getLogger(__name__)

MAX_BYTES = 500 * 1024
"""So much of a robots.txt is read, the least that RFC 9309 asks for."""
TOO_MANY_REQUESTS = 429
PRIORITY = 1_000
"""robots.txt comes before any page."""
_UNAVAILABLE = frozenset({"other_host", "redirects", "scheme"})
"""A robots.txt that redirects for ever, or away from the portal, counts as one that is not there."""


class RobotsMiddleware:
    """Obeys robots.txt where ROBOTSTXT_OBEY is on.

    An answer 4xx means that there is none: everything is allowed. 5xx, 429 and no answer at all mean
    that nobody knows: nothing is allowed, in this run.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Take a crawler."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.parser_class: type[RobotParser] = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self.files: dict[str, asyncio.Task[RobotParser | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise `Refused` where robots.txt forbids a page, or can't be read."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self._parser_for(request)
        if parser is not None and not parser.allowed(request.url, self.agent):
            self.crawler.stats.inc_value("goicrawl/refused/robots")
            raise Refused("robots", "robots.txt forbids it")

    async def _parser_for(self, request: Request) -> RobotParser | None:
        """Return what a host's robots.txt says, None where there is none; each is fetched once."""
        parts = urlsplit(request.url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self.files:
            self.files[host] = asyncio.ensure_future(self._fetch(f"{host}/robots.txt", request))
        return await self.files[host]

    async def _fetch(self, url: str, page: Request) -> RobotParser | None:
        meta = {"dont_obey_robotstxt": True}
        request = Request(url, priority=PRIORITY, meta=meta, callback=NO_CALLBACK)
        assert self.crawler.engine is not None  # noqa: S101 -- requests come from a running engine
        try:
            response = await self.crawler.engine.download_async(request)
        except Refused as refusal:
            if refusal.kind in _UNAVAILABLE:
                return None
            raise
        except IgnoreRequest:  # redirected too often
            return None
        except Exception as error:
            raise self._unreadable(url, str(error) or type(error).__name__) from error
        return await self._read(response, url, page)

    async def _read(self, response: Response, url: str, page: Request) -> RobotParser | None:
        if response.status >= 500 or response.status == TOO_MANY_REQUESTS:
            raise self._unreadable(url, f"HTTP {response.status}")
        if response.status != 200:
            return None
        # The parser reads UTF-8, and passes over rules in GBK.
        body = decode(response.body[:MAX_BYTES]).text.encode()
        parser = build_from_crawler(self.parser_class, self.crawler, body)
        kwargs = {"robotparser": parser, "request": page}
        await self.crawler.signals.send_catch_log_async(signal=signals.robots_parsed, **kwargs)
        return parser

    def _unreadable(self, url: str, why: str) -> Refused:
        """Return the refusal of every page of a host, said once."""
        self.crawler.stats.inc_value("goicrawl/refused/robots_unreadable")
        logger.error("robots.txt can't be read, so nothing is fetched from its host: %s: %s", url, why)
        return Refused("robots_unreadable", f"robots.txt of its host can't be read ({why})")
