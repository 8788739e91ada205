"""An article into a report: what is no report says why, and whose doing it is."""

import pytest

from goicrawl.grids import Cell, Grid
from goicrawl.items import Article, Problem
from goicrawl.parse import parse_article

TITLE = "甲县人民政府2021年政府信息公开工作年度报告"
URL = "http://www.example.gov.cn/1.html"


def test_a_page_without_text_is_the_portal_s_doing() -> None:
    report = parse_article(Article(url=URL, title=TITLE))
    assert report.form is None
    assert report.problems[-1].code == "source.empty"


def test_a_body_that_was_not_found_is_ours() -> None:
    unread = Problem(code="parser.no_body", detail="no part of the page reads like a document")
    report = parse_article(Article(url=URL, title=TITLE, problems=(unread,)))
    assert report.form is None
    assert report.problems[-1].code == "parser.empty"


def test_a_section_that_the_form_prescribes_is_missed() -> None:
    head = Cell("本年制发件数", 0, 1), Cell("本年废止件数", 0, 2), Cell("现行有效件数", 0, 3)
    grid = Grid((Cell("信息内容", 0, 0), *head), 1, 4)
    lines = (
        "一、总体情况",
        "二、主动公开政府信息情况",
        grid,
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
    )
    report = parse_article(Article(url=URL, title=TITLE, blocks=lines))
    missing = [problem.detail for problem in report.problems if problem.code == "source.section_missing"]
    assert missing == ["no section remedies", "no section others"]


TOO_MUCH = {
    "prose": ("一二三四五六七八九。" * 11_000, ["parser.prose_cut"]),
    "sentence": ("公开" * 2_500 + "5条。", ["parser.sentence_too_long"]),
    "neither": ("一二三四五六七八九。" * 900, []),
}


@pytest.mark.parametrize(("line", "codes"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_prose_that_is_passed_over_is_said(line: str, codes: list[str]) -> None:
    report = parse_article(Article(url=URL, title=TITLE, blocks=("一、概述", line)))
    assert [problem.code for problem in report.problems if problem.code.startswith("parser")] == codes


def test_prose_alone_is_a_narrative_report() -> None:
    blocks = (
        "一、概述",
        "2021年，我县主动公开政府信息12条。",
        "二、主动公开政府信息情况",
        "无。",
        "三、其他",
    )
    report = parse_article(Article(url=URL, title=TITLE, blocks=blocks, text="\n".join(blocks)))
    assert (report.form, report.year, report.issuer) == ("narrative", 2021, "甲县人民政府")
    assert [item.value for item in report.indicators] == [12]
