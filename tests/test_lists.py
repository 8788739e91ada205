"""Tables of one indicator a row: the national table of 2014, the provinces' forms, and any other."""

import pytest

from goicrawl.parse.statistics import Reading
from goicrawl.parse.statistics.forms import load_forms
from goicrawl.parse.statistics.lists import list_key
from tests.sheets import TestCell, read, to_html


def sheet(*rows: tuple[str, ...]) -> str:
    return to_html([[TestCell(text) for text in row] for row in rows])


def figures(reading: Reading) -> dict[tuple[str, str], int | float | None]:
    return {(cell.row, cell.column): cell.value for cell in reading.statistics}


KEYS = {
    "其中：1.网站公开": "网站公开",
    "(一)收到申请数": "收到申请数",
    "　2．网上申请数": "网上申请数",
    "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": "主动公开政府信息数",
    "行政复议数": "行政复议数",
}


@pytest.mark.parametrize(("text", "key"), KEYS.items())
def test_a_name_is_known_by_its_words(text: str, key: str) -> None:
    assert list_key(text) == key


def national_table() -> tuple[str, dict[tuple[str, str], int]]:
    """The whole table of 2014, its figures numbered from 1."""
    rows = [("统计指标", "单位", "统计数")]
    expected: dict[tuple[str, str], int] = {}
    for row in load_forms()["stat2014"].tables[0].rows:
        number = "" if row.group else str(len(expected) + 1)
        if number:
            expected[row.code, "value"] = int(number)
        rows.append((row.labels[0], row.unit or "", number))
    return sheet(*rows), expected


def test_the_national_table_of_2014() -> None:
    markup, expected = national_table()
    reading = read(markup)
    assert reading.form == "stat2014"
    assert len(expected) == 58
    assert figures(reading) == expected


def test_rows_named_alike_belong_to_the_topic_above_them() -> None:
    markup, expected = national_table()
    found = figures(read(markup))
    assert found["review_corrected", "value"] == expected["review_corrected", "value"]
    assert found["litigation_corrected", "value"] == expected["litigation_corrected", "value"]


FUJIAN = [
    ("指标名称", "计量单位", "2013年度", "历年累计"),
    ("主动公开信息数", "条", "120", "1300"),
    ("其中：1.网站公开", "条", "100", "1200"),
    ("2.政府公报公开", "条", "0", "3"),
    ("受理依申请公开信息总数", "条", "5", "41"),
    ("其中：1.当面申请数", "条", "4", "30"),
    ("4.网上申请数", "条", "1", "11"),
    ("对申请的答复数", "条", "5", "41"),
    ("行政复议数", "件", "", "/"),
]


def test_a_province_s_form() -> None:
    reading = read(sheet(*FUJIAN))
    assert reading.form == "stat_regional"
    assert {cell.table for cell in reading.statistics} == {"stat2011_fujian"}
    assert figures(reading) == {
        ("proactive_total", "year"): 120,
        ("proactive_total", "cumulative"): 1300,
        ("proactive_website", "year"): 100,
        ("proactive_website", "cumulative"): 1200,
        ("proactive_gazette", "year"): 0,
        ("proactive_gazette", "cumulative"): 3,
        ("app_received", "year"): 5,
        ("app_received", "cumulative"): 41,
        ("app_in_person", "year"): 4,
        ("app_in_person", "cumulative"): 30,
        ("app_online", "year"): 1,
        ("app_online", "cumulative"): 11,
        ("app_answered", "year"): 5,
        ("app_answered", "cumulative"): 41,
        ("review", "year"): None,
        ("review", "cumulative"): None,
    }
    assert [cell.status for cell in reading.statistics][-2:] == ["missing", "not_applicable"]


def test_units_are_those_of_the_page() -> None:
    units = {cell.row: cell.unit for cell in read(sheet(*FUJIAN)).statistics}
    assert (units["app_received"], units["review"]) == ("条", "件")


