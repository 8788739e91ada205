"""UCAP: pages counted in createPageHTML, or rows in JSON from /search/<channel>."""

import json

import pytest

from goicrawl.platforms import PLATFORMS, Row
from tests.listings import HOST, read, read_on, turn

CHANNEL = "e5eb2abb5014415399847ba2bb99b31f"
QUERY = "_isAgg=true&_isJson=true&_pageSize=20&_template=index&page=1"


def answer(*numbers: int, total: int, page: int = 1, rows: int = 2) -> str:
    results = [
        {"title": f"{n}", "url": f"//www.x.gov.cn/c1/c{n}/content.shtml", "publishedTimeStr": "2026-09-01"}
        for n in numbers
    ]
    return json.dumps({"data": {"total": total, "page": page, "rows": rows, "results": results}})


def test_total_of_the_call() -> None:
    listing = read("ucap", "createPageHTML('page_div',3,1,'list','shtml',50)")
    assert (listing.total, listing.pages, listing.page) == (50, 3, 1)


@pytest.mark.parametrize(
    ("script", "path"),
    [
        pytest.param(f"url: '/common/search/{CHANNEL}'", f"/common/search/{CHANNEL}?{QUERY}", id="whole"),
        pytest.param(
            f'<meta name="channelId" content="{CHANNEL}"><script>$.get("/common/search/" + channelId)',
            f"/common/search/{CHANNEL}?{QUERY}",
            id="put together",
        ),
        pytest.param(
            f"'/searchList/{CHANNEL}?_isAgg=true&_isJson=true&_pageSize=18&page=3'",
            f"/searchList/{CHANNEL}?_isAgg=true&_isJson=true&_pageSize=18&page=1",
            id="with its query",
        ),
    ],
)
def test_page_without_rows_leads_to_its_channel(script: str, path: str) -> None:
    listing = read("ucap", f"<script>{script}</script>")
    assert (turn(listing).url, listing.is_entry) == (HOST + path, True)


def test_registry_gives_the_channel() -> None:
    asked = PLATFORMS["ucap"].enter(HOST + "/c1/list.shtml", {"channel": CHANNEL})
    assert asked.url == f"{HOST}/common/search/{CHANNEL}?{QUERY}"


def test_answer_is_read_to_the_end() -> None:
    first = read("ucap", answer(1, 2, total=3), f"/common/search/{CHANNEL}?{QUERY}")
    last = read_on("ucap", first, answer(3, total=3, page=2))
    assert first.rows[0] == Row(url=f"{HOST}/c1/c1/content.shtml", title="1", date="2026-09-01")
    assert turn(first).url == f"{HOST}/common/search/{CHANNEL}?{QUERY.replace('page=1', 'page=2')}"
    assert (first.total, first.pages, [first.page, last.page], last.next_pages) == (3, 2, [1, 2], ())


def test_answer_may_be_wrapped_once_more() -> None:
    wrapped = json.dumps({"results": json.loads(answer(1, total=1))})
    assert read("ucap", wrapped, f"/common/search/{CHANNEL}?{QUERY}").total == 1


def test_rows_that_stand_in_the_page_are_not_asked_for_again() -> None:
    text = f"<li><a href='/202202/123456.shtml'>甲</a></li><script>'/common/search/{CHANNEL}'</script>"
    listing = read("ucap", text)
    assert (len(listing.rows), listing.next_pages) == (1, ())
