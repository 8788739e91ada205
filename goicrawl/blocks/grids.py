"""A scanned table: is it data or layout, and the grid that a data table makes."""

from goicrawl.blocks.units import DataTable, Line, TableCell
from goicrawl.grids import Cell, Grid

MAX_GRID_AREA = 400_000
"""Places in one resolved table; spans of a table that passes it count as 1 (real ones have up to 6,000)."""

LONG_CELL_CHARS = 600
"""A cell with more text than this may make its table a layout."""
LONG_CELL_LINES = 16
"""So may a cell of more lines (vertical text sets the nine characters of 三、本年度办理结果 in as many)."""
LAYOUT_SHARE = 0.8
"""It does so where it holds this share of the table's text …"""
LAYOUT_ROWS = 3
"""… and at most so many rows have two filled cells."""
COLUMN_LINES, COLUMN_CHARS = 3, 40
"""A cell with so many lines and characters is a column of the page, in the only row with two filled cells."""
MENU_LINKS = 4
"""A cell with so many links is a menu, and its table a layout."""


def is_data(table: DataTable) -> bool:
    """Tell whether a table holds data, and does not lay out the page.

    It has two columns and two filled cells at least, no table inside, no menu and no page in a cell.
    """
    if table.is_layout or max(map(len, table.rows), default=0) < 2:
        return False
    if table.links >= MENU_LINKS and any(_links(cell) >= MENU_LINKS for row in table.rows for cell in row):
        return False
    filled = [len([cell for cell in row if cell.plain or cell.content]) for row in table.rows]
    if sum(filled) < 2:
        return False
    crowded = sum([count > 1 for count in filled])
    return crowded > LAYOUT_ROWS or not (_holds_page(table) or _is_columns(table))


def _links(cell: TableCell) -> int:
    return sum([unit.links for unit in cell.content if isinstance(unit, Line)])


def _chars(cell: TableCell) -> int:
    if cell.plain is not None:
        return len(cell.plain)
    return sum([sum(map(len, unit.parts)) for unit in cell.content if isinstance(unit, Line)])


def _is_columns(table: DataTable) -> bool:
    """Tell whether a table sets columns of a page side by side: in one row, and a cell in it holds a text."""
    rows = [row for row in table.rows if sum(cell.plain != "" for cell in row) > 1]
    return len(rows) == 1 and any(
        len(cell.content) >= COLUMN_LINES and _chars(cell) >= COLUMN_CHARS for cell in rows[0]
    )


def _holds_page(table: DataTable) -> bool:
    """Tell whether one cell, of much text or many lines, holds nearly all the text of a table."""
    cells = [cell for row in table.rows for cell in row]
    sizes = [*map(_chars, cells)]
    is_suspect = max(sizes) > LONG_CELL_CHARS or any(len(cell.content) > LONG_CELL_LINES for cell in cells)
    return is_suspect and max(sizes) >= LAYOUT_SHARE * sum(sizes)


def grid_of(table: DataTable) -> Grid:
    """Return a data table's grid, each cell in the first free column as the HTML standard places it."""
    rows = [row for row in table.rows if row]
    height = len(rows)
    across = max(sum([cell.colspan for cell in row]) for row in rows)
    spanned = height * across <= MAX_GRID_AREA
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column -> first row in which it is free again
    width = 0
    for row, entries in enumerate(rows):
        column = 0
        for cell in entries:
            while column in taken and taken[column] > row:
                column += 1
            rowspan = colspan = 1
            if spanned and (cell.rowspan > 1 or cell.colspan > 1):
                rowspan, colspan = min(cell.rowspan, height - row), cell.colspan
                if rowspan > 1:
                    taken.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
            cells.append(Cell(cell.text, row, column, rowspan, colspan))
            column += colspan
        width = max(width, column)
    return Grid(tuple(cells), height, width)
