"""Cleaning stays linear on any megabyte, and cheap on a page."""

import random
import time

import pytest
from lxml import html

from benchmarks.bodies import Case, fixture_cases
from goicrawl.clean import clean_page
from goicrawl.items import Page

MEGABYTE = 1_000_000
CLOCK = 2.0
"""Seconds that a megabyte may take: many times what it takes, and a hundredth of a quadratic run."""
RATIO = 6.0
"""Times decoding and parsing that cleaning the fixtures may cost: 2.9 was measured, a machine may be busy."""


def megabyte_of(piece: str, around: tuple[str, str] = ("", "")) -> bytes:
    encoded = piece.encode()
    return around[0].encode() + encoded * (MEGABYTE // len(encoded)) + around[1].encode()


PAGES = {
    "zeros": b"\0" * MEGABYTE,
    "random bytes": random.Random(1).randbytes(MEGABYTE),  # noqa: S311
    "open brackets": b"<" * MEGABYTE,
    "ampersands": b"&" * MEGABYTE,
    "blanks": megabyte_of(" \n", ("<p>a", "b")),
    "one long line": megabyte_of("政"),
    "an open attribute": megabyte_of("x", ('<a href="', "")),
    "an open comment": megabyte_of("<!--"),
    "nested boxes": megabyte_of("<div class=footer>"),
    "nested tables": megabyte_of("<table><tr><td>a<td>"),
    "nested containers": megabyte_of("<div class=TRS_Editor>a"),
    "containers": megabyte_of("<div class=TRS_Editor>同意同意同意同意。</div>"),
    "equal paragraphs": megabyte_of("<p>同意同意。</p>"),
    "equal headings": megabyte_of("<h1>标题标题标题标</h1>"),
    "a long title": megabyte_of("标题", ("<title>", "</title><p>标题标题标题</p>")),
    "fields": megabyte_of("<p>索引号：</p>"),
    "fields in a line": megabyte_of("索引号："),
    "controls": megabyte_of("<p>打印关闭打印关闭</p>"),
    "nearly controls": megabyte_of(f"<p>{'打印' * 25}x</p>"),
    "hidden words": megabyte_of('<i style="display:none">x</i>'),
    "hiding in text": megabyte_of("display:none"),
    "hiding in a style": megabyte_of("display:none;", ('<p style="', '">x')),
    "cells": megabyte_of("<td>1</td>", ("<table><tr>", "")),
    "spans": megabyte_of("<tr><td colspan=1000 rowspan=1000>a<td>b", ("<table>", "")),
    "long cells": megabyte_of("<td>" + "a<br>" * 17 + "</td>", ("<table><tr>", "")),
    "preformatted lines": megabyte_of("a\n", ("<pre>", "</pre>")),
    "links to files": megabyte_of("<a href=x.pdf>a</a>"),
    "an open link": megabyte_of("a<br>", ("<a>", "")),
    "classes": megabyte_of("a ", ('<div class="', '">x</div>')),
    "templates": megabyte_of("{{"),
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_a_megabyte_takes_no_longer_than_two_seconds(body: bytes) -> None:
    start = time.process_time()
    clean_page(Page(url="http://www.example.gov.cn/", body=body))
    assert time.process_time() - start < CLOCK


def test_markup_500_deep_is_read() -> None:
    body = f"{'<div>' * 500}<p>2019年主动公开政府信息36条，均及时更新。</p>{'</div>' * 500}"
    article = clean_page(Page(url="http://www.example.gov.cn/", body=body.encode()))
    assert article.text == "2019年主动公开政府信息36条，均及时更新。"


def test_cleaning_costs_a_few_parses() -> None:
    cases = list(fixture_cases())
    spent = sum(fastest(clean, case) for case in cases)
    bare = sum(fastest(parse, case) for case in cases)
    assert spent / bare < RATIO


def clean(case: Case) -> object:
    return clean_page(Page(url="http://www.example.gov.cn/", body=case.body))


def parse(case: Case) -> object:
    return html.document_fromstring(case.body.decode("gb18030" if b"charset=gb" in case.body else "utf-8"))


def fastest(run: object, case: Case) -> float:
    assert callable(run)
    times = []
    for _ in range(5):
        start = time.process_time()
        run(case)
        times.append(time.process_time() - start)
    return min(times)
