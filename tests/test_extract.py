"""The whole way from bytes to a checked report, on any bytes."""

import gc
import pickle
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goicrawl import Page, Report, extract_report
from tests.sheets import sheets_of, to_html

LIMIT = 2.0
"""Seconds that a page of a megabyte may take."""


def extract(body: bytes, content_type: str | None = None) -> Report:
    return extract_report(Page(url="http://www.example.gov.cn/1.html", body=body, content_type=content_type))


def page_of(body: str) -> bytes:
    head = "<title>甲县2021年政府信息公开工作年度报告</title>"
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


HOSTILE = {
    "nothing": b"",
    "a byte": b"\xff",
    "NULs": b"\0" * 1000,
    "control characters": page_of("".join(map(chr, range(32))) * 100),
    "lone surrogates": page_of("情况").replace("情".encode(), b"\xed\xa0\x80"),
    "character references to nothing": page_of("&#0;&#55296;&#1114112;&#xFFFE;<p>一、情况</p>"),
    "a megabyte of tags": b"<div>" * 200_000,
    "a megabyte of closing tags": b"</div>" * 160_000,
    "a megabyte of text": page_of("一" * 330_000),
    "a megabyte of digits": page_of("1" * 1_000_000),
    "a megabyte of spaces": page_of(" " * 1_000_000),
    "a megabyte of non-breaking spaces": page_of("&nbsp;" * 160_000),
    "a megabyte of parentheses": page_of("（" * 330_000),
    "a megabyte of quotes": page_of("《" * 330_000),
    "a megabyte of commas": page_of("其中，" * 110_000),
    "a megabyte of figures": page_of("公开信息5条，" * 50_000),
    "a megabyte of negations": page_of("未收到" * 110_000),
    "a megabyte of markers": page_of("<p>一、</p>" * 80_000),
    "a megabyte of headings": page_of("<p>（一）情况</p>" * 45_000),
    "a megabyte of dates": page_of("2021年1月1日" * 60_000),
    "a megabyte of labels": page_of("发布日期：" * 60_000),
    "a megabyte of years": page_of("2021年" * 140_000),
    "a megabyte of title": page_of("").replace("甲县".encode(), "甲县".encode() * 150_000),
    "an unclosed comment": page_of("<!--" + "x" * 1_000_000),
    "an unclosed script": page_of("<script>" + "x" * 1_000_000),
    "an unclosed attribute": page_of('<p class="' + "x" * 1_000_000),
    "tables 500 deep": page_of("<table><tr><td>" * 500 + "无" + "</td></tr></table>" * 500),
    "tables 500 deep, two cells": page_of("<table><tr><td>1</td><td>" * 500),
    "elements 10,000 deep": page_of("<div>" * 10_000 + "一、情况"),
    "a table of 10,000 cells": page_of(f"<table>{('<tr>' + '<td>1</td>' * 10 + '</tr>') * 1000}</table>"),
    "a row of 10,000 cells": page_of(
        f"<table><tr>{'<td>其他</td>' * 10_000}</tr><tr><td>1</td></tr></table>"
    ),
    "a long rowspan": page_of(
        "<table><tr><td rowspan=100000>规章</td><td>1</td></tr><tr><td>2</td></tr></table>"
    ),
    "long spans everywhere": page_of(
        f"<table>{'<tr><td rowspan=100000 colspan=100000>规章</td><td>1</td></tr>' * 500}</table>"
    ),
    "spans of nonsense": page_of(
        "<table><tr><td rowspan=-3 colspan=x>规章</td><td colspan=0>1</td></tr></table>"
    ),
    "forms repeated": page_of("".join(map(to_html, sheets_of("t2021"))) * 12),
    "unclosed tags": page_of("<p><table><tr><td><span>规章<td>0<td>0<td>0<tr><td>"),
    "UTF-16": "<p>一、总体情况</p>".encode("utf-16"),
}


@pytest.fixture
def _only_own_garbage() -> Iterator[None]:
    """Leave what other tests keep alive out of this one's garbage collections."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_only_own_garbage")
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_page_raises_or_takes_long(body: bytes) -> None:
    start = time.process_time()
    report = extract(body)
    assert time.process_time() - start < LIMIT
    assert isinstance(report, Report)


FRAGMENTS = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            '<td rowspan="3">',
            '<td colspan="9">',
            "<p>",
        ),
        *(
            "<br>",
            "<div id=zoom>",
            "</div>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&nbsp;",
            "\n",
            "\0",
            "\x0b",
        ),
        *(
            "规章",
            "行政许可",
            "本年制发件数",
            "信息内容",
            "自然人",
            "总计",
            "其他",
            "(一)予以公开",
            "一、",
            "（二）",
            "、",
        ),
        *(
            "第二十条第（一）项",
            "行政复议",
            "未经复议直接起诉",
            "复议后起诉",
            "结果维持",
            "0",
            "12",
            "3.5",
            "/",
            "无",
        ),
        *(
            "2021年",
            "甲县人民政府",
            "政府信息公开工作年度报告",
            "收到申请5件",
            "未收到",
            "。",
            "，",
            "发布日期：",
            "\ud800",
        ),
    ]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_any_mixture_of_a_report_s_pieces_is_read_the_same_twice(markup: str) -> None:
    body = markup.encode("utf-8", "surrogatepass")
    report = extract(body)
    assert report == extract(body)
    cells = {cell for table in report.tables for row in table.rows for cell in row}
    assert all(cell.raw in cells for cell in report.statistics if cell.raw is not None)
    assert all(item.quote in report.text for item in report.indicators)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes


@settings(deadline=None, max_examples=150)
@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/html; charset=gb2312", "text/html; charset=x"]),
)
def test_any_bytes_give_a_report(body: bytes, content_type: str | None) -> None:
    assert isinstance(extract(body, content_type), Report)


def test_a_page_without_a_report_says_why() -> None:
    report = extract(page_of("").replace("年度报告".encode(), "指南".encode()))
    assert report.form is None
    assert report.problems
