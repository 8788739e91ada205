"""Listing pages of each publishing system: rows, titles, dates, next pages."""

import json
from pathlib import Path

import pytest

from goicrawl.clean.decode import decode
from goicrawl.platforms import PLATFORMS, Listing, PageRequest, Row

ROOT = Path(__file__).parents[1]
LISTINGS = ROOT.parent / "shared" / "pages" / "listings"
HOST = "http://www.x.gov.cn"

needs_shared = pytest.mark.skipif(not LISTINGS.is_dir(), reason="../shared is not beside the project")


def read(platform: str, text: str, path: str = "/zwgk/nb/index.html", form: bytes | None = None) -> Listing:
    method = "GET" if form is None else "POST"
    asked = PageRequest(url=HOST + path, method=method, body=form or b"")
    return PLATFORMS[platform].read_listing(text, asked)


def read_file(platform: str, name: str, url: str, form: bytes | None = None) -> Listing:
    asked = PageRequest(url=url, method="GET" if form is None else "POST", body=form or b"")
    return PLATFORMS[platform].read_listing((LISTINGS / name).read_text(encoding="utf-8"), asked)


ARTICLES = {
    "trs": "./202202/t20220209_81120.html",
    "hanweb": "/art/2022/2/9/art_8812_27260.html",
    "jpaas": "/x/col/col1/content/content_1951206363677671424.html",
    "ucap": "/kss/c118518/202202/f29b7776ecd240638187926d7eb7b6da.shtml",
    "query": "gknb_show.php?id=3561",
    "sichuan": "/zwgk/show/2b23abbb60eb22014e7efcbe2bb9aa6d.html",
    "fujian": "./202503/t20250310_97791.htm",
    "hanweb_annual": "/module/xxgk/xxgkAnnualReport.jsp?area=11370000004359918E&fbtime=2016",
    "jpaas_unit": "/zwgk/art/2026/art_7d2e760b4be94217b8f55caec840b30d.html",
    "gkmlpt": "/zwgk/zfxxgknb/content/post_5414871.html",
    "anhui": "/XxgkAnnualReport/show/6384.html",
    "vsb": "../info/17122/1839562.htm",
    "generic": "/zwgk/zfxxgknb/25552.html",
}


def test_every_system_has_an_article_here() -> None:
    assert set(ARTICLES) == set(PLATFORMS)


@pytest.mark.parametrize("platform", ARTICLES)
def test_article_without_a_date_is_a_row(platform: str) -> None:
    text = f"<ul><li><a href='{ARTICLES[platform]}'>2021年年报</a></li></ul>"
    assert [row.title for row in read(platform, text).rows] == ["2021年年报"]


@pytest.mark.parametrize("platform", ARTICLES)
@pytest.mark.parametrize("href", ["/", "./", "../xxgkml/", "javascript:void(0)", "#top", "mailto:a@b.cn", ""])
def test_navigation_is_no_row(platform: str, href: str) -> None:
    assert read(platform, f"<ul><li><a href='{href}'>政府信息公开年报</a></li></ul>").rows == ()


@pytest.mark.parametrize("platform", ARTICLES)
@pytest.mark.parametrize("text", ["", "   ", "<", "<html></html>", "<!-- <a -->", "\x00", "<a>", "{", "[]"])
def test_pages_of_nothing_have_no_rows(platform: str, text: str) -> None:
    assert read(platform, text) == Listing(rows=())


@pytest.mark.parametrize(
    ("link", "title"),
    [
        pytest.param(
            "<a href=/a.pdf title='2021年年度报告'>2021年年度…</a>", "2021年年度报告", id="cut, ellipsis"
        ),
        pytest.param(
            "<a href=/a.pdf title='2021年年度报告'>2021年年度...</a>", "2021年年度报告", id="cut, dots"
        ),
        pytest.param(
            "<a href=/a.pdf title='2021年年度报告'>2021年年</a>", "2021年年度报告", id="cut without a mark"
        ),
        pytest.param("<a href=/a.pdf>2021年年度…</a>", "2021年年度…", id="cut, and nothing has it whole"),
        pytest.param(
            "<a href=/a.pdf title='点击查看'>2021年年报</a>", "2021年年报", id="title= says something else"
        ),
        pytest.param(
            "<a href=/a.pdf title='2021年年报'>· 2021年年报 新</a>", "2021年年报", id="text has ornaments"
        ),
        pytest.param("<a href=/a.pdf title='2021年年报'><img src=i.gif></a>", "2021年年报", id="picture"),
        pytest.param("<a href=/a.pdf>2021年\n  年报</a>", "2021年年报", id="wrapped"),
    ],
)
def test_title_is_whole_where_the_page_has_it(link: str, title: str) -> None:
    assert read("trs", f"<li>{link}</li>").rows[0].title == title


