"""Lines, tables and dates of a report that read like the page's own, and are not."""

import time

import pytest

from goicrawl.clean import clean_page
from goicrawl.items import Article, Page

TITLE = "某某县2019年政府信息公开工作年度报告"
HEAD = f"<title>{TITLE}</title>"
FIELDS = "<div>来源：县政府办 发布时间：2020-01-20</div>"
PATH = "<div>您的位置：<a href=/>首页</a> &gt; <a href=/a>公开年报</a></div>"
ONE = "全年主动公开政府信息十二条，均在规定的时限内发布。"
TWO = "全年收到政府信息公开申请三件，均已按期答复，没有行政复议和诉讼。"
LINKS = "".join(f"<li><a href=/{number}>栏目{number}</a></li>" for number in range(12))


def clean(inner: str, head: str = HEAD) -> Article:
    markup = f"<html><head>{head}</head><body>{inner}</body></html>"
    return clean_page(Page(url="http://www.example.gov.cn/t1.html", body=markup.encode()))


def report(*lines: str) -> str:
    return f"<h1>{TITLE}</h1>{FIELDS}<div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [ONE, "单位负责人：", "审核人：", "填报人：", "联系电话："], id="labels to be filled in"
        ),
        pytest.param([ONE, "联系人", "黄小红", TWO, "2020年1月20日"], id="a name of colours"),
        pytest.param([ONE, "网友评论栏目收到意见十二条，均已回复。"], id="a sentence about comments"),
        pytest.param([ONE, "相关附件可在县政府网站下载。"], id="a sentence about annexes"),
        pytest.param(["全年网站访问：12345次", "公众号阅读：2345次", ONE], id="counters of the year"),
        pytest.param([ONE, "信息来源于 各股室"], id="where the figures come from"),
        pytest.param(["某政办〔2020〕5号", ONE, TWO], id="the document's number"),
        pytest.param([ONE, "收到申请数：", "收费金额："], id="blank figures at the end"),
    ],
)
def test_lines_of_a_report_stay(lines: list[str]) -> None:
    assert clean(report(*lines)).text.split("\n") == lines


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("文件名称", "文号", "发布日期"), id="documents"),
        pytest.param(("名称", "文号", "时间"), id="documents in short"),
        pytest.param(("阅读数", "评论数", "访问量"), id="counters"),
    ],
)
def test_a_table_of_labels_over_values_in_a_report_stays(row: tuple[str, ...]) -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in row)
    values = "<td>某某县办法</td><td>某政规〔2019〕1号</td><td>2019-03-05</td>"
    article = clean(f"{report(ONE)}<table><tr>{cells}</tr><tr>{values}</tr></table><div><p>{TWO}</p></div>")
    assert article.text.split("\n") == [
        ONE,
        "\t".join(row),
        "某某县办法\t某政规〔2019〕1号\t2019-03-05",
        TWO,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "（2019.1.1—2019.12.31）",
        "统计期限 2019-01-01至2019-12-31",
        "有效期至 2025-12-31",
        "成文日期 2019-12-31 来源 县政府办",
        "公示截止 2020-02-28 12:00",
        "创建 2019-12-01 09:00 发布 2020-01-20 09:00",
        "今天是 2026-11-21 星期六",
        "上一篇：某某县2018年年报 2019-01-15",
        "索引号 K1/2019-01-02-003 主题分类 年报",
        "县政府办 电话 1999-1-23456",
        "<a href=/1>某某县2018年年报</a> 2019-01-15",
    ],
)
def test_another_date_at_the_headline_is_none_of_publication(line: str) -> None:
    assert clean(f"<h1>{TITLE}</h1><div>{line}</div><div><p>{ONE}</p><p>{TWO}</p></div>").byline is None


@pytest.mark.parametrize(
    "behind",
    [
        "（2019年1月1日 至 2019年12月31日）",
        "（2019.1.1 - 2019.12.31）",
        "（截至 2019年12月31日）",
        "（2019年12月31日）",
        "（截至 2019-12-31）",
    ],
)
def test_a_date_that_belongs_to_the_title_stays(behind: str) -> None:
    article = clean(f"<h1>{TITLE}{behind}</h1><p>{ONE}</p>", f"<title>{TITLE}{behind}</title>")
    assert (article.title, article.byline) == (f"{TITLE}{behind}", None)


