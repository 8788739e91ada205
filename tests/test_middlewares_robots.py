"""What robots.txt allows, forbids, and asks for; and what happens where it can't be read."""

from dataclasses import replace
from typing import Any

import pytest
from scrapy.crawler import Crawler

from goicrawl.spiders import PortalSpider, agent
from tests.crawls import PORTAL, crawl, settings_of, stat
from tests.faults import FAULTS, Answer, Fault, FaultServer

PAGES = {"none": FAULTS["none"]}
QUICK = {
    "DOWNLOAD_DELAY": 0,
    "RETRY_TIMES": 1,
    "DOWNLOAD_TIMEOUT": 10,
    "AUTOTHROTTLE_ENABLED": False,
    "GOICRAWL_ARCHIVE": "",
}


def says(text: str, status: str = "200 OK") -> Fault:
    return lambda answer: answer.whole(body=text.encode(), status=status, kind="text/plain")


async def crawl_server(server: FaultServer, **changes: Any) -> tuple[Crawler, list[Any]]:
    portal = replace(PORTAL, hosts=(server.host,), start=(server.listing,))
    spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (portal,)})
    return await crawl(spider, settings_of(**{**QUICK, **changes}))


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param(says("", "404 Not Found"), id="404"),
        pytest.param(says("", "403 Forbidden"), id="403"),
        pytest.param(says("<html>Disallow: /</html>", "410 Gone"), id="410 with a page"),
        pytest.param(says("User-agent: *\nDisallow: /nb/", "404 Not Found"), id="404 with rules"),
        pytest.param(says("User-agent: *\nDisallow: /admin/"), id="another folder"),
        pytest.param(says("User-agent: Baiduspider\nDisallow: /"), id="another crawler"),
        pytest.param(says("User-agent: *\nDisallow: /\n\nUser-agent: goicrawl\nAllow: /"), id="us by name"),
        pytest.param(says("\ufeffUser-agent: *\nDisallow:"), id="byte order mark"),
        pytest.param(says("<html><body>首页</body></html>"), id="the home page in its place"),
        pytest.param(lambda answer: answer.redirect("http://www.clone.example/"), id="redirects away"),
        pytest.param(lambda answer: answer.redirect(answer.path + "?a"), id="redirects in a circle"),
    ],
)
async def test_pages_are_fetched(robots: Fault) -> None:
    with FaultServer(PAGES, robots=robots) as server:
        _, items = await crawl_server(server)
    assert [item.url for item in items] == [server.url("none")]


@pytest.mark.parametrize("agent", ["*", "goicrawl"])
async def test_listing_that_is_forbidden_fails_the_run(agent: str, caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer(PAGES, robots=says(f"User-agent: {agent}\nDisallow: /")) as server:
        crawler, items = await crawl_server(server)
    assert items == []
    assert server.asked == ["/robots.txt"]
    assert f"listing not fetched: {server.listing}: robots.txt forbids it" in caplog.text
    assert [stat(crawler, f"listings/{name}") for name in ("failed", "incomplete")] == [1, 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
async def test_rules_in_chinese_are_obeyed(encoding: str) -> None:
    rules = "# 禁止抓取的目录\nUser-agent: *\nDisallow: /nb/内部\n".encode(encoding)
    with FaultServer(
        {"内部": FAULTS["none"], **PAGES}, robots=lambda answer: answer.whole(body=rules, kind="text/plain")
    ) as server:
        _, items = await crawl_server(server)
    assert [item.url for item in items] == [server.url("none")]


async def test_page_that_is_forbidden_is_said_and_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer(PAGES, robots=says("User-agent: *\nDisallow: /nb/none")) as server:
        crawler, items = await crawl_server(server)
    assert items == []
    assert f"page not fetched: {server.url('none')}: robots.txt forbids it" in caplog.text
    assert [stat(crawler, name) for name in ("failures/robots", "pages/failed")] == [1, 0]


@pytest.mark.parametrize(
    ("robots", "why"),
    [
        pytest.param(says("", "503 Service Unavailable"), "HTTP 503", id="503"),
        pytest.param(says("", "500 Internal Server Error"), "HTTP 500", id="500"),
        pytest.param(says("", "429 Too Many Requests"), "HTTP 429", id="429"),
        pytest.param(FAULTS["silent"], "took longer than 2.0 seconds", id="silent"),
        pytest.param(Answer.reset, "", id="reset"),
    ],
)
async def test_robots_that_can_t_be_read_forbids_all_for_now(
    robots: Fault, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    with FaultServer(PAGES, robots=robots) as server:
        crawler, items = await crawl_server(server, DOWNLOAD_TIMEOUT=2)
    assert items == []
    assert set(server.asked) == {"/robots.txt"}
    (line,) = [text for text in caplog.messages if text.startswith("robots.txt can't be read")]
    assert "so nothing is fetched from its host" in line
    assert why in line
    assert stat(crawler, "failures/robots_unreadable") == 1


async def test_robots_is_fetched_once_for_all_pages() -> None:
    faults = {f"page{number}": FAULTS["none"] for number in range(3)}
    with FaultServer(faults, robots=says("User-agent: *\nDisallow:")) as server:
        await crawl_server(server)
    assert server.asked.count("/robots.txt") == 1


async def test_user_agent_names_the_project_and_the_contact() -> None:
    with FaultServer(PAGES) as server:
        await crawl_server(server, GOICRAWL_CONTACT="someone@example.org")
    assert len(server.requests) == 3
    for request in server.requests:
        (agent,) = [line for line in request.split(b"\r\n") if line.lower().startswith(b"user-agent:")]
        assert agent.split(b": ")[1].startswith(b"goicrawl/")
        assert agent.endswith(b"; +someone@example.org)")


async def test_contact_that_is_unset_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    agent._warn.cache_clear()  # it comes once in a process, and this one has had other crawls
    with FaultServer(PAGES) as server:
        await crawl_server(server)
    assert "GOICRAWL_CONTACT is not set" in caplog.text