def test_an_unknown_row_of_a_known_form_keeps_its_name() -> None:
    reading = read(sheet(*FUJIAN, ("微博发布数", "条", "77", "90")))
    assert figures(reading)["微博发布数", "year"] == 77


SHANGHAI = [
    ("指标名称", "计量单位", "代码", "本期实际", "本年累计"),
    ("主动公开信息数", "条", "01", "12", "40"),
    ("其中：全文电子化的主动公开信息数", "条", "02", "10", "38"),
    ("新增的行政规范性文件数", "条", "03", "1", "2"),
    ("申请总数", "条", "10", "7", "9"),
    ("其中：1．当面申请数", "条", "11", "7", "9"),
    ("（11）其它原因", "条", "31", "0", "0"),
]


def test_the_numbered_form() -> None:
    reading = read(sheet(*SHANGHAI))
    assert {cell.table for cell in reading.statistics} == {"stat2008_regional"}
    found = figures(reading)
    assert [found[code, "period"] for code in ("01", "02", "03", "10", "11", "31")] == [12, 10, 1, 7, 7, 0]
    assert found["01", "ytd"] == 40


RENEWED = [
    ("指标名称", "计算单位", "代码", "本月累计", "年度累计"),
    ("主动公开信息数", "条", "01", "3", "40"),
    ("公文类信息数", "条", "03", "1", "2"),
    ("申请总次数", "条", "12", "5", "9"),
    ("5.非本机关职权范围数", "条", "24", "0", "1"),
    ("8.不予公开答复总数", "条", "27", "1", "4"),
    ("（1）“国家秘密”数", "条", "28", "0", "3"),
    ("主动公开信息收费总数", "元", "38", "0", "7"),
    ("其中：1.邮寄费", "元", "39", "0", "6"),
    ("依申请提供信息收取费用", "元", "43", "0", "3.5"),
    ("2.邮寄费", "元", "45", "0", "2.5"),
]


def test_the_numbered_form_renewed() -> None:
    reading = read(sheet(*RENEWED))
    assert {cell.table for cell in reading.statistics} == {"stat2009_shanghai"}
    found = figures(reading)
    assert [found[row[2], "ytd"] for row in RENEWED[1:]] == [float(row[4]) for row in RENEWED[1:]]
    assert {column for _, column in found} == {"period", "ytd"}


def shortened(*, header: bool = True) -> list[list[str]]:
    return [
        *([["统计指标", "单位", "统计数"]] if header else []),
        ["一、主动公开情况", "——", ""],
        ["（一）主动公开政府信息数", "条", "34"],
        ["制发规范性文件总数", "件", "2"],
        ["三、依申请公开情况", "——", ""],
        ["（一）收到申请数", "件", "7"],
        ["1.当面申请数", "件", "5"],
    ]


EXPECTED = {
    ("active_total", "value"): 34,
    ("active_normative_issued", "value"): 2,
    ("app_received", "value"): 7,
    ("app_in_person", "value"): 5,
}
VARIANTS = {
    "as prescribed": shortened(),
    "another word for the names": [["项目", "单位", "数量"], *shortened(header=False)],
    "unit noted in the header": [
        ["统计指标（单位）", "统计数"],
        *[[row[0], row[2]] for row in shortened()[1:]],
    ],
    "numbered": [["序号", "统计指标", "单位", "统计数"], *[["1", *row] for row in shortened(header=False)]],
    "no header": shortened(header=False),
    "no header and no units": [[row[0], row[2]] for row in shortened(header=False)],
    "two halves side by side": [
        ["统计指标", "单位", "统计数", "统计指标", "单位", "统计数"],
        *[[*left, *right] for left, right in zip(shortened()[1:4], shortened()[4:], strict=True)],
    ],
}