@pytest.mark.parametrize(
    ("row", "date"),
    [
        pytest.param("<li><a href=/a>报告</a><span>2022-02-09</span></li>", "2022-02-09", id="behind"),
        pytest.param(
            "<li><span>[2022/2/9]</span><a href=/a>报告</a></li>", "2022/2/9", id="before, in brackets"
        ),
        pytest.param(
            "<tr><td><a href=/a>报告</a></td><td>2022年2月9日</td></tr>", "2022年2月9日", id="table row"
        ),
        pytest.param(
            "<dl><dd><a href=/a>报告</a></dd><dd>2022.02.09</dd></dl>", "2022.02.09", id="definition list"
        ),
        pytest.param("<div><p><a href=/a>报告</a></p><p>2022-02-09</p></div>", "2022-02-09", id="divisions"),
        pytest.param("<li><a href=/a><b>2022-02-09</b>报告</a></li>", "2022-02-09", id="inside the link"),
        pytest.param("<li><a href=/a>报告</a>2022-01-01 2022-02-09</li>", None, id="two dates: which?"),
        pytest.param(
            "<li><a href=/a>报告</a>2022-02-09 (2022-02-09)</li>", "2022-02-09", id="the same twice"
        ),
    ],
)
def test_date_of_a_row_is_as_printed(row: str, date: str | None) -> None:
    text = f"<table>{row}</table>" if row.startswith("<tr") else row
    assert read("trs", text).rows == (Row(url=HOST + "/a", title="报告", date=date),)


def test_date_of_the_next_row_is_not_taken() -> None:
    text = "<div><a href=/202202/t20220209_1.html>甲</a></div><div><a href=/b>乙</a> 2022-02-09</div>"
    assert [row.date for row in read("trs", f"<div>{text}</div>").rows] == [None, "2022-02-09"]


def test_each_address_is_one_row() -> None:
    text = "<li><a href=/a.pdf>甲</a></li><li><a href=/a.pdf#p2>甲</a></li>"
    assert len(read("trs", text).rows) == 1


def test_addresses_are_relative_to_the_base_element() -> None:
    text = "<base href='/site/'><li><a href=a.pdf>甲</a></li>"
    assert read("trs", text).rows[0].url == HOST + "/site/a.pdf"


def test_rows_in_a_comment_count_only_where_there_are_no_others() -> None:
    hidden = "<ul><!-- <li><a href=/old.pdf>旧</a></li> --></ul>"
    shown = "<li><a href=/new.pdf>新</a></li>"
    assert [row.title for row in read("ucap", hidden).rows] == ["旧"]
    assert [row.title for row in read("ucap", hidden + shown).rows] == ["新"]


def test_template_rows_are_no_rows() -> None:
    assert read("jpaas", "<li><a href='{{pcUrl}}'>{{title}}</a> 2022-02-09</li>").rows == ()


@pytest.mark.parametrize(
    ("path", "following"),
    [
        pytest.param("/nb/", "/nb/index_1.html", id="folder"),
        pytest.param("/nb/list.shtml", "/nb/list_1.shtml", id="file"),
        pytest.param("/nb/list_1.htm", "/nb/list_2.htm", id="second"),
        pytest.param("/nb/list_2.htm", None, id="last"),
    ],
)
def test_trs_page_that_only_counts_is_placed_by_its_address(path: str, following: str | None) -> None:
    expected = (PageRequest(url=HOST + following),) if following else ()
    assert read("trs", "<script>var countPage = 3;</script>", path).next_pages == expected


FORM = b"columnid=1&webid=2"
PROXY = "/module/web/jpage/dataproxy.jsp"
JPAGE = (
    "<record><![CDATA[<li><a href=/a.pdf>x</a></li>]]></record>$('#1').jpage({totalRecord:%d,perPage:1,%s})"
)


