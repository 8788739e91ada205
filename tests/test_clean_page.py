"""A page into its article, from end to end, on the smallest pages."""

import hashlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goicrawl.clean import clean_page
from goicrawl.items import Article, Page

URL = "http://www.example.gov.cn/zwgk/nb/t1.html"
TITLE = "某某县2019年政府信息公开工作年度报告"
BODY = "<p>一、总体情况</p><p>2019年主动公开政府信息36条，均及时更新。</p><p>二、其他</p><p>无。</p>"
TEXT = "一、总体情况\n2019年主动公开政府信息36条，均及时更新。\n二、其他\n无。"
HEAD = '<div class="nav"><a href="/">首页</a><a href="/gk">公开</a></div>'
FOOT = '<div class="footer"><p>主办：某某县人民政府　某ICP备00000001号</p></div>'
ROW = "<p>发布日期：2020-01-20　来源：县政府办　【打印】</p>"


def clean(markup: str, **others: object) -> Article:
    return clean_page(Page(url=URL, body=markup.encode(), **others))  # type: ignore[arg-type]


def page(inner: str, title: str = TITLE) -> str:
    return f"<html><head><title>{title}_某某县人民政府</title></head><body>{HEAD}{inner}{FOOT}</body></html>"


@pytest.mark.parametrize(
    ("inner", "container"),
    [
        pytest.param(f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor>{BODY}</div>", "trs_editor", id="TRS"),
        pytest.param(f"<h1>{TITLE}</h1>{ROW}<div id=zoom>{BODY}</div>", "hanweb", id="Hanweb"),
        pytest.param(f"<h1>{TITLE}</h1>{ROW}<UCAPCONTENT>{BODY}</UCAPCONTENT>", "ucap", id="UCAP"),
        pytest.param(f"<h1>{TITLE}</h1>{ROW}<div id=vsb_content_2>{BODY}</div>", "vsb", id="VSB"),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div><!--<$[信息内容]>begin-->{BODY}<!--<$[信息内容]>end-->尾</div>",
            "comment",
            id="comments",
        ),
        pytest.param(f"<h1>{TITLE}</h1>{ROW}<div>{BODY}</div>", "headline", id="after the headline"),
        pytest.param(f"<div>{BODY}</div>", "density", id="by weight alone"),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor><p>一、总体情况</p></div>"
            "<div class=TRS_Editor><p>2019年主动公开政府信息36条，均及时更新。</p></div>"
            "<div class=TRS_Editor><p>二、其他</p><p>无。</p></div>",
            "trs_editor",
            id="a container in three parts",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor><p>一、总体情况</p></div>"
            "<div><p>2019年主动公开政府信息36条，均及时更新。</p></div><div><p>二、其他</p><p>无。</p></div>",
            "trs_editor",
            id="a container with the rest beside it",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor>{BODY}</div>"
            f'<div style="display:none"><h1>{TITLE}</h1><div class=TRS_Editor>{BODY}</div></div>',
            "trs_editor",
            id="a hidden elder version",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div>{BODY}</div><div><p>{TITLE}</p>{ROW}{BODY}</div>",
            "form",
            id="a second version that shows",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor>{BODY}</div>"
            "<div><a href=1>网站地图</a></div><div class=TRS_Editor><p>版权所有：某某县</p></div>",
            "trs_editor",
            id="the container again in the footer",
        ),
        pytest.param(
            f'<h1>{TITLE}</h1>{ROW}<div style="display:none" class=TRS_Editor>{BODY}</div>',
            "trs_editor",
            id="a body that a script shows later",
        ),
        pytest.param(
            f"<div id=zoom><h1>{TITLE}</h1>{ROW}{BODY}<p>责任编辑：王某<p>扫一扫在手机打开当前页</div>",
            "hanweb",
            id="chrome inside the container",
        ),
        pytest.param(
            f"<div class=content_print><h1>{TITLE}</h1>{ROW}<div class=print>{BODY}</div></div>",
            "headline",
            id="a container whose name says chrome",
        ),
        pytest.param(
            "<table><tr><td><a href=1>简介</a><br><a href=2>机构</a><br><a href=3>法规</a><br><a href=4>年报"
            f"<td><h1>{TITLE}</h1>{ROW}{BODY}</td></tr></table>",
            "headline",
            id="a layout of tables",
        ),
    ],
)
def test_bodies_are_found(inner: str, container: str) -> None:
    article = clean(page(inner))
    assert (article.container, article.text) == (container, TEXT)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>无。</p>", "无。", id="nil"),
        pytest.param("<p>详见附件。</p>", "详见附件。", id="a pointer"),
        pytest.param(
            "<table><tr><td>指标名称<td>数量<tr><td>收到申请数<td>0</table>",
            "指标名称\t数量\n收到申请数\t0",
            id="a table only",
        ),
        pytest.param(
            "<p>本年没有申请。</p><p>某某乡人民政府</p><p>2013年3月1日</p>",
            "本年没有申请。\n某某乡人民政府\n2013年3月1日",
            id="signed",
        ),
    ],
)
@pytest.mark.parametrize("shell", ["<div class=TRS_Editor>{}</div>", "<div>{}</div>", "{}"])
def test_short_bodies_are_whole(body: str, text: str, shell: str) -> None:
    assert clean(page(f"<h1>{TITLE}</h1>{ROW}{shell.format(body)}")).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            '<p>一、概述</p><p><a href="http://x">http://x</a></p><p>以上为网址。</p>',
            "一、概述\nhttp://x\n以上为网址。",
            id="a line that is a link",
        ),
        pytest.param(
            '<p>公开信息10条。</p><p>附件：<a href="1.xls">统计表</a></p><p>某某局</p><p>2020年1月3日</p>',
            "公开信息10条。\n附件：统计表\n某某局\n2020年1月3日",
            id="a linked file above the signature",
        ),
        pytest.param(
            "<p>时间：2019年1月1日至12月31日</p><p>公开信息10条。</p>",
            "时间：2019年1月1日至12月31日\n公开信息10条。",
            id="a period is no field",
        ),
        pytest.param(
            "<p>公开信息10条。</p><p>联系人：张某</p><p>电话：0000-1234567</p><p>地址：某某路1号</p>",
            "公开信息10条。\n联系人：张某\n电话：0000-1234567\n地址：某某路1号",
            id="the report's own contact",
        ),
        pytest.param(
            "<p>人员名单如下：</p>"
            + "".join(f"<p>张某 某局{n}科</p>" for n in range(40))
            + "<p>特此公告。</p>",
            "人员名单如下：\n" + "".join(f"张某 某局{n}科\n" for n in range(40)) + "特此公告。",
            id="a list of short lines",
        ),
        pytest.param(
            "<ol><li>公开信息10条。</li><li>受理申请2件。</li></ol>",
            "公开信息10条。\n受理申请2件。",
            id="a list",
        ),
        pytest.param(
            "<table><tr><td>发布机构<td>某局<tr><td>公开数量<td>12条<tr><td>申请数量<td>3件</table><p>以上。</p>",
            "发布机构\t某局\n公开数量\t12条\n申请数量\t3件\n以上。",
            id="a table that begins like the page's fields",
        ),
    ],
)
@pytest.mark.parametrize("shell", ["<div class=TRS_Editor>{}</div>", "<div>{}</div>"])
def test_odd_lines_of_a_body_stay(body: str, text: str, shell: str) -> None:
    assert clean(page(f"<h1>{TITLE}</h1>{ROW}{shell.format(body)}")).text == text