@pytest.mark.parametrize(
    "menu",
    [
        pytest.param(
            f"<div class=footer><ul>{LINKS}</ul><p>网站更新时间：2026-11-21</p></div>", id="a footer"
        ),
        pytest.param("<div class=footer><p>网站更新时间：2026-11-21</p></div>", id="a footer without links"),
    ],
)
def test_the_date_of_the_site_is_none_of_the_page(menu: str) -> None:
    assert "更新时间" not in clean(f"<h1>{TITLE}</h1><div id=zoom><p>无。</p></div>{menu}").meta


def test_a_menu_with_dates_stays_a_menu() -> None:
    rows = "".join(f"<p><a href=/{n}>某某县年报</a> 发布时间：2010-01-15</p>" for n in range(9))
    article = clean(f"<div class=leftmenu>{rows}</div><h1>{TITLE}</h1><div id=zoom><p>无。</p></div>")
    assert "发布时间" not in article.meta


def test_a_field_in_a_list_of_the_text_is_no_title() -> None:
    lines = [ONE, "受理机构如下。", "名称：某某县政务服务中心", "地址：某某路1号", TWO]
    inner = PATH + "<div>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>"
    assert clean(inner, "<title>某某县水务局</title>").text.split("\n") == lines


@pytest.mark.parametrize(
    "first",
    [
        "2019年，我局主动公开政府信息12条，受理申请0件",
        "总体情况如下表所示",
        "某某县水务局办公室",
    ],
)
def test_a_first_line_under_the_path_is_text(first: str) -> None:
    inner = f"{PATH}<div>{first}</div><div>{ONE}</div><div>{TWO}</div>"
    assert clean(inner, "<title>某某县水务局</title>").text.split("\n")[0] == first


def test_a_column_s_name_under_the_path_is_no_headline() -> None:
    inner = f"{PATH}<div>政府信息公开年度报告</div><div>{TITLE}</div><div>{ONE}</div>"
    assert clean(inner, "<title>某某县水务局</title>").title == TITLE


def test_a_hidden_agreement_is_no_report() -> None:
    hidden = "".join(
        f"<p>{'使用本网站的用户应当遵守各项规定，' * 4}您的资料会得到保护。</p>" for _ in range(4)
    )
    article = clean(f"<h1>{TITLE}</h1>{FIELDS}<div class=dialog style='display:none'>{hidden}</div>")
    assert article.text == ""


@pytest.mark.parametrize(
    "behind",
    [
        "<p>责任编辑：王某</p><p>版权所有：某某县政府</p><p>主办单位：县政府办</p><p>二〇二〇年一月二十日</p>",
        f"<p>责任编辑：王某</p><p>相关链接</p>{'<p><a href=/1>某某县年报</a></p>' * 8}<p>2020年1月20日</p>",
        "<p>相关阅读</p><p>一、某某县召开年度会议</p><p>二、某某县培训</p>",
    ],
)
def test_chrome_in_the_box_of_the_text_goes(behind: str) -> None:
    inner = f"<h1>{TITLE}</h1>{FIELDS}<div><p>{ONE}</p><p>{TWO}</p>{behind}</div>"
    assert clean(inner).text.split("\n") == [ONE, TWO]


def test_a_text_with_a_footer_in_its_box_is_no_footer() -> None:
    assert clean(report(ONE, TWO, "责任编辑：王某", "版权所有：某某县政府")).text.split("\n") == [ONE, TWO]


@pytest.mark.parametrize("head", ["某某县政府网站_", "某某县政府门户网站 - "])
def test_the_site_before_the_title_goes(head: str) -> None:
    assert clean("<div id=zoom><p>无。</p></div>", f"<title>{head}{TITLE}</title>").title == TITLE


def test_a_title_without_end_takes_no_time() -> None:
    title = "(2020-01-01)来源于" * 6000
    start = time.process_time()
    clean(f"<h1>{title}</h1><p>无。</p>", f"<title>{title}</title>")
    assert time.process_time() - start < 1


FOOTER = (
    "<div><p>本站内容由某某县人民政府办公室提供，任何单位和个人不得擅自转载。</p>"
    "<p>未经书面授权，任何媒体不得转载原创的内容。</p><p>版权所有：某某县人民政府</p><p>ICP备12345号</p></div>"
)


@pytest.mark.parametrize(
    "body", ["<p><a href=/1.pdf>某某县年报.pdf</a></p>", "<div id=zoom><img src=1.jpg></div>"]
)
def test_the_sentences_of_a_footer_are_no_body(body: str) -> None:
    article = clean(f"<h1>{TITLE}</h1>{FIELDS}{body}{FOOTER}")
    assert (article.text, [problem.code for problem in article.problems]) == ("", ["source.no_text"])


