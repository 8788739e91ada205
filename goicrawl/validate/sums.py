"""A report's statistics into the checks of its sums: rows, columns, balances."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goicrawl.items import Check, Report, Statistic
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN

TOLERANCE = 1e-6
"""Slack for amounts with decimals (forms print at most six)."""

Cells = dict[tuple[str, str, str], Statistic]


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRule:
    """Two sums over cells of one table, repeated for each of its rows or columns."""

    id: str
    tables: tuple[str, ...]
    each: str
    """`row` or `column`."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: str = "=="
    forms: tuple[str, ...] = ()
    """The forms it holds for; every form if empty."""


@cache
def load_sum_rules() -> tuple[SumRule, ...]:
    """Return the rules in their order."""
    source = tomllib.loads(files("goicrawl.validate").joinpath("sums.toml").read_text(encoding="utf-8"))
    return tuple(
        SumRule(
            id=rule["id"],
            tables=tuple(rule["tables"]),
            each=rule["each"],
            left=tuple(rule["left"]),
            right=tuple(rule["right"]),
            relation=rule.get("relation", "=="),
            forms=tuple(rule.get("forms", ())),
        )
        for rule in source["rules"]
    )


def check_sums(report: Report) -> Iterator[Check]:
    """Give a check for every sum of the report's form."""
    cells = {(cell.table, cell.row, cell.column): cell for cell in report.statistics}
    for rule in load_sum_rules():
        if not rule.forms or report.form in rule.forms:
            for table in rule.tables:
                yield from _check_table(rule, table, cells)


def _check_table(rule: SumRule, table: str, cells: Cells) -> Iterator[Check]:
    for fixed in _repeats(rule, table, cells):
        left, right = (
            [cells.get(_address(rule.each, table, fixed, code)) for code in codes]
            for codes in (rule.left, rule.right)
        )
        if any(left) and any(right):
            yield _check(rule, f"{table}.{_place(rule.each, fixed)}", left, right)


def _repeats(rule: SumRule, table: str, cells: Cells) -> dict[str, None]:
    """Return the rows or columns of the table that the report has, in order."""
    part = {"row": 1, "column": 2}[rule.each]
    return dict.fromkeys(address[part] for address in cells if address[0] == table)


def _address(each: str, table: str, fixed: str, code: str) -> tuple[str, str, str]:
    return (table, fixed, code) if each == "row" else (table, code, fixed)


def _place(each: str, fixed: str) -> str:
    return f"{fixed}.*" if each == "row" else f"*.{fixed}"


def _check(
    rule: SumRule, place: str, left: Sequence[Statistic | None], right: Sequence[Statistic | None]
) -> Check:
    sums = [sum(cell.value or 0 for cell in side if cell) for side in (left, right)]
    complete = _has_value(left) and _has_value(right)
    evidence = f"{place}: {_spell(rule, left)} {rule.relation} {_spell(rule, right)}"
    if not complete and _has_value(right) and sums == [0, 0]:
        evidence += " (blanks implied 0)"
    return Check(
        rule=rule.id,
        verdict=_verdict(rule.relation, *sums) if complete else _verdict_with_gaps(right, *sums),
        expected=sums[0] if complete else None,
        actual=sums[1] if complete else None,
        evidence=evidence,
    )


def _verdict(relation: str, left: float, right: float) -> str:
    holds = left <= right + TOLERANCE if relation == "<=" else abs(left - right) <= TOLERANCE
    return PASS if holds else FAIL


def _has_value(side: Sequence[Statistic | None]) -> bool:
    return all(cell is not None and cell.value is not None for cell in side)


def _verdict_with_gaps(right: Sequence[Statistic | None], parts: float, whole: float) -> str:
    """Parts that alone pass a whole that is printed cannot be mended by the blanks among them."""
    return UNCERTAIN if _has_value(right) and parts > whole + TOLERANCE else NOT_ASSESSABLE


def _spell(rule: SumRule, side: Sequence[Statistic | None]) -> str:
    return " + ".join(_operand(rule, cell) for cell in side if cell)


def _operand(rule: SumRule, cell: Statistic) -> str:
    code = cell.column if rule.each == "row" else cell.row
    return f"{code} {cell.status if cell.value is None else cell.value}"