@pytest.mark.parametrize(
    ("platform", "text", "path"),
    [
        pytest.param(
            "trs", 'createPageHTML(3, 0, "index", "html");', "/zwgk/nb/index_1.html", id="trs first"
        ),
        pytest.param(
            "trs", "createPageHTML(3,1,'index','shtml',20)", "/zwgk/nb/index_2.shtml", id="trs second"
        ),
        pytest.param(
            "trs", 'createPageHTML("3", "0", "list", "htm")', "/zwgk/nb/list_1.htm", id="trs quoted"
        ),
        pytest.param("trs", 'createPageHTML(3, 2, "index", "html");', None, id="trs last"),
        pytest.param("trs", 'createPageHTML(1, 0, "index", "html");', None, id="trs only"),
        pytest.param("trs", 'createPageHTML(0, 0, "index", "html");', None, id="trs none"),
        pytest.param(
            "trs", "function createPageHTML(_nPageCount, _nCurrIndex, _s, _e){}", None, id="trs code"
        ),
        pytest.param(
            "trs", "var currentPage = 0; var countPage = 2", "/zwgk/nb/index_1.html", id="trs counted"
        ),
        pytest.param("trs", "var currentPage = 1; var countPage = 2", None, id="trs counted, last"),
        pytest.param("trs", "var countPage = 2", "/zwgk/nb/index_1.html", id="trs counted only"),
        pytest.param(
            "trs",
            r"""var currentPage=0;var countPage=2;write("<a href=\"list"+"_" + nextPage + "."+"htm\">")""",
            "/zwgk/nb/list_1.htm",
            id="trs counted, file named",
        ),
        pytest.param(
            "ucap",
            "createPageHTML('page_div',3,1,'list','shtml',50)",
            "/zwgk/nb/list_2.shtml",
            id="ucap first",
        ),
        pytest.param(
            "ucap",
            "<!--createPageHTML('page_div',3, 2,'list','shtml',50);-->",
            "/zwgk/nb/list_3.shtml",
            id="ucap 2",
        ),
        pytest.param("ucap", "createPageHTML('page_div',3,3,'list','shtml',50)", None, id="ucap last"),
        pytest.param(
            "query", "<a href='?unit=A&page=2'>下一页</a>", "/zwgk/nb/index.html?unit=A&page=2", id="query"
        ),
        pytest.param("query", "<a href='javascript:;'>下一页</a>", None, id="query, last"),
        pytest.param("sichuan", "<a href='list_2.html'>[下一页]</a>", "/zwgk/nb/list_2.html", id="sichuan"),
        pytest.param("sichuan", "<a href='index.html'>下页 &gt;</a>", None, id="a link to the page itself"),
        pytest.param(
            "sichuan", "<a href='l2.html' title='下一页'>&gt;</a>", "/zwgk/nb/l2.html", id="only in title="
        ),
        pytest.param(
            "hanweb",
            f"<nextgroup><![CDATA[<a href='{PROXY}?page=1&amp;unitid=2'></a>]]></nextgroup>",
            f"{PROXY}?page=1&unitid=2",
            id="hanweb, linked group",
        ),
    ],
)
def test_next_page(platform: str, text: str, path: str | None) -> None:
    following = read(platform, f"<script>{text}</script>" if "(" in text else text).next_pages
    assert [page.url for page in following] == ([HOST + path] if path else [])


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
def test_hanweb_asks_for_the_records_behind_the_first_page(settings: str, window: str, form: bytes) -> None:
    text = "var p1 = {columnid:1, webid:'2'};" + JPAGE % (9, settings)
    expected = PageRequest(url=f"{HOST}/p.jsp?{window}", method="POST", body=form)
    assert read("hanweb", text).next_pages == (expected,)


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("groupSize:3", id="no proxy"),
        pytest.param("proxyUrl:'http://[x'", id="proxy that is no address"),
    ],
)
def test_hanweb_pager_that_says_too_little_has_no_next_page(settings: str) -> None:
    assert read("hanweb", JPAGE % (9, settings)).next_pages == ()


def test_hanweb_first_page_that_shows_all_has_no_next_page() -> None:
    assert read("hanweb", JPAGE % (1, "proxyUrl:'/p.jsp'")).next_pages == ()


