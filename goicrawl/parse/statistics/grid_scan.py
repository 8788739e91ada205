"""One grid, row by row, into findings: which cell stands at which address of the statutory forms."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goicrawl.grids import Cell, Grid
from goicrawl.parse.statistics.figures import is_figure
from goicrawl.parse.statistics.headers import OUTCOMES, Header, Heading, Places, is_header, read_header
from goicrawl.parse.statistics.labels import RowLabel, find_caption, find_outcome_row, find_row, load_labels

MAX_LABEL_CELLS = 4
"""Cells that a row's label may be cut into."""

Address = tuple[str, str, str]


class Finding(NamedTuple):
    """A figure's address, its cell and the text at the head of its column."""

    address: Address
    cell: Cell | None
    sure: bool
    """False where the cell might belong to another address."""
    head: str


class _Row(NamedTuple):
    """A grid row that holds figures: its label, None where the table's rows have none, and its cells."""

    number: int
    label: RowLabel | None
    values: Sequence[Cell]


def scan_grid(grid: Grid, header: Header | None) -> tuple[Header | None, list[Finding]]:
    """Return the header in force at the end of a grid, and the grid's findings.

    `header` is that of the grid before: a table that was cut in two goes on under it.
    """
    places = grid.matrix()
    findings: list[Finding] = []
    block: list[int] = []
    if header and header.width != grid.width:
        header = header._replace(full=False)
    for number, cells in enumerate(_join_broken(_own_cells(grid))):
        if not any(cell.text for cell in cells):
            continue
        if _is_caption(cells):
            header, block = None, []
        elif row := _read_row(number, cells, places):
            if block:
                header, block = read_header(places, block), []
            findings.extend(_place(row, header, places))
        elif is_header(cells):
            block.append(number)
    return header, findings


def _own_cells(grid: Grid) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _join_broken(rows: list[list[Cell]]) -> Iterator[Sequence[Cell]]:
    """Give the rows' cells; where a page break cut a row's label in two, both halves in the row that has
    the figures.
    """
    waiting: Sequence[Cell] | None = None
    for cells, following in zip(rows, [*rows[1:], []], strict=True):
        if waiting is not None:
            yield waiting
            waiting = None
        elif joined := _join(cells, following):
            upper, waiting = joined
            yield upper
        else:
            yield cells


def _join(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Sequence[Cell], Sequence[Cell]] | None:
    """Return two rows of which one label makes sense and one has all figures, mended; None for any other."""
    if not lower or is_figure(lower[0].text) or any(cell.text for cell in lower[1:]) == _has_figure(upper):
        return None
    start = next((i for i, cell in enumerate(upper) if cell.text and is_figure(cell.text)), len(upper))
    last = max((i for i, cell in enumerate(upper[:start]) if cell.text), default=None)
    if last is None or find_row((upper[last].text,), None) or find_row((lower[0].text,), None):
        return None
    label = upper[last]._replace(text=upper[last].text + lower[0].text)
    if not find_row((label.text,), None):
        return None
    if any(cell.text for cell in lower[1:]):
        return (), [*upper[:last], label, *lower[1:]]
    return [*upper[:last], label, *upper[last + 1 :]], ()


def _has_figure(cells: Sequence[Cell]) -> bool:
    """Tell whether a row prints a figure."""
    return any(cell.text and is_figure(cell.text) for cell in cells)


def _is_caption(cells: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    return len(texts) == 1 and find_caption(texts[0]) is not None


def _read_row(number: int, cells: Sequence[Cell], places: Places) -> _Row | None:
    """Return the row if it holds figures of a form; None for headers, group headings and other rows."""
    start = next((i for i, cell in enumerate(cells) if not is_figure(cell.text)), None)
    if start is None:
        return _Row(number, None, cells)
    group = _group_of(number, cells[0], places)
    texts = [cell.text for cell in cells[start : start + MAX_LABEL_CELLS]]
    while len(texts) > 1 and is_figure(texts[-1]):
        texts.pop()
    for length in range(len(texts), 0, -1):
        label = find_row(tuple(texts[:length]), group)
        if label:
            return None if label.row.group else _Row(number, label, cells[start + length :])
    figures = cells[start + len(texts) :]
    if figures and all(is_figure(cell.text) for cell in figures):
        return _Row(number, find_outcome_row(texts[-1]), figures)
    return None


def _group_of(number: int, first: Cell, places: Places) -> str | None:
    """Return the text of the nearest cell that spans the row from above, left of its own cells."""
    left = (cell for cell in reversed(places[number][: first.column]) if cell is not None)
    return next((cell.text for cell in left), None)


def _place(row: _Row, header: Header | None, places: Places) -> Iterator[Finding]:
    """Give a row's findings: in order where header and row are complete, else by the places they cover."""
    table = row.label.table if row.label else OUTCOMES
    code = row.label.row.code if row.label else ""
    if header is None or table not in header.tables():
        if row.label:
            yield from _lost(row.label)
    elif table in header.complete and len(row.values) == len(header.headings):
        for heading, cell in zip(header.headings, row.values, strict=True):
            group, column = heading.codes[table]
            if group or code:
                yield Finding((table, group or code, column), cell, cell.rowspan == 1, heading.text)
    else:
        placed = header.rows == 1 or header.is_ordered(table)
        for heading in header.headings:
            group, column = heading.codes.get(table, (None, ""))
            if column and (group or code):
                below, sure = _under(heading, row, header, places) if placed else (None, False)
                yield Finding((table, group or code, column), below, sure, heading.text)


def _lost(label: RowLabel) -> Iterator[Finding]:
    """Give the row's addresses without a cell: no header says which of its figures is which."""
    for column in load_labels().tables[label.table][0].columns:
        yield Finding((label.table, label.row.code, column.code), None, False, "")


def _under(heading: Heading, row: _Row, header: Header, places: Places) -> tuple[Cell | None, bool]:
    """Return the cell below a heading, and whether no other heading shares it."""
    line = places[row.number]
    under = dict.fromkeys(line[heading.start : heading.end])
    cell = next(iter(under), None)
    if cell is None or len(under) != 1 or not header.full:
        return None, False
    first = min(value.column for value in row.values) if row.values else 0
    whole = all(place is not None for place in line[first : header.headings[-1].end])
    alone = cell.column >= heading.start and cell.column + cell.colspan <= heading.end
    own = cell in row.values and cell.rowspan == 1
    return cell, whole and alone and own
