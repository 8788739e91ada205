"""A grid of one indicator a row (name, unit, one or more figures) into statistics.

The national table of 2014 and the provinces' forms are of this kind. A row that no form knows keeps
its printed name as row code and the header's text as column code, under `tableN`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from goicrawl.grids import Cell, Grid
from goicrawl.items import Statistic
from goicrawl.parse.statistics.figures import AMBIGUOUS, MISSING, is_figure, parse_figure
from goicrawl.parse.statistics.forms import FormTable, Row, core_of, label_key, load_forms, without_note
from goicrawl.parse.statistics.headers import Places
from goicrawl.parse.statistics.layouts import Layout, find_layouts, layout_of_rows
from goicrawl.text import fold

LIST_FORMS = ("stat2014", "stat_regional")
MIN_KNOWN = 3
"""Rows that a grid must share with a form to be read as that form."""
MAX_NAME_CHARS = 60
"""Longer cells are prose (the longest name of the forms has 47 characters)."""
MIN_SHARE = 0.3
"""Share of the grid's rows that the form must know."""

_PLACES = frozenset({"甲", "乙", "栏次"})
"""What names the row under a header that numbers its columns: 甲 | 乙 | 丙 | 1 | 2."""
_AMONG = re.compile("^其中:?")
_YEAR = re.compile("^[0-9]{4}")


class _Line(NamedTuple):
    """One row of a list."""

    name: str
    unit: str | None
    cells: tuple[tuple[str, Cell | None, bool], ...]
    """Header text, cell, and whether the cell is surely this row's and column's."""


class ListReading(NamedTuple):
    """What a grid says as a list."""

    form: str | None
    """The form that it follows; None if it follows none."""
    statistics: tuple[Statistic, ...]
    """Its figures; empty if it is no list."""
    layout: Layout | None
    """Its columns, for a grid behind it that goes on without a header."""


def read_list(grid: Grid, position: int, before: Layout | None = None) -> ListReading:
    """Return what a grid says as a list; `before` are the columns of the list that it may go on with."""
    places = grid.matrix()
    layouts = find_layouts(places)
    if not layouts and (layout := layout_of_rows(places, _is_known, before)):
        layouts = [layout]
    if not layouts:
        return ListReading(None, (), before)
    lines = [line for layout in layouts for line in _lines(places, layout)]
    table = _find_table(lines)
    code = table[1].code if table else f"table{position}"
    statistics = tuple(_statistics(lines, table[1] if table else None, code))
    return ListReading(table[0] if table else None, statistics, layouts[-1])


def _lines(places: Places, layout: Layout) -> Iterator[_Line]:
    for number in range(layout.top + 1, len(places)):
        for line in (*_topics(places, number, layout), _line(places, number, layout)):
            if line.name and fold(line.name) not in _PLACES:
                yield line


def _topics(places: Places, number: int, layout: Layout) -> Iterator[_Line]:
    """Give the topics that begin at a row, left of its name; they have no figures of their own."""
    row = places[number]
    for cell in dict.fromkeys(row[layout.groups : layout.name]):
        if cell and cell.row == number and cell is not row[layout.name]:
            yield _Line(cell.text, None, ())


def _line(places: Places, number: int, layout: Layout) -> _Line:
    row = places[number]
    name, unit = row[layout.name], row[layout.unit] if layout.unit is not None else None
    # A row, or a header, that lost a cell has those behind it in other columns.
    whole = layout.whole and None not in row and not (unit and unit.text and is_figure(unit.text))
    cells = []
    for column, head in layout.values:
        cell = row[column]
        own = cell is not None and cell.row == number and cell.rowspan == 1 and cell.column == column
        if cell is not name or cell is None:
            cells.append((head, cell, whole and own))
    return _Line(name.text if name and name.row == number else "", unit.text if unit else None, tuple(cells))


