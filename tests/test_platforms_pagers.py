"""Pagers by script, by links and by words: the next page, and what they count."""

import time

import pytest

from tests.listings import HOST, read

FOLDER = HOST + "/zwgk/nb/"
ROW = "<li><a href=/a.html>甲</a> 2022-02-09</li>"


@pytest.mark.parametrize(
    ("script", "following", "pages", "page"),
    [
        pytest.param('createPageHTML(3, 0, "index", "html");', "index_1.html", 3, 1, id="trs first"),
        pytest.param("createPageHTML(3,1,'index','shtml',20)", "index_2.shtml", 3, 2, id="trs second"),
        pytest.param('createPageHTML("3", "0", "list", "htm")', "list_1.htm", 3, 1, id="trs quoted"),
        pytest.param('createPageHTML2(3, 0, "index", "html");', "index_1.html", 3, 1, id="trs, second name"),
        pytest.param('createPageHTML(3, 2, "index", "html");', None, 3, 3, id="trs last"),
        pytest.param('createPageHTML (3 ,\n0 , "index" , "html")', "index_1.html", 3, 1, id="trs spaced"),
        pytest.param(
            '//createPageHTML(9, 0, "list", "htm")\ncreatePageHTML(3, 0, "index", "html")',
            "index_1.html",
            3,
            1,
            id="trs beside a call that is commented out",
        ),
        pytest.param('var countPage = "2"; var currentPage = "1"', None, 2, 2, id="counted, quoted"),
        pytest.param('createPageHTML(1, 0, "index", "html");', None, 1, 1, id="trs only"),
        pytest.param('createPageHTML(0, 0, "index", "html");', None, 1, 1, id="trs none"),
        pytest.param("var currentPage = 0; var countPage = 2", "index_1.html", 2, 1, id="counted"),
        pytest.param("var currentPage = 1; var countPage = 2", None, 2, 2, id="counted, last"),
        pytest.param("var countPage = 2", "index_1.html", 2, 1, id="counted only"),
        pytest.param(
            r"""var currentPage=0;var countPage=2;write("<a href=\"list"+"_" + nextPage + "."+"htm\">")""",
            "list_1.htm",
            2,
            1,
            id="counted, file named",
        ),
        pytest.param(
            'var m_nRecordCount = "41"; var m_nCurrPage = 0; var m_nPageSize = 20;',
            "index_1.html",
            3,
            1,
            id="records",
        ),
        pytest.param(
            "m_nRecordCount = 41; m_nCurrPage = 2; m_nPageSize = 20;", None, 3, 3, id="records, last"
        ),
        pytest.param("createPageHTML('page_div',3,1,'list','shtml',50)", "list_2.shtml", 3, 1, id="ucap"),
        pytest.param(
            "<!--createPageHTML('page_div',3, 2,'list','shtml',50);-->",
            "list_3.shtml",
            3,
            2,
            id="ucap 2",
        ),
        pytest.param("createPageHTML('page_div',3,3,'list','shtml',50)", None, 3, 3, id="ucap last"),
        pytest.param("createPageHTML('page',3,0,'index','html')", "index_1.html", 3, 1, id="ucap from 0"),
        pytest.param(
            "Pager({size:50, current:0, prefix:'index', suffix:'html'})", "index_1.html", 50, 1, id="object"
        ),
        pytest.param(
            "Pager({size:50, current:49, prefix:'index', suffix:'html'})", None, 50, 50, id="object, last"
        ),
    ],
)
def test_script_that_counts(script: str, following: str | None, pages: int, page: int) -> None:
    listing = read("generic", f"{ROW}<script>{script}</script>")
    assert [request.url for request in listing.next_pages] == ([FOLDER + following] if following else [])
    assert (listing.pages, listing.page) == (pages, page)


