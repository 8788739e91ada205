"""The hours in which pages are asked for."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.exceptions import UsageError

from goicrawl.middlewares import windows
from goicrawl.middlewares.windows import Hours, read_hours
from goicrawl.spiders import PortalSpider
from tests.crawls import PORTAL, crawl, settings_of, stat
from tests.faults import FAULTS, FaultServer

SHANGHAI = "Asia/Shanghai"
PAGES = {"none": FAULTS["none"]}
QUICK = {"DOWNLOAD_DELAY": 0, "DOWNLOAD_TIMEOUT": 20, "GOICRAWL_ARCHIVE": ""}


@pytest.mark.parametrize(
    ("hours", "moment", "seconds"),
    [
        pytest.param("22:00-06:00", "2026-01-01T22:00+08:00", 0, id="its first moment"),
        pytest.param("22:00-06:00", "2026-01-01T23:59+08:00", 0, id="before midnight"),
        pytest.param("22:00-06:00", "2026-01-02T05:59+08:00", 0, id="after midnight"),
        pytest.param("22:00-06:00", "2026-01-02T06:00+08:00", 16 * 3600, id="its end"),
        pytest.param("22:00-06:00", "2026-01-01T13:00+00:00", 3600, id="a clock elsewhere"),
        pytest.param("09:00-17:00", "2026-01-01T08:59+08:00", 60, id="by day, before"),
        pytest.param("09:00-17:00", "2026-01-01T12:00+08:00", 0, id="by day, within"),
        pytest.param("9:00 - 17:00", "2026-01-01T17:00+08:00", 16 * 3600, id="by day, after"),
        pytest.param("00:00-00:00", "2026-01-01T12:00+08:00", 0, id="the whole day"),
    ],
)
def test_wait(hours: str, moment: str, seconds: float) -> None:
    assert read_hours(hours, SHANGHAI).wait(datetime.fromisoformat(moment)) == seconds


def test_wait_over_the_change_of_clocks() -> None:
    # In the night to 29 March 2026 Berlin's clocks go from 2 to 3.
    hours = Hours(begin=time(4), end=time(5), zone=ZoneInfo("Europe/Berlin"))
    assert hours.wait(datetime.fromisoformat("2026-03-29T01:00+01:00")) == 2 * 3600


@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        ("night", SHANGHAI),
        ("22-6", SHANGHAI),
        ("25:00-06:00", SHANGHAI),
        ("22:00-06:60", SHANGHAI),
        ("22:00-06:00", "Mars/Base"),
        ("22:00-06:00", "../etc/passwd"),
    ],
)
def test_hours_that_are_none(hours: str, zone: str) -> None:
    with pytest.raises(UsageError, match="must be hours as 22:00-06:00 and a time zone"):
        read_hours(hours, zone)


def spider_of(server: FaultServer) -> type[PortalSpider]:
    portal = replace(PORTAL, hosts=(server.host,), start=(server.listing,))
    return type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (portal,)})


class Clock(datetime):
    """A clock that is ahead of the time."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.now(tz) + cls.ahead


def open_in(seconds: float) -> dict[str, object]:
    """Set the clock so that the hours begin so many seconds from now."""
    opening = datetime(2026, 1, 1, 14, tzinfo=UTC)  # 22:00 in Shanghai
    Clock.ahead = opening - timedelta(seconds=seconds) - datetime.now(UTC)
    return {**QUICK, "GOICRAWL_HOURS": "22:00-06:00"}


async def test_crawl_waits_for_its_hours_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(windows, "datetime", Clock)
    with FaultServer(PAGES) as server:
        settings = settings_of(**open_in(1))
        crawler, items = await crawl(spider_of(server), settings)
    assert [item.url for item in items] == [server.url("none")]
    assert stat(crawler, "pauses") == 1
    assert "outside GOICRAWL_HOURS: waiting until 22:00 Asia/Shanghai, for 0 h 0 min" in caplog.text
    assert (crawler.stats.get_value("elapsed_time_seconds") or 0) >= 0.9


async def test_nothing_is_asked_outside_the_hours_and_a_stop_ends_the_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows, "datetime", Clock)
    with FaultServer(PAGES) as server:
        crawler = AsyncCrawlerRunner(settings_of(**open_in(3_600))).create_crawler(spider_of(server))
        running = asyncio.ensure_future(crawler.crawl_async())
        await asyncio.sleep(0.5)
        await crawler.stop_async()
        await asyncio.wait_for(running, 30)
    assert server.asked == []
    assert crawler.stats.get_value("finish_reason") == "shutdown"


async def test_crawl_within_its_hours_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "datetime", Clock)
    with FaultServer(PAGES) as server:
        crawler, items = await crawl(spider_of(server), settings_of(**open_in(-60)))
    assert (len(items), stat(crawler, "pauses")) == (1, 0)