def test_a_footer_behind_one_word_is_none_of_the_text() -> None:
    assert clean(f"<h1>{TITLE}</h1>{FIELDS}<div><p>详见附件。</p></div>{FOOTER}").text == "详见附件。"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["承办单位：县水务局办公室"], id="one line of a footer"),
        pytest.param(["主办：县政府办", "版权所有：某某县"], id="two lines of a footer"),
    ],
)
def test_a_paragraph_over_lines_of_a_footer_stays(lines: list[str]) -> None:
    assert clean(report(ONE, *lines)).text == ONE


@pytest.mark.parametrize("name", ["bottom", "main-header", "wrap-footer"])
def test_an_article_in_a_box_with_a_menu_s_name_stays(name: str) -> None:
    inner = f"<h1>{TITLE}</h1>{FIELDS}<div id=zoom><p>收到申请3件</p></div><ul>{LINKS}</ul>"
    assert clean(f"<div class={name}>{inner}</div>").text == "收到申请3件"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "一、总体情况",
                ONE,
                "网站设置以下栏目：",
                "政务公开",
                "相关链接",
                "信息公开",
                ONE,
                TWO,
                "2020年1月20日",
            ],
            id="the names of columns",
        ),
        pytest.param(
            [ONE, TWO, "附件：统计表", "某某县水务局", "2020年1月20日"], id="an annex over a signature"
        ),
        pytest.param(
            ["一、总体情况", ONE, "官方微信：某某", "官方微博：某某", TWO, "二、问题", ONE], id="accounts"
        ),
        pytest.param(["一、总体情况", ONE, "相关文件", TWO, "二、主动公开", ONE], id="a word of chrome"),
    ],
)
def test_lines_between_paragraphs_stay(lines: list[str]) -> None:
    assert clean(report(*lines)).text.split("\n") == lines


@pytest.mark.parametrize(
    "below",
    [
        "（2019年度）",
        "2019年1月1日至12月31日",
        "现将我局2019年工作情况公布如下",
        "2019年度主动公开政府信息12条",
    ],
)
def test_a_title_under_the_path_goes_before_what_follows(below: str) -> None:
    title = "某某县水务局政府信息公开年度报告"
    inner = f"{PATH}<div>{title}</div><div>{below}</div><div>{ONE}</div>"
    assert clean(inner, "<title>某某县水务局</title>").title == title


@pytest.mark.parametrize(
    "title",
    [
        "某某县政府信息公开年度报告（全文）",
        "某某县政务公开工作要点",
        "某某县召开全县政务公开工作推进会",
        "强化公开，优化服务，某某县水务局2019年年报",
    ],
)
def test_names_of_documents_under_the_path_are_titles(title: str) -> None:
    inner = f"{PATH}<div>{title}</div><div>{ONE}</div><div>{TWO}</div>"
    assert clean(inner, "<title>某某县水务局</title>").title == title


@pytest.mark.parametrize(
    "line",
    [
        "自然资源局 2020-01-20",
        "县统计局 2020-01-20",
        "第一中学 2020-01-20",
        "[2020-01-20]",
        "浏览次数：123 2020-01-20",
        "编辑：王某 2020-01-20",
    ],
)
def test_a_date_beside_an_office_is_that_of_publication(line: str) -> None:
    article = clean(f"<h1>{TITLE}</h1><div>{line}</div><div><p>{ONE}</p><p>{TWO}</p></div>")
    assert article.byline == "2020-01-20"


@pytest.mark.parametrize("name", ["bottom-info", "article-footer", "share"])
def test_fields_in_the_foot_of_an_article_are_read(name: str) -> None:
    foot = f"<div class={name}><span>来源：县水务局</span> <span>发布时间：2020-01-20</span></div>"
    assert clean(f"<h1>{TITLE}</h1><div id=zoom><p>{ONE}</p></div>{foot}").meta["发布时间"] == "2020-01-20"


def test_a_count_behind_a_value_is_a_field() -> None:
    article = clean(f"<h1>{TITLE}</h1><div>来源：县水务局阅读：123</div><div><p>{ONE}</p></div>")
    assert (article.text, article.meta["来源"]) == (ONE, "县水务局")


def test_a_page_that_a_script_shows_may_hold_a_word_to_the_reader() -> None:
    inner = f"<h1>{TITLE}</h1>{FIELDS}<p>{ONE * 4}</p><p>{TWO * 4}</p><div>您访问的链接即将离开本网站</div>"
    assert ONE in clean(f"<div style='display:none'>{inner}</div>").text