@pytest.mark.parametrize(
    ("total", "window"),
    [
        pytest.param(10, "startrecord=7&endrecord=9&perpage=1", id="more"),
        pytest.param(7, "startrecord=7&endrecord=9&perpage=1", id="one more"),
        pytest.param(6, None, id="all seen"),
    ],
)
def test_hanweb_asks_on_after_an_answer(total: int, window: str | None) -> None:
    records = "<record><![CDATA[<li></li>]]></record>" * 3
    text = f"<datastore><totalrecord>{total}</totalrecord>{records}</datastore>"
    listing = read("hanweb", text, "/p.jsp?startrecord=4&endrecord=6&perpage=1", FORM)
    expected = (PageRequest(url=f"{HOST}/p.jsp?{window}", method="POST", body=FORM),) if window else ()
    assert listing.next_pages == expected


def test_hanweb_records_may_be_table_rows() -> None:
    row = "<tr><td><a href='/a' title='报告'>报…</a></td><td>[2017-04-24]</td></tr>"
    record = f"<record><![CDATA[\n{row}]]></record>"
    assert read("hanweb", record * 2).rows == (Row(url=HOST + "/a", title="报告", date="2017-04-24"),)


PARAMS = "var params = {current: 1, webSiteCode: ['jx'], perPage: '2'}; loadPageData(params, '1');"


def test_jpaas_rows_of_the_page() -> None:
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


def test_jpaas_asks_for_the_page_behind_all_rows_shown() -> None:
    entries = [{"title": str(n), "urls": {"pc": f"/content_{n}.html"}} for n in range(5)]
    listing = read("jpaas", f"articleList: {json.dumps(entries)}; {PARAMS}")
    form = b"current=3&webSiteCode%5B%5D=jx&perPage=2&pageSize=2"
    assert listing.next_pages == (PageRequest(url=HOST + "/queryList", method="POST", body=form),)


def test_jpaas_reads_an_answer_and_asks_on() -> None:
    answer = {"data": {"results": [{"source": {"title": "甲", "urls": '{"pc": "/content_1.html"}'}}]}}
    listing = read("jpaas", json.dumps(answer), "/queryList", b"current=4&pageSize=2")
    assert [row.url for row in listing.rows] == [HOST + "/content_1.html"]
    assert listing.next_pages[0].body == b"current=5&pageSize=2"


def test_jpaas_answer_without_rows_is_the_end() -> None:
    assert read("jpaas", '{"data": {"results": []}}', "/queryList", b"current=4").next_pages == ()


@pytest.mark.parametrize(
    ("platform", "text", "total"),
    [
        pytest.param("trs", "pagebar: { recordCount: '20', prepage: 10 }", 20, id="trs, rows by script"),
        pytest.param("ucap", "createPageHTML('page_div',3,1,'list','shtml',50)", 50, id="ucap"),
        pytest.param("hanweb", "<totalrecord>756</totalrecord>", 756, id="hanweb answer"),
        pytest.param("hanweb", JPAGE % (9, "a:1"), 9, id="hanweb page"),
        pytest.param("jpaas", 'var channelsTagSelf = {"articleCount":444,"a":{}};', 444, id="jpaas"),
        pytest.param("query", "共12条", None, id="query does not say"),
    ],
)
def test_total(platform: str, text: str, total: int | None) -> None:
    assert read(platform, text).total == total


