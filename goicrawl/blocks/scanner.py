"""Cut markup into its lines and data tables, each with the place where it stands."""

from collections.abc import Callable
from typing import NamedTuple

from goicrawl.blocks.grids import is_data
from goicrawl.blocks.tags import (
    BLANK,
    BOX,
    BOX_END,
    BREAK,
    CELL,
    CELL_END,
    LINK,
    MARKED_LEAF,
    ROW,
    ROW_END,
    TABLE,
    TABLE_END,
    classes_by,
)
from goicrawl.blocks.tokens import Tokens
from goicrawl.blocks.units import CellLine, DataTable, Line, Region, TableCell, Unit

BODY = "body"
"""A mark that starts so opens the tables around it: what holds the body is a layout."""


class Scan(NamedTuple):
    """A page as read once."""

    units: list[Unit]
    """Lines and data tables in order."""
    regions: list[Region]
    """The elements that were marked, as they open."""
    layouts: list[tuple[int, int]]
    """First and last tag of each table that holds no data of its own, as they close."""
    outer: dict[int, int]
    """First tag of a box -> first tag of the box around it, -1 for the outermost."""
    ends: dict[int, int]
    """First tag of a box -> its last."""


def scan(tokens: Tokens, mark_of: Callable[[str], str] | None = None) -> Scan:
    """Return a cut markup's lines and data tables, and the elements that `mark_of` marked.

    `mark_of` is given the inside of each block-level opening tag once, and returns "" or a mark.
    """
    scanner = _Scanner(mark_of)
    scanner.read(tokens)
    return Scan(scanner.units, scanner.regions, scanner.layouts, scanner.outer, scanner.ends)


def _start(unit: Unit) -> int:
    return unit.start


