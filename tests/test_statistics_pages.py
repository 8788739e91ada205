"""The figures of real pages against what a person read off them."""

import tomllib
from pathlib import Path

import pytest
from lxml import html

from goicrawl.blocks import read_blocks
from goicrawl.grids import Grid
from goicrawl.items import Statistic
from goicrawl.parse.statistics import read_statistics
from goicrawl.parse.statistics.forms import load_forms

GOLD = sorted((Path(__file__).parent / "gold" / "statistics").glob("*.toml"))
PAGES = Path(__file__).parents[1].parent / "shared" / "pages"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages of ../shared/pages are not here")


def read_gold(path: Path) -> tuple[str, str, dict[tuple[str, str, str], str]]:
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    cells = {}
    for table in load_forms()[gold["form"]].tables:
        for row, texts in gold[table.code].items():
            for column, text in zip(table.columns, texts, strict=True):
                cells[table.code, row, column.code] = text
    return gold["page"], gold["form"], cells


def printed(cell: Statistic) -> str:
    assert (cell.value is None) == (cell.status == "missing")
    return "" if cell.value is None else str(cell.value)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_cell_is_what_the_page_says(path: Path) -> None:
    page, form, cells = read_gold(path)
    body = html.document_fromstring((PAGES / page).read_text(encoding="utf-8"))
    reading = read_statistics([block for block in read_blocks(body) if isinstance(block, Grid)])
    assert reading.form == form
    assert {(c.table, c.row, c.column): printed(c) for c in reading.statistics} == cells
