"""What a server asks for (Crawl-delay, Retry-After) -> the pace at which it is asked."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from goicrawl.refused import Refused

logger = logging.getLogger(__name__)

JITTER = 0.2
"""Random share by which pauses differ where a host asks for a Crawl-delay; none is shorter than that."""
_LEAST = 0.001
"""A slot without any delay is not held back by its clock."""


class PaceMiddleware:
    """Slows requests down to what a host asks for.

    A host that asks for a longer pause than GOICRAWL_MAX_WAIT is asked nothing further in this run.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Listen to a crawler."""
        self.crawler = crawler
        self.agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self.longest = crawler.settings.getfloat("GOICRAWL_MAX_WAIT")
        self.delays: dict[str, float] = {}
        self.closed: dict[str, str] = {}
        for note, signal in self._listeners():
            crawler.signals.connect(note, signal=signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; a replay needs none."""
        if crawler.settings.getlist("GOICRAWL_REPLAY"):
            raise NotConfigured
        return cls(crawler)

    def _listeners(self) -> tuple[tuple[Callable[..., None], object], ...]:
        return (
            (self.note_robots, signals.robots_parsed),
            (self.slow_down, signals.request_reached_downloader),
            # AutoThrottle listens too, and may have shortened the delay: it was connected before.
            (self.slow_down, signals.response_downloaded),
        )

    def note_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Note the Crawl-delay of a host."""
        delay = robotparser.crawl_delay(self.agent)
        host = _host(request)
        if delay is None or delay <= 0:
            return
        if delay > self.longest:
            self._close(host, f"its robots.txt asks for {delay:.0f} seconds between two pages")
        else:
            self.delays[host] = max(delay, self.delays.get(host, 0))
            logger.info("%s asks for %g seconds between two pages", host, delay)

    def slow_down(self, request: Request) -> None:
        """Keep the delay of a request's host at its Crawl-delay or above."""
        slot, asked = self._slot(request), self.delays.get(_host(request))
        if slot is not None and asked is not None:
            slot.jitter = min(slot.jitter, JITTER)
            slot.delay = max(slot.delay, asked / (1 - slot.jitter))

    def process_request(self, request: Request) -> None:
        """Raise `Refused` for a host that asked to be left alone for longer than we wait."""
        if why := self.closed.get(_host(request)):
            raise Refused("asked_to_wait", why)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer; where it names a time to come back, hold its host's requests until then."""
        value = response.headers.get("Retry-After") if response.status >= 400 else None
        seconds = read_retry_after(value.decode("latin-1"), now=datetime.now(UTC)) if value else None
        if not seconds:
            return response
        host = _host(request)
        self.crawler.stats.inc_value("goicrawl/retry_after")
        if seconds > self.longest:
            self._close(host, f"it asked to come back in {seconds:.0f} seconds")
        elif (slot := self._slot(request)) is not None:
            logger.info("%s asks to come back in %.0f seconds", host, seconds)
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)
            slot.delay = max(slot.delay, _LEAST)
        return response

    def _close(self, host: str, why: str) -> None:
        """Ask a host for nothing more, and say so."""
        if host not in self.closed:
            self.closed[host] = f"{why}; GOICRAWL_MAX_WAIT is {self.longest:.0f}"
            logger.error("nothing more is fetched from %s: %s", host, self.closed[host])

    def _slot(self, request: Request) -> Slot | None:
        assert self.crawler.engine is not None  # noqa: S101 -- requests come from a running engine
        return self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))


def read_retry_after(value: str, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, 0 for a moment that has passed.

    None where the header makes no sense.

    >>> read_retry_after("120", now=datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> read_retry_after("Thu, 01 Jan 2026 00:01:00 GMT", now=datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    >>> read_retry_after("soon", now=datetime(2026, 1, 1, tzinfo=UTC))
    """
    value = value.strip()
    if value.isascii() and value.isdecimal() and len(value) <= 9:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
