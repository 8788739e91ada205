"""VSB: files counted down from the last."""

import pytest

from tests.listings import HOST, read

PAGER = (
    '<div class="pb_sys_common"><span class="p_t">共52条</span> <span class="p_pages">'
    '<span class="p_no_d">{page}</span>{following}</span> <span class="p_t">{page}/11</span></div>'
)
LINK = '<span class="p_next p_fun"><a href="{}">下页</a></span>'
DEAD = '<span class="p_next_d p_fun_d">下页</span>'
SCRIPT = '<span class="p_next p_fun"><a href="javascript:;">下页</a></span>'


@pytest.mark.parametrize(
    ("path", "page", "following", "expected"),
    [
        pytest.param("/zbgg.htm", 1, LINK.format("zbgg/10.htm"), "/zbgg/10.htm", id="first"),
        pytest.param("/zbgg/10.htm", 2, LINK.format("9.htm"), "/zbgg/9.htm", id="second"),
        pytest.param("/zbgg/1.htm", 11, DEAD, None, id="last"),
        pytest.param("/zbgg.htm", 1, SCRIPT, "/zbgg/10.htm", id="first, by script"),
        pytest.param("/zbgg/2.htm", 10, SCRIPT, "/zbgg/1.htm", id="by script"),
        pytest.param("/zbgg/1.htm", 11, SCRIPT, None, id="last, by script"),
    ],
)
def test_files_are_counted_down(path: str, page: int, following: str, expected: str | None) -> None:
    listing = read("vsb", PAGER.format(page=page, following=following), path)
    assert [request.url for request in listing.next_pages] == ([HOST + expected] if expected else [])
    assert (listing.total, listing.pages, listing.page) == (52, 11, page)


def test_page_number_is_told_by_the_file_where_the_pager_is_silent() -> None:
    text = "<td id='fanye1'>共13条</td><td>共3页</td><a href='1.htm' class='Next'>下页</a>"
    listing = read("vsb", f"<table><tr>{text}</tr></table>", "/nb/2.htm")
    assert (listing.page, listing.pages, listing.total) == (2, 3, 13)


@pytest.mark.parametrize(
    "path",
    [
        "../info/2961/171731.htm",
        "/info/egovinfo/1001/xxgk_content/1-/2021-05.htm",
        "/content.jsp?a=b&wbnewsid=7",
    ],
)
def test_articles(path: str) -> None:
    assert len(read("vsb", f"<li><a href='{path}'>年报</a></li>").rows) == 1
