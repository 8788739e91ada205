"""A look at one listing: what is asked for, what is found, and why there is nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from scrapy.crawler import AsyncCrawlerRunner
from werkzeug import Request, Response

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import Portal, host_entry, read_entries
from goicrawl.spiders.probe import ListingProbe
from tests.crawls import TITLE, listing, settings_of
from tests.province.registry import write_registry
from tests.province.server import Province
from tests.province.systems import SYSTEMS

ROW = ("./202202/t20220209_1.html", TITLE)


async def look(url: str, platform: str | None = None) -> ListingProbe:
    """Return the probe after its look at an address."""
    asked = Portal(
        name="x", title="x", region_code="000000", platform="generic", start=(url,), hosts=(host_entry(url),)
    )
    spider = type("Probe", (ListingProbe,), {"portals": (asked,), "platform": platform})
    runner = AsyncCrawlerRunner(settings_of(DOWNLOAD_DELAY=0, RETRY_ENABLED=False, ROBOTSTXT_OBEY=False))
    crawler = runner.create_crawler(spider)
    await runner.crawl(crawler)
    assert isinstance(crawler.spider, ListingProbe)
    return crawler.spider


def serve(server: HTTPServer, body: str) -> str:
    server.expect_request("/nb/").respond_with_data(body, content_type="text/html; charset=utf-8")
    return server.url_for("/nb/")


async def test_listing_is_read_by_the_system_that_it_is_recognised_as(httpserver: HTTPServer) -> None:
    probe = await look(serve(httpserver, listing(ROW, pages=3)))
    assert probe.findings is not None
    assert probe.findings.platform == probe.findings.recognitions[0].platform == "trs"
    assert [row.title for row in probe.findings.listing.rows] == [TITLE]
    assert probe.findings.listing.pages == 3


async def test_listing_is_read_by_the_system_that_is_given(httpserver: HTTPServer) -> None:
    probe = await look(serve(httpserver, listing(ROW)), "generic")
    assert probe.findings is not None
    assert probe.findings.platform == "generic"


async def test_listing_is_not_taken_for_what_its_chrome_links_to(httpserver: HTTPServer) -> None:
    news = "".join(f'<a href="/xw/202611/t20261120_{i}.html">news</a>' for i in range(9))
    rows = f'<ul><li><a href="/gk/a-1.shtml">{TITLE}</a><span>2022-02-09</span></li></ul>'
    probe = await look(serve(httpserver, news + rows))
    assert probe.findings is not None
    assert probe.findings.recognitions[0].platform == "trs"
    assert probe.findings.platform == "generic"


async def test_fragment_is_kept(httpserver: HTTPServer) -> None:
    url = serve(httpserver, listing(ROW)) + "#721"
    probe = await look(url)
    assert probe.findings is not None
    assert probe.findings.url == url


async def test_page_of_no_system_is_found_without_rows(httpserver: HTTPServer) -> None:
    probe = await look(serve(httpserver, "<p>欢迎您访问本网站，今天是星期一。</p>" * 40))
    assert probe.findings is not None
    assert not probe.findings.listing.rows


async def test_entry_page_leads_on_to_the_rows(httpserver: HTTPServer) -> None:
    tree = '[{"id": 721, "name": "年报", "post_count": 1}]'
    page = f'<script>window._CONFIG = {{SID: "755001", TREE: {tree}}}</script>' + "政府信息公开" * 40
    httpserver.expect_request("/gkmlpt/index").respond_with_data(page, content_type="text/html")
    rows = {"articles": [{"title": TITLE, "url": httpserver.url_for("/content/post_1.html")}], "total": 1}
    httpserver.expect_request("/gkmlpt/api/all/721").respond_with_json(rows)
    probe = await look(httpserver.url_for("/gkmlpt/index"), "gkmlpt")
    assert probe.findings is not None
    assert [row.title for row in probe.findings.listing.rows] == [TITLE]


def refuse(request: Request) -> Response:
    return Response("no", status=403)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        pytest.param(lambda request: Response("gone", status=404), "HTTP 404", id="not there"),
        pytest.param(refuse, "403", id="refused"),
        pytest.param(lambda request: Response(b"%PDF-1.4"), "PDF", id="file"),
        pytest.param(lambda request: Response(""), "empty", id="empty"),
    ],
)
async def test_what_is_no_page_is_a_failure(
    httpserver: HTTPServer, answer: Callable[[Request], Response], failure: str
) -> None:
    httpserver.expect_request("/nb/").respond_with_handler(answer)
    probe = await look(httpserver.url_for("/nb/"))
    assert probe.findings is None
    assert failure in (probe.failure or "")


async def test_server_that_is_not_there_is_a_failure() -> None:
    probe = await look("http://127.0.0.1:9/")
    assert probe.findings is None
    assert probe.failure


async def test_every_system_of_the_province_is_recognised(tmp_path: Path) -> None:
    with Province(len(SYSTEMS), 2 * len(SYSTEMS), traps=frozenset()) as province:
        directory = write_registry(province, tmp_path)
        portals = read_entries(
            (directory / "province.toml").read_text(encoding="utf-8"), directory / "province.toml", PLATFORMS
        )
        expected = {portal.start[0]: portal.platform for portal in portals}
        probes = {url: await look(url) for url in expected}
    assert {url: probe.findings and probe.findings.platform for url, probe in probes.items()} == expected