@needs_shared
@pytest.mark.parametrize(
    ("platform", "name", "url", "count", "first", "last"),
    [
        pytest.param(
            "trs",
            "pingtan-annual-reports.html",
            "https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/",
            10,
            Row(
                url="https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/202603/t20260313_105587.htm",
                title="平潭综合实验区2025年度政府信息公开工作年度报告",
                date="2026-03-10",
            ),
            Row(
                url="https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/201701/t20170118_80485.htm",
                title="平潭综合实验区2016年度政府信息公开工作年度报告",
                date="2017-01-18",
            ),
            id="pingtan",
        ),
        pytest.param(
            "trs",
            "ordos-egb-annual-reports.html",
            "http://egb.ordos.gov.cn/xxgk/xxgknb/",
            10,
            Row(
                url="http://egb.ordos.gov.cn/xxgk/xxgknb/202009/t20200903_2748784.html",
                title="鄂尔多斯市2019年政府信息公开工作年度报告",
                date="2020-09-03",
            ),
            Row(
                url="http://egb.ordos.gov.cn/xxgk/xxgknb/201802/t20180205_2082017.html",
                title="2016，恩格贝，精彩继续！",
                date="2017-01-07",
            ),
            id="ordos",
        ),
        pytest.param(
            "ucap",
            "gansu-jyt-ucap.html",
            "http://jyt.gansu.gov.cn/jyt/c110634/zwgklist.shtml",
            20,
            Row(
                url="http://jyt.gansu.gov.cn/jyt/c110634/202511/174240943.shtml",
                title="关于开展2024年全域全员全过程使用智慧教育平台专项研究课题结项工作的通知",
                date="2025-11-17",
            ),
            Row(
                url="http://jyt.gansu.gov.cn/jyt/c110634/202506/174155064.shtml",
                title="关于做好甘肃省第十八届哲学社会科学优秀成果奖申报有关工作的通知",
                date="2025-06-09",
            ),
            id="gansu",
        ),
        pytest.param(
            "hanweb",
            "jiangsu-gxt-jpage-1.xml",
            f"http://gxt.jiangsu.gov.cn{PROXY}?startrecord=1&endrecord=76&perpage=25",
            76,
            Row(
                url="http://gxt.jiangsu.gov.cn/art/2025/10/29/art_80179_11664839.html",
                title="省政府办公厅印发关于进一步支持专精特新中小企业高质量发展若干政策措施的通知",
                date="2025-10-29",
            ),
            Row(
                url="http://gxt.jiangsu.gov.cn/art/2022/10/24/art_80179_10724255.html",
                title="关于公布2022年江苏省规划布局内重点软件企业和专精特新软件企业培育库名单的通知",
                date="2022-10-24",
            ),
            id="jiangsu",
        ),
        pytest.param(
            "jpaas",
            "jiangxi-sthjt-jpaas.html",
            "http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42150/index.html",
            50,
            Row(
                url="http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42150/content/content_1951206363677671424.html",
                title="《江西省生态环境分类执法监管办法》政策解读",
                date="2025-07-29 16:59",
            ),
            Row(
                url="http://sthjt.jiangxi.gov.cn/jxssthjt/col/col42150/content/content_1772959248106057728.html",
                title="《江西省生态环境厅关于进一步加强危险废物跨省转移管理工作的实施意见》政策解读",
                date="2022-12-16 17:03",
            ),
            id="jiangxi",
        ),
    ],
)
def test_rows_of_real_pages(platform: str, name: str, url: str, count: int, first: Row, last: Row) -> None:
    rows = read_file(platform, name, url, FORM if "dataproxy" in url else None).rows
    assert (len(rows), rows[0], rows[-1]) == (count, first, last)


@needs_shared
def test_title_that_a_real_page_cuts_is_whole() -> None:
    rows = read_file("hanweb", "jiangsu-gxt-jpage-1.xml", HOST, FORM).rows
    title = "省工业和信息化厅关于印发《江苏省制造强省建设专项资金项目验收管理办法（试行）》的通知"
    assert title in [row.title for row in rows]


@needs_shared
@pytest.mark.parametrize(
    ("platform", "name", "url", "path"),
    [
        pytest.param("trs", "pingtan-annual-reports.html", HOST + "/nb/", None, id="pingtan: by script only"),
        pytest.param("trs", "ordos-egb-annual-reports.html", HOST + "/nb/", "/nb/index_1.html", id="ordos"),
        pytest.param("ucap", "gansu-jyt-ucap.html", HOST + "/c1/a.shtml", "/c1/zwgklist_2.shtml", id="gansu"),
    ],
)
def test_next_page_of_real_pages(platform: str, name: str, url: str, path: str | None) -> None:
    expected = (PageRequest(url=HOST + path),) if path else ()
    assert read_file(platform, name, url).next_pages == expected


@pytest.mark.parametrize(
    ("portal", "platform", "counts"),
    [
        pytest.param("jiangyuan", "trs", [15, 7], id="jiangyuan"),
        pytest.param("gongqingcheng", "hanweb", [15, 7], id="gongqingcheng"),
        pytest.param("suining-jkq", "sichuan", [15], id="suining-jkq"),
        pytest.param("kashi", "ucap", [15, 9], id="kashi"),
        pytest.param("anqing", "query", [12, 7], id="anqing"),
    ],
)
def test_rows_of_the_saved_listings(portal: str, platform: str, counts: list[int]) -> None:
    found = []
    for folder in sorted((ROOT / "fixtures" / portal).glob("list-*")):
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        text = decode((folder / "response.body").read_bytes()).text
        found.append(len(PLATFORMS[platform].read_listing(text, PageRequest(url=meta["url"])).rows))
    assert found == counts
