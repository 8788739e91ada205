"""Pages whose head names no headline, and what stands over and behind their text."""

import pytest

from goicrawl.clean import clean_page
from goicrawl.items import Article, Page

TITLE = "某某县2019年政府信息公开工作年度报告"
PATH = "<div>您的位置：<a href=/>首页</a> &gt; <a href=/a>公开年报</a></div>"
FIELDS = "<div>来源：县政府办 发布时间：2020-01-20</div>"
PROSE = "全年主动公开政府信息十二条，均在规定的时限内发布。"
MENU = "".join(f"<li><a href=/{number}>栏目{number}</a></li>" for number in range(12))


def clean(inner: str, head: str = "") -> Article:
    markup = f"<html><head>{head}</head><body>{inner}</body></html>"
    return clean_page(Page(url="http://www.example.gov.cn/t1.html", body=markup.encode()))


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        pytest.param("", f"{PATH}<div>{TITLE}</div><div>无。</div>", id="the line that a path leads to"),
        pytest.param(
            "",
            f"{PATH}<div>{TITLE}</div><div>无。</div><div>责任编辑：王某 录入：李某</div>",
            id="a path above, fields below the text",
        ),
        pytest.param(
            "",
            f"<div>{TITLE}</div><div><a href=/>首页</a> <a href=/a>公开年报</a></div>{FIELDS}<div>无。</div>",
            id="links between the headline and its fields",
        ),
        pytest.param(
            "",
            f"<div><h5>某某县年度报告发布，欢迎查阅！</h5>{FIELDS}<div>无。</div></div><div>{PROSE}</div>",
            id="a headline that pauses and calls",
        ),
        pytest.param(
            f"<title><h1 style='x'>{TITLE}</h1>-某某县政府</title>",
            f"{PATH}<h1><h1>{TITLE}</h1></h1>{FIELDS}<div>无。</div>",
            id="an editor's heading in the title and in a heading",
        ),
        pytest.param(
            f"<title>{TITLE}，第二版_某某县政府</title>",
            f"<h2>{TITLE}，第二版 <small>( 2020年1月20日 )</small></h2><div>无。</div>",
            id="a date behind the headline",
        ),
        pytest.param(
            "",
            f"<div class=bg-bottom><ul>{MENU}</ul><h3>{TITLE}</h3>{FIELDS}<p>无。</p></div>",
            id="a wrapper whose name is a footer's",
        ),
        pytest.param(
            f"<title>{TITLE}</title>",
            f"<div style='display:none'><h3>{TITLE}</h3>{FIELDS}<p>无。</p></div><div>版权所有</div>",
            id="a page that a script shows",
        ),
        pytest.param(
            "<title>某某县水务局</title>",
            f"<p>传真：000-0000</p><p>标题：{TITLE}</p><p>发布人：王某</p><p>公告内容：</p><p>无。</p>{FIELDS}",
            id="rows of labels down to the text",
        ),
        pytest.param(
            f"<title>{TITLE}</title>",
            f"<h3>{TITLE}</h3>{FIELDS}<p>无。</p><div>关联稿件：</div><div>相关热词搜索：年报</div>",
            id="a heading over nothing",
        ),
    ],
)
def test_a_short_text_is_whole(head: str, inner: str) -> None:
    assert clean(inner, head).text == "无。"


def test_the_document_s_number_beside_the_headline_is_text() -> None:
    inner = f"<div><p>{TITLE}</p><p>某政办发〔2020〕5号</p><div>无。</div></div>"
    assert clean(inner, f"<title>{TITLE}</title>").text == "某政办发〔2020〕5号\n无。"


def test_the_name_of_the_site_is_no_headline_where_it_signs() -> None:
    lines = [PROSE, "某某县水务局", "2020年1月20日"]
    inner = f"{PATH}<div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    assert clean(inner, "<title>某某县水务局</title>").text.split("\n") == lines


@pytest.mark.parametrize("last", ["特此报告某某县政府", "二〇二〇年一月二十日"])
def test_the_last_line_over_the_editor_is_no_headline(last: str) -> None:
    inner = f"{PATH}<div>{TITLE}</div><div><p>{PROSE}</p><p>{last}</p></div><div>(责任编辑：王某)</div>"
    assert clean(inner).text == f"{PROSE}\n{last}"


@pytest.mark.parametrize("line", ["某府办发〔2020〕35号", "分类：政府信息公开、年度报告"])
def test_a_number_or_field_over_the_fields_is_no_headline(line: str) -> None:
    inner = f"<div>{line}</div>{FIELDS}<p>无。</p>"
    assert clean(inner, f"<title>{TITLE}_某某县政府</title>").title == TITLE


def test_the_name_of_a_report_in_a_box_under_a_heading_is_text() -> None:
    inner = f"<h1><h1>关于公布年度报告</h1></h1>{FIELDS}<div><p>{TITLE}</p><p>详见附件。</p></div>"
    assert clean(inner).text == f"{TITLE}\n详见附件。"


