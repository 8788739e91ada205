"""A report's statistics into the checks of its sums: rows, columns, balances."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goicrawl.items import Check, Report, Statistic
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN

TOLERANCE = 1e-6
"""Slack for amounts with decimals (forms print at most six)."""

Lines = dict[tuple[str, str], dict[str, dict[str, Statistic]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRule:
    """Two sums over cells of one table, repeated for each of its rows or columns."""

    id: str
    table: str
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
            table=rule["table"],
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
    lines = _lines(report.statistics)
    for rule in load_sum_rules():
        if not rule.forms or report.form in rule.forms:
            for name, line in lines[rule.table, rule.each].items():
                left, right = ([line.get(code) for code in codes] for codes in (rule.left, rule.right))
                if any(left) and any(right):
                    place = f"{name}.*" if rule.each == "row" else f"*.{name}"
                    yield _check(rule, f"{rule.table}.{place}", left, right)


def _lines(cells: Iterable[Statistic]) -> Lines:
    """Return the rows and the columns of each table: their names, then their cells by code."""
    lines: Lines = defaultdict(dict)
    for cell in cells:
        lines[cell.table, "row"].setdefault(cell.row, {})[cell.column] = cell
        lines[cell.table, "column"].setdefault(cell.column, {})[cell.row] = cell
    return lines


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
