"""Listing pages of each publishing system: rows, titles, dates, next pages."""

import csv
import json
from urllib.parse import urlsplit

import pytest

from goicrawl.clean.decode import decode
from goicrawl.platforms import PLATFORMS, Listing, PageRequest, Row
from tests.listings import HOST, LISTINGS, ROOT, needs_shared, read, read_file

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


@pytest.mark.parametrize("platform", ["trs", "ucap", "gkmlpt", "sichuan", "generic"])
def test_article_for_telephones_is_a_row(platform: str) -> None:
    text = f"<ul><li><a href='{ARTICLES[platform]}?isMobile=true'>2021年年报</a></li></ul>"
    assert len(read(platform, text).rows) == 1


@needs_shared
def test_every_real_report_is_addressed_as_some_systems_articles_are() -> None:
    with (LISTINGS.parents[1] / "titles.tsv").open(encoding="utf-8", newline="") as file:
        urls = [row["url"] for row in csv.DictReader(file, delimiter="\t") if row["url"]]
    missed = [url for url in urls if not any(system.is_article(url) for system in PLATFORMS.values())]
    # Folders, names that say nothing, and a library's copy: rows of theirs need a date or a telling title.
    assert sorted({urlsplit(url).netloc for url in missed}) == [
        "mzj.guiyang.gov.cn",
        "www.bjxch.gov.cn",
        "www.lzlib.com",
        "www.schy.gov.cn",
        "xizdzj.gov.cn",
    ]


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
        pytest.param(
            "<a href=/a.pdf><h3>2021年年报</h3><p>根据要求，编制本报告</p></a>", "2021年年报", id="card"
        ),
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


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("<a href='#' onclick=\"window.open('/nb/1.html')\">报告</a>", id="onclick"),
        pytest.param("<a href=\"javascript:show('/nb/1.html')\">报告</a>", id="javascript:"),
    ],
)
def test_row_that_opens_by_script(link: str) -> None:
    listing = read("generic", f"<li>{link}<span>2022-02-09</span></li>")
    assert [row.url for row in listing.rows] == [HOST + "/nb/1.html"]


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


@needs_shared
@pytest.mark.parametrize(
    ("platform", "name", "url", "count", "first", "last"),
    [
        pytest.param(
            "fujian",
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
            "http://gxt.jiangsu.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=76&perpage=25",
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
    rows = read_file(platform, name, url, b"columnid=1" if "dataproxy" in url else None).rows
    assert (len(rows), rows[0], rows[-1]) == (count, first, last)


@needs_shared
def test_title_that_a_real_page_cuts_is_whole() -> None:
    rows = read_file("hanweb", "jiangsu-gxt-jpage-1.xml", HOST, b"columnid=1").rows
    title = "省工业和信息化厅关于印发《江苏省制造强省建设专项资金项目验收管理办法（试行）》的通知"
    assert title in [row.title for row in rows]


@needs_shared
@pytest.mark.parametrize(
    ("platform", "name", "url", "total", "pages", "following"),
    [
        pytest.param(
            "fujian",
            "pingtan-annual-reports.html",
            "https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/",
            20,
            2,
            "https://www.pingtan.gov.cn/fjdzapp/search",
            id="pingtan",
        ),
        pytest.param(
            "trs",
            "ordos-egb-annual-reports.html",
            HOST + "/nb/",
            None,
            2,
            HOST + "/nb/index_1.html",
            id="ordos",
        ),
        pytest.param(
            "ucap",
            "gansu-jyt-ucap.html",
            HOST + "/c1/zwgklist.shtml",
            200,
            10,
            HOST + "/c1/zwgklist_2.shtml",
            id="gansu",
        ),
        pytest.param(
            "hanweb",
            "jiangsu-gxt-jpage-1.xml",
            HOST + "/dataproxy.jsp?startrecord=1&endrecord=76&perpage=25",
            756,
            10,
            HOST + "/dataproxy.jsp?startrecord=77&endrecord=152&perpage=25",
            id="jiangsu",
        ),
        pytest.param(
            "jpaas",
            "jiangxi-sthjt-jpaas.html",
            HOST + "/col/col1/index.html",
            444,
            28,
            HOST + "/queryList",
            id="jiangxi",
        ),
    ],
)
def test_pager_of_real_pages(
    platform: str, name: str, url: str, total: int | None, pages: int, following: str
) -> None:
    listing = read_file(platform, name, url)
    assert (listing.total, listing.pages, listing.page) == (total, pages, 1)
    assert [page.url for page in listing.next_pages] == [following]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_parameters_reach_the_first_answer(platform: str) -> None:
    given = dict.fromkeys(PLATFORMS[platform].parameters, "7")
    asked = PLATFORMS[platform].enter(HOST + "/gkmlpt/index#9", given)
    assert "#" not in asked.url
    assert all(name in dict(asked.state) or "7" in asked.url for name in given)


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
