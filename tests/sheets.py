"""Statutory tables as tests build them: cells with spans, and every figure different from all others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from lxml import html

from goicrawl.blocks import read_blocks
from goicrawl.grids import Grid
from goicrawl.parse.statistics import Reading, read_statistics
from goicrawl.parse.statistics.forms import FormTable, load_forms

Address = tuple[str, str, str]


@dataclass(frozen=True)
class TestCell:
    """One `<td>`: its markup and spans."""

    __test__ = False
    text: str
    down: int = 1
    across: int = 1
    address: Address | None = None


Sheet = list[list[TestCell]]


def number_of(address: Address) -> int:
    """Return the figure that the tests print at an address: another one for each."""
    addresses = list(
        dict.fromkeys(cell for form in ("t2021", "t2019") for cell in load_forms()[form].cells())
    )
    return 1000 + 7 * addresses.index(address)


def table_of(form: str, code: str) -> FormTable:
    """Return one table of a form."""
    return next(table for table in load_forms()[form].tables if table.code == code)


def _figures(table: FormTable, row: str, across: Iterable[int] = ()) -> list[TestCell]:
    spans = [*across, *[1] * len(table.columns)]
    return [
        TestCell(str(number_of(address := (table.code, row, column.code))), 1, spans[i], address)
        for i, column in enumerate(table.columns)
    ]


def article_twenty(form: str, code: str) -> Sheet:
    """Build one of the tables on article 20: caption, header, a row a label; four columns wide."""
    table = table_of(form, code)
    spans = [1] * (len(table.columns) - 1) + [4 - len(table.columns)]
    header = [TestCell(column.labels[0], 1, spans[i]) for i, column in enumerate(table.columns)]
    rows = [[TestCell(row.labels[0]), *_figures(table, row.code, spans)] for row in table.rows]
    return [[TestCell(table.captions[0], 1, 4)], [TestCell("信息内容"), *header], *rows]


def table_three(form: str) -> Sheet:
    """Build table three with the rowspans of the form."""
    table = table_of(form, "t3")
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    natural, *legal, total = (column.labels[0] for column in table.columns)
    sheet: Sheet = [
        [TestCell(note, 3, 3), TestCell("申请人情况", 1, 7)],
        [TestCell(natural, 2), TestCell("法人或其他组织", 1, 5), TestCell(total, 2)],
        [TestCell(label) for label in legal],
    ]
    parents = [row.parent for row in table.rows]
    lead: list[TestCell] = []
    for row in table.rows:
        if row.group:
            inner = {other.code for other in table.rows if other.parent == row.code and other.group}
            size = sum(1 for parent in parents if parent == row.code or parent in inner) - len(inner)
            lead.append(TestCell(row.labels[0], size))
            continue
        across = {"group_result": 2, None: 3}.get(row.parent, 1)
        sheet.append([*lead, TestCell(row.labels[0], 1, across), *_figures(table, row.code)])
        lead = []
    return sheet


def table_four(form: str) -> Sheet:
    """Build table four: three groups of five outcomes in one row of figures."""
    table = table_of(form, "t4")
    outcomes = [column.labels[0] for column in table.columns]
    return [
        [TestCell("行政复议", 1, 5), TestCell("行政诉讼", 1, 10)],
        [
            *(TestCell(outcome, 2) for outcome in outcomes),
            TestCell("未经复议直接起诉", 1, 5),
            TestCell("复议后起诉", 1, 5),
        ],
        [TestCell(outcome) for outcome in outcomes * 2],
        [cell for row in table.rows for cell in _figures(table, row.code)],
    ]


def sheets_of(form: str) -> list[Sheet]:
    """Build every table of a form."""
    codes = [table.code for table in load_forms()[form].tables]
    twenty = [article_twenty(form, code) for code in codes if code.startswith("art20")]
    return [*twenty, table_three(form), table_four(form)]


def change(sheet: Sheet, address: Address, text: str) -> Sheet:
    """Return the sheet with another text at one address."""
    return [[replace(cell, text=text) if cell.address == address else cell for cell in row] for row in sheet]


def relabel(sheet: Sheet, old: str, new: str) -> Sheet:
    """Return the sheet with every cell that reads `old` reading `new`."""
    return [[replace(cell, text=new) if cell.text == old else cell for cell in row] for row in sheet]


def to_html(sheet: Sheet, raw: bool = False) -> str:
    """Return the sheet as an HTML table; `raw` takes the texts for markup."""
    rows = ("<tr>" + "".join(_td(cell, raw) for cell in row) + "</tr>" for row in sheet)
    return "\n".join(["<table border=1>", *rows, "</table>"])


def _td(cell: TestCell, raw: bool) -> str:
    text = cell.text if raw else escape(cell.text)
    return f'<td rowspan="{cell.down}" colspan="{cell.across}"><p class=MsoNormal>{text}</p></td>'


def read(markup: str) -> Reading:
    """Return what the parser makes of the tables in `markup`."""
    body = html.fragment_fromstring(markup, create_parent="div")
    return read_statistics([block for block in read_blocks(body) if isinstance(block, Grid)])


def expected_of(form: str) -> dict[Address, int]:
    """Return every figure that the tests print in the tables of a form."""
    return {address: number_of(address) for address in load_forms()[form].cells()}


def wrong_in(reading: Reading, expected: Callable[[Address], float | None] = number_of) -> list[str]:
    """Return the statistics whose figure is not the one printed at that address."""
    return [
        f"{cell.table}.{cell.row}.{cell.column}={cell.value}"
        for cell in reading.statistics
        if cell.value is not None and cell.value != expected((cell.table, cell.row, cell.column))
    ]
