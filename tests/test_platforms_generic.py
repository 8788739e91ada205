"""Listings of no known system: what is a row, and pages that the registry addresses."""

import pytest

from goicrawl.platforms import PLATFORMS
from tests.listings import HOST, read, read_on, turn

ROW = "<li><a href='/a{0}.html'>{0}</a> 2022-02-0{0}</li>"
TITLE = "某县2021年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("path", "title", "is_row"),
    [
        pytest.param("/doc/2026/09/16/4831889.shtml", "通知", True, id="dated path"),
        pytest.param("/c/2024-01-30/6805030.shtml", "通知", True, id="day in the path"),
        pytest.param("/gknb/5e2411a0ab75c16cfc17f94a.html", "通知", True, id="24 hex digits"),
        pytest.param("/xz/2021/1571424084523327490.html", "通知", True, id="snowflake"),
        pytest.param("/columns/8a/202308/21/720faafd-6610-4d9e-9cc8-9e0f056c2101.html", "x", True, id="uuid"),
        pytest.param("/D42Y/4678298.jhtml", "通知", True, id="jhtml"),
        pytest.param("/nw29402/20200820/0001-29402_31197.html", "通知", True, id="day in a folder"),
        pytest.param("/nb/content_53894", "通知", True, id="no ending"),
        pytest.param("/zfxxgknb13/326015834/index.html", "通知", True, id="index of a numbered folder"),
        pytest.param("/c68562960/content.html", "通知", True, id="content of a numbered folder"),
        pytest.param("/gk/detail.aspx?id=12", "通知", True, id="query"),
        pytest.param("/nb/pnidpv2020.html", TITLE, True, id="titled as a report"),
        pytest.param("/nb/2021n/", TITLE, False, id="folder titled as a report"),
        pytest.param("/nb/index.html", TITLE, False, id="index titled as a report"),
        pytest.param("/about.html", "关于我们", False, id="chrome"),
        pytest.param("/nb/pnidpv2020.html", "政府信息公开年报", False, id="column"),
    ],
)
def test_link_without_a_date(path: str, title: str, is_row: bool) -> None:
    assert bool(read("generic", f"<li><a href='{path}'>{title}</a></li>").rows) is is_row


def test_where_rows_have_dates_others_are_rows_only_by_their_title() -> None:
    text = f"{ROW.format(1)}<li><a href='/20250101/1234.html'>网站地图</a></li>"
    text += f"<li><a href='/20250101/1235.html'>{TITLE}</a></li>"
    assert [row.title for row in read("generic", text).rows] == ["1", TITLE]


@pytest.mark.parametrize(
    ("parameters", "second", "third"),
    [
        pytest.param(
            {"pages": "index_{page}.shtml"}, "/nb/index_2.shtml", "/nb/index_3.shtml", id="Wuxi: 2 first"
        ),
        pytest.param(
            {"pages": "index_{page}.html", "first": "1"}, "/nb/index_1.html", "/nb/index_2.html", id="from 1"
        ),
        pytest.param(
            {"pages": "column-index-{page}.shtml"},
            "/nb/column-index-2.shtml",
            "/nb/column-index-3.shtml",
            id="column-index",
        ),
        pytest.param(
            {"pages": "?cur_page={page}"},
            "/nb/index.html?cur_page=2",
            "/nb/index.html?cur_page=3",
            id="query",
        ),
        pytest.param(
            {"pages": "/list.jspx?pageNo={page}"},
            "/list.jspx?pageNo=2",
            "/list.jspx?pageNo=3",
            id="elsewhere",
        ),
    ],
)
def test_registry_addresses_the_pages(parameters: dict[str, str], second: str, third: str) -> None:
    system = PLATFORMS["generic"]
    first = system.read_listing(ROW.format(1), system.enter(HOST + "/nb/index.html", parameters))
    following = read_on("generic", first, ROW.format(2))
    assert [turn(first).url, turn(following).url] == [HOST + second, HOST + third]


def test_addressed_pages_end_where_there_are_no_rows() -> None:
    system = PLATFORMS["generic"]
    first = system.read_listing(ROW.format(1), system.enter(HOST + "/nb/", {"pages": "index_{page}.shtml"}))
    assert read_on("generic", first, "<html><body></body></html>").next_pages == ()


def test_pager_that_counts_goes_before_the_registry() -> None:
    system = PLATFORMS["generic"]
    asked = system.enter(HOST + "/nb/index.html", {"pages": "index_{page}.shtml"})
    listing = system.read_listing(ROW.format(1) + "<script>createPageHTML(2,0,'i','html')</script>", asked)
    assert turn(listing).url == HOST + "/nb/i_1.html"