def test_pages_from_0_are_counted_from_page_to_page() -> None:
    first = read("generic", f"{ROW}<script>createPageHTML('page',2,0,'index','html')</script>")
    text = f"{ROW}<script>createPageHTML('page',2,1,'index','html')</script>"
    last = read("generic", text, "/zwgk/nb/index_1.html", state=first.next_pages[0].state)
    assert (last.page, last.pages, last.next_pages) == (2, 2, ())


@pytest.mark.parametrize(
    ("path", "following"),
    [
        pytest.param("/nb/", "/nb/index_1.html", id="folder"),
        pytest.param("/nb/list.shtml", "/nb/list_1.shtml", id="file"),
        pytest.param("/nb/list_1.htm", "/nb/list_2.htm", id="second"),
        pytest.param("/nb/list_2.htm", None, id="last"),
    ],
)
def test_page_that_only_counts_is_placed_by_its_address(path: str, following: str | None) -> None:
    listing = read("trs", "<script>var countPage = 3;</script>", path)
    assert [page.url for page in listing.next_pages] == ([HOST + following] if following else [])


@pytest.mark.parametrize(
    ("path", "links", "following", "page"),
    [
        pytest.param("/a/index.html", "<a tagname='/a/7-2.html'>下一页</a>", "/a/7-2.html", 1, id="first"),
        pytest.param("/a/7-2.html", "<a tagname='/a/7-3.html'>下一页</a>", "/a/7-3.html", 2, id="second"),
        pytest.param("/a/7-3.html", "<a tagname='/a/7-3.html'>下一页</a>", None, 3, id="last, to itself"),
        pytest.param("/a/7-3.html", "", None, 3, id="last, no link"),
    ],
)
def test_easysite_keeps_addresses_in_tagname(path: str, links: str, following: str | None, page: int) -> None:
    text = f"{ROW}{links}<input name='article_paging_list_hidden' moduleid='7' totalpage='3'>"
    listing = read("generic", text, path)
    assert [request.url for request in listing.next_pages] == ([HOST + following] if following else [])
    assert (listing.pages, listing.page) == (3, page)


@pytest.mark.parametrize(
    ("links", "following"),
    [
        pytest.param("<a href='?page=2'>下一页</a>", "index.html?page=2", id="query"),
        pytest.param("<a href='?PageIndex=2'>下页</a>", "index.html?PageIndex=2", id="PageIndex"),
        pytest.param("<a href='list_2.html'>[下一页]</a>", "list_2.html", id="brackets"),
        pytest.param("<a href='l2.html'>下 一 页</a>", "l2.html", id="spaced"),
        pytest.param("<a href='l2.html'>下\u3000页</a>", "l2.html", id="spaced by a wide space"),
        pytest.param("<a href='l2.html'>下&nbsp;一&nbsp;页</a>", "l2.html", id="spaced by &nbsp;"),
        pytest.param("<a href='l2.html'>下一页→</a>", "l2.html", id="arrow behind"),
        pytest.param("<a href='l2.html'><img alt='下一页'></a>", "l2.html", id="picture"),
        pytest.param("<b>1</b><a href='l2.html'>[2]</a>", "l2.html", id="numbers in brackets"),
        pytest.param("<a href='l3.html'>3</a><a href='l2.html'>»</a>", "l2.html", id="arrows by numbers"),
        pytest.param("<a href='/news/'>&gt;&gt;</a>", None, id="arrows that mean 更多"),
        pytest.param(
            "<select><option value=index.html>1</option><option value=l2.html>2</option></select>",
            "l2.html",
            id="list to choose from",
        ),
        pytest.param("<select><option>2020</option><option>2021</option></select>", None, id="list of years"),
        pytest.param("<a href='list_2.html'>下一頁</a>", "list_2.html", id="traditional"),
        pytest.param("<a href='l2.html' title='下一页'>&gt;</a>", "l2.html", id="only in title="),
        pytest.param("<a href='l2.html'><span>下一页</span></a>", "l2.html", id="span inside"),
        pytest.param("<a href='l2.html' class='next'>&gt;&gt;</a>", "l2.html", id="class next"),
        pytest.param("<a href='l2.html'>Next</a>", "l2.html", id="English"),
        pytest.param("<a href=l1.html>1</a><a href=l2.html>2</a><a>3</a>", "l2.html", id="numbers"),
        pytest.param(
            "<a href=l2.html>2</a><a href='javascript:;'>下一页</a>", "l2.html", id="number, script"
        ),
        pytest.param(
            "<a href='javascript:;' onclick=\"location.href='l2.html'\">下一页</a>", "l2.html", id="onclick"
        ),
        pytest.param("<a href=\"javascript:go('l2.html')\">下一页</a>", "l2.html", id="javascript: and file"),
        pytest.param("<a href='javascript:;'>下一页</a>", None, id="javascript:"),
        pytest.param("<a href='index.html'>下页 &gt;</a>", None, id="a link to the page itself"),
        pytest.param("<a class='next' href='javascript:;'>&gt;</a>", None, id="carousel"),
        pytest.param("<a href='/2.html'>2</a>", None, id="number that leads elsewhere"),
        pytest.param("<a href='2.html'>下一篇</a>", None, id="next article"),
    ],
)
def test_links(links: str, following: str | None) -> None:
    listing = read("generic", ROW + links)
    assert [page.url for page in listing.next_pages] == ([FOLDER + following] if following else [])


