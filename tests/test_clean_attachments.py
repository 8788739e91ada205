"""Links to files into attachments."""

import pytest
from lxml import html

from goicrawl.clean.attachments import find_attachments, read_written

BASE = "http://www.example.gov.cn/zwgk/nb/t1.html"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        pytest.param(
            '<a href="./W020.pdf">年报.pdf</a>',
            ("http://www.example.gov.cn/zwgk/nb/W020.pdf", "年报.pdf", "application/pdf"),
            id="relative address",
        ),
        pytest.param(
            '<a href="/f/a.DOC"> 附 表 </a>',
            ("http://www.example.gov.cn/f/a.DOC", "附 表", "application/msword"),
            id="upper case",
        ),
        pytest.param(
            '<a href="/f/a.xls"><img src=x></a>',
            ("http://www.example.gov.cn/f/a.xls", "a.xls", "application/vnd.ms-excel"),
            id="a link without text takes the file's name",
        ),
        pytest.param(
            '<a href="/down.jsp?classid=0&filename=1.doc">附表</a>',
            ("http://www.example.gov.cn/down.jsp?classid=0&filename=1.doc", "附表", "application/msword"),
            id="the name in the query",
        ),
        pytest.param(
            '<a href="/system/_content/download.jsp?wbfileid=1">2019年年报.docx</a>',
            (
                "http://www.example.gov.cn/system/_content/download.jsp?wbfileid=1",
                "2019年年报.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            id="the name in the label",
        ),
        pytest.param(
            '<a href="/web/download.action?fid=101">统计表</a>',
            ("http://www.example.gov.cn/web/download.action?fid=101", "统计表", None),
            id="a program that hands it out",
        ),
        pytest.param(
            '<iframe src="/P0.pdf"></iframe>',
            ("http://www.example.gov.cn/P0.pdf", "P0.pdf", "application/pdf"),
            id="a framed file",
        ),
    ],
)
def test_files(markup: str, found: tuple[str, str, str | None]) -> None:
    (attachment,) = find_attachments(html.fragment_fromstring(markup, create_parent="div"), BASE)
    assert (attachment.url, attachment.label, attachment.media_type) == found


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="t2.html">上一篇</a>',
        '<a href="javascript:void(0)">打印</a>',
        "<a>附件</a>",
        '<a href="http://[x/a.pdf">坏地址</a>',
        '<a href="/search?file=1">搜索</a>',
        '<a href="/download.jsp">下载中心</a>',
        '<a href="/list.jsp?name=download&page=2">下载中心</a>',
        '<img src="a.jpg">',
    ],
)
def test_other_links_are_none(markup: str) -> None:
    assert find_attachments(html.fragment_fromstring(markup, create_parent="div"), BASE) == ()


def test_each_address_once_in_order() -> None:
    body = html.fromstring('<div><a href="b.pdf">乙</a><a href="a.pdf">甲</a><a href="b.pdf">再</a></div>')
    assert [found.label for found in find_attachments(body, BASE)] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("script", "written"),
    [
        ("""document.write('<a href="./P1.pdf" target=_blank>附件</a>')""", [("./P1.pdf", "附件")]),
        ('document.write("<a href=\\"./P1.doc\\">附件</a>")', [("./P1.doc", "附件")]),
        ("""document.write('<a href="t2.html">下一篇</a>')""", []),
        ("""var link = '<a href="./P1.pdf">附件</a>'""", []),
    ],
)
def test_files_that_scripts_write(script: str, written: list[tuple[str, str]]) -> None:
    assert read_written(html.fromstring(f"<div><script>{script}</script></div>")) == written
