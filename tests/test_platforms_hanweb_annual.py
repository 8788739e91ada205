"""Hanweb xxgkAnnualReport.jsp: the years of a page are its rows."""

import pytest

from goicrawl.platforms import PLATFORMS, is_report_title
from tests.listings import HOST, read

PATH = "/module/xxgk/xxgkAnnualReport.jsp"
START = f"{PATH}?area=A1"


def years(text: str, path: str = START) -> list[str]:
    return [row.url.rpartition("=")[2] for row in read("hanweb_annual", text, path).rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"<a href='{PATH}?area=A1&fbtime=2020'>2020年</a><a href='?area=A1&fbtime=2021'>2021年</a>",
            ["2021", "2020"],
            id="links",
        ),
        pytest.param(f"<a href='{PATH}?fbtime=2020&area=A1'>2020</a>", ["2020"], id="in another order"),
        pytest.param(
            "<select><option>请选择</option><option value=2019>2019年</option><option>2018</option></select>",
            ["2019", "2018"],
            id="options",
        ),
        pytest.param(
            f"""<li onclick="location.href='{PATH}?area=A1&fbtime=2017'">2017</li>""", ["2017"], id="onclick"
        ),
        pytest.param(f"<a href='{PATH}?area=B2&fbtime=2020'>2020年</a>", [], id="another body's"),
        pytest.param("<a href='/art/2020/1/2/art_1_2.html'>2020年</a>", [], id="article"),
        pytest.param("<option value=5>2020年政府工作报告</option>", [], id="another selector"),
        pytest.param("<p>2019 2020</p>", [], id="years in prose"),
    ],
)
def test_years_of_the_selector(text: str, expected: list[str]) -> None:
    assert years(text) == expected


def test_own_year_is_a_row() -> None:
    assert years("<p>报告</p>", f"{START}&fbtime=2016") == ["2016"]


def test_each_year_is_addressed_as_the_start_is() -> None:
    rows = read("hanweb_annual", "<option>2018年</option>", f"{PATH}?fbtime=2020&area=A1").rows
    assert [row.url for row in rows] == [
        f"{HOST}{PATH}?fbtime=2020&area=A1",
        f"{HOST}{PATH}?fbtime=2018&area=A1",
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        pytest.param(
            "<h2>政府信息公开年报</h2><option>2018年</option>", "2018年 政府信息公开年报", id="named"
        ),
        pytest.param("<title>首页</title><option>2018年</option>", "2018年", id="not named"),
        pytest.param(
            "<h2>年报</h2><a href='?area=A1&fbtime=2018'>2018年度报告</a>", "2018年度报告", id="whole label"
        ),
    ],
)
def test_title_is_what_the_page_prints(page: str, title: str) -> None:
    (row,) = read("hanweb_annual", page, START).rows
    assert (row.title, row.is_report) == (title, True)


def test_named_years_read_like_reports() -> None:
    (row,) = read("hanweb_annual", "<h2>政府信息公开年报</h2><option>2018年</option>", START).rows
    assert is_report_title(row.title)


def test_registry_gives_years_that_a_script_would_draw() -> None:
    system = PLATFORMS["hanweb_annual"]
    asked = system.enter(HOST + START, {"years": "2019-2021"})
    rows = system.read_listing("<div id=years></div>", asked).rows
    assert [row.url.rpartition("=")[2] for row in rows] == ["2021", "2020", "2019"]


def test_selector_is_the_whole_listing() -> None:
    listing = read("hanweb_annual", "<option>2019</option><option>2018</option>", START)
    assert (listing.total, listing.pages, listing.page, listing.next_pages) == (2, 1, 1, ())