def test_page_is_counted_from_link_to_link() -> None:
    listing = read(
        "generic", ROW + "<a href='l3.html'>下一页</a>", "/zwgk/nb/l2.html", state=(("page", "2"),)
    )
    assert (listing.page, listing.next_pages[0].state) == (2, (("page", "3"),))


@pytest.mark.parametrize(
    ("pager", "has_pager", "pages"),
    [
        pytest.param("", False, None, id="none"),
        pytest.param("<a href='/'>首页</a>", False, None, id="the site's first page"),
        pytest.param("<p>以上页面由本局维护</p>", False, None, id="prose"),
        pytest.param("首页 上一页 下一页 尾页", True, 1, id="labels that are no links"),
        pytest.param("<span>下一页</span>", True, 1, id="label in a span"),
        pytest.param("<a>下一页</a>", True, 1, id="link without an address"),
        pytest.param("<a href='javascript:;' class='disabled'>下一页</a>", True, 1, id="disabled"),
        pytest.param("<li class=disabled><a href='#'>下一页</a></li>", True, 1, id="disabled item"),
        pytest.param("<a href='index.html'>下一页</a>", True, 1, id="to itself"),
        pytest.param("<a href='javascript:goPage(2)'>下一页</a>", True, None, id="by script"),
        pytest.param("<input type=button value='下一页' onclick='go(2)'>", True, None, id="button"),
        pytest.param("<li onclick='go(2)'><span>下一页</span></li>", True, None, id="item with a script"),
        pytest.param("<a href='javascript:go(2)'>下一页</a> 1/4", True, 4, id="by script, counted"),
        pytest.param("<script>$('#p').pagination({total: n})</script>", True, None, id="drawn by script"),
        pytest.param("<script>laypage.render({elem: 'p'})</script>", True, None, id="drawn by laypage"),
        pytest.param("<script>$('#p').pagination(15, {num: 5})</script>", True, None, id="drawn, counted"),
        pytest.param("<script>kkpager.generPageHtml({pno: 1})</script>", True, None, id="drawn by kkpager"),
        pytest.param("<div onclick='more()'>加载更多</div>", True, None, id="more at a click"),
        pytest.param("<span id='next'>下一页</span>", True, None, id="label that a script knows"),
        pytest.param("<a data-page='2'>下一页</a>", True, None, id="label with a script's number"),
        pytest.param("第1页/共3页", True, 3, id="words alone"),
        pytest.param("总数：15条 <i>当前第1页</i> <i>共3页</i>", True, 3, id="words alone, in pieces"),
        pytest.param(
            "<select><option>1</option><option>2</option></select>", True, 2, id="list to choose from"
        ),
        pytest.param(
            "<a href='l2.html'>2</a><a href='l3.html'>3</a><a href='l2.html'>下一页</a>",
            True,
            3,
            id="numbers beside the label",
        ),
        pytest.param(
            "<a href='?page=2'>下一页</a><a href='?page=7'>尾页</a>", True, 7, id="last page by its address"
        ),
        pytest.param(
            "<a href='?page=2'>下一页</a><a href='?page=1'>尾页</a>",
            True,
            None,
            id="last page before the next",
        ),
        pytest.param("<p class='load-more'>查看更多</p>", True, None, id="more, by its class"),
        pytest.param(
            "<a href='javascript:go(2)'>下一页</a><script>var totalPage = 1;</script>",
            True,
            1,
            id="by script, counted there",
        ),
        pytest.param("<script>var pageCount = 6;</script>", True, 6, id="counted in a variable"),
        pytest.param("<script>var pageCount = 0;</script>", True, None, id="counted later"),
        pytest.param("<div class='pagination'></div>", True, None, id="empty place for one"),
        pytest.param(
            "<script>function createPageHTML(_nPageCount, _nCurrIndex, _s, _e){}</script>",
            False,
            None,
            id="code that is not called",
        ),
    ],
)
def test_whether_there_is_a_pager(pager: str, has_pager: bool, pages: int | None) -> None:
    listing = read("generic", ROW + f"<div>{pager}</div>")
    assert (listing.has_pager, listing.pages) == (has_pager, pages)


