"""Anhui: columns that count their pages in a script, and lists whose pages are linked."""

import pytest

from tests.listings import HOST, read, read_on, turn

ROW = "<li><a href='/public/6616339/{0}.html'>{0}年报</a></li>"
COLUMN = "/public/column/6616339?type=4&catId=7&action=list"
LABEL = "/site/label/8888?IsAjax=1&labelName=publicInfoList&siteId=1&pageIndex=1&organId=6616339&catId=7"


@pytest.mark.parametrize(
    "path",
    [
        "/XxgkAnnualReport/show/6384.html",
        "/openness/OpennessAnnualReport/show/2364.html",
        "/Xxgknb/show/616527.html?type=1",
        "/zwgk/public/6616363/1168647111.html",
        "/zwgk/2019nzwgkxxgznb/xznb/205939094.html",
        "/xxgkAnnualReport/yearReportDetail/?branch_id=5230036b7f8b9a1808ee347f&year=2013",
        "/public/column/6604401?type=3&action=detail&nav=3&title=2017",
        "/UserData/DocHtml/731/2016/3/28/3508832664776.html",
    ],
)
def test_articles(path: str) -> None:
    assert len(read("anhui", f"<li><a href='{path}'>年报</a></li>").rows) == 1


def test_column_itself_is_no_row() -> None:
    assert read("anhui", f"<li><a href='{COLUMN}'>年报</a></li>").rows == ()


def test_column_is_paged_by_its_index() -> None:
    text = ROW.format(2021) + "<script>pageCount:2, pageIndex:1</script>"
    first = read("anhui", text, COLUMN)
    last = read_on("anhui", first, ROW.format(2020) + "<script>pageCount:2, pageIndex:2</script>")
    assert turn(first).url == f"{HOST}{COLUMN}&pageIndex=2"
    assert (first.pages, [first.page, last.page], last.next_pages) == (2, [1, 2], ())


def test_column_without_rows_leads_to_its_label() -> None:
    listing = read("anhui", f"<script>load('{LABEL.replace('pageIndex=1', 'pageIndex=0')}')</script>", COLUMN)
    assert (turn(listing).url, listing.is_entry) == (HOST + LABEL, True)


def test_label_pages_by_its_index() -> None:
    text = ROW.format(2021) + "<script>pageCount:3</script>"
    assert turn(read("anhui", text, LABEL)).url == HOST + LABEL.replace("pageIndex=1", "pageIndex=2")


def test_list_of_the_application_pages_by_links() -> None:
    text = ROW.format(2021) + "共6条 1/2页 <a href='page_2.html'>下一页</a>"
    listing = read("anhui", text, "/openness/OpennessAnnualReport/showList/1442/45712/page_1.html")
    assert (listing.total, listing.pages, turn(listing).url.rpartition("/")[2]) == (6, 2, "page_2.html")
