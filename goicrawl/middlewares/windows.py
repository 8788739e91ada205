"""The hours in which a portal may be asked -> requests held back outside them."""

import asyncio
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError

logger = logging.getLogger(__name__)

_HOURS = re.compile(
    r"(?P<h1>[0-9]{1,2}):(?P<m1>[0-9]{2})\s{0,3}[-–]\s{0,3}(?P<h2>[0-9]{1,2}):(?P<m2>[0-9]{2})"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """A stretch of every day; one that ends before it begins goes over midnight."""

    begin: time
    """The first moment of it."""
    end: time
    """The first moment after it."""
    zone: ZoneInfo
    """Whose clock is meant."""

    def wait(self, now: datetime) -> float:
        """Return the seconds from `now` (aware) until the next such hours, 0 within them."""
        local = now.astimezone(self.zone)
        clock = local.time()
        over_midnight = self.end <= self.begin
        inside = self.begin <= clock or clock < self.end if over_midnight else self.begin <= clock < self.end
        if inside:
            return 0.0
        opening = datetime.combine(local.date(), self.begin, self.zone)
        if opening <= local:
            opening = datetime.combine(local.date() + timedelta(days=1), self.begin, self.zone)
        return (opening.astimezone(UTC) - now).total_seconds()


def read_hours(text: str, zone: str) -> Hours:
    """Return the hours that a setting names: 22:00-06:00. Raise `UsageError` where it names none.

    >>> read_hours("22:00-06:00", "Asia/Shanghai").wait(datetime(2026, 1, 1, 13, 30, tzinfo=UTC))
    1800.0
    """
    found = _HOURS.fullmatch(text.strip())
    try:
        if found:
            begin, end = (time(int(found[f"h{n}"]), int(found[f"m{n}"])) for n in "12")
            return Hours(begin=begin, end=end, zone=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        pass
    raise UsageError(
        f"GOICRAWL_HOURS = {text!r} with GOICRAWL_HOURS_ZONE = {zone!r} must be hours as 22:00-06:00 and a "
        "time zone as Asia/Shanghai"
    )


class HoursMiddleware:
    """Pauses a crawl outside GOICRAWL_HOURS, and goes on with it when they begin again.

    A pause lasts less than a day; one that is to end sooner needs CLOSESPIDER_TIMEOUT or a signal.
    """

    def __init__(self, crawler: Crawler, hours: Hours) -> None:
        """Take a crawler and its hours."""
        self.crawler = crawler
        self.hours = hours
        self.timer: asyncio.TimerHandle | None = None
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware where hours are set; a replay asks nobody."""
        text = (crawler.settings.get("GOICRAWL_HOURS") or "").strip()
        if not text or crawler.settings.getlist("GOICRAWL_REPLAY"):
            raise NotConfigured
        return cls(crawler, read_hours(text, crawler.settings["GOICRAWL_HOURS_ZONE"]))

    def process_request(self, request: Request) -> Request | None:
        """Put a page's request back, and pause, outside the hours; robots.txt goes with its page."""
        wait = self.hours.wait(datetime.now(UTC)) if "portal" in request.meta else 0
        if not wait:
            return None
        if self.timer is None:
            self._pause(wait)
        return request.replace(dont_filter=True)

    def _pause(self, seconds: float) -> None:
        opening = f"{self.hours.begin:%H:%M} {self.hours.zone.key}"
        minutes = f"{int(seconds // 3600)} h {int(seconds % 3600 // 60)} min"
        logger.warning("outside GOICRAWL_HOURS: waiting until %s, for %s", opening, minutes)
        self.crawler.stats.inc_value("goicrawl/pauses")
        assert self.crawler.engine is not None  # noqa: S101 -- requests come from a running engine
        self.crawler.engine.pause()
        self.timer = asyncio.get_running_loop().call_later(seconds, self._go_on)

    def _go_on(self) -> None:
        self.timer = None
        logger.info("within GOICRAWL_HOURS again: going on")
        assert self.crawler.engine is not None  # noqa: S101 -- see above
        self.crawler.engine.unpause()

    def close(self) -> None:
        """Forget the pause of a run that ends."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
