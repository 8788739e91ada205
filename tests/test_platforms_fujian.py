"""TRS of Fujian: rows in the page, the others by POST to /fjdzapp/search."""

import json
from urllib.parse import parse_qs

import pytest

from goicrawl.platforms import PLATFORMS, Row
from tests.listings import HOST, read, read_on, turn

LIST = (
    "<script>var SiteInfo = {{ searchId: 200210, //频道\n }};</script>"
    '<script>require(["list2.trsapi"], function(listModel) {{ listModel({{ maxStaticIndex: {static},'
    ' listArgs: {{ channelid: {channel}, classsql: "" || "chnlid=1813", sortfield: "-docreltime" }},'
    " pagebar: {{ prepage: 2, recordCount: '{total}' }} }}); }});</script>"
)


def page(*numbers: int, total: int, static: int = 1, channel: str = "SiteInfo.searchId") -> str:
    rows = "".join(f"<li><a href='./t20220209_{number}.htm'>{number}</a></li>" for number in numbers)
    return rows + LIST.format(total=total, static=static, channel=channel)


def answer(*numbers: int, **said: object) -> str:
    rows = [
        {"doctitle": f"{n}", "docpuburl": f"{HOST}/t20220209_{n}.htm", "docreltime": "2022-02-09 10:00:00"}
        for n in numbers
    ]
    return json.dumps({"data": rows, **said})


def test_form_is_what_the_script_would_post() -> None:
    following = turn(read("fujian", page(1, 2, total=5)))
    assert (following.url, following.method) == (HOST + "/fjdzapp/search", "POST")
    assert parse_qs(following.body.decode()) == {
        "channelid": ["200210"],
        "sortfield": ["-docreltime"],
        "classsql": ["chnlid=1813"],
        "classcol": ["publishyear"],
        "classnum": ["100"],
        "classsort": ["0"],
        "cache": ["true"],
        "prepage": ["2"],
        "page": ["2"],
    }


def test_page_that_holds_several_of_the_pagers_pages() -> None:
    listing = read("fujian", page(1, 2, 3, 4, total=7, static=2))
    assert parse_qs(turn(listing).body.decode())["page"] == ["3"]
    assert (listing.total, listing.pages, listing.page) == (7, 3, 1)


def test_channel_may_stand_in_the_call() -> None:
    following = turn(read("fujian", page(1, 2, total=5, channel="'229105'").replace("searchId", "other")))
    assert parse_qs(following.body.decode())["channelid"] == ["229105"]


def test_registry_gives_what_the_page_does_not() -> None:
    system = PLATFORMS["fujian"]
    asked = system.enter(HOST + "/nb/nlist.htm", {"channelid": "7", "chnlid": "8"})
    form = parse_qs(turn(system.read_listing(page(1, 2, total=5), asked)).body.decode())
    assert (form["channelid"], form["classsql"]) == (["7"], ["chnlid=8"])


def test_page_without_a_channel_leads_nowhere_but_tells_the_total() -> None:
    listing = read("fujian", page(1, total=5).replace("searchId", "other"))
    assert (listing.next_pages, listing.total, listing.has_pager) == ((), 5, True)


def test_page_that_shows_all_leads_nowhere() -> None:
    listing = read("fujian", page(1, 2, total=2))
    assert (listing.next_pages, listing.pages) == ((), 1)


def test_answer_is_read_to_the_end() -> None:
    second = read_on("fujian", read("fujian", page(1, 2, total=5)), answer(3, 4, pageCount=3))
    third = read_on("fujian", second, answer(5, pageCount=3))
    assert second.rows[0] == Row(url=HOST + "/t20220209_3.htm", title="3", date="2022-02-09 10:00:00")
    assert parse_qs(turn(second).body.decode())["page"] == ["3"]
    assert ([second.page, third.page], third.next_pages) == ([2, 3], ())


@pytest.mark.parametrize(
    "text", [pytest.param('{"data": []}', id="no rows"), pytest.param("<html>", id="no JSON")]
)
def test_answer_without_rows_is_the_end(text: str) -> None:
    listing = read_on("fujian", read("fujian", page(1, 2, total=5)), text)
    assert (listing.rows, listing.next_pages) == ((), ())


def test_other_template_of_the_answer() -> None:
    text = json.dumps({"docs": [{"title": "甲", "chnldocurl": "/t20220209_9.htm"}]})
    listing = read_on("fujian", read("fujian", page(1, 2, total=5)), text)
    assert listing.rows == (Row(url=HOST + "/t20220209_9.htm", title="甲"),)


def test_page_of_static_files_pages_as_trs_does() -> None:
    assert turn(read("fujian", 'createPageHTML(3, 0, "index", "htm");')).url == HOST + "/zwgk/nb/index_1.htm"
