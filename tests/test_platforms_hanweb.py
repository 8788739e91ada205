"""Hanweb jpage: records in CDATA, windows of records that are asked for by POST."""

import pytest

from goicrawl.platforms import PageRequest, Row
from tests.listings import HOST, needs_shared, read, read_file, read_on, turn

FORM = b"columnid=1&webid=2"
PROXY = "/module/web/jpage/dataproxy.jsp"
RECORD = "<record><![CDATA[<li><a href=/a{}.pdf>x</a></li>]]></record>"
JPAGE = RECORD.format(0) + "$('#1').jpage({totalRecord:%d,perPage:1,%s})"


def answer(total: int, *numbers: int) -> str:
    records = "".join(map(RECORD.format, numbers))
    return f"<datastore><totalrecord>{total}</totalrecord><recordset>{records}</recordset></datastore>"


@pytest.mark.parametrize(
    ("settings", "window", "form"),
    [
        pytest.param(
            "ajaxParam:{columnid:1,webid:'2'},proxyUrl:'/p.jsp'",
            "startrecord=2&endrecord=2&perpage=1",
            FORM,
            id="one",
        ),
        pytest.param(
            "proxyUrl:'/p.jsp',groupSize:3,ajaxParam:{columnid:1,webid:2}",
            "startrecord=2&endrecord=4&perpage=1",
            FORM,
            id="group",
        ),
        pytest.param(
            "proxyUrl:'/p.jsp',ajaxParam:p1",
            "startrecord=2&endrecord=2&perpage=1",
            FORM,
            id="form in a variable",
        ),
        pytest.param("proxyUrl:'/p.jsp'", "startrecord=2&endrecord=2&perpage=1", b"", id="no form"),
    ],
)
def test_records_behind_the_first_page_are_asked_for(settings: str, window: str, form: bytes) -> None:
    following = turn(read("hanweb", "var p1 = {columnid:1, webid:'2'};" + JPAGE % (9, settings)))
    assert (following.url, following.method, following.body) == (f"{HOST}/p.jsp?{window}", "POST", form)


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("groupSize:3", id="no proxy"),
        pytest.param("proxyUrl:'http://[x'", id="proxy that is no address"),
    ],
)
def test_pager_that_says_too_little_has_no_next_page(settings: str) -> None:
    listing = read("hanweb", JPAGE % (9, settings))
    assert (listing.next_pages, listing.total, listing.pages) == ((), 9, None)


def test_first_page_that_shows_all_is_one_page() -> None:
    listing = read("hanweb", JPAGE % (1, "proxyUrl:'/p.jsp'"))
    assert (listing.next_pages, listing.total, listing.pages) == ((), 1, 1)


def test_pages_are_those_that_are_asked_for() -> None:
    assert read("hanweb", JPAGE % (8, "proxyUrl:'/p.jsp',groupSize:3")).pages == 4


@pytest.mark.parametrize(
    ("total", "came", "window"),
    [
        pytest.param(10, (4, 5, 6), "startrecord=7&endrecord=9&perpage=1", id="more"),
        pytest.param(7, (4, 5, 6), "startrecord=7&endrecord=9&perpage=1", id="one more"),
        pytest.param(10, (4, 5, 6, 7), "startrecord=7&endrecord=9&perpage=1", id="one too many came"),
        pytest.param(10, (4, 5), "startrecord=6&endrecord=8&perpage=1", id="fewer came than were asked for"),
        pytest.param(6, (4, 5, 6), None, id="all seen"),
        pytest.param(10, (), None, id="none came"),
    ],
)
def test_next_window_begins_behind_the_records_that_came(
    total: int, came: tuple[int, ...], window: str | None
) -> None:
    path = "/p.jsp?startrecord=4&endrecord=6&perpage=1"
    listing = read("hanweb", answer(total, *came), path, FORM, state=(("page", "2"),))
    state = (("page", "3"),)
    expected = PageRequest(url=f"{HOST}/p.jsp?{window}", method="POST", body=FORM, state=state)
    assert listing.next_pages == ((expected,) if window else ())


def test_walk_by_get_keeps_the_form_in_the_address() -> None:
    path = "/p.jsp?startrecord=1&endrecord=2&perpage=1&unitid=7"
    following = turn(read("hanweb", answer(4, 1, 2), path))
    assert following.url == f"{HOST}/p.jsp?startrecord=3&endrecord=4&perpage=1&unitid=7"


def test_group_that_a_datastore_links_is_the_next_page() -> None:
    group = f"<nextgroup><![CDATA[<a href='{PROXY}?page=1&amp;unitid=2'></a>]]></nextgroup>"
    assert turn(read("hanweb", group)).url == f"{HOST}{PROXY}?page=1&unitid=2"


def test_answer_tells_the_total() -> None:
    assert read("hanweb", answer(756)).total == 756


def test_records_may_be_table_rows() -> None:
    row = "<tr><td><a href='/a' title='报告'>报…</a></td><td>[2017-04-24]</td></tr>"
    record = f"<record><![CDATA[\n{row}]]></record>"
    assert read("hanweb", record * 2).rows == (Row(url=HOST + "/a", title="报告", date="2017-04-24"),)


def test_windows_that_overlap_give_each_row_once() -> None:
    first = read("hanweb", JPAGE % (3, "proxyUrl:'/p.jsp',groupSize:2"))
    second = read_on("hanweb", first, answer(3, 0, 1, 2))
    assert len({row.url for row in (*first.rows, *second.rows)}) == 3
    assert second.next_pages == ()


@needs_shared
def test_real_windows_overlap() -> None:
    pages = [read_file("hanweb", f"jiangsu-gxt-jpage-{number}.xml", HOST).rows for number in (1, 2, 3)]
    assert [len(rows) for rows in pages] == [76, 76, 76]
    assert len({row.url for rows in pages for row in rows}) < 3 * 76
