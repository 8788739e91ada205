"""Pages into the reason why they are no annual report, or None."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from goicrawl.clean import clean_page
from goicrawl.grids import Block, Cell, Grid
from goicrawl.items import Article, Attachment, Page
from goicrawl.parse.metadata import read_metadata
from goicrawl.parse.rejection import _groups, rejection_reason

TITLE = "喀什市2021年政府信息公开工作年度报告"
SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
]
NOTICE = ["各乡镇人民政府、县直各部门：", "请各单位于1月20日前报送年度报告。", "特此通知。"]
ROWS = [f"{place}2021年政府信息公开工作年度报告" for place in ("喀什市", "疏附县", "疏勒县")]

REPORTS = {
    "title and sections": (TITLE, SECTIONS),
    "narrative of an old one": (TITLE, ["现将2010年工作情况报告如下。", "我局高度重视，公开26条。"]),
    "news-style title over the report": ("國土資源部發佈2012年政府信息公開工作報告", SECTIONS),
    "body's name as headline": ("温州市林业局", SECTIONS),
    "no headline": (None, SECTIONS),
    "column name as headline": ("政府信息公开年报", SECTIONS),
    "notice carrying the report": (
        "关于公布贺州市2009年度政府信息公开工作年度报告的通知",
        ["贺州市2009年度政府信息公开工作年度报告", *SECTIONS],
    ),
    "announcement over the report": ("关于喀什市教育局2019年政府信息公开工作年度报告的公示", SECTIONS),
    "notice over the report": (
        "关于公布喀什市教育局2012年政府信息公开年度报告的通知",
        ["各科室：", "现将报告公布如下。", *SECTIONS],
    ),
    "year as headline": ("2020年度", SECTIONS),
    "headline without its subject": ("喀什市教育局2020年年报", SECTIONS),
    "sections without numbers": ("喀什市教育局", [line[2:] for line in SECTIONS]),
    "remedies by their short name": ("2016年年报", ["一、概述", "二、依申请公开情况", "三、复议、诉讼情况"]),
    "salutation over the report": (TITLE, ["市政府办公室：", *SECTIONS]),
    "picture version": ("宿州市人民政府2019年政府信息公开工作年度报告（图片版）", SECTIONS),
    "dated year in numerals": ("二〇一〇年喀什市政府信息公开工作年度报告", ["一〇年，二〇一〇年", *SECTIONS]),
}
REJECTED = {
    "notice about reports": (
        "notice",
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        [*NOTICE, *SECTIONS],
    ),
    "notice of the State Council": (
        "template",
        "关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
        [*SECTIONS],
    ),
    "notice under a report's title": ("notice", "2021年政府信息公开工作年度报告", NOTICE),
    "key points": ("notice", "2020年政务公开工作要点", ["一、总体要求"]),
    "interpretation": ("interpretation", "2021年政府信息公开工作年度报告解读", SECTIONS),
    "infographic": ("interpretation", "一图读懂喀什市2021年政府信息公开工作年度报告", []),
    "rule": ("rule", "政府信息公开工作年度报告制度", ["第一条 为推进政府信息公开工作"]),
    "guide": ("guide", "政府信息公开指南", ["一、主动公开", "二、依申请公开"]),
    "blank form": (
        "template",
        "政府信息公开工作年度报告（模板）",
        ["XX局20XX年政府信息公开工作年度报告", *SECTIONS],
    ),
    "slots": ("template", TITLE, ["××市××局××年，××市公开XX件。", *SECTIONS]),
    "website report": ("website_report", "政府网站工作年度报表（2021年度）", ["网站名称"]),
    "news": ("news", "我县召开政务公开工作培训会", ["1月5日，我县召开培训会。"]),
    "listing": ("listing", "政府信息公开年报", [*ROWS, "下一页"]),
    "listing with dates": ("listing", "信息公开年报", [f"{row} 2022-01-29" for row in ROWS]),
    "empty column": ("listing", "政府信息公开年报", ["暂无内容"]),
    "empty report": ("empty", TITLE, []),
    "report on the rule of law": (
        "other",
        "喀什市2021年法治政府建设年度报告",
        ["一、总体情况", "二、行政复议工作", "三、存在的主要问题"],
    ),
    "report on another subject": (
        "other",
        "2021年工作报告",
        ["一、总体情况", "二、行政复议", "三、存在问题"],
    ),
    "plan": ("notice", "喀什市教育局2021年政务公开工作计划", SECTIONS),
    "quarter": ("other", "喀什市2019年第一季度政府信息公开工作总结", SECTIONS),
    "assessment": ("other", "2014年政府信息公开第三方评估报告", SECTIONS),
    "paper": ("other", "我国政府信息公开年度报告制度研究", SECTIONS),
    "sample": ("template", "政府信息公开年度工作报告范文", SECTIONS),
    "call for reports": ("notice", "关于报送2020年政府信息公开年报的通知", SECTIONS),
    "something else": ("other", "山西品牌丝路行正式启动", ["本报讯"]),
    "other report": ("other", "2022年法治政府建设年度报告", ["一、主要举措"]),
    "error page with a report's title": ("other", TITLE, ["Internal Server Error"]),
    "nothing at all": ("other", None, []),
}
ASTRAY = {
    "first page": ["某县位于江西省北部，总面积1520平方公里。县政府认真推进政务公开。"],
    "not yet shown": ["该信息正在审核中。如需了解政府信息公开内容，请联系我们。"],
    "error": ["500 Internal Server Error"],
}
SAID = {
    "published": ["本机关2019年主动公开信息12条。"],
    "published, in numerals": ["全年共公布政府信息三十二余条"],
    "none applied": ["本局未收到政府信息公开申请。"],
    "applications nil": ["依申请公开数为零。"],
}


def reason(title: str | None, blocks: Sequence[Block], *, forms: bool = False) -> str | None:
    article = Article(url="http://www.example.gov.cn/1.html", title=title, blocks=tuple(blocks))
    return rejection_reason(article, read_metadata(article), forms)


@pytest.mark.parametrize(("title", "paragraphs"), REPORTS.values(), ids=REPORTS)
def test_report(title: str | None, paragraphs: list[str]) -> None:
    assert reason(title, paragraphs) is None


@pytest.mark.parametrize(("expected", "title", "paragraphs"), REJECTED.values(), ids=REJECTED)
def test_rejected(expected: str, title: str | None, paragraphs: list[str]) -> None:
    assert reason(title, paragraphs) == expected


def listed_reason(paragraphs: Sequence[str]) -> str | None:
    article = Article(
        url="http://www.example.gov.cn/1.html", title="某县", blocks=tuple(paragraphs), listed_title=TITLE
    )
    return rejection_reason(article, read_metadata(article), has_form_tables=False)


@pytest.mark.parametrize("paragraphs", ASTRAY.values(), ids=ASTRAY)
def test_where_a_row_led_astray_is_no_report(paragraphs: list[str]) -> None:
    assert listed_reason(paragraphs) == "other"


@pytest.mark.parametrize("paragraphs", SAID.values(), ids=SAID)
def test_report_that_only_its_row_calls_one(paragraphs: list[str]) -> None:
    assert listed_reason(paragraphs) is None


def test_a_notice_with_the_blank_form_is_a_notice() -> None:
    title = "关于编制2021年政府信息公开工作年度报告的通知"
    assert reason(title, [*NOTICE, *SECTIONS], forms=True) == "notice"


def test_forms_under_a_report_title_are_a_report() -> None:
    assert reason(TITLE, [], forms=True) is None


def test_forms_of_a_year_under_any_headline_are_a_report() -> None:
    assert reason("喀什市教育局", ["所列数据的统计期限自2021年1月1日至2021年12月31日。"], forms=True) is None
    assert reason("喀什市教育局", ["无。"], forms=True) == "other"


def test_a_report_offered_as_a_file_is_one() -> None:
    file = Attachment(
        url="http://www.example.gov.cn/1.pdf", label="年度报告.pdf", media_type="application/pdf"
    )
    article = Article(url="http://www.example.gov.cn/1.html", title=TITLE, attachments=(file,))
    assert rejection_reason(article, read_metadata(article), False) is None


def test_a_page_of_one_table_is_not_empty() -> None:
    assert reason(TITLE, [Grid((Cell("主动公开文件数", 0, 0), Cell("12", 0, 1)), 1, 2)]) is None


def test_sections_are_counted_once_each() -> None:
    assert len(_groups([*SECTIONS, *SECTIONS])) == 4
    assert len(_groups(["本报告包括主动公开、依申请公开、行政复议等内容。"])) == 0


def test_real_pages_that_are_no_reports() -> None:
    folder = Path(__file__).parents[1].parent / "shared" / "pages" / "details"
    if not folder.exists():
        pytest.skip("the pages of the folder beside the project are not here")
    for path in folder.glob("*.html"):
        article = clean_page(Page(url=f"http://www.example.gov.cn/{path.name}", body=path.read_bytes()))
        assert rejection_reason(article, read_metadata(article), False) in ("notice", "news", "other")


def test_hostile_text_costs_little() -> None:
    started = time.process_time()
    for unit in ("X", "各县", "政府信息公开年报", "一、", "_", "请于", "年报 "):
        reason(TITLE, [unit * (1_000_000 // len(unit))])
        reason("信息公开", [unit] * 50_000)
    assert time.process_time() - started < 6
