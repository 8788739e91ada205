"""A body's grids into figures, each found by its row and column label."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from goicrawl.grids import Grid
from goicrawl.items import Problem, Statistic
from goicrawl.parse.statistics.figures import AMBIGUOUS, MISSING, REPORTED, Figure, parse_figure
from goicrawl.parse.statistics.form_of import find_form
from goicrawl.parse.statistics.forms import load_forms
from goicrawl.parse.statistics.grid_scan import Address, Finding, scan_grid
from goicrawl.parse.statistics.headers import Header
from goicrawl.parse.statistics.labels import MATRIX_FORMS
from goicrawl.parse.statistics.layouts import Layout
from goicrawl.parse.statistics.lists import read_list

AMOUNT = "decimal"
"""The kind of columns that hold money."""
_UNSURE = Figure(None, None, AMBIGUOUS)


class Reading(NamedTuple):
    """What the grids of one body say; `form` is None where they follow no statutory form."""

    form: str | None
    statistics: tuple[Statistic, ...]
    problems: tuple[Problem, ...]


def read_statistics(grids: Sequence[Grid]) -> Reading:
    """Return the form of the grids, every cell of it, read or not, and every figure of other lists."""
    form = find_form(grids)
    found: dict[Address, Statistic] = {}
    problems: list[Problem] = []
    lists: list[Statistic] = []
    list_form: str | None = None
    header: Header | None = None
    layout: Layout | None = None
    for position, grid in enumerate(grids):
        header, findings = scan_grid(grid, header) if form else (None, [])
        for finding in findings:
            statistic = _statistic(finding)
            _keep(found, statistic, problems)
            if statistic.unit is None:
                problems.append(_unstated(finding.address, statistic))
        if not findings:
            listed = read_list(grid, position, layout)
            list_form, layout = list_form or listed.form, listed.layout
            lists.extend(listed.statistics)
    return Reading(form or list_form, (*_complete(form, found), *lists), tuple(problems))


def _complete(form: str | None, found: dict[Address, Statistic]) -> Iterator[Statistic]:
    """Give every cell of the form, absent ones too, then the cells that belong to another form."""
    expected = dict.fromkeys(load_forms()[form].cells()) if form else {}
    for address in expected:
        yield found.get(address) or _absent(address)
    rows = {address[:2] for address in found}
    for address, cell in found.items():
        if address not in expected and cell.raw is not None and not _is_group(address, rows):
            yield cell


def _is_group(address: Address, rows: set[tuple[str, str]]) -> bool:
    """Tell whether a row of the older form is a group in the newer, whose own rows were found: the
    figures beside (六)其他处理 are then those of its first row, whose label was lost.
    """
    group = _regrouped().get(address[:2], frozenset())
    return any((address[0], row) in rows for row in group)


@cache
def _regrouped() -> dict[tuple[str, str], frozenset[str]]:
    """Return the rows that another form made a group: table and row to the codes of the group's rows."""
    groups: dict[tuple[str, str], frozenset[str]] = {}
    tables = [table for form in MATRIX_FORMS for table in load_forms()[form].tables]
    for table in tables:
        for group in (row for row in table.rows if row.group):
            inner = frozenset(row.code for row in table.rows if row.parent == group.code)
            for other in (other for other in tables if other.code == table.code):
                same = (row for row in other.rows if not row.group and row.labels[0] == group.labels[0])
                groups |= {(table.code, row.code): inner for row in same}
    return groups


def _statistic(finding: Finding) -> Statistic:
    table, row, column = finding.address
    unit, kind = _definitions()[finding.address]
    raw = finding.cell.text if finding.cell else None
    figure = parse_figure(raw or "", kind) if finding.sure else _UNSURE
    if kind == AMOUNT and figure.status == REPORTED:
        unit = _printed_unit(finding.head)
    return Statistic(
        table=table,
        row=row,
        column=column,
        value=figure.value,
        raw=raw,
        unit=figure.unit or unit,
        status=figure.status,
    )


def _printed_unit(head: str) -> str | None:
    """Return the unit that an amount's column is headed with. Without one nobody knows 元 from 万元."""
    return next((unit for unit in ("亿元", "万元", "元") if unit in head), None)


def _make(address: Address, value: float | None, raw: str | None, unit: str | None, status: str) -> Statistic:
    table, row, column = address
    return Statistic(table=table, row=row, column=column, value=value, raw=raw, unit=unit, status=status)


def _absent(address: Address) -> Statistic:
    return _make(address, None, None, _definitions()[address][0], MISSING)


@cache
def _definitions() -> dict[Address, tuple[str | None, str]]:
    """Return each address's unit and kind of figure, over all forms, the newest first."""
    definitions: dict[Address, tuple[str | None, str]] = {}
    for form in reversed(MATRIX_FORMS):
        for table in load_forms()[form].tables:
            for row in table.rows:
                for column in table.columns:
                    address = (table.code, row.code, column.code)
                    definitions[address] = (column.unit or row.unit or table.unit, column.type)
    return definitions


def _unstated(address: Address, statistic: Statistic) -> Problem:
    detail = f"{'.'.join(address)} {statistic.raw!r} has no unit, in its cell or above it"
    return Problem(code="source.unit_unstated", detail=detail)


def _keep(found: dict[Address, Statistic], new: Statistic, problems: list[Problem]) -> None:
    """Enter a cell. A table printed twice must agree with itself, else neither figure is taken."""
    address = (new.table, new.row, new.column)
    old = found.get(address)
    if old is None or (old.status != REPORTED and new.status == REPORTED):
        found[address] = new
    elif old.status == new.status == REPORTED and old.value != new.value:
        found[address] = _make(address, None, old.raw, old.unit, AMBIGUOUS)
        where = ".".join(address)
        problems.append(
            Problem(code="source.cell_conflict", detail=f"{where} printed as {old.raw!r} and as {new.raw!r}")
        )
