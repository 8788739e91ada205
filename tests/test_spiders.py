"""From the listing to the report pages: what is followed, what is not, and what is said of it."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, signals
from scrapy.utils.request import request_from_dict
from scrapy.utils.test import get_crawler

from goicrawl.archive import ArchiveError
from goicrawl.items import Page
from goicrawl.platforms import Row
from goicrawl.portals import PortalError
from goicrawl.signals import listing_walked
from goicrawl.spiders import PortalSpider, walk
from tests.crawls import (
    HOST,
    LISTING,
    PORTAL,
    REPORT,
    TITLE,
    crawl,
    listing,
    replay,
    save_page,
    settings_of,
    stat,
)

SECOND = HOST + "/nb/index_1.html"
ROW = ("./202202/t20220209_1.html", TITLE)
OTHER_ROW = ("./202201/t20220101_2.html", "某县2020年政府信息公开工作年度报告")
OTHER = HOST + "/nb/202201/t20220101_2.html"


async def test_report_row_becomes_a_page(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "<p>报告</p>", fetched="2022-03-01T08:00:00+00:00")
    _, items = await replay(tmp_path)
    assert items == [
        Page(
            url=REPORT,
            body="<p>报告</p>".encode(),
            content_type="text/html; charset=utf-8",
            status=200,
            fetched=datetime(2022, 3, 1, 8, tzinfo=UTC),
            portal="xian",
            listed_title=TITLE,
            listed_date="2022-02-09",
        )
    ]


async def test_moment_that_nobody_knows_is_none(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    _, items = await replay(tmp_path)
    assert items[0].fetched is None


async def test_page_of_second_addresses_alone_is_not_the_end(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW, pages=3))
    save_page(tmp_path, SECOND, listing((f"{ROW[0]}?isMobile=true", TITLE), pages=3, current=1))
    save_page(tmp_path, HOST + "/nb/index_2.html", listing(OTHER_ROW, pages=3, current=2))
    save_page(tmp_path, REPORT, "<p>2021</p>")
    save_page(tmp_path, OTHER, "<p>2020</p>")
    _, items = await replay(tmp_path)
    assert {item.url for item in items} == {REPORT, OTHER}


async def test_listing_is_walked_to_its_end(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW, pages=2))
    save_page(tmp_path, SECOND, listing(OTHER_ROW, pages=2, current=1))
    save_page(tmp_path, REPORT, "<p>2021</p>")
    save_page(tmp_path, OTHER, "<p>2020</p>")
    crawler, items = await replay(tmp_path)
    assert {item.url for item in items} == {REPORT, OTHER}
    assert (stat(crawler, "listings/pages"), stat(crawler, "listings/walked")) == (2, 1)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        pytest.param(
            ("./202202/t20220209_9.html", "某县政府信息公开指南"), "not_a_report", id="not a report"
        ),
        pytest.param(
            ("http://www.clone.com/nb/202202/t20220209_1.html", TITLE), "other_host", id="other host"
        ),
        pytest.param(
            ("http://x.gov.cn/nb/202202/t20220209_1.html", TITLE), "other_host", id="unlisted bare host"
        ),
    ],
)
async def test_other_row_is_not_followed_but_counted(
    tmp_path: Path, row: tuple[str, str], outcome: str
) -> None:
    save_page(tmp_path, LISTING, listing(row))
    crawler, items = await replay(tmp_path)
    assert items == []
    assert stat(crawler, f"rows_skipped/{outcome}") == 1
    assert stat(crawler, "replay/missing") == 0


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(listing(ROW, pages=9, current=1), id="last page repeated"),
        pytest.param(listing(ROW, pages=9, current=0), id="first page again"),
        pytest.param("<html><p>没有了</p></html>", id="stub"),
    ],
)
async def test_page_without_a_new_row_ends_the_walk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, second: str
) -> None:
    save_page(tmp_path, LISTING, listing(ROW, pages=9))
    save_page(tmp_path, SECOND, second)
    save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, items = await replay(tmp_path)
    assert len(items) == 1
    assert [stat(crawler, name) for name in ("listings/incomplete", "listings/failed", "replay/missing")] == [
        1,
        0,
        0,
    ]
    assert f"listing incomplete: {LISTING}: its pager counts 9 pages; seen: 1 row on 1 page" in caplog.text


async def test_walk_is_told_with_its_rows_and_where_they_led(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "", status=301, headers=[["Location", "/moved.html"]])
    save_page(tmp_path, HOST + "/moved.html", "<p>报告</p>")
    told: list[dict[str, object]] = []

    def note(**walked: object) -> None:
        told.append(walked)

    spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (PORTAL,)})
    await crawl(spider, settings_of(GOICRAWL_REPLAY=str(tmp_path)), listeners={listing_walked: note})
    assert [
        {name: walk[name] for name in ("portal", "listing", "urls", "complete", "proof")} for walk in told
    ] == [
        {
            "portal": "xian",
            "listing": LISTING,
            "urls": frozenset({REPORT, HOST + "/moved.html"}),
            "complete": True,
            "proof": "its only page read",
        }
    ]


async def test_requests_say_what_they_are_for(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW, ("./202202/P0.pdf", TITLE)))
    asked: dict[str, tuple[object, object]] = {}

    def note(request: Request) -> None:
        asked[request.url] = request.meta["portal"], request.meta["kind"]

    spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (PORTAL,)})
    settings = settings_of(GOICRAWL_REPLAY=str(tmp_path))
    await crawl(spider, settings, listeners={signals.request_reached_downloader: note})
    assert asked == {
        LISTING: ("xian", "listing"),
        REPORT: ("xian", "report"),
        HOST + "/nb/202202/P0.pdf": ("xian", "attachment"),
    }


async def test_walk_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_PAGES", 2)
    for number in range(3):
        url = HOST + f"/nb/index_{number}.html" if number else LISTING
        save_page(tmp_path, url, listing((f"t2022020{number}_1.html", "通知"), pages=9, current=number))
    crawler, _ = await replay(tmp_path)
    assert (stat(crawler, "listings/pages"), stat(crawler, "listings/incomplete")) == (2, 1)


async def test_rows_that_a_script_would_fetch_are_missed_aloud(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(("a.html", "通知")) + "<script>recordCount: '20'</script>")
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "listings/rows_missed") == 19
    assert f"listing incomplete: {LISTING}: it says it has 20 rows; seen: 1 row on 1 page" in caplog.text


@pytest.mark.parametrize(
    ("body", "changes", "why"),
    [
        pytest.param("<p>栏目建设中</p>", {}, "no row of the system trs in it", id="no row"),
        pytest.param("<p>找不到</p>", {"status": 404}, "HTTP 404", id="404"),
        pytest.param("<script>$_ts</script>", {"status": 412}, "anti-robot page: HTTP 412", id="瑞数"),
        pytest.param(b"%PDF-1.4", {}, "a file instead of a page: PDF", id="PDF"),
    ],
)
async def test_listing_that_is_none_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: Any, changes: dict[str, Any], why: str
) -> None:
    save_page(tmp_path, LISTING, body, **changes)
    crawler, items = await replay(tmp_path)
    assert items == []
    assert stat(crawler, "listings/failed") == 1
    assert f"listing not read: {LISTING}: {why}" in caplog.text


async def test_listing_on_another_host_is_not_read(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, "", status=302, headers=[["Location", "http://www.clone.com/"]])
    save_page(tmp_path, "http://www.clone.com/", listing(ROW))
    crawler, items = await replay(tmp_path)
    assert items == []
    assert stat(crawler, "listings/failed") == 1


async def test_second_page_on_another_host_is_not_the_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(ROW, pages=2))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    save_page(tmp_path, SECOND, "", status=302, headers=[["Location", "http://www.clone.com/"]])
    save_page(tmp_path, "http://www.clone.com/", "<p>登录</p>")
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "listings/failed") == 1
    assert "listing not fetched: http://www.clone.com/: www.clone.com is no host of xian" in caplog.text
    assert f"listing incomplete: {LISTING}: a page was not fetched (http://www.clone.com/)" in caplog.text


async def test_page_that_is_redirected_to_itself_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "", status=302, headers=[["Location", REPORT]])
    crawler, items = await replay(tmp_path)
    assert items == []
    assert stat(crawler, "pages/failed") == 1
    assert f"page not fetched: {REPORT}: redirected in a circle" in caplog.text


async def test_row_that_leads_to_another_row_s_page_is_read_once(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW, OTHER_ROW))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    save_page(tmp_path, OTHER, "", status=302, headers=[["Location", REPORT]])
    crawler, items = await replay(tmp_path)
    assert [item.url for item in items] == [REPORT]
    assert stat(crawler, "pages/failed") == 0


async def test_saved_redirection_is_followed(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, "", status=301, headers=[["Location", "/new/index.html"]])
    save_page(tmp_path, HOST + "/new/index.html", listing((REPORT, TITLE)))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, items = await replay(tmp_path)
    assert [item.url for item in items] == [REPORT]
    assert stat(crawler, "replay/unasked") == 0


async def test_listing_in_gb18030_that_declares_gb2312(tmp_path: Path) -> None:
    html = listing(("./202202/t20220209_1.html", "㑇县2021年政府信息公开年报"))
    save_page(tmp_path, LISTING, html.encode("gb18030"), content_type="text/html; charset=gb2312")
    save_page(tmp_path, REPORT, "<p>报告</p>")
    _, items = await replay(tmp_path)
    assert items[0].listed_title == "㑇县2021年政府信息公开年报"


async def test_posted_listing_page_is_asked_for_with_its_form(tmp_path: Path) -> None:
    record = "<record><![CDATA[<li><a href='/art/2022/2/9/art_1_%d.html' title='%s'>…</a></li>]]></record>"
    report = HOST + "/art/2022/2/9/art_1_2.html"
    pager = ".jpage({totalRecord:2,perPage:1,proxyUrl:'/p.jsp',ajaxParam:{columnid:1}})"
    save_page(tmp_path, LISTING, record % (1, "通知") + pager)
    save_page(
        tmp_path,
        HOST + "/p.jsp?startrecord=2&endrecord=2&perpage=1",
        "<datastore><totalrecord>2</totalrecord>" + record % (2, TITLE) + "</datastore>",
        method="POST",
        request_body="columnid=1",
    )
    save_page(tmp_path, report, "<p>报告</p>")
    crawler, items = await replay(tmp_path, portals=[replace(PORTAL, platform="hanweb")])
    assert [item.url for item in items] == [report]
    assert stat(crawler, "replay/missing") == 0


@pytest.mark.parametrize("status", [200, 404, 412, 503])
async def test_report_page_is_yielded_as_it_was_served(tmp_path: Path, status: int) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, b"%PDF-1.4", status=status, content_type="application/pdf")
    _, items = await replay(tmp_path)
    assert (items[0].status, items[0].content_type) == (status, "application/pdf")


async def test_report_page_that_is_not_saved_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    crawler, items = await replay(tmp_path)
    assert items == []
    assert stat(crawler, "replay/missing") == 1
    assert crawler.stats.get_value("retry/count") is None
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"page not saved: {REPORT}"
    ]


async def test_listing_page_that_is_not_saved_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(ROW, pages=2))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "replay/missing") == 1
    assert f"page not saved: {SECOND}" in caplog.text


async def test_saved_page_that_nothing_leads_to_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    folder = save_page(tmp_path, SECOND, listing(OTHER_ROW))
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "replay/unasked") == 1
    assert f"page saved but never asked for: {SECOND} ({folder})" in caplog.text


async def test_page_that_is_named_alone_is_read_as_it_is(tmp_path: Path) -> None:
    folder = save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, items = await replay(folder)
    assert [item.url for item in items] == [REPORT]
    assert stat(crawler, "replay/missing") == 0


async def test_listing_that_is_named_alone_is_walked(tmp_path: Path) -> None:
    folder = save_page(tmp_path, LISTING, listing(ROW))
    crawler, _ = await replay(folder)
    assert (stat(crawler, "listings/pages"), stat(crawler, "replay/missing")) == (1, 1)


async def test_portal_without_its_listing_is_not_read_past_it(tmp_path: Path) -> None:
    save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, items = await replay(tmp_path)
    assert items == []
    assert (stat(crawler, "replay/missing"), stat(crawler, "replay/unasked")) == (1, 1)


async def test_all_portals_are_replayed_in_one_run(tmp_path: Path) -> None:
    other = replace(PORTAL, name="shi", start=("http://www.y.gov.cn/",), hosts=("www.y.gov.cn",))
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "<p>县</p>")
    save_page(tmp_path, "http://www.y.gov.cn/", listing(ROW), portal="shi")
    save_page(tmp_path, "http://www.y.gov.cn/202202/t20220209_1.html", "<p>市</p>", portal="shi")
    _, items = await replay(tmp_path, portals=[PORTAL, other])
    assert sorted(item.portal for item in items) == ["shi", "xian"]


async def test_portal_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    folder = save_page(tmp_path, LISTING, listing(ROW), portal="nowhere")
    with pytest.raises(PortalError, match="the registry has no portal 'nowhere'") as refusal:
        await replay(tmp_path)
    assert str(folder) in str(refusal.value)


async def test_damaged_page_stops_the_run_before_it_starts(tmp_path: Path) -> None:
    folder = save_page(tmp_path, LISTING, listing(ROW))
    (folder / "response.body").unlink()
    with pytest.raises(ArchiveError, match="is missing"):
        await replay(tmp_path)


async def test_spider_of_the_registry_replays_its_own_portal(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing(ROW))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    save_page(tmp_path, "http://www.y.gov.cn/", "", portal="shi")
    spider = type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (PORTAL,)})
    crawler, items = await crawl(spider, settings_of(GOICRAWL_REPLAY=str(tmp_path)))
    assert [item.url for item in items] == [REPORT]
    assert stat(crawler, "replay/unasked") == 0


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda spider: next(spider.start_portal(PORTAL)), id="listing"),
        pytest.param(
            lambda spider: spider.report_request(REPORT, PORTAL, Row(url=REPORT, title=TITLE)), id="report"
        ),
    ],
)
def test_request_can_wait_on_disk(make: Callable[[PortalSpider], Request]) -> None:
    crawler = get_crawler(PortalSpider, settings_of(GOICRAWL_REPLAY="").copy_to_dict())
    spider = PortalSpider.from_crawler(crawler)
    request = make(spider)
    stored = pickle.loads(pickle.dumps(request.to_dict(spider=spider)))  # noqa: S301
    assert request_from_dict(stored, spider=spider).to_dict(spider=spider) == request.to_dict(spider=spider)


@pytest.mark.parametrize(("paths", "delay"), [("", 1), ("fixtures", 0)])
def test_only_a_replay_drops_the_manners(paths: str, delay: int) -> None:
    settings = settings_of(GOICRAWL_REPLAY=paths)
    PortalSpider.update_settings(settings)
    assert settings.getint("DOWNLOAD_DELAY") == delay
    assert settings.getbool("ROBOTSTXT_OBEY") is not (paths == "fixtures")
