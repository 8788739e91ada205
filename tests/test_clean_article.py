"""Where an article ends, and which boxes beside its text are none of it."""

import time

import pytest

from goicrawl.clean import clean_page
from goicrawl.items import Page

TITLE = "某某县2019年政府信息公开工作年度报告"
FIELDS = "<div>2020-01-20 来源：县政府办</div>"
BODY = "<div>无。</div>"
SIDE = "欢迎您对我局工作提出意见和建议，来信将在五个工作日内答复，涉及隐私的内容不会公开。"


def text_of(inner: str, title: str = TITLE) -> str:
    markup = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    return clean_page(Page(url="http://www.example.gov.cn/t1.html", body=markup.encode())).text


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(
            f"<div><h1>{TITLE}</h1>{FIELDS}{BODY}</div><div><p>今日水情</p><p>{SIDE}</p></div>",
            id="a column beside the article",
        ),
        pytest.param(
            f"<div><p>机构简介</p><p>{SIDE}</p></div><div><h1>{TITLE}</h1>{FIELDS}{BODY}</div>",
            id="a column before the article",
        ),
        pytest.param(
            f"<table><tr><td>领导之窗<br>局长：王某<br>{SIDE}</td><td><h1>{TITLE}</h1>{FIELDS}{BODY}</td></tr></table>",
            id="columns in one row of a table",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}{BODY}<div><h3>水情快讯</h3><p>{SIDE}</p></div>",
            id="a box with a heading of its own behind the text",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}{BODY}<div>感谢您的阅读，欢迎关注。</div>", id="a word to the reader"
        ),
        pytest.param(
            f"<div><b>{TITLE}</b><i>2020-01-20 12:00</i></div>{BODY}", id="a date in the headline's line"
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}{BODY}<div><p>{SIDE}</p><p>某某县水务局版权所有</p></div>",
            id="a footer with a sentence",
        ),
        pytest.param(
            f"<div><h1>{TITLE}</h1>{FIELDS}{BODY}<div>有关稿件：<ul></ul></div><div>附件（点击下载）：<ul></ul></div></div>",
            id="labels of lists that are empty or links",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div><p>摘要</p><p>{SIDE}</p></div>{BODY}",
            id="a summary above the text",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div>核心提示：本报告介绍全年工作的总体情况。</div>{BODY}",
            id="a summary in one line",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}{BODY}<div><p>声明：</p><p>1.{SIDE}</p><p>2.{SIDE}</p></div>",
            id="a disclaimer",
        ),
        pytest.param(
            f"<div><h1>{TITLE}</h1>{FIELDS}{BODY}<h3>网友评论（2条）</h3><p>网友：{SIDE}</p></div>",
            id="comments in the article's own box",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div><p>用手机扫描二维码</p><p>关注某某水务</p></div>{BODY}",
            id="tools in a box of their own",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div>朗读 播放 暂停 语速：慢 正常 快 音量：- +</div>{BODY}",
            id="a bar that reads aloud",
        ),
        pytest.param(
            f"<div><h1>{TITLE}</h1><p>2020年1月20日 星期一</p>{BODY}</div>", id="a date in a box above"
        ),
    ],
)
def test_what_stands_beside_a_short_text_stays_out(inner: str) -> None:
    assert text_of(inner) == "无。"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param(
            f"<div><h1>{TITLE}</h1>{FIELDS}<p>现将情况报告如下。</p></div><div><p>一、概述</p><p>无。</p></div>",
            "现将情况报告如下。\n一、概述\n无。",
            id="the report's chapters go on outside",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div><h3>主动公开</h3><p>公开信息12条，均及时更新到网站上。</p></div>"
            "<div><h3>培训</h3><p>培训人员20人次，提高了工作人员的业务水平。</p></div>",
            "主动公开\n公开信息12条，均及时更新到网站上。\n培训\n培训人员20人次，提高了工作人员的业务水平。",
            id="chapters without numbers in boxes",
        ),
        pytest.param(
            f"<h1>{TITLE}</h1>{FIELDS}<div><p>公开信息12条。</p></div><div><p>网站由县政府办主办。</p><p>某某局</p></div>",
            "公开信息12条。\n网站由县政府办主办。\n某某局",
            id="a sentence about who runs the site",
        ),
        pytest.param(
            f"<div><h1>{TITLE}</h1><div class=lead></div></div><div>无。</div>",
            "无。",
            id="a box with the headline only",
        ),
    ],
)
def test_what_belongs_to_the_text_stays(inner: str, text: str) -> None:
    assert text_of(inner) == text


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<div><a href=a.pdf>年度报告.pdf</a></div>", id="a file"),
        pytest.param("<div><iframe src=a.pdf></iframe></div>", id="a frame"),
        pytest.param("<div class=TRS_Editor></div>", id="an empty container"),
    ],
)
@pytest.mark.parametrize("name", ["footer", "x1"])
def test_a_footer_is_no_body(inner: str, name: str) -> None:
    footer = f"<div class={name}><p>本网站由县政府办主办，请使用谷歌浏览器访问。</p><p>{SIDE}</p></div>"
    assert text_of(f"<div><h1>{TITLE}</h1>{FIELDS}{inner}</div>{footer}") == ""


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        pytest.param(
            f"<h1>某某县水务局</h1><div><h3>{TITLE}</h3><div>{BODY}</div></div>",
            TITLE,
            id="site's name above",
        ),
        pytest.param(f"<div><div>{TITLE}</div>{FIELDS}{BODY}</div>", TITLE, id="over a row of fields"),
        pytest.param(f'<p class=tit><a href="#">{TITLE}</a></p>{FIELDS}{BODY}', TITLE, id="a link to itself"),
    ],
)
def test_a_report_is_named_by_its_heading_where_the_head_says_the_site(inner: str, title: str) -> None:
    markup = f"<html><head><title>某某县水务局</title></head><body>{inner}</body></html>"
    article = clean_page(Page(url="http://www.example.gov.cn/t1.html", body=markup.encode()))
    assert (article.title, article.text) == (title, "无。")


@pytest.mark.parametrize("line", ["主办单位", "声明", "评论", "联系我们", "打印"])
def test_many_headings_and_footers_take_linear_time(line: str) -> None:
    start = time.process_time()
    text_of(
        f"<h1>{TITLE}</h1><p>无。</p>"
        + f"<div><p>{line}</p><p>{line}</p></div>" * 3000
        + f"<p>{line}</p>" * 3000
    )
    assert time.process_time() - start < 2
