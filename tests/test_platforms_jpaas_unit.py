"""Hanweb JPAAS with units: from the page to its unit, and the unit's HTML in JSON."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from goicrawl.platforms import PLATFORMS, Row
from tests.listings import HOST, read, read_on, turn

GATEWAY = "/api-gateway/jpaas-publish-server/front/page/build/unit"
ROW = "<li><a href='/nb/art/2026/art_{0}.html' title='{0}年年报'>{0}…</a><span>{0}-01-20</span></li>"


def unit(tag: str) -> str:
    data = f"{{'parseType':'bulidstatic','webId':'3096','tagId':'{tag}','editType':'null','pageId':'15'}}"
    return f'<script src="/unitbuild.js" url="{GATEWAY}" queryData="{data}"></script>'


def answer(*years: int, pager: str = "") -> str:
    return json.dumps({"code": "200", "data": {"html": "<ul>" + "".join(map(ROW.format, years)) + pager}})


def tag_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["tagId"][0]


def test_page_leads_to_its_unit() -> None:
    listing = read("jpaas_unit", unit("当前栏目list"), "/nb/index.html")
    following = turn(listing)
    assert listing.is_entry
    assert urlsplit(following.url).path == GATEWAY
    assert parse_qs(urlsplit(following.url).query) == {
        "parseType": ["bulidstatic"],
        "webId": ["3096"],
        "tagId": ["当前栏目list"],
        "editType": ["null"],
        "pageId": ["15"],
    }
    assert following.headers == (("Referer", HOST + "/nb/index.html"),)


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        pytest.param(["导航", "信息列表", "页脚"], "信息列表", id="by its name"),
        pytest.param(["导航", "右侧"], "右侧", id="else the last"),
    ],
)
def test_unit_with_the_rows_is_chosen(tags: list[str], chosen: str) -> None:
    assert tag_of(turn(read("jpaas_unit", "".join(map(unit, tags)))).url) == chosen


def test_registry_chooses_the_unit() -> None:
    system = PLATFORMS["jpaas_unit"]
    asked = system.enter(HOST + "/nb/", {"tag": "左侧"})
    listing = system.read_listing(unit("左侧") + unit("信息列表"), asked)
    assert tag_of(turn(listing).url) == "左侧"


def test_rows_of_a_unit() -> None:
    first = read_on("jpaas_unit", read("jpaas_unit", unit("list")), answer(2025, 2024))
    assert first.rows == (
        Row(url=HOST + "/nb/art/2026/art_2025.html", title="2025年年报", date="2025-01-20"),
        Row(url=HOST + "/nb/art/2026/art_2024.html", title="2024年年报", date="2024-01-20"),
    )


@pytest.mark.parametrize(
    "pager",
    [
        pytest.param('<div class="pagination" rows="2" count="3" pageNo="1"></div>', id="attributes"),
        pytest.param("<div queryData=\"{'rows':'2','count':'3','pageNo':'1'}\"></div>", id="data"),
    ],
)
def test_pager_of_a_unit(pager: str) -> None:
    first = read_on("jpaas_unit", read("jpaas_unit", unit("list")), answer(2025, 2024, pager=pager))
    asked = parse_qs(urlsplit(turn(first).url).query)
    assert (first.total, first.pages, first.page) == (3, 2, 1)
    assert json.loads(asked["paramJson"][0]) == {"pageNo": 2, "pageSize": 2}
    last = read_on("jpaas_unit", first, answer(2023, pager=pager.replace('pageNo="1"', 'pageNo="2"')))
    assert (last.page, last.next_pages) == (2, ())


def test_unit_without_a_pager_leads_no_further() -> None:
    first = read_on("jpaas_unit", read("jpaas_unit", unit("list")), answer(2025))
    assert (first.next_pages, first.pages) == ((), None)