@pytest.mark.parametrize(
    "chrome",
    [
        "<p>分享到：</p>",
        "<p>【打印】【关闭】</p>",
        "<div class=share><i>微信</i><i>微博</i></div>",
        "<script>var a = '正文。';</script>",
        "<style>p {}</style>",
        '<p style="display:none">隐藏的一段话，不给人看。</p>',
        "<p>{{ el.title }}</p>",
        "<!-- 注释 -->",
        "<button>打印</button>",
    ],
)
def test_chrome_inside_the_body_goes(chrome: str) -> None:
    middle = BODY.replace("<p>二", f"{chrome}<p>二")
    assert clean(page(f"<h1>{TITLE}</h1><div class=TRS_Editor>{middle}</div>")).text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "附件：1.统计表",
        "来源广泛，渠道畅通。",
        "某某县人民政府",
        "2020年1月20日",
        "（此件公开发布）",
        "电话：0000-1234567",
        "关闭企业12家",
    ],
)
def test_lines_of_the_body_stay(line: str) -> None:
    article = clean(page(f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor>{BODY}<p>{line}</p></div>"))
    assert article.text == f"{TEXT}\n{line}"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("<div><time>2020-01-20</time><span>县水务局</span></div>", id="a date and a name"),
        pytest.param(
            "<h2>某某县网站 example.gov.cn 发布时间：2020-01-20</h2>", id="the site before the date"
        ),
        pytest.param(
            "<ul><li>发布机构：水务局<li>|<li>2020-01-20<li>|<li>访问：<em>12</em>次<li>收藏</ul>",
            id="a list",
        ),
        pytest.param("<div><p>2020-01-20 09:12<p>字号<p>|<p>T</div>", id="a line a word"),
    ],
)
def test_what_stands_under_the_headline_goes(row: str) -> None:
    assert (
        clean(page(f"<h1>{TITLE}</h1>{row}<div><p>全年未收到公开申请。</p></div>")).text
        == "全年未收到公开申请。"
    )


