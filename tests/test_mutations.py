"""Fixtures with their tables damaged at random: a figure may get lost, it never gets a wrong code."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from lxml import html

from goicrawl import Page, extract_report
from goicrawl.clean.decode import decode
from goicrawl.evaluation import Case, read_cases
from tests.sheets import expected_of, sheets_of, to_html

ROOT = Path(__file__).parents[1] / "fixtures"
CASES = {case.name: case for case in read_cases(ROOT) if case.expected.get("statistics")}
SEEDS = range(5)


def of_sheets(form: str) -> Case:
    """Build a page of all tables of a form, no figure like another."""
    head = "<meta charset=utf-8><title>甲县人民政府2021年政府信息公开工作年度报告</title>"
    tables = "<p>一、总体情况</p>".join(map(to_html, sheets_of(form)))
    body = f"<html><head>{head}</head><body><div id=zoom>{tables}</div></body></html>".encode()
    page = Page(url="http://www.example.gov.cn/1.html", body=body)
    figures = {".".join(address): number for address, number in expected_of(form).items()}
    return Case(f"sheets of {form}", page, {"statistics": figures})


CASES |= {case.name: case for case in map(of_sheets, ("t2019", "t2021"))}

Element = html.HtmlElement


def rows_of(page: Element, random: Random) -> list[Element]:
    """Return the rows of one of the page's tables of figures."""
    tables = [
        table
        for table in page.iter("table")
        if len(table.findall(".//tr")) > 2 and not table.findall(".//table")
    ]
    return list(random.choice(tables).iter("tr"))


def cells_of(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def shuffle_rows(page: Element, random: Random) -> None:
    rows = rows_of(page, random)
    parent = rows[0].getparent()
    if parent is None or any(row.getparent() is not parent for row in rows):
        return
    places = [parent.index(row) for row in rows]
    order = random.sample(rows, len(rows))
    for place, row in zip(places, order, strict=True):
        parent.insert(place, row)


def drop_cell(page: Element, random: Random) -> None:
    for _ in range(5):
        cells = cells_of(random.choice(rows_of(page, random)))
        if cells:
            random.choice(cells).drop_tree()


def drop_column(page: Element, random: Random) -> None:
    rows = rows_of(page, random)
    place = random.randrange(max(len(cells_of(row)) for row in rows))
    for row in rows:
        cells = cells_of(row)
        if place < len(cells):
            cells[place].drop_tree()


def drop_row(page: Element, random: Random) -> None:
    for _ in range(3):
        random.choice(rows_of(page, random)).drop_tree()


def misspell_label(page: Element, random: Random) -> None:
    for _ in range(4):
        cells = [cell for row in rows_of(page, random) for cell in cells_of(row)]
        labels = [
            cell
            for cell in cells
            if len(cell.text_content().strip()) > 1 and not cell.text_content().strip().isdigit()
        ]
        if labels:
            cell = random.choice(labels)
            text = list(cell.text_content().strip())
            text[random.randrange(len(text))] = random.choice("甲乙丙其他总计公开一二三")
            for child in list(cell):
                child.drop_tree()
            cell.text = "".join(text)


def merge_cells(page: Element, random: Random) -> None:
    for _ in range(4):
        cells = cells_of(random.choice(rows_of(page, random)))
        if len(cells) > 1:
            left = random.randrange(len(cells) - 1)
            span = int(cells[left].get("colspan", "1")) + int(cells[left + 1].get("colspan", "1"))
            cells[left].set("colspan", str(span))
            cells[left + 1].drop_tree()


def merge_down(page: Element, random: Random) -> None:
    for _ in range(4):
        cells = cells_of(random.choice(rows_of(page, random)))
        if cells:
            random.choice(cells).set("rowspan", "2")


def lose_spans(page: Element, random: Random) -> None:
    for row in rows_of(page, random):
        for cell in cells_of(row):
            for name in ("rowspan", "colspan"):
                cell.attrib.pop(name, None)


MUTATIONS: list[Callable[[Element, Random], None]] = [
    shuffle_rows,
    drop_cell,
    drop_column,
    drop_row,
    misspell_label,
    merge_cells,
    merge_down,
    lose_spans,
]


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_figure_gets_a_wrong_code(case: Case, mutate: Callable[[Element, Random], None]) -> None:
    known = case.expected["statistics"]
    assert isinstance(known, dict)
    # What no form knows keeps its printed name: only codes can be wrong.
    codes = {code for address in known for code in address.split(".")}
    for seed in SEEDS:
        page = html.document_fromstring(decode(case.page.body, case.page.content_type).text)
        mutate(page, Random(seed))  # noqa: S311 - the same damage at every run
        damaged = Page(
            url=case.page.url,
            body=html.tostring(page, encoding="utf-8"),
            content_type="text/html; charset=utf-8",
        )
        wrong = [
            f"{cell.table}.{cell.row}.{cell.column}={cell.value}"
            for cell in extract_report(damaged).statistics
            if cell.value is not None and {cell.row, cell.column} <= codes
            if cell.value != known.get(f"{cell.table}.{cell.row}.{cell.column}")
        ]
        assert wrong == [], f"seed {seed}"
