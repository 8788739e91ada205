"""A cleaned body, as an lxml element, into its blocks: paragraphs and data tables in order.

Markers are written into the tree and the text is then taken from it in one C call: a run of text
that Word cut into spans comes out whole, and the cost is that of the block-level elements alone.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from goicrawl.items import Block, Cell, Grid
from goicrawl.text import squeeze

# Unicode noncharacters: no text holds them, and an lxml tree takes them where it refuses controls.
_BREAK, _TABLE, _ROW, _CELL, _END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_MARKER = re.compile(f"([{_BREAK}-{_END}])")

BLOCK_TAGS = (
    "address article aside blockquote caption center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section table td th tr "
    "ucapcontent ul"
).split()

MAX_COLSPAN = 1000
"""The HTML standard's own limit."""
MAX_GRID_AREA = 400_000
"""Places in one resolved table; spans of a table that passes it count as 1 (real ones have up to 6,000)."""
LAYOUT_CELL_CHARS = 600
"""A cell with more text than this makes its table a layout."""
LAYOUT_CELL_LINES = 16
"""So does a cell of more lines (vertical text sets the nine characters of 三、本年度办理结果 in as many)."""

_Spans = Iterator[tuple[int, int]]
_Row = list[tuple[list[str], int, int]]


def text_of(blocks: Iterable[Block]) -> str:
    """Return a body's text: one paragraph a line; a table row is one line, cells joined by tabs."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines.extend(block.lines())
    return "\n".join(lines)


def read_blocks(body: etree._Element) -> tuple[Block, ...]:
    """Return the paragraphs and data tables below `body`, in order. Marks the tree in place."""
    spans = _mark(body)
    text = etree.tostring(body, method="text", encoding="unicode", with_tail=False)
    return tuple(_assemble(_MARKER.split(text), iter(spans)))


def _mark(body: etree._Element) -> list[tuple[int, int]]:
    """Write the markers into the tree and return the cells' (rowspan, colspan) in order."""
    for br in body.iter("br"):
        br.tail = _BREAK + (br.tail or "")
    marked: set[etree._Element] = set()
    spans: list[tuple[int, int]] = []
    for table in _data_tables(body):
        marked.add(table)
        _surround(table, _TABLE, _END)
        for part in table.iter("tr", "td", "th"):
            if next(part.iterancestors("table")) is not table:
                continue
            marked.add(part)
            if part.tag == "tr":
                _prefix(part, _ROW)
            else:
                _prefix(part, _CELL)
                spans.append((_span(part, "rowspan"), _span(part, "colspan")))
    for element in body.iter(*BLOCK_TAGS):
        if element not in marked:
            _surround(element, _BREAK, _BREAK)
    return spans


def _data_tables(body: etree._Element) -> list[etree._Element]:
    """Return the tables that hold no further table of two cells or more."""
    found = []
    for table in body.iter("table"):
        inner = table.iterdescendants("table")
        if not any(_has_cells(nested) for nested in inner) and _has_cells(table):
            found.append(table)
    return found


def _has_cells(table: etree._Element) -> bool:
    cells = table.iterdescendants("td", "th")
    return next(cells, None) is not None and next(cells, None) is not None


def _prefix(element: etree._Element, marker: str) -> None:
    element.text = marker + (element.text or "")


def _surround(element: etree._Element, before: str, after: str) -> None:
    element.text = before + (element.text or "")
    element.tail = after + (element.tail or "")


def _span(cell: etree._Element, name: str) -> int:
    digits = (cell.get(name) or "").strip()[:6]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1


def _assemble(tokens: list[str], spans: _Spans) -> Iterator[Block]:
    """Give the blocks that a marked text spells."""
    rows: list[_Row] | None = None
    line = ""
    for token in tokens:
        if rows is not None and rows and rows[-1] and token not in (_ROW, _CELL, _END):
            lines = rows[-1][-1][0]
            if token == _BREAK:
                lines.append("")
            else:
                lines[-1] += token
            continue
        if not token:
            continue
        if not _MARKER.fullmatch(token):
            line += token
            continue
        if line and (text := squeeze(line)):
            yield text
        line = ""
        if token == _TABLE:
            rows = []
        elif token == _ROW and rows is not None:
            rows.append([])
        elif token == _CELL and rows is not None:
            if not rows:
                rows.append([])
            rows[-1].append(([""], *next(spans)))
        elif token == _END and rows is not None:
            yield from _table_blocks(rows)
            rows = None
    if text := squeeze(line):
        yield text


def _table_blocks(rows: list[_Row]) -> Iterator[Block]:
    """Give a table's grid, or its paragraphs where it only lays out the page."""
    table = [[(_lines(parts), down, across) for parts, down, across in row] for row in rows]
    cells = [lines for row in table for lines, _, _ in row]
    if max(map(len, table), default=0) < 2 or any(map(_is_layout, cells)):
        for lines in cells:
            yield from lines
    elif any(cells):
        yield _grid([row for row in table if row])


def _lines(parts: list[str]) -> list[str]:
    return [line for part in parts if (line := squeeze(part))]


def _is_layout(lines: list[str]) -> bool:
    return len(lines) > LAYOUT_CELL_LINES or sum(map(len, lines)) > LAYOUT_CELL_CHARS


def _grid(table: list[list[tuple[list[str], int, int]]]) -> Grid:
    """Place the cells as the HTML standard does: each in the first free column of its row."""
    height = len(table)
    across = max(sum(min(span, MAX_COLSPAN) for _, _, span in row) for row in table)
    spanned = height * across <= MAX_GRID_AREA
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column -> first row in which it is free again
    width = 0
    for row, entries in enumerate(table):
        column = 0
        for lines, down, over in entries:
            while taken.get(column, 0) > row:
                column += 1
            rowspan = min(down, height - row) if spanned else 1
            colspan = min(over, MAX_COLSPAN) if spanned else 1
            cells.append(Cell("\n".join(lines), row, column, rowspan, colspan))
            if rowspan > 1:
                taken.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
            column += colspan
            width = max(width, column)
    return Grid(tuple(cells), height, width)
