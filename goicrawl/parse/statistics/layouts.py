"""The places of a grid into its layouts as a list: which columns hold names, units and figures.

A list that is printed in two halves side by side has two layouts.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from goicrawl.grids import Cell
from goicrawl.parse.statistics.figures import is_figure
from goicrawl.parse.statistics.forms import without_note
from goicrawl.parse.statistics.headers import Places
from goicrawl.text import fold

HEADER_DEPTH = 5
"""Rows from the top in which the header may stand, below captions and the reporting office."""
MIN_ROWS = 3
"""Rows with known names that tell a list without a header."""

_NAMES = frozenset(
    {"指标名称", "统计指标", "指标", "统计项目", "指标项目", "统计内容", "指标内容", "项目", "项目名称"}
)
_UNITS = frozenset({"计量单位", "计算单位", "统计单位", "单位"})
_NUMBERS = frozenset({"代码", "序号", "编号"})
_UNIT_WORDS = frozenset(
    {
        "条",
        "件",
        "次",
        "人",
        "人次",
        "个",
        "篇",
        "期",
        "份",
        "元",
        "万元",
        "项",
        "宗",
        "%",
        "-",
        "—",
        "——",
        "/",
    }
)


class Layout(NamedTuple):
    """Which columns of a grid hold what; `values` are pairs of column and header text."""

    top: int
    """The header's row, -1 where it stands on another grid or nowhere."""
    groups: int
    """The first column of names: left of `name` stand the topics that rows belong to."""
    name: int
    unit: int | None
    values: tuple[tuple[int, str], ...]
    whole: bool
    """Whether a cell of the header covers every column."""


def find_layouts(places: Places) -> list[Layout]:
    """Return the layouts that a header row of names, units and figures gives; [] if there is none."""
    for top, row in enumerate(places[:HEADER_DEPTH]):
        texts = [fold(cell.text) if cell and cell.row == top else "" for cell in row]
        if not (runs := _name_runs(texts)):
            continue
        ends = [start for start, _ in runs[1:]] + [len(row)]
        layouts = [_layout(top, run, row[:end], texts) for run, end in zip(runs, ends, strict=True)]
        if all(layout.values for layout in layouts):
            return layouts
    return []


def layout_of_rows(places: Places, is_known: Callable[[str], bool], before: Layout | None) -> Layout | None:
    """Return the layout of a list whose header is lost or stands on the grid before it; None if unclear.

    Its names are known; under a header of one grid before, every column is where it was there.
    """
    columns = range(len(places[0]) if places else 0)
    counts = {column: sum(is_known(cell.text) for cell in _own(places, column)) for column in columns}
    name = max(counts, key=lambda column: counts[column], default=0)
    if counts.get(name, 0) < MIN_ROWS:
        return None
    if before and before.name == name and max(column for column, _ in before.values) < len(columns):
        return before._replace(top=-1)
    behind = [column for column in columns if column > name]
    units = [column for column in behind if _holds(places, column, _is_unit)]
    figures = [column for column in behind if column not in units and _holds(places, column, is_figure)]
    if len(units) > 1 or len(figures) != 1 or len(units) + 1 != len(behind):
        return None
    return Layout(-1, name, name, units[0] if units else None, ((figures[0], ""),), None not in places[0])


def _name_runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and last column of each run of columns that are headed as names."""
    runs: list[tuple[int, int]] = []
    for column, text in enumerate(texts):
        if without_note(text) not in _NAMES:
            continue
        if runs and runs[-1][1] == column - 1 and texts[column - 1] == text:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _layout(top: int, run: tuple[int, int], row: Sequence[Cell | None], texts: Sequence[str]) -> Layout:
    first, name = run
    behind = range(name + 1, len(row))
    unit = next((column for column in behind if texts[column] in _UNITS), None)
    heads: dict[Cell, int] = {}
    for column in behind:
        cell = row[column]
        if cell and texts[column] and texts[column] not in _UNITS | _NUMBERS:
            heads.setdefault(cell, column)
    values = tuple((column, cell.text) for cell, column in heads.items())
    return Layout(top, first, name, unit, values, None not in row)


def _own(places: Places, column: int) -> list[Cell]:
    """Return the cells that start in a column."""
    cells = dict.fromkeys(row[column] for row in places)
    return [cell for cell in cells if cell and cell.column == column and cell.text]


def _holds(places: Places, column: int, is_kind: Callable[[str], bool]) -> bool:
    cells = _own(places, column)
    return bool(cells) and 2 * sum(is_kind(cell.text) for cell in cells) > len(cells)


def _is_unit(text: str) -> bool:
    return fold(text) in _UNIT_WORDS
