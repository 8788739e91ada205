"""The pace of requests: delays, Crawl-delay, Retry-After, one at a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Lock
from time import monotonic, sleep
from typing import Any

import pytest
from scrapy.crawler import Crawler

from goicrawl.middlewares.manners import read_retry_after
from goicrawl.spiders import PortalSpider
from tests.crawls import PORTAL, crawl, settings_of, stat
from tests.faults import Answer, Fault, FaultServer

NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUICK = {"DOWNLOAD_DELAY": 0, "DOWNLOAD_TIMEOUT": 20, "GOICRAWL_ARCHIVE": "", "LOG_LEVEL": "INFO"}


class Visits:
    """Notes when pages are asked for, and how many at once."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.open = 0
        self.most = 0
        self.lock = Lock()

    def whole(self, answer: Answer) -> None:
        with self.lock:
            self.times.append(monotonic())
            self.open += 1
            self.most = max(self.most, self.open)
        sleep(0.02)
        with self.lock:
            self.open -= 1
        answer.whole()

    @property
    def gaps(self) -> list[float]:
        return [after - before for before, after in zip(self.times, self.times[1:], strict=False)]


async def crawl_server(server: FaultServer, **changes: Any) -> Crawler:
    portal = replace(PORTAL, hosts=(server.host,), start=(server.listing,))
    spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (portal,)})
    crawler, _ = await crawl(spider, settings_of(**{**QUICK, **changes}))
    return crawler


def pages(fault: Fault, count: int = 4) -> dict[str, Fault]:
    return {f"page{number}": fault for number in range(count)}


def robots_of(text: str) -> Fault:
    return lambda answer: answer.whole(body=text.encode(), kind="text/plain")


async def test_one_page_at_a_time() -> None:
    visits = Visits()
    with FaultServer(pages(visits.whole)) as server:
        await crawl_server(server)
    assert (len(visits.times), visits.most) == (4, 1)


async def test_delay_has_jitter() -> None:
    visits = Visits()
    with FaultServer(pages(visits.whole, 6)) as server:
        await crawl_server(server, DOWNLOAD_DELAY=0.2)
    assert all(0.09 < gap < 5 for gap in visits.gaps)
    assert max(visits.gaps) - min(visits.gaps) > 0.005


@pytest.mark.parametrize("throttle", [True, False])
async def test_crawl_delay_is_honoured(throttle: bool) -> None:
    visits = Visits()
    robots = robots_of("User-agent: *\nCrawl-delay: 0.4\n")
    with FaultServer(pages(visits.whole), robots=robots) as server:
        await crawl_server(server, AUTOTHROTTLE_ENABLED=throttle)
    assert len(visits.gaps) == 3
    assert min(visits.gaps) >= 0.39


async def test_crawl_delay_of_another_crawler_is_not_ours() -> None:
    visits = Visits()
    robots = robots_of("User-agent: Baiduspider\nCrawl-delay: 60\n")
    with FaultServer(pages(visits.whole), robots=robots) as server:
        await crawl_server(server)
    assert max(visits.gaps) < 30


async def test_crawl_delay_beyond_the_limit_ends_the_visit(caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer(pages(Answer.whole), robots=robots_of("User-agent: *\nCrawl-delay: 3600\n")) as server:
        crawler = await crawl_server(server)
    assert server.asked == ["/robots.txt"]
    assert "its robots.txt asks for 3600 seconds between two pages; GOICRAWL_MAX_WAIT is 300" in caplog.text
    assert stat(crawler, "failures/asked_to_wait") == 1


def busy_once(value: str, status: str = "503 Service Unavailable") -> tuple[Visits, dict[str, Fault]]:
    visits = Visits()

    def busy(answer: Answer) -> None:
        if answer.times > 1:
            visits.whole(answer)
            return
        visits.times.append(monotonic())
        answer.whole(f"Retry-After: {value}", status=status, body=b"")

    return visits, {"page0": busy, **{f"page{number}": visits.whole for number in (1, 2)}}


@pytest.mark.parametrize("status", ["503 Service Unavailable", "429 Too Many Requests"])
async def test_retry_after_holds_every_request_of_the_host(status: str) -> None:
    visits, faults = busy_once("1", status)
    with FaultServer(faults) as server:
        crawler = await crawl_server(server)
    # The busy answer comes first or behind other pages; behind it nothing is asked for a second.
    assert max(visits.gaps) >= 0.99
    assert len(visits.times) == 4
    assert stat(crawler, "pages/failed") == 0


async def test_retry_after_as_a_date() -> None:
    visits, faults = busy_once(format_datetime(datetime.now(UTC) + timedelta(seconds=6), usegmt=True))
    with FaultServer(faults) as server:
        await crawl_server(server)
    assert max(visits.gaps) >= 1


async def test_retry_after_beyond_the_limit_ends_the_visit(caplog: pytest.LogCaptureFixture) -> None:
    visits, faults = busy_once("86400")
    with FaultServer({"page0": faults["page0"]}) as server:
        crawler = await crawl_server(server)
    assert len(visits.times) == 1
    assert "it asked to come back in 86400 seconds; GOICRAWL_MAX_WAIT is 300" in caplog.text
    assert stat(crawler, "failures/asked_to_wait") == 1
    assert stat(crawler, "pages/failed") == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Thu, 01 Jan 2026 00:02:00 GMT", 120.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
        ("-1", None),
        ("1e9", None),
        ("9" * 400, None),
        ("１２", None),
        ("soon", None),
        ("", None),
        ("Thu, 99 Jan 9999999999999 00:02:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert read_retry_after(value, now=NOW) == seconds
