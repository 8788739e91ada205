"""Hanweb JPAAS: rows as JSON in the page, the others by POST to /queryList."""

import json

import pytest

from goicrawl.platforms import Row
from tests.listings import HOST, read, read_on, turn

PARAMS = "var params = {current: 1, webSiteCode: ['jx'], perPage: '2'}; loadPageData(params, '1');"


def page(*numbers: int, total: int | None = None) -> str:
    entries = [{"title": str(n), "urls": {"pc": f"/content_{n}.html"}} for n in numbers]
    column = "" if total is None else f'var channelsTagSelf = {{"articleCount": {total}}};'
    return f"articleList: {json.dumps(entries)}; {column} {PARAMS}"


def answer(*numbers: int, total: int | None = None) -> str:
    results = [
        {"source": {"title": str(n), "urls": json.dumps({"pc": f"/content_{n}.html"})}} for n in numbers
    ]
    return json.dumps({"data": {"results": results, "total": total}})


def test_rows_of_the_page() -> None:
    entries = [
        {"title": "甲", "pubDate": "2025-07-29 16:59", "urls": json.dumps({"pc": "/c/content_1.html"})},
        {"title": "乙", "urls": {"pc": "/c/content_2.html"}},
        {"title": "", "urls": {"pc": "/c/content_3.html"}},
        {"title": "没有地址", "urls": "not json"},
    ]
    listing = read("jpaas", f"var listData = {{articleList: {json.dumps(entries)}}}; {PARAMS}")
    assert listing.rows == (
        Row(url=HOST + "/c/content_1.html", title="甲", date="2025-07-29 16:59"),
        Row(url=HOST + "/c/content_2.html", title="乙"),
    )


def test_page_behind_all_rows_shown_is_asked_for() -> None:
    following = turn(read("jpaas", page(1, 2, 3, 4, 5)))
    assert (following.url, following.method) == (HOST + "/queryList", "POST")
    assert following.body == b"current=3&webSiteCode%5B%5D=jx&perPage=2&pageSize=2"


def test_page_without_rows_leads_to_the_first() -> None:
    listing = read("jpaas", page())
    assert listing.is_entry
    assert turn(listing).body.startswith(b"current=1&")


def test_answer_is_read_and_the_next_asked_for() -> None:
    listing = read("jpaas", answer(1), "/queryList", b"current=4&pageSize=2")
    assert [row.url for row in listing.rows] == [HOST + "/content_1.html"]
    assert turn(listing).body == b"current=5&pageSize=2"


def test_answer_without_rows_is_the_end() -> None:
    assert read("jpaas", answer(), "/queryList", b"current=4").next_pages == ()


@pytest.mark.parametrize(
    ("total", "pages"),
    [pytest.param(5, 2, id="one more"), pytest.param(9, 4, id="some"), pytest.param(4, 1, id="all shown")],
)
def test_pages_are_those_that_are_asked_for(total: int, pages: int) -> None:
    listing = read("jpaas", page(1, 2, 3, 4, total=total))
    assert (listing.total, listing.pages, bool(listing.next_pages)) == (total, pages, pages > 1)


def test_walk_ends_with_the_total() -> None:
    first = read_on("jpaas", read("jpaas", page()), answer(1, 2, total=3))
    last = read_on("jpaas", first, answer(3, total=3))
    assert (first.total, first.pages, first.page, last.next_pages) == (3, 2, 1, ())


def test_column_tells_the_total_without_a_pager() -> None:
    listing = read("jpaas", 'var channelsTagSelf = {"articleCount":444,"a":{}};')
    assert (listing.total, listing.has_pager) == (444, True)
