"""Data tables and paragraphs: what a cleaned body is made of."""

from collections.abc import Iterator
from typing import NamedTuple


class Cell(NamedTuple):
    """A table cell where it starts. Rows and columns count from 0, spans resolved."""

    text: str
    """As printed; lines inside the cell are joined by newlines."""
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


class Grid(NamedTuple):
    """A data table of the body: its cells in document order, and its size with spans resolved."""

    cells: tuple[Cell, ...]
    height: int
    width: int

    def matrix(self) -> list[list[Cell | None]]:
        """Return `height` rows of `width` places, each with the cell that covers it."""
        places: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            _, row, column, rowspan, colspan = cell
            if rowspan == colspan == 1:
                places[row][column] = cell
                continue
            for place in places[row : row + rowspan]:
                place[column : column + colspan] = [cell] * colspan
        return places

    def lines(self) -> Iterator[str]:
        """Give one line a row: the cells that start in it, joined by tabs; rows of blanks left out."""
        rows: list[list[str]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell.text.replace("\n", " "))
        return ("\t".join(row) for row in rows if any(row))


Block = str | Grid
"""A paragraph, or a data table."""
