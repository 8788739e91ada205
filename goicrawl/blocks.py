"""A cleaned body, as an lxml element or as markup, into its blocks: paragraphs and data tables in order.

The tree is serialised in one C call and its tags are then walked as text: a run that Word cut into
spans comes out whole, and a tag that was seen before costs one look into a dictionary.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from goicrawl.items import Block, Cell, Grid
from goicrawl.text import squeeze

# Exact for markup as `markup_of` gives it, where > stands only at the end of a tag; what surrounds the
# tags comes at even places, the tags' insides at odd ones.
_TAG = re.compile("<([^>]*)>")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_NAME = re.compile("/?(?P<name>[^ /]*)")
_SPAN = re.compile(r' (?P<axis>row|col)span="\s*(?P<digits>[0-9]{1,5})')

BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol optgroup option p pre section "
    "tbody tfoot thead title ucapcontent ul".split()
)

MAX_COLSPAN = 1000
"""The HTML standard's own limit."""
MAX_GRID_AREA = 400_000
"""Places in one resolved table; spans of a table that passes it count as 1 (real ones have up to 6,000)."""
LAYOUT_CELL_CHARS = 600
"""A cell with more text than this may make its table a layout."""
LAYOUT_CELL_LINES = 16
"""So may a cell of more lines (vertical text sets the nine characters of 三、本年度办理结果 in as many)."""
LAYOUT_SHARE = 0.8
"""It does so where it holds this share of the table's text …"""
LAYOUT_ROWS = 3
"""… and at most so many rows have two filled cells."""


class _Cell(NamedTuple):
    blocks: list[Block]
    rowspan: int
    colspan: int


class _Table:
    """A table that is being read: its rows, and what stands outside its cells."""

    __slots__ = ("is_layout", "loose", "row_open", "rows", "target")

    def __init__(self) -> None:
        self.rows: list[list[_Cell]] = []
        self.row_open = False
        self.is_layout = False
        self.loose: list[Block] = []
        self.target = self.loose


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
    """Return the paragraphs and data tables below `body`, in order.

    >>> read_blocks(etree.HTML("<p>一、<b>总体</b>情况</p><p>&nbsp;</p><p>无。</p>"))
    ('一、总体情况', '无。')
    """
    return blocks_of(_TAG.split(markup_of(body)))


def markup_of(element: etree._Element) -> str:
    """Return an element's markup without comments: `&`, `<` and `>` stand in it as entities only."""
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    return _COMMENT.sub("", markup) if "<!--" in markup else markup


def blocks_of(tokens: Sequence[str]) -> tuple[Block, ...]:
    """Return the paragraphs and data tables of split markup: text at even places, tags at odd ones."""
    blocks: list[Block] = []
    tables: list[_Table] = []
    target, run = blocks, list[str]()
    kinds = dict.fromkeys(("span", "/span", "b", "/b", "font", "/font", "strong", "/strong"), "")
    for text, tag in zip(tokens[::2], tokens[1::2], strict=False):
        if text and (run or not text.isspace()):
            run.append(text)
        kind = kinds.get(tag)
        if kind is None:
            kind = kinds[tag] = _kind(tag)
        if not kind:
            continue
        if run:
            if line := _line(run):
                target.append(line)
            run = []
        if kind != "block":
            target = _step(kind, tag, tables, blocks)
    for text in tokens[-1:] if len(tokens) % 2 else ():
        run.append(text)
    if line := _line(run):
        target.append(line)
    while tables:
        _close_table(tables, blocks)
    return tuple(blocks)


def _kind(tag: str) -> str:
    """Return what a tag does: "" for inline, "block" for a break, its own name for parts of a table."""
    matched = _NAME.match(tag)
    name = matched["name"].lower() if matched else ""
    if name in BLOCK_TAGS:
        return "block"
    if name not in ("table", "tr", "td", "th"):
        return ""
    kind = "td" if name == "th" else name
    return f"/{kind}" if tag.startswith("/") else f"{kind}/" if tag.endswith("/") else kind


def _line(run: list[str]) -> str:
    text = "".join(run) if len(run) > 1 else run[0] if run else ""
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
    return squeeze(text)


def _step(kind: str, tag: str, tables: list[_Table], blocks: list[Block]) -> list[Block]:
    """Take a table's tag; return the list that the text after it goes to."""
    if kind == "table":
        tables.append(_Table())
    elif kind == "/table" and tables:
        _close_table(tables, blocks)
    elif tables:
        _step_inside(kind, tag, tables[-1])
    return tables[-1].target if tables else blocks


def _step_inside(kind: str, tag: str, table: _Table) -> None:
    if kind in ("td", "td/"):
        if not table.row_open:
            table.rows.append([])
            table.row_open = True
        spans = {axis: max(int(digits), 1) for axis, digits in _SPAN.findall(tag)} if "span=" in tag else {}
        cell = _Cell([], spans.get("row", 1), spans.get("col", 1))
        table.rows[-1].append(cell)
        table.target = cell.blocks if kind == "td" else table.loose
    else:
        table.target = table.loose
        if kind == "tr":
            table.rows.append([])
        table.row_open = kind in ("tr", "/td")


def _close_table(tables: list[_Table], blocks: list[Block]) -> None:
    """Give a table's blocks to what it stands in."""
    table = tables.pop()
    outer = tables[-1].target if tables else blocks
    if tables and sum(map(len, table.rows)) > 1:
        tables[-1].is_layout = True
    outer.extend(table.loose)
    outer.extend(_table_blocks(table))


def _table_blocks(table: _Table) -> Iterator[Block]:
    """Give a table's grid, or its paragraphs where it only lays out the page."""
    if table.is_layout or max(map(len, table.rows), default=0) < 2:
        for row in table.rows:
            for cell in row:
                yield from cell.blocks
        return
    rows = [
        [([b for b in cell.blocks if isinstance(b, str)], cell.rowspan, cell.colspan) for cell in row]
        for row in table.rows
        if row
    ]
    if _is_layout(rows):
        for row in rows:
            for lines, _, _ in row:
                yield from lines
    elif any(lines for row in rows for lines, _, _ in row):
        yield _grid(rows)


def _is_layout(rows: list[list[tuple[list[str], int, int]]]) -> bool:
    """Tell whether one cell holds the page: nearly all the text, in few rows of more than one cell."""
    sizes = [[sum(map(len, lines)) for lines, _, _ in row] for row in rows]
    big = 0
    for row, chars in zip(rows, sizes, strict=True):
        for (lines, _, _), size in zip(row, chars, strict=True):
            if size > LAYOUT_CELL_CHARS or len(lines) > LAYOUT_CELL_LINES:
                big = max(big, size)
    filled = sum(sum(map(bool, chars)) > 1 for chars in sizes)
    return bool(big) and filled <= LAYOUT_ROWS and big >= LAYOUT_SHARE * sum(map(sum, sizes))


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