def list_key(text: str) -> str:
    """Return a row's name without its numbering, 其中 and the note in parentheses.

    >>> list_key("其中：1.网站公开"), list_key("（一）收到申请数")
    ('网站公开', '收到申请数')
    """
    plain = core_of(label_key(_AMONG.sub("", fold(text))))
    return without_note(core_of(label_key(_AMONG.sub("", plain))))


def _find_table(lines: Sequence[_Line]) -> tuple[str, FormTable] | None:
    """Return the form and table that know most of the rows."""
    keys = {list_key(line.name) for line in lines}
    best = max(_tables(), key=lambda entry: len(keys & entry[2].keys()))
    known = len(keys & best[2].keys())
    return best[:2] if known >= max(MIN_KNOWN, MIN_SHARE * len(keys)) else None


def _is_known(name: str) -> bool:
    """Tell whether any form has a row of that name."""
    return len(name) <= MAX_NAME_CHARS and any(list_key(name) in rows for _, _, rows in _tables())


@cache
def _tables() -> tuple[tuple[str, FormTable, dict[str, list[Row]]], ...]:
    entries = []
    for form in LIST_FORMS:
        for table in load_forms()[form].tables:
            rows: dict[str, list[Row]] = defaultdict(list)
            for row in table.rows:
                for label in row.labels:
                    if row not in rows[list_key(label)]:
                        rows[list_key(label)].append(row)
            entries.append((form, table, dict(rows)))
    return tuple(entries)


def _statistics(lines: Sequence[_Line], table: FormTable | None, code: str) -> Iterator[Statistic]:
    """Give the figures of the lines; of a row that two lines name, neither is sure."""
    named = _name_rows(lines, table)
    often = Counter(row.code for row in named if row)
    for line, row in zip(lines, named, strict=True):
        if row and row.group:
            continue
        if row is None and not any(cell and cell.text for _, cell, _ in line.cells):
            continue
        for head, cell, sure in line.cells:
            alone = row is None or often[row.code] == 1
            yield _statistic(code, row, line, _column(head, table), cell, sure and alone)


def _name_rows(lines: Sequence[_Line], table: FormTable | None) -> list[Row | None]:
    """Return the form's row that each line names, None where it knows none.

    Of two rows named alike (其他情形数) it is the one under the topic that was printed last, and neither
    where the other rows stand in another order than the form's.
    """
    if table is None:
        return [None for _ in lines]
    known = next(rows for _, other, rows in _tables() if other is table)
    named = [known.get(list_key(line.name), []) for line in lines]
    places = [table.rows.index(rows[0]) for rows in named if len(rows) == 1]
    ordered = places == sorted(places)
    found: list[Row | None] = []
    top: str | None = None
    for rows in named:
        under = rows if len(rows) == 1 else [row for row in rows if ordered and _topic(row, table) == top]
        found.append(under[0] if len(under) == 1 else None)
        if len(under) == 1:
            top = _topic(under[0], table)
    return found


def _topic(row: Row, table: FormTable) -> str:
    by_code = {other.code: other for other in table.rows}
    while row.parent:
        row = by_code[row.parent]
    return row.code


def _column(head: str, table: FormTable | None) -> str:
    """Return the column's code; a form of one column needs no header for it."""
    key = _YEAR.sub("0000", label_key(head))
    columns = table.columns if table else ()
    if not head and len(columns) == 1:
        return columns[0].code
    return next(
        (column.code for column in columns if key in map(label_key, column.labels)), head.replace("\n", "")
    )


def _statistic(
    code: str, row: Row | None, line: _Line, column: str, cell: Cell | None, sure: bool
) -> Statistic:
    figure = parse_figure(cell.text if cell else "", "decimal")
    status = figure.status if sure or cell is None else AMBIGUOUS
    return Statistic(
        table=code,
        row=row.code if row else line.name.replace("\n", ""),
        column=column,
        value=figure.value if sure else None,
        raw=cell.text if cell else None,
        unit=figure.unit or line.unit or (row.unit if row else None),
        status=MISSING if cell is None else status,
    )