def test_a_title_over_a_line_of_its_own_is_not_text() -> None:
    head = f"<div><p>{TITLE}<p>（2020年1月发布）</div><p>索引号:QH01　发布机构:水务局</p>"
    assert "全年未收到公开申请。" in clean(page(f"{head}<div><p>全年未收到公开申请。</p></div>")).text


@pytest.mark.parametrize("name", ["content_bottom", "article-top", "search_detail", "print", "banner"])
@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>全年未收到公开申请。</p>", "全年未收到公开申请。", id="a sentence"),
        pytest.param(
            "<table><tr><td>项目<td>件数<tr><td>公开<td>3</table>", "项目\t件数\n公开\t3", id="a table"
        ),
    ],
)
def test_a_short_body_under_a_name_of_chrome_is_found(name: str, body: str, text: str) -> None:
    assert clean(page(f"<h1>{TITLE}</h1>{ROW}<div class={name}>{body}</div>")).text == text


def test_a_page_in_three_versions_gives_one_body() -> None:
    version = f"<div><h1>{TITLE}</h1>{ROW}<div class=article-content>{{}}</div></div>"
    short = "<p>一、概述</p><p>没有收到公开申请。</p><p>二、其他</p><p>无。</p>"
    text = clean(page(version.format(short) * 3)).text
    assert text == "一、概述\n没有收到公开申请。\n二、其他\n无。"


def test_a_footer_is_no_body_where_the_report_is_a_file() -> None:
    foot = "<div class=footer><p>本网站由县政府主办，任何单位和个人不得转载本网站的内容。</div>"
    assert clean(f"<h1>{TITLE}</h1>{ROW}<div><a href=a.pdf>{TITLE}.pdf</a></div>{foot}").text == ""


def test_a_row_with_a_word_of_chrome_survives() -> None:
    rows = "<tr><td>1.信访举报投诉类申请<td>0<tr><td>打印<td>1<tr><td>分享到<td>2"
    article = clean(page(f"<h1>{TITLE}</h1><div class=TRS_Editor>{BODY}<table>{rows}</table></div>"))
    assert article.text.endswith("1.信访举报投诉类申请\t0\n打印\t1\n分享到\t2")


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        pytest.param(page(f"<h1>{TITLE}</h1>{ROW}{BODY}"), TITLE, id="the headline"),
        pytest.param(page(f"<p>{TITLE[:9]}<br>{TITLE[9:]}</p>{ROW}{BODY}"), TITLE, id="on two lines"),
        pytest.param(
            f'<meta name=ArticleTitle content="{TITLE}"><title>某某县</title><div id=zoom>{BODY}</div>',
            TITLE,
            id="the meta tag",
        ),
        pytest.param(page(f"<div id=zoom>{BODY}</div>"), TITLE, id="the head without the site's name"),
        pytest.param(
            f"<title>某某县档案局</title><p>{TITLE}</p>{ROW}<div>{BODY}</div>",
            TITLE,
            id="the line over the fields",
        ),
        pytest.param(
            f"<table><tr><td>标　题：<td>{TITLE}<tr><td>文号：<td></table><div id=zoom>{BODY}</div>",
            TITLE,
            id="a field",
        ),
        pytest.param(
            f"<title>政府信息公开</title><article><header><h2>{TITLE}</h2></header><p>某局</p>{BODY}",
            TITLE,
            id="a heading under a header",
        ),
        pytest.param(f"<div id=zoom>{BODY}</div>", None, id="nowhere"),
    ],
)
def test_titles(markup: str, title: str | None) -> None:
    assert clean(markup).title == title


