"""What publishing systems ask of a walk: entries without rows, rows that are reports, guessed pages."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from goicrawl.portals import Portal
from tests.crawls import HOST, PORTAL, REPORT, TITLE, replay, save_page, stat

ROW = f"<li><a href='/nb/202202/t20220209_1.html'>{TITLE}</a> 2022-02-09</li>"


def portal_on(platform: str, start: str, **parameters: str) -> Portal:
    return replace(PORTAL, platform=platform, start=(HOST + start,), parameters=parameters)


async def test_page_that_only_leads_to_the_listing_is_passed_through(tmp_path: Path) -> None:
    index = "<script>window._CONFIG = {SID: '7'};</script><div id=app></div>"
    rows = {"total": 1, "articles": [{"title": TITLE, "url": REPORT}]}
    save_page(tmp_path, HOST + "/gkmlpt/index", index)
    save_page(tmp_path, HOST + "/gkmlpt/api/all/3?page=1&sid=7", json.dumps(rows))
    save_page(tmp_path, REPORT, "<p>报告</p>")
    crawler, items = await replay(tmp_path, portals=[portal_on("gkmlpt", "/gkmlpt/index", category="3")])
    assert [item.url for item in items] == [REPORT]
    assert (stat(crawler, "listings/walked"), stat(crawler, "listings/failed")) == (1, 0)


async def test_years_of_a_selector_are_followed_whatever_their_labels(tmp_path: Path) -> None:
    start = "/module/xxgk/xxgkAnnualReport.jsp?area=1"
    save_page(tmp_path, HOST + start, f"<a href='{start}&fbtime=2021'>2021年</a>")
    save_page(tmp_path, HOST + start + "&fbtime=2021", "<p>报告</p>")
    crawler, items = await replay(tmp_path, portals=[portal_on("hanweb_annual", start)])
    assert [item.listed_title for item in items] == ["2021年"]
    assert stat(crawler, "listings/walked") == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_guessed_page_that_is_none_was_behind_the_last(tmp_path: Path, status: int) -> None:
    save_page(tmp_path, HOST + "/nb/index.shtml", ROW)
    save_page(tmp_path, HOST + "/nb/index_2.shtml", "<p>找不到</p>", status=status)
    save_page(tmp_path, REPORT, "<p>报告</p>")
    portal = portal_on("generic", "/nb/index.shtml", pages="index_{page}.shtml")
    crawler, items = await replay(tmp_path, portals=[portal])
    assert [item.url for item in items] == [REPORT]
    assert (stat(crawler, "listings/walked"), stat(crawler, "listings/failed")) == (1, 0)


async def test_guessed_page_that_fails_otherwise_is_no_end(tmp_path: Path) -> None:
    save_page(tmp_path, HOST + "/nb/index.shtml", ROW)
    save_page(tmp_path, HOST + "/nb/index_2.shtml", "<p>出错</p>", status=500)
    save_page(tmp_path, REPORT, "<p>报告</p>")
    portal = portal_on("generic", "/nb/index.shtml", pages="index_{page}.shtml")
    crawler, _ = await replay(tmp_path, portals=[portal], RETRY_ENABLED=False)
    assert (stat(crawler, "listings/walked"), stat(crawler, "listings/incomplete")) == (0, 1)
