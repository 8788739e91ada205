"""When a portal shuts us out: what is said and counted, and when the crawl stops."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from scrapy import exceptions
from scrapy.crawler import Crawler

from goicrawl.refused import Refused
from goicrawl.signals import fetch_failed
from goicrawl.spiders import PortalSpider
from goicrawl.spiders.failures import name_failure
from goicrawl.spiders.patience import Patience
from tests.crawls import PORTAL, crawl, settings_of, stat
from tests.faults import Answer, Fault, FaultServer

QUICK = {
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 20,
    "RETRY_TIMES": 0,
    "GOICRAWL_ARCHIVE": "",
    "AUTOTHROTTLE_ENABLED": False,
    "ITEM_PIPELINES": {"goicrawl.pipelines.ScreenPipeline": 100},
}
WALL = b"<html><script>$_ts=window['$_ts'];</script></html>"
LOGIN = "<html><body>用户登录<form><input type='password'></form></body></html>".encode()
GONE = "<html><body>您访问的页面不存在</body></html>".encode()
ROBOT_CHECK: Fault = lambda answer: answer.whole(body=WALL, status="412 Precondition Failed")  # noqa: E731


def shows(body: bytes, status: str = "200 OK") -> Fault:
    return lambda answer: answer.whole(body=body, status=status)


async def crawl_pages(
    *faults: Fault, listeners: Mapping[object, Callable[..., None]] | None = None, **changes: Any
) -> tuple[Crawler, FaultServer]:
    pages = {f"page{number:02}": fault for number, fault in enumerate(faults)}
    with FaultServer(pages) as server:
        portal = replace(PORTAL, hosts=(server.host,), start=(server.listing,))
        spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (portal,)})
        crawler, _ = await crawl(spider, settings_of(**{**QUICK, **changes}), listeners or {})
    return crawler, server


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        pytest.param(ROBOT_CHECK, "blocked", id="robot check"),
        pytest.param(shows(b"", "403 Forbidden"), "refused", id="refused"),
        pytest.param(shows(LOGIN), "login", id="login"),
    ],
)
async def test_crawl_stops_after_a_few_walls(
    fault: Fault, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    crawler, server = await crawl_pages(*[fault] * 20)
    assert crawler.stats.get_value("finish_reason") == "blocked"
    assert len(server.asked) < 12  # the first ones, and what was under way
    assert stat(crawler, f"obstacles/{kind}") >= 3
    assert f"stopped: the last pages of xian were not the real thing (3 {kind})" in caplog.text


async def test_page_that_can_t_be_fetched_is_told() -> None:
    told: list[dict[str, object]] = []

    def note(**failed: object) -> None:
        told.append({name: failed[name] for name in ("portal", "url", "kind", "listing")})

    _, server = await crawl_pages(Answer.reset, listeners={fetch_failed: note})
    assert told == [
        {"portal": "xian", "url": server.url("page00"), "kind": "broken_connection", "listing": False}
    ]


async def test_walls_between_real_pages_stop_nothing() -> None:
    crawler, server = await crawl_pages(*[ROBOT_CHECK, ROBOT_CHECK, Answer.whole] * 3, CONCURRENT_REQUESTS=1)
    assert crawler.stats.get_value("finish_reason") == "finished"
    assert len(server.asked) == 11
    assert stat(crawler, "obstacles/blocked") == 6


async def test_dead_links_stop_nothing() -> None:
    crawler, _ = await crawl_pages(*[shows(GONE)] * 6, *[shows(b"", "404 Not Found")] * 6)
    assert crawler.stats.get_value("finish_reason") == "finished"
    assert (stat(crawler, "obstacles/soft_404"), stat(crawler, "pages/failed")) == (6, 0)


async def test_limit_is_a_setting() -> None:
    crawler, _ = await crawl_pages(*[ROBOT_CHECK] * 6, GOICRAWL_OBSTACLES_IN_A_ROW=0)
    assert crawler.stats.get_value("finish_reason") == "finished"


@pytest.mark.parametrize(
    ("kinds", "ended"),
    [
        pytest.param(["blocked", "login", "refused"], [False, False, True], id="three"),
        pytest.param(["blocked", None, "blocked", "blocked"], [False] * 4, id="a page between"),
        pytest.param(["blocked", "soft_404", "shell", "maintenance"], [False] * 3 + [True], id="a dead link"),
        pytest.param(["blocked"] * 5, [False, False, True, False, False], id="told once"),
    ],
)
def test_patience(kinds: list[str | None], ended: list[bool]) -> None:
    patience = Patience(limit=3)
    assert [patience.note(kind) for kind in kinds] == ended


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Refused("robots", "x"), "robots"),
        (exceptions.IgnoreRequest("max redirections reached"), "redirects"),
        (exceptions.IgnoreRequest("x"), "ignored"),
        (exceptions.DownloadTimeoutError("x"), "timeout"),
        (exceptions.CannotResolveHostError("x"), "no_such_host"),
        (exceptions.DownloadConnectionRefusedError("x"), "no_connection"),
        (exceptions.ResponseDataLossError(), "cut_short"),
        (exceptions.DownloadCancelledError("x"), "too_large"),
        (exceptions.DownloadFailedError("x"), "broken_connection"),
        (ConnectionResetError(), "broken_connection"),
        (ValueError("x"), "other"),
    ],
)
def test_failure(error: Exception, kind: str) -> None:
    assert name_failure(error)[0] == kind
    assert name_failure(error)[1]