@pytest.mark.parametrize(
    ("words", "total", "pages", "page"),
    [
        pytest.param("共52条 下一页 1/11", 52, 11, 1, id="slash"),
        pytest.param("共 16 条记录 第 2/4 页 下一页", 16, 4, 2, id="slash inside"),
        pytest.param("第2页/共5页 下一页", None, 5, 2, id="page and pages"),
        pytest.param("总记录数：34 总页数：3 当前页：1/3 下一页", 34, 3, 1, id="labels"),
        pytest.param("共有34篇 下一页", 34, None, 1, id="articles"),
        pytest.param("合计 34 条 下一页", 34, None, 1, id="sum"),
        pytest.param("2022/2/9 下一页", None, None, 1, id="date"),
        pytest.param("下一页", None, None, 1, id="nothing"),
    ],
)
def test_words_of_a_pager(words: str, total: int | None, pages: int | None, page: int) -> None:
    linked = words.replace("下一页", "<a href='javascript:go()'>下一页</a>")
    listing = read("generic", f"{ROW}<div class=page>{linked}</div>")
    assert (listing.total, listing.pages, listing.page) == (total, pages, page)


def test_words_outside_a_pager_count_nothing() -> None:
    prose = "<p>本局共12条办事指南，共3页。</p>" + "<p>长</p>" * 200
    listing = read("generic", f"<div>{prose}</div><ul>{ROW}</ul>")
    assert (listing.total, listing.pages, listing.has_pager) == (None, None, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("createPageHTML(" * 20_000, id="calls on and on"),
        pytest.param("<a href=x>下一页" * 5_000, id="links on and on"),
        pytest.param("<div>" * 500 + "下一页" + "共" * 50_000, id="deep and long"),
        pytest.param("Pager({" + "a" * 200_000, id="object that never ends"),
        pytest.param("总记录数 " * 30_000 + "下一页", id="words on and on"),
        pytest.param("<i>第1页</i>" * 20_000, id="pages on and on"),
        pytest.param("<select><option>1" * 20_000, id="lists on and on"),
    ],
)
def test_hostile_page_ends_soon(text: str) -> None:
    start = time.process_time()
    read("generic", text)
    assert time.process_time() - start < 5
