"""Guangdong's gkmlpt: from the index to its category, and the rows in JSON."""

import json

import pytest

from goicrawl.platforms import PLATFORMS, Row
from tests.listings import HOST, read, read_on, turn

TREE = [
    {"id": 1, "name": "机构职能", "post_count": 9, "children": []},
    {
        "id": 2,
        "name": "年报",
        "post_count": 0,
        "children": [{"id": 3, "name": "部门年报", "post_count": 5, "children": []}],
    },
]
INDEX = f"<script>window._CONFIG = {{ SID: '755031', TREE: {json.dumps(TREE)} }};</script>"
DAY = 1_644_372_000  # 2022-02-09 10:00 in China


def answer(*numbers: int, total: int, offset: int = 0) -> str:
    articles = [
        {"id": n, "title": f"{n}", "url": f"{HOST}/gkmlpt/content/1/2/post_{n}.html", "create_time": DAY}
        for n in numbers
    ]
    return json.dumps({"articles": articles, "total": total, "offset": offset, "classify": {"id": 3}})


def test_index_leads_to_the_fullest_category_of_reports() -> None:
    listing = read("gkmlpt", INDEX, "/gkmlpt/index")
    assert (turn(listing).url, listing.is_entry) == (HOST + "/gkmlpt/api/all/3?page=1&sid=755031", True)


def test_index_of_a_site_below_the_host() -> None:
    following = turn(read("gkmlpt", INDEX, "/yjzjj/gkmlpt/index"))
    assert following.url == HOST + "/yjzjj/gkmlpt/api/all/3?page=1&sid=755031"


@pytest.mark.parametrize(
    ("start", "parameters"),
    [
        pytest.param("/gkmlpt/index#721", {}, id="fragment"),
        pytest.param("/gkmlpt/index", {"category": "721"}, id="registry"),
    ],
)
def test_category_that_is_given_is_taken(start: str, parameters: dict[str, str]) -> None:
    system = PLATFORMS["gkmlpt"]
    asked = system.enter(HOST + start, parameters)
    assert asked.url == HOST + "/gkmlpt/index"
    following = turn(system.read_listing(INDEX, asked))
    assert following.url == HOST + "/gkmlpt/api/all/721?page=1&sid=755031"


def test_category_and_site_lead_straight_to_the_rows() -> None:
    asked = PLATFORMS["gkmlpt"].enter(HOST + "/gkmlpt/index#721", {"sid": "2"})
    assert asked.url == HOST + "/gkmlpt/api/all/721?page=1&sid=2"


def test_index_without_a_category_of_reports_leads_nowhere() -> None:
    listing = read("gkmlpt", "window._CONFIG = {SID: '7', TREE: []}", "/gkmlpt/index")
    assert (listing.next_pages, listing.has_pager, listing.is_entry) == ((), True, False)


def test_rows_are_read_to_the_end() -> None:
    first = read("gkmlpt", answer(1, 2, total=3), "/gkmlpt/api/all/3?page=1&sid=7")
    last = read_on("gkmlpt", first, answer(3, total=3, offset=2))
    assert first.rows[0] == Row(url=HOST + "/gkmlpt/content/1/2/post_1.html", title="1", date="2022-02-09")
    assert turn(first).url == HOST + "/gkmlpt/api/all/3?page=2&sid=7"
    assert (first.total, first.pages, [first.page, last.page], last.next_pages) == (3, 2, [1, 2], ())


def test_rows_before_a_page_may_come_again() -> None:
    first = read("gkmlpt", answer(1, 2, total=5), "/gkmlpt/api/all/3?page=1&sid=7")
    second = read_on("gkmlpt", first, answer(1, 2, 3, 4, total=5, offset=2))
    assert turn(second).url == HOST + "/gkmlpt/api/all/3?page=3&sid=7"


def test_day_is_chinas() -> None:
    late = json.dumps({"articles": [{"title": "甲", "url": "/post_1.html", "create_time": 1_644_336_000}]})
    assert read("gkmlpt", late, "/gkmlpt/api/all/3?page=1").rows[0].date == "2022-02-09"


@pytest.mark.parametrize("time", [pytest.param(0, id="0"), pytest.param("soon", id="text")])
def test_moment_that_is_none_is_no_date(time: object) -> None:
    text = json.dumps({"articles": [{"title": "甲", "url": "/post_1.html", "create_time": time}]})
    assert read("gkmlpt", text, "/gkmlpt/api/all/3?page=1").rows[0].date is None


def test_listing_in_markup_pages_by_links() -> None:
    text = "<li><a href='content/post_1.html'>甲</a></li><a href='index_2.html'>下一页</a>"
    listing = read("gkmlpt", text)
    assert [row.url for row in listing.rows] == [HOST + "/zwgk/nb/content/post_1.html"]
    assert turn(listing).url == HOST + "/zwgk/nb/index_2.html"