@pytest.mark.parametrize("rows", VARIANTS.values(), ids=VARIANTS)
def test_the_national_table_as_pages_lay_it_out(rows: list[list[str]]) -> None:
    reading = read(sheet(*map(tuple, rows)))
    assert reading.form == "stat2014"
    assert figures(reading) == EXPECTED


def test_topics_beside_their_rows_take_no_figure() -> None:
    rows = [
        [TestCell("统计指标", 1, 2), TestCell("单位"), TestCell("统计数")],
        [TestCell("一、主动公开情况", 2), *map(TestCell, ("（一）主动公开政府信息数", "条", "34"))],
        [*map(TestCell, ("制发规范性文件总数", "件", "2"))],
        [TestCell("三、依申请公开情况", 2), *map(TestCell, ("（一）收到申请数", "件", "7"))],
        [*map(TestCell, ("1.当面申请数", "件", "5"))],
        [TestCell("六、举报投诉数量", 1, 2), TestCell("件"), TestCell("1")],
    ]
    found = figures(read(to_html(rows)))
    assert found == EXPECTED | {("complaints", "value"): 1}


def test_rows_named_alike_belong_to_the_topic_beside_them() -> None:
    rows = [
        [*map(TestCell, ("统计指标", "统计指标", "单位", "统计数"))],
        [TestCell("四、行政复议数量", 2), *map(TestCell, ("（一）维持具体行政行为数", "件", "3"))],
        [*map(TestCell, ("（三）其他情形数", "件", "1"))],
        [TestCell("五、行政诉讼数量", 2), *map(TestCell, ("（二）被依法纠错数", "件", "4"))],
        [*map(TestCell, ("（三）其他情形数", "件", "2"))],
    ]
    found = figures(read(to_html(rows)))
    assert (found["review_other", "value"], found["litigation_other", "value"]) == (1, 2)
    assert found["litigation_corrected", "value"] == 4


def test_a_list_cut_in_two_goes_on_under_its_header() -> None:
    top, rest = FUJIAN[:5], FUJIAN[5:]
    assert figures(read(sheet(*top) + "<p>2</p>" + sheet(*rest))) == figures(read(sheet(*FUJIAN)))


def test_figures_of_two_columns_without_a_header_are_not_guessed() -> None:
    assert read(sheet(*FUJIAN[1:])) == Reading(None, (), ())


def test_who_signs_the_sheet_is_no_figure() -> None:
    rows = [[TestCell(text) for text in row] for row in shortened()]
    rows.append([TestCell("单位负责人：李某　填报日期：2017年1月10日", 1, 3)])
    assert figures(read(to_html(rows))) == EXPECTED


def test_another_list_keeps_its_printed_labels_and_units() -> None:
    reading = read(
        sheet(("指标名称", "单位", "数量"), ("政务热线受理数", "件", "812"), ("按期办结率", "%", "99.5"))
    )
    assert reading.form is None
    assert [(c.table, c.row, c.column, c.value, c.unit) for c in reading.statistics] == [
        ("table0", "政务热线受理数", "数量", 812, "件"),
        ("table0", "按期办结率", "数量", 99.5, "%"),
    ]


def test_a_cell_merged_over_two_rows_is_unclear() -> None:
    rows = [[TestCell(text) for text in row] for row in FUJIAN]
    rows[1][2] = TestCell("120", 2)
    del rows[2][2]
    reading = read(to_html(rows))
    unclear = {(c.row, c.column) for c in reading.statistics if c.status == "ambiguous"}
    assert {("proactive_total", "year"), ("proactive_website", "year")} <= unclear


def test_the_row_that_numbers_the_columns_holds_no_figures() -> None:
    reading = read(sheet(*SHANGHAI[:1], ("甲", "乙", "丙", "1", "2"), *SHANGHAI[1:]))
    assert figures(reading) == figures(read(sheet(*SHANGHAI)))


def test_a_table_of_words_is_no_list() -> None:
    assert read(sheet(("序号", "单位", "联系人"), ("1", "甲局", "办公室"))) == Reading(None, (), ())