class _Scanner:
    """The open elements, and what came of those that are closed."""

    def __init__(self, mark_of: Callable[[str], str] | None) -> None:
        self.kinds, self.spans, self.marks = classes_by(mark_of)
        self.plain: list[str | None] = []
        self.units: list[Unit] = []
        self.target = self.units  # what a line is added to
        self.row: list[TableCell] | None = None  # the open one of the innermost open table
        # Open ones, each with the target and the row around it.
        self.tables: list[tuple[DataTable, list[Unit], list[TableCell] | None]] = []
        self.layouts: list[tuple[int, int]] = []
        self.regions: list[Region] = []
        self.region: Region | None = None
        self.leaf_end = ""
        self.boxes = [-1]
        self.outer: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.links = self.link_chars = 0
        self.linked = -1  # where in a run the text of an open link starts

    def read(self, tokens: Tokens) -> None:
        """Walk the tags once; what is done for every tag is done here, where it costs no call."""
        self.plain = tokens.plain
        steps = _STEPS
        run: list[str] = []
        first = 0
        tags = [*tokens.tags, "br/"]
        places, kinds = range(len(tags)), map(self.kinds.__getitem__, tags)
        for at, text, tag, kind in zip(places, tokens.texts, tags, kinds, strict=True):
            if text and (run or not text.isspace()):
                first = first if run else at
                run.append(text)
            if kind < BREAK:
                if kind:
                    self.take_link(kind, run)
                continue
            if run or self.links:
                self.add_line(run, first, at)
                run = []
            if kind > BREAK:
                steps[kind](self, tag, at)
            elif tag == self.leaf_end:
                self.close_region(tag, at)

    def take_link(self, kind: int, run: list[str]) -> None:
        if kind == LINK:
            self.links, self.linked = self.links + 1, len(run)
        elif self.linked >= 0:
            self.link_chars += sum(map(len, run[self.linked :]))
            self.linked = -1

    def add_line(self, run: list[str], first: int, at: int) -> None:
        """Add a line of text, if there is any; a link that stays open holds what follows too."""
        if run:
            line = Line(run, first, at, self.boxes[-1], self.region)
            self.target.append(line)
            if not self.links:
                return
            open_chars = sum(map(len, run[self.linked :])) if self.linked >= 0 else 0
            line.links, line.link_chars = self.links, self.link_chars + open_chars
            if self.tables:
                table = self.tables[-1][0]
                table.links += line.links
                table.link_chars += line.link_chars
        self.links, self.link_chars, self.linked = int(self.linked >= 0), 0, min(self.linked, 0)

    def open_box(self, tag: str, at: int) -> None:
        self.outer[at] = self.boxes[-1]
        self.boxes.append(at)
        if self.marks[tag]:
            self.open_region(tag, at)

    def open_table(self, tag: str, at: int) -> None:
        table = DataTable(at, self.boxes[-1], self.region)
        self.tables.append((table, self.target, self.row))
        self.target, self.row = table.loose, None
        self.open_box(tag, at)

    def open_row(self, tag: str, at: int) -> None:
        if self.tables:
            self.row = []
            self.tables[-1][0].rows.append(self.row)
        self.open_box(tag, at)

    def start_row(self) -> list[TableCell]:
        self.row = []
        self.tables[-1][0].rows.append(self.row)
        return self.row

    def add_cell(self, tag: str, at: int, plain: str | None) -> TableCell:
        """Start a cell in the open row; a cell outside of any row starts one."""
        cell = TableCell(at, self.spans[tag], plain)
        if self.tables:
            row = self.start_row() if self.row is None else self.row
            row.append(cell)
        return cell

    def open_cell(self, tag: str, at: int) -> None:
        plain = self.plain[at]
        if plain is not None:
            if self.row is not None and not self.marks[tag]:
                self.row.append(TableCell(at, self.spans[tag], plain))
            else:
                self.add_plain(tag, plain, at)
            return
        if self.tables:
            self.target = self.add_cell(tag, at, None).content
        self.open_box(tag, at)

    def add_blank(self, tag: str, at: int) -> None:
        """Take a cell without anything in it."""
        self.add_cell(tag, at, "")

    def add_plain(self, tag: str, plain: str, at: int) -> None:
        """Take a cell with nothing but text in it; one that is marked, or in no table, gives a line."""
        if self.tables and not self.marks[tag]:
            self.add_cell(tag, at, plain)
            return
        if self.tables:
            self.target = self.add_cell(tag, at, None).content
        self.open_box(tag, at)
        if plain and not plain.isspace():
            self.target.append(CellLine(plain, at, self.region))
        self.close_cell(tag, at)

    def close_box(self, tag: str, at: int) -> None:
        if len(self.boxes) > 1:
            self.ends[self.boxes.pop()] = at
        # A heading with boxes or another heading in it may still be open: it ends here too.
        while self.region is not None and len(self.boxes) < self.region.depth:
            self.close_region(tag, at)

    def close_row(self, tag: str, at: int) -> None:
        self.row = None
        self.close_box(tag, at)

    def close_cell(self, tag: str, at: int) -> None:
        if self.tables:
            self.target = self.tables[-1][0].loose
        self.close_box(tag, at)

    def close_table(self, tag: str, at: int) -> None:
        """Add a table to what it stands in: whole, or opened where it only lays out the page."""
        self.close_box(tag, at)
        if not self.tables:
            return
        table, self.target, self.row = self.tables.pop()
        table.end = at
        if self.tables:
            outside = self.tables[-1][0]
            outside.links += table.links
            outside.is_layout = outside.is_layout or sum(map(len, table.rows)) > 1
        if is_data(table):
            self.target += [*table.loose, table]
            return
        self.layouts.append((table.start, at))
        inside: list[Unit] = []
        for row in table.rows:
            for cell in row:
                if cell.plain:
                    self.outer[cell.start] = table.start
                inside += cell.content if cell.plain is None else cell.units(self.region)
        self.target += sorted([*table.loose, *inside], key=_start) if table.loose else inside

    def open_region(self, tag: str, at: int) -> None:
        mark = self.marks[tag]
        name = tag.partition(" ")[0]
        self.leaf_end = f"/{name}" if self.kinds[f"/{name}"] == BREAK else ""
        self.region = Region(mark, self.region, at, len(self.boxes), self.leaf_end)
        self.regions.append(self.region)
        if mark.startswith(BODY):
            for table, _, _ in self.tables:
                table.is_layout = True

    def close_region(self, tag: str, at: int) -> None:
        if self.region is not None:
            self.region.end = at
            self.region = self.region.outer
        self.leaf_end = self.region.leaf_end if self.region is not None else ""


# Functions, no bound methods: a scanner that holds its own is freed by the garbage collector alone.
_STEPS: dict[int, Callable[[_Scanner, str, int], None]] = {
    MARKED_LEAF: _Scanner.open_region,
    BOX: _Scanner.open_box,
    TABLE: _Scanner.open_table,
    ROW: _Scanner.open_row,
    CELL: _Scanner.open_cell,
    BOX_END: _Scanner.close_box,
    TABLE_END: _Scanner.close_table,
    ROW_END: _Scanner.close_row,
    CELL_END: _Scanner.close_cell,
    BLANK: _Scanner.add_blank,
}