def test_a_text_goes_on_behind_its_annexes() -> None:
    links = "".join(
        f"<p>{number}.<a href={number}.htm>附表的名称第{number}</a></p>" for number in (1, 2, 3, 4)
    )
    inner = (
        f"<h1>{TITLE}</h1><div><p>{PROSE}</p><p>一、组织单位</p><p>主办单位：某某县档案局</p>"
        f"<p>承办单位：某某县图书馆</p><p>二、经费</p><p>{PROSE}</p>{links}<p>某某县水务局</p><p>2020年1月20日</p></div>"
        "<div><a href=/b>打印</a></div>"
    )
    lines = clean(inner, f"<title>{TITLE}</title>").text.split("\n")
    assert (lines[2:4], lines[-2:]) == (
        ["主办单位：某某县档案局", "承办单位：某某县图书馆"],
        ["某某县水务局", "2020年1月20日"],
    )


def test_a_text_that_only_a_script_shows_is_found() -> None:
    hidden = f"<div style='display:none'>{f'<p>{PROSE}</p>' * 12}</div>"
    assert PROSE in clean(f"<h1>{TITLE}</h1>{hidden}<ul>{MENU}</ul><p>政务公开</p>{FIELDS * 40}").text


def test_a_hidden_word_to_the_reader_is_no_text() -> None:
    hidden = "<div style='display:none'><p>您访问的链接即将离开本网站，是否继续？</p></div>"
    assert clean(f"<h1>{TITLE}</h1>{FIELDS}<ul>{MENU}</ul>{hidden}{'<p>政务公开</p>' * 9}").text == ""


def test_labels_over_their_values_are_fields() -> None:
    table = (
        "<table><tr><td>索取号</td><td>发布时间</td><td>发布机构</td><td>备注</td></tr>"
        "<tr><td>K1/2020</td><td>2020-01-20</td><td>县政府办</td><td></td></tr></table>"
    )
    article = clean(f"<h1>{TITLE}</h1><div id=zoom>{table}<p>无。</p></div>")
    assert (article.text, article.meta["索取号"], article.meta["发布机构"]) == ("无。", "K1/2020", "县政府办")


def test_an_empty_row_of_a_table_of_fields_is_passed_over() -> None:
    rows = "<tr></tr><tr><td>索引号</td><td>K1</td></tr><tr><td>发布机构</td><td>县政府办</td></tr>"
    article = clean(f"<table>{rows}</table><h1>{TITLE}</h1><div id=zoom><p>无。</p></div>")
    assert article.meta["索引号"] == "K1"


@pytest.mark.parametrize(
    ("inner", "title", "byline"),
    [
        pytest.param(
            f"<h1>{TITLE}</h1><div>2020-01-20 08:30 来源：县政府办</div><p>无。</p>",
            TITLE,
            "2020-01-20 08:30",
            id="a line under the headline",
        ),
        pytest.param(
            f"<h1>{TITLE}<span> 2020-01-20 来源：县政府办</span></h1><p>无。</p>",
            TITLE,
            "2020-01-20",
            id="behind the headline",
        ),
        pytest.param(f"<h1>{TITLE}（2020-01-20）</h1><p>无。</p>", TITLE, "2020-01-20", id="in brackets"),
        pytest.param(
            f"<h1>{TITLE}</h1><div>2020-01-20 08:30 来源：<a href=/1>某某县日报</a></div><p>无。</p>",
            TITLE,
            "2020-01-20 08:30",
            id="before the source's link",
        ),
        pytest.param(f"<h1>{TITLE}</h1>{FIELDS}<p>无。</p>", TITLE, None, id="with a label"),
        pytest.param(f"<h1>{TITLE}</h1><p>2020年1月20日</p><p>无。</p>", TITLE, None, id="a document's date"),
        pytest.param(f"<p>2020-01-20 08:30</p><p>{PROSE}</p>", None, None, id="no headline"),
    ],
)
def test_a_date_without_a_label(inner: str, title: str | None, byline: str | None) -> None:
    article = clean(f"<div>{inner}</div>")
    assert (article.title, article.byline) == (title, byline)


def test_a_field_is_no_value_of_another() -> None:
    rows = "<tr><td>文件编号</td><td>发布机构：县政府办</td></tr><tr><td>索引号</td><td>K1</td></tr>"
    meta = clean(f"<table>{rows}</table><h1>{TITLE}</h1><div id=zoom><p>无。</p></div>").meta
    assert meta == {"发布机构": "县政府办", "索引号": "K1"}


def test_a_line_with_the_field_of_the_title_gives_the_title() -> None:
    assert clean(f"<p>公告主题：{TITLE}</p>{FIELDS}<p>无。</p>").title == TITLE


def test_the_name_of_the_site_before_the_title_goes() -> None:
    article = clean("<div id=zoom><p>无。</p></div>", f"<title>某某县政府门户网站-{TITLE}</title>")
    assert article.title == TITLE
