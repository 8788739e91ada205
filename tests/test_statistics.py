"""Every defect of real tables, on tables whose figures are all different: read right, or not read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from goicrawl.parse.statistics import Reading
from goicrawl.parse.statistics.figures import AMBIGUOUS, MISSING, NOT_APPLICABLE, REPORTED
from tests.sheets import (
    Address,
    Sheet,
    TestCell,
    article_twenty,
    change,
    expected_of,
    number_of,
    read,
    relabel,
    sheets_of,
    table_four,
    table_three,
    to_html,
    wrong_in,
)

Build = Callable[[], str]


def t3(change_sheet: Callable[[Sheet], Sheet], form: str = "t2021", raw: bool = True) -> Build:
    """Build table three alone, changed."""
    return lambda: to_html(change_sheet(table_three(form)), raw)


def label(old: str, new: str, form: str = "t2021") -> Build:
    """Build table three with another label."""
    return t3(lambda sheet: relabel(sheet, old, new), form)


def twenty(code: str, old: str, new: str, form: str = "t2019") -> Build:
    """Build one table on article 20 with another label."""
    return lambda: to_html(relabel(article_twenty(form, code), old, new), raw=True)


def each_label(new: Callable[[str], str]) -> Build:
    """Build table three with every label changed."""
    return t3(
        lambda sheet: [
            [cell if cell.address else replace(cell, text=new(cell.text)) for cell in row] for row in sheet
        ]
    )


def without_spans(sheet: Sheet) -> Sheet:
    """Print blank cells where group cells span."""
    plain: Sheet = []
    spanning: dict[str, int] = {}
    for number, row in enumerate(sheet):
        cells = [replace(cell, down=1) for cell in row]
        blanks = [TestCell("") for end in spanning.values() if number < end]
        plain.append(cells if number < 3 else blanks + cells)
        if number >= 3:
            spanning |= {cell.text: number + cell.down for cell in row if cell.down > 1}
    return sheet[:3] + plain[3:]


def without_groups(sheet: Sheet) -> Sheet:
    """Leave the group cells out: a label column and seven figures."""
    return sheet[:3] + [[replace(row[-8], across=3), *row[-7:]] for row in sheet[3:]]


def split_label(sheet: Sheet) -> Sheet:
    """Cut 属于国家秘密 off its number, into a cell of its own."""
    rows = []
    for row in sheet:
        at = next((i for i, cell in enumerate(row) if cell.text == "1.属于国家秘密"), None)
        cut = [TestCell("1."), TestCell("属于国家秘密")]
        rows.append(row if at is None else [*row[:at], *cut, *row[at + 1 :]])
    return rows


def stacked_header() -> Sheet:
    """Cut 本年新制作数量 into two rows of the header."""
    sheet = article_twenty("t2019", "art20_1")
    first = [TestCell("信息内容", 2), TestCell("本年新"), TestCell("本年新"), TestCell("对外公开总数量", 2)]
    return [sheet[0], first, [TestCell("制作数量"), TestCell("公开数量")], *sheet[2:]]


def neighbouring_header() -> Sheet:
    """Cut 本年新制作数量 into neighbouring cells, so that the header has a place too many."""
    sheet = article_twenty("t2019", "art20_1")
    names = ["信息内容", "本年新", "制作数量", "本年新公开数量", "对外公开总数量"]
    return [sheet[0], [TestCell(name) for name in names], *sheet[2:]]


def three_rows() -> Sheet:
    """Print table four with its three kinds one below the other."""
    head, *_, figures = table_four("t2021")
    outcomes = [TestCell(label) for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    return [
        [TestCell("", 1, 2), *outcomes],
        [replace(head[0], across=2), *figures[:5]],
        [replace(head[1], down=2, across=1), TestCell("未经复议直接起诉"), *figures[5:10]],
        [TestCell("复议后起诉"), *figures[10:]],
    ]


def cut_headers() -> Sheet:
    """Cut 现行有效件数 and 本年制发数 into neighbouring cells."""
    sheet = article_twenty("t2021", "art20_1")
    names = ["信息内容", "本年", "制发件数", "本年废止件数", "现行有效", "件数"]
    return [sheet[0], [TestCell(name) for name in names], *sheet[2:]]


def cut(at: int, again: bool = False) -> Build:
    """Cut table three into two tables before row `at`, its head printed again or not."""

    def build() -> str:
        sheet = table_three("t2021")
        return to_html(sheet[:at]) + "<p></p>" + to_html((sheet[:3] if again else []) + sheet[at:])

    return build


def cut_without_groups(at: int) -> Build:
    """Cut table three before row `at`; the second table has a label and seven figures a row."""
    sheet = table_three("t2021")
    return lambda: to_html(sheet[:at]) + to_html([row[-8:] for row in sheet[at:]])


def page_break(old: str, at: int, above: bool) -> Build:
    """Cut the row of a label in two: its figures stand in one half, blanks in the other."""

    def halves(row: list[TestCell], place: int) -> list[list[TestCell]]:
        blank = [replace(cell, text="", address=None) for cell in row[place + 1 :]]
        upper, lower = (row[place + 1 :], blank) if above else (blank, row[place + 1 :])
        return [[*row[:place], TestCell(old[:at]), *upper], [TestCell(old[at:]), *lower]]

    def cut_row(sheet: Sheet) -> Sheet:
        rows: Sheet = []
        for row in sheet:
            place = next((i for i, cell in enumerate(row) if cell.text == old), None)
            rows += [row] if place is None else halves(row, place)
        return rows

    return t3(cut_row)


def with_extra_row(text: str) -> Build:
    return t3(lambda sheet: [*sheet[:6], [TestCell(text, 1, 10)], *sheet[6:]])


def wide_note(sheet: Sheet) -> Sheet:
    """Head the labels with a cell of two columns where they have three."""
    return [[replace(sheet[0][0], across=2), *sheet[0][1:]], *sheet[1:]]


def four(header: Callable[[Sheet], Sheet]) -> Build:
    return lambda: to_html(header(table_four("t2021")))


def spanless(sheet: Sheet) -> Sheet:
    """Lose every span of the head of table four."""
    return [[replace(cell, down=1, across=1) for cell in row] for row in sheet[:-1]] + sheet[-1:]


def all_in_one(form: str) -> str:
    return to_html([row for sheet in sheets_of(form) for row in sheet])


COMPLETE: dict[str, tuple[Build, set[str]]] = {
    "form of 2021": (lambda: "".join(map(to_html, sheets_of("t2021"))), {"t3", "t4", "art20_1", "art20_8"}),
    "form of 2019": (lambda: "".join(map(to_html, sheets_of("t2019"))), {"t3", "t4", "art20_5", "art20_9"}),
    "all tables in one, 2021": (lambda: all_in_one("t2021"), {"t3", "t4", "art20_1", "art20_5"}),
    "all tables in one, 2019": (lambda: all_in_one("t2019"), {"t3", "t4", "art20_1", "art20_9"}),
    "label over two lines": (label("(一)予以公开", "(一)予以<br>公开"), {"t3"}),
    "label over two paragraphs": (label("2.重复申请", "2.重复</p><p>申请"), {"t3"}),
    "label cut by spans": (label("2.重复申请", "<span>2</span><span>.重</span><span>复申请</span>"), {"t3"}),
    "non-breaking spaces in labels": (each_label(lambda text: "&nbsp;".join(text)), {"t3"}),
    "full-width labels": (label("1.属于国家秘密", "１．属于国家秘密"), {"t3"}),
    "numbered 1、": (label("7.属于行政执法案卷", "7、属于行政执法案卷"), {"t3"}),
    "numbered (1)": (label("7.属于行政执法案卷", "（1）属于行政执法案卷".replace("1", "7")), {"t3"}),
    "label without number": (label("2.重复申请", "重复申请"), {"t3"}),
    "curly quotes lost": (label("3.危及“三安全一稳定”", "3.危及三安全一稳定"), {"t3"}),
    "corner quotes": (label("3.危及“三安全一稳定”", "3.危及「三安全一稳定」"), {"t3"}),
    "full-width parentheses": (each_label(lambda text: text.replace("(", "（").replace(")", "）")), {"t3"}),
    "note of partial grants left out": (
        label("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "（二）部分公开"),
        {"t3"},
    ),
    "note of partial grants worded otherwise": (
        label(
            "(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "（二）部分公开（区分处理的，只计这一项）"
        ),
        {"t3"},
    ),
    "short overdue label": (
        label("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
        {"t3"},
    ),
    "comma for enumeration comma": (
        label(
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        ),
        {"t3"},
    ),
    "vertical group label": (label("三、本年度办理结果", "<br>".join("三、本年度办理结果")), {"t3"}),
    "group label cut short": (label("三、本年度办理结果", "三、"), {"t3"}),
    "group label blank": (label("(五)不予处理", ""), {"t3"}),
    "misspelt label": (label("1.信访举报投诉类申请", "1.信访举报投拆类申请"), {"t3"}),
    "label with a colon": (label("四、结转下年度继续办理", "四、结转下年度继续办理："), {"t3"}),
    "合计 for 总计": (label("总计", "合计"), {"t3"}),
    "(七)合计": (label("(七)总计", "（七）总 计"), {"t3"}),
    "科研企业": (label("科研机构", "科研企业"), {"t3"}),
    "vertical column labels": (label("法律服务机构", "法律<br>服务<br>机构"), {"t3"}),
    "number cut off its label": (t3(split_label), {"t3"}),
    "no row spans, blanks instead": (t3(without_spans), {"t3"}),
    "no group cells": (t3(without_groups), {"t3"}),
    "head one column short": (t3(wide_note), {"t3"}),
    "blank row": (with_extra_row(""), {"t3"}),
    "row of a note": (with_extra_row("单位：件"), {"t3"}),
    "blank column at the right": (t3(lambda sheet: [[*row, TestCell("")] for row in sheet]), {"t3"}),
    "cut in two": (cut(12), {"t3"}),
    "cut in two inside a group": (cut(9), {"t3"}),
    "cut in two, the group's column lost": (cut_without_groups(12), {"t3"}),
    "label cut by a page break, figures above": (page_break("4.保护第三方合法权益", 5, True), {"t3"}),
    "label cut by a page break, figures below": (page_break("4.保护第三方合法权益", 5, False), {"t3"}),
    "cut in two, head printed again": (cut(12, again=True), {"t3"}),
    "header cells th": (lambda: to_html(table_three("t2021")).replace("<td", "<th", 10), {"t3"}),
    "upper-case tags": (
        lambda: to_html(table_three("t2021")).replace("<td", "<TD").replace("<tr", "<TR"),
        {"t3"},
    ),
    "unclosed cells and rows": (
        lambda: to_html(table_three("t2021")).replace("</td>", "").replace("</tr>", ""),
        {"t3"},
    ),
    "rowspan past the end": (
        lambda: to_html(table_three("t2021")).replace('rowspan="22"', 'rowspan="100000"', 1),
        {"t3.granted", "t3.total_handled", "t3.new_received"},
    ),
    "inside a layout table": (
        lambda: f"<table><tr><td><p>三、收到和处理</p>{to_html(table_three('t2021'))}</td></tr></table>",
        {"t3"},
    ),
    "printed twice alike": (lambda: to_html(table_three("t2021")) * 2, {"t3"}),
    "blank copy before": (
        lambda: (
            to_html([[replace(c, text="") if c.address else c for c in row] for row in table_three("t2021")])
            + to_html(table_three("t2021"))
        ),
        {"t3"},
    ),
    "table four without spans": (four(spanless), {"t4"}),
    "table four with a label": (
        four(lambda s: [[TestCell("", len(s) - 1), *s[0]], *s[1:-1], [TestCell("件数"), *s[-1]]]),
        {"t4"},
    ),
    "table four, a row for each kind": (lambda: to_html(three_rows()), {"t4"}),
    "table four, vertical outcomes": (
        four(
            lambda s: [
                [replace(c, text="\n".join(c.text)) for c in row] if row != s[-1] else row for row in s
            ]
        ),
        {"t4"},
    ),
    "table four, 其他 and 维持": (
        four(lambda s: relabel(relabel(s, "其他结果", "其他"), "结果维持", "维持")),
        {"t4"},
    ),
    "unit in the header": (twenty("art20_1", "本年新公开数量", "本年新公开数量（件）"), {"art20_1"}),
    "unit behind the label": (twenty("art20_6", "行政强制", "行政强制（件）"), {"art20_6"}),
    "two headers in neighbouring cells": (lambda: to_html(cut_headers()), {"art20_1"}),
    "header over two lines": (twenty("art20_1", "本年新制作数量", "本年新<br>制作数量"), {"art20_1"}),
    "header over two rows": (lambda: to_html(stacked_header()), {"art20_1"}),
    "header in neighbouring cells": (lambda: to_html(neighbouring_header()), {"art20_1"}),
    "本年增/": (twenty("art20_5", "本年增/减", "本年增/"), {"art20_5"}),
    "本年增／减": (twenty("art20_6", "本年增/减", "本年增／减"), {"art20_6"}),
    "caption lost": (lambda: to_html(article_twenty("t2021", "art20_1")[1:]), {"art20_1"}),
    "caption of the whole article": (
        twenty("art20_1", "第二十条第(一)项", "中华人民共和国政府信息公开条例第二十条第（一）项"),
        {"art20_1"},
    ),
    "行政规范性文件 in 2019": (twenty("art20_1", "规范性文件", "行政规范性文件"), {"art20_1"}),
    "规范性文件 in 2021": (twenty("art20_1", "行政规范性文件", "规范性文件", "t2021"), {"art20_1"}),
    "fee with its unit in the header": (
        twenty("art20_8", "本年收费金额(单位:万元)", "本年收费金额（单位：万元）", "t2021"),
        {"art20_8"},
    ),
    "columns swapped with their labels": (
        lambda: to_html(
            [[row[0], *row[:0:-1]] if len(row) > 1 else row for row in article_twenty("t2021", "art20_1")]
        ),
        {"art20_1"},
    ),
}


ONLY_IN_ONE_FORM = set(expected_of("t2021")) ^ set(expected_of("t2019"))


def _unread(reading: Reading, places: set[str]) -> set[tuple[Address, str]]:
    """A table that stands alone may be read under the other form, whose further cells it lacks."""
    return {
        (address, cell.status)
        for cell in reading.statistics
        if {cell.table, f"{cell.table}.{cell.row}"} & places and cell.status != REPORTED
        if (address := (cell.table, cell.row, cell.column)) not in ONLY_IN_ONE_FORM or cell.status != MISSING
    }


def _read(reading: Reading) -> set[str]:
    reported = [cell for cell in reading.statistics if cell.status == REPORTED]
    return {cell.table for cell in reported} | {f"{cell.table}.{cell.row}" for cell in reported}


@pytest.mark.parametrize(("build", "places"), COMPLETE.values(), ids=COMPLETE)
def test_every_figure_is_read(build: Build, places: set[str]) -> None:
    reading = read(build())
    assert wrong_in(reading) == []
    assert _unread(reading, places) == set()
    assert places <= _read(reading)


NATURAL: Address = ("t3", "granted", "natural_person")
CELLS: dict[str, tuple[str, str]] = {
    "blank": ("", MISSING),
    "non-breaking space": ("&nbsp;", MISSING),
    "slash": ("/", NOT_APPLICABLE),
    "full-width slash": ("／", NOT_APPLICABLE),
    "hyphen": ("-", NOT_APPLICABLE),
    "dash": ("——", NOT_APPLICABLE),
    "无": ("无", NOT_APPLICABLE),
    "two numbers": ("3 5", AMBIGUOUS),
    "about": ("约20", AMBIGUOUS),
    "more than": ("20余", AMBIGUOUS),
    "signed in a count": ("+22", AMBIGUOUS),
    "fraction in a count": ("3.5", AMBIGUOUS),
    "words": ("见附件", AMBIGUOUS),
}


@pytest.mark.parametrize(("text", "status"), CELLS.values(), ids=CELLS)
def test_what_is_no_figure_stays_none(text: str, status: str) -> None:
    reading = read(to_html(change(table_three("t2021"), NATURAL, text), raw=True))
    cell = next(c for c in reading.statistics if (c.table, c.row, c.column) == NATURAL)
    assert (cell.value, cell.status) == (None, status)
    assert wrong_in(reading) == []


def drop(sheet: Sheet, address: Address) -> Sheet:
    return [[cell for cell in row if cell.address != address] for row in sheet]


def merge(sheet: Sheet, address: Address, down: int, across: int) -> Sheet:
    return [
        [replace(c, down=down, across=across) if c.address == address else c for c in row] for row in sheet
    ]


def drop_place(sheet: Sheet, place: int) -> Sheet:
    return [[cell for i, cell in enumerate(row) if i != place] for row in sheet]


def without_place(form: str, place: int) -> Build:
    return lambda: "".join(to_html(drop_place(sheet, place)) for sheet in sheets_of(form))


LOST: dict[str, Build] = {
    "a row with a cell too few": t3(lambda sheet: drop(sheet, NATURAL)),
    "every row with a cell too few": t3(
        lambda sheet: [row[:-1] if row[-1].address else row for row in sheet]
    ),
    "two cells merged into one": t3(
        lambda sheet: drop(merge(sheet, NATURAL, 1, 2), ("t3", "granted", "commercial_enterprise"))
    ),
    "a cell merged over two rows": t3(
        lambda sheet: drop(merge(sheet, NATURAL, 2, 1), ("t3", "partially_granted", "natural_person"))
    ),
    "head lost": t3(lambda sheet: sheet[3:]),
    "a column label lost": label("科研机构", ""),
    "a column label misspelt": label("自然人", "自燃入"),
    "a column of the head lost": t3(lambda sheet: [sheet[0], sheet[1][1:], *sheet[2:]]),
    "two column labels merged": t3(
        lambda sheet: [*sheet[:2], [TestCell("商业企业科研机构", 1, 2), *sheet[2][2:]], *sheet[3:]]
    ),
    "row labels lost": each_label(lambda text: "" if text.startswith(("(", "1", "2")) else text),
    "head of another table": twenty("art20_9", "采购项目数量", "上一年项目数量"),
    "rows shuffled": t3(lambda sheet: sheet[:3] + sheet[:2:-1]),
    "rows shuffled with the head": t3(lambda sheet: sheet[::-1]),
    "tables shuffled in one": lambda: to_html([row for sheet in sheets_of("t2019") for row in sheet[::-1]]),
    "table four short of a cell": four(lambda s: [*s[:-1], s[-1][1:]]),
    "table four without its head": four(lambda s: s[-1:]),
    **{
        f"place {place} lost in every row of {form}": without_place(form, place)
        for form in ("t2019", "t2021")
        for place in range(8)
    },
}


@pytest.mark.parametrize("build", LOST.values(), ids=LOST)
def test_no_figure_is_attached_to_a_wrong_code(build: Build) -> None:
    assert wrong_in(read(build())) == []


def test_a_short_row_is_said_to_be_unclear() -> None:
    reading = read(LOST["a row with a cell too few"]())
    granted = [cell for cell in reading.statistics if (cell.table, cell.row) == ("t3", "granted")]
    assert {cell.status for cell in granted} == {AMBIGUOUS}


def test_a_table_that_contradicts_itself_gives_neither_figure() -> None:
    sheet = table_three("t2021")
    reading = read(to_html(sheet) + to_html(change(sheet, NATURAL, "5")))
    cell = next(c for c in reading.statistics if (c.table, c.row, c.column) == NATURAL)
    assert (cell.value, cell.status) == (None, AMBIGUOUS)
    assert [problem.code for problem in reading.problems] == ["source.cell_conflict"]


def test_rows_of_the_older_form_keep_their_codes_under_the_newer() -> None:
    twenty_2021 = "".join(to_html(article_twenty("t2021", code)) for code in ("art20_1", "art20_8"))
    reading = read(twenty_2021 + to_html(table_three("t2019")))
    found = {(c.table, c.row, c.column): c.value for c in reading.statistics}
    assert reading.form == "t2021"
    assert found["t3", "other_handling", "total"] == number_of(("t3", "other_handling", "total"))


def test_tables_of_no_form_give_nothing() -> None:
    assert read("<table><tr><td>姓名</td><td>电话</td></tr><tr><td>1</td><td>2</td></tr></table>") == Reading(
        None, (), ()
    )


def test_units_come_from_the_cell_then_from_the_form() -> None:
    address = ("art20_9", "central_procurement", "procurement_amount")
    reading = read(to_html(change(article_twenty("t2019", "art20_9"), address, "251000元")))
    units = {(c.row, c.column): (c.value, c.unit) for c in reading.statistics if c.table == "art20_9"}
    assert units["central_procurement", "procurement_amount"] == (251000, "元")
    assert units["central_procurement", "procurement_items"][1] == "项"


AMOUNTS = {
    "in the header": ("采购总金额（万元）", "398.3675", "万元"),
    "in the header, in yuan": ("采购总金额（元）", "398", "元"),
    "in the cell": ("采购总金额", "398.3675万元", "万元"),
    "in the cell, against the header": ("采购总金额（万元）", "2510元", "元"),
    "nowhere": ("采购总金额", "8040", None),
}


@pytest.mark.parametrize(("head", "text", "unit"), AMOUNTS.values(), ids=AMOUNTS)
def test_an_amount_has_the_unit_that_is_printed(head: str, text: str, unit: str | None) -> None:
    address = ("art20_9", "central_procurement", "procurement_amount")
    sheet = relabel(article_twenty("t2019", "art20_9"), "采购总金额", head)
    reading = read(to_html(change(sheet, address, text)))
    cell = next(c for c in reading.statistics if (c.table, c.row, c.column) == address)
    assert (cell.status, cell.unit) == (REPORTED, unit)
    assert [problem.code for problem in reading.problems] == ([] if unit else ["source.unit_unstated"])
