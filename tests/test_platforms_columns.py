"""Columns of annual reports: rows that do not say what they are."""

import pytest

from goicrawl.platforms import is_report_title
from goicrawl.platforms.titles import is_title_in_column
from tests.listings import needs_shared, read, read_file, read_on

NAMED = '<meta name="ColumnName" content="政府信息公开年报">'
ROW = "<li><a href='/nb/202202/t20220209_1.html'>{}</a> 2022-02-09</li>"


@pytest.mark.parametrize(
    ("name", "is_report"),
    [
        pytest.param(NAMED, True, id="meta"),
        pytest.param("<title>政府信息公开工作年度报告_某县人民政府</title>", True, id="title"),
        pytest.param("<title>某县人民政府-年报</title>", True, id="nothing but 年报"),
        pytest.param("<meta name=ColumnName content=政府信息公开年報>", False, id="another word"),
        pytest.param("<title>通知公告 - 某县人民政府</title>", False, id="notices"),
        pytest.param("<title>政府信息公开制度</title>", False, id="rules"),
        pytest.param("<title>财政年度报告</title>", False, id="other reports"),
        pytest.param("", False, id="no name"),
    ],
)
def test_what_the_column_is_called(name: str, is_report: bool) -> None:
    (row,) = read("trs", name + ROW.format("温州市林业局")).rows
    assert row.is_report is is_report


@pytest.mark.parametrize(
    "title",
    [
        "温州市林业局",
        "2021年",
        "2021年度",
        "2021年年度报告",
        "某镇2021年年报",
        "某县林业局2021年度工作报告",
        "二〇一九年年报",
        "年度报告（2019年）",
        "某县委机构编制委员会办公室",
        "某街道办事处",
    ],
)
def test_title_that_leaves_it_to_the_column(title: str) -> None:
    assert is_title_in_column(title)
    assert not is_report_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "2016，恩格贝，精彩继续！",
        "关于某局年报的通知",
        "2021年年报解读",
        "政府信息公开指南",
        "某局召开会议",
        "某局2019年部门决算",
        "某县2019年法治政府建设情况报告的公示",
        "某县2021年法治政府建设年度报告",
        "2021年财政预算执行情况报告",
    ],
)
def test_title_that_is_none_in_any_column(title: str) -> None:
    assert not is_title_in_column(title)


def test_further_pages_are_of_the_same_column() -> None:
    first = read("trs", NAMED + ROW.format("2021年") + "createPageHTML(2, 0, 'index', 'html')")
    second = read_on("trs", first, ROW.format("2020年"))
    assert [row.is_report for row in (*first.rows, *second.rows)] == [True, True]


def test_other_rows_of_the_column_are_left_to_their_titles() -> None:
    (row,) = read("trs", NAMED + ROW.format("某县召开会议")).rows
    assert not row.is_report


@needs_shared
def test_news_in_a_real_column_of_reports_is_not_taken() -> None:
    rows = read_file("trs", "ordos-egb-annual-reports.html", "http://egb.ordos.gov.cn/xxgk/xxgknb/").rows
    assert "2016，恩格贝，精彩继续！" not in [row.title for row in rows if row.is_report]