def test_a_title_in_the_body_stays_in_the_body() -> None:
    inner = f"<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor><p>{TITLE}</p>{BODY}</div>"
    assert clean(page(inner)).text == f"{TITLE}\n{TEXT}"


def test_metadata_of_the_page() -> None:
    fields = "<table><tr><td>索 引 号：<td>K1<td>文号：<td>某发〔2020〕1号</table>"
    head = '<head><meta name="PubDate" content="2020-01-20"><meta name="Author" content=""></head>'
    article = clean(
        f"{head}{fields}<h1>{TITLE}</h1>{ROW}<div class=TRS_Editor>{BODY}</div><p>责任编辑：王某</p>"
    )
    assert article.meta == {
        "PubDate": "2020-01-20",
        "索引号": "K1",
        "文号": "某发〔2020〕1号",
        "发布日期": "2020-01-20",
        "来源": "县政府办",
        "责任编辑": "王某",
    }


def test_files_are_attachments_and_not_text() -> None:
    inner = f'<div class=TRS_Editor>{BODY}<p>附件：</p><p><a href="./a.pdf">年报.pdf</a></p></div>'
    article = clean(page(inner))
    assert article.text == TEXT
    assert [found.url for found in article.attachments] == ["http://www.example.gov.cn/zwgk/nb/a.pdf"]


def test_what_the_listing_said_is_kept() -> None:
    article = clean(page(BODY), portal="example", listed_title="年报", listed_date="2020-01-20")
    assert (article.url, article.portal, article.listed_title, article.listed_date) == (
        URL,
        "example",
        "年报",
        "2020-01-20",
    )


def test_the_hash_is_that_of_the_bytes() -> None:
    assert clean("<p>无。</p>").sha256 == hashlib.sha256("<p>无。</p>".encode()).hexdigest()


def test_the_html_holds_tables_whole() -> None:
    table = '<table><tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr></table>'
    assert table in clean(page(f"<div class=TRS_Editor>{BODY}{table}</div>")).html


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"", "source.empty", id="nothing"),
        pytest.param(b"<html><body></body></html>", "source.no_text", id="no text"),
        pytest.param(b"<div class=TRS_Editor><img src=1.jpg></div>", "source.no_text", id="an image only"),
        pytest.param(b"<a href=a.pdf>a</a>", "source.no_text", id="a file only"),
        pytest.param("<ul><li><a href=1>栏目</a></ul>".encode(), "parser.no_body", id="links only"),
        pytest.param(
            "<p>政府信息公开\udc80</p>".encode(errors="surrogateescape"), "source.encoding", id="damaged"
        ),
    ],
)
def test_what_can_not_be_read_is_said(body: bytes, code: str) -> None:
    article = clean_page(Page(url=URL, body=body))
    assert code in [problem.code for problem in article.problems]
    assert (article.text, article.container) == ("", None)


TAGS = """
<div~class=TRS_Editor> <div~class=footer> <div~style='display:none'> </div> <p> </p> <table> </table> <tr>
<td> <td~rowspan=2> </td> <br> <a~href=a.pdf> </a> <h1> </h1> <ul><li> </ul> <pre>甲\n乙</pre> &nbsp; &lt; ~
<!--<$[信息内容]>begin--> <!--<$[信息内容]>end--> <script>x</script>
"""
WORDS = [
    TITLE,
    "一、总体情况",
    "公开信息36条，均及时更新，没有收费。",
    "打印",
    "来源：县政府办",
    "无。",
    " ",
    "0",
]
MARKUP = st.lists(
    st.sampled_from([*(tag.replace("~", " ") for tag in TAGS.split()), *WORDS]), max_size=40
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), MARKUP.map(str.encode)))
def test_nothing_makes_it_raise(body: bytes) -> None:
    article = clean_page(Page(url=URL, body=body))
    assert (article.container is None) == (article.text == "")


@settings(max_examples=200, deadline=None)
@example("<div class=TRS_Editor><div class=TRS_Editor><h1><h1>0<div class=TRS_Editor>")
@given(MARKUP)
def test_cleaning_twice_is_cleaning_once(markup: str) -> None:
    once = clean(f"<title>{TITLE}</title>{markup}")
    twice = clean(once.html)
    assert twice.text == once.text
    assert twice.blocks == once.blocks


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_text_never_grows(markup: str) -> None:
    text = clean(markup).text
    assert len(text.replace("\t", "").replace("\n", "")) <= len(markup)
