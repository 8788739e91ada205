"""A body's blocks into its data tables: every row, spans resolved, and the caption over each."""

from collections.abc import Iterable

from goicrawl.grids import Block, Grid
from goicrawl.items import Table

MAX_CAPTION = 60
"""Longest caption in characters; a longer line above a table is prose."""
_PROSE_ENDS = ("。", "；", ";", "，", ",")


def read_tables(blocks: Iterable[Block]) -> tuple[Table, ...]:
    """Return the tables in order."""
    tables: list[Table] = []
    above: str | None = None
    for block in blocks:
        if isinstance(block, str):
            above = block
            continue
        rows = tuple(tuple(cell.text if cell else "" for cell in row) for row in block.matrix())
        tables.append(Table(position=len(tables), caption=_caption(block) or _title(above), rows=rows))
        above = None
    return tuple(tables)


def _caption(grid: Grid) -> str | None:
    """Return the first row's text where one cell fills the row."""
    first = [cell for cell in grid.cells if cell.row == 0 and cell.text]
    fills = len(first) == 1 and first[0].colspan == grid.width > 1
    return first[0].text.replace("\n", "") if fills else None


def _title(above: str | None) -> str | None:
    if above is None or len(above) > MAX_CAPTION or above.endswith(_PROSE_ENDS):
        return None
    return above
