"""Header rows of a grid into the columns they head: which places stand for which code."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from goicrawl.grids import Cell
from goicrawl.parse.statistics.forms import FormTable, label_key
from goicrawl.parse.statistics.labels import find_columns, load_labels

_OUTCOME_GROUPS = {
    "行政复议": "review",
    "未经复议直接起诉": "litigation_direct",
    "复议后起诉": "litigation_after_review",
}
_SPANNING = frozenset(
    label_key(label) for label in ("申请人情况", "法人或其他组织", "行政诉讼", "信息内容", *_OUTCOME_GROUPS)
)

OUTCOMES = "t4"
"""The table that prints all its rows side by side in one line without a label."""

Places = list[list[Cell | None]]
_Block = tuple[tuple[Cell | None, ...], ...]


class Heading(NamedTuple):
    """A column of a grid: the places it covers, and its code in each table that has such a column."""

    start: int
    end: int
    codes: dict[str, tuple[str | None, str]]
    """Table code to row code (None where the row's own label tells it) and column code."""
    text: str


class Header(NamedTuple):
    """The columns that a header block heads."""

    headings: tuple[Heading, ...]
    rows: int
    """How many rows it takes."""
    full: bool
    """Whether header cells cover every place from the first heading on: then places can be trusted."""
    width: int
    complete: frozenset[str] = frozenset()
    """The tables of which the headings are all columns, in order: then order decides."""

    def tables(self) -> set[str]:
        """Return the tables that the headings can belong to."""
        return {table for heading in self.headings for table in heading.codes}

    def is_ordered(self, table: str) -> bool:
        """Tell whether the headings stand in the order of the form. Where a header of several rows lost
        a cell, those behind it move and its columns come out of order."""
        orders = (_canonical(definition) for definition in load_labels().tables[table])
        found = [code for heading in self.headings if (code := heading.codes.get(table))]
        return any(_is_subsequence(found, order) for order in orders)


def _completed(header: Header) -> Header:
    return header._replace(complete=frozenset(filter(partial(_is_complete, header), header.tables())))


def _is_complete(header: Header, table: str) -> bool:
    found = [heading.codes.get(table) for heading in header.headings]
    definitions = load_labels().tables[table]
    return any(found in (_canonical(definition), _columns(definition)) for definition in definitions)


def _is_subsequence(part: Sequence[object], whole: Sequence[object]) -> bool:
    rest = iter(whole)
    return all(item in rest for item in part)


def _canonical(table: FormTable) -> list[tuple[str | None, str]]:
    if table.layout == "outcomes":
        return [(row.code, column.code) for row in table.rows for column in table.columns]
    return _columns(table)


def _columns(table: FormTable) -> list[tuple[str | None, str]]:
    """Return the columns of a table whose rows are labelled, as those of table four are on some pages."""
    return [(None, column.code) for column in table.columns]


def is_header(cells: Sequence[Cell]) -> bool:
    """Tell whether a row of cells heads columns."""
    return any(_is_heading(cell.text) for cell in cells if cell.text)


@lru_cache(maxsize=4096)
def _is_heading(text: str) -> bool:
    return label_key(text) in _SPANNING or bool(find_columns(text))


def read_header(places: Places, rows: Sequence[int]) -> Header | None:
    """Return what the header rows of a grid head; None if no column is known."""
    return _read_block(tuple(tuple(places[row]) for row in rows))


@lru_cache(maxsize=256)
def _read_block(block: _Block) -> Header | None:
    headings = tuple(_headings(block))
    coded = [heading for heading in headings if heading.codes]
    if not coded:
        return None
    first, last = coded[0].start, coded[-1].end
    known = tuple(heading for heading in headings if first <= heading.start < last)
    full = all(place is not None for row in block for place in row[first:])
    header = _completed(Header(known, len(block), full, len(block[0])))
    return header if OUTCOMES in header.complete else _read_flat(block) or header


def _read_flat(block: _Block) -> Header | None:
    """Return table four's header where it lost its spans but kept its cells, in order."""
    cells = dict.fromkeys(cell for row in block for cell in row if cell and cell.text)
    tokens = []
    for cell in cells:
        column = find_columns(cell.text).get(OUTCOMES)
        tokens.append(column.code if column else label_key(cell.text))
    table = load_labels().tables[OUTCOMES][0]
    outcomes = [column.code for column in table.columns]
    review, *others = _OUTCOME_GROUPS
    if tokens != [review, "行政诉讼", *outcomes, *others, *outcomes, *outcomes]:
        return None
    headings = tuple(Heading(0, 0, {OUTCOMES: code}, "") for code in _canonical(table))
    return _completed(Header(headings, len(block), False, len(block[0])))


def _headings(block: _Block) -> Iterator[Heading]:
    """Give the headings, neighbours of one cell and pieces of one label joined."""
    pending: Heading | None = None
    for start, end, stack in _runs(block):
        heading = Heading(start, end, _codes(stack), _leaf(stack))
        if pending and heading.text and not (pending.codes and heading.codes):
            joined = stack[-1]._replace(text=pending.text + heading.text)
            if codes := _codes([*stack[:-1], joined]):
                pending = Heading(pending.start, end, codes, joined.text)
                continue
        if pending:
            yield pending
        pending = heading
    if pending:
        yield pending


def _runs(block: _Block) -> Iterator[tuple[int, int, list[Cell]]]:
    """Give the runs of columns under the same cells: start, end, and the cells from the top."""
    start = 0
    stacks = [_stack([row[column] for row in block]) for column in range(len(block[0]))]
    for column in range(1, len(stacks) + 1):
        if column == len(stacks) or stacks[column] != stacks[start]:
            yield start, column, stacks[start]
            start = column


def _stack(cells: Sequence[Cell | None]) -> list[Cell]:
    stack: list[Cell] = []
    for cell in cells:
        if cell is not None and cell.text and (not stack or stack[-1] is not cell):
            stack.append(cell)
    return stack


def _leaf(stack: Sequence[Cell]) -> str:
    return stack[-1].text if stack else ""


def _codes(stack: Sequence[Cell]) -> dict[str, tuple[str | None, str]]:
    """Return what the cells over a column mean, in each table that has such a column."""
    texts = [cell.text for cell in stack]
    for start in range(len(texts) - 1, -1, -1):
        if columns := find_columns("".join(texts[start:])):
            break
    else:
        return {}
    codes: dict[str, tuple[str | None, str]] = {}
    for table, column in columns.items():
        outcomes = load_labels().tables[table][0].layout == "outcomes"
        codes[table] = (_outcome_group(texts[:start]) if outcomes else None, column.code)
    return codes


def _outcome_group(above: Sequence[str]) -> str | None:
    return next((code for text in reversed(above) if (code := _OUTCOME_GROUPS.get(label_key(text)))), None)
