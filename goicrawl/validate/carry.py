"""A report against the same issuer's report of the year before: what was carried over must arrive."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goicrawl.items import Check, Report
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS

Values = dict[tuple[str, str, str], int | float | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class CarryRule:
    """A cell of this year that the cells of the year before, and of this year, add up to."""

    id: str
    forms: tuple[str, ...]
    table: str
    each: str
    """`row` or `column`: what the rule is repeated for."""
    now: str
    before: tuple[str, ...]
    """Cells of the year before that are added."""
    plus: tuple[str, ...] = ()
    """Cells of this year that are added."""
    minus: tuple[str, ...] = ()
    """Cells of this year that are taken off."""


@cache
def load_carry_rules() -> tuple[CarryRule, ...]:
    """Return the rules in their order."""
    source = tomllib.loads(files("goicrawl.validate").joinpath("carry.toml").read_text(encoding="utf-8"))
    return tuple(
        CarryRule(
            id=rule["id"],
            forms=tuple(rule["forms"]),
            table=rule["table"],
            each=rule["each"],
            now=rule["now"],
            before=tuple(rule["before"]),
            plus=tuple(rule.get("plus", ())),
            minus=tuple(rule.get("minus", ())),
        )
        for rule in source["rules"]
    )


@cache
def carried_forms() -> frozenset[str]:
    """Return the forms in which one year hands something to the next."""
    return frozenset(form for rule in load_carry_rules() for form in rule.forms)


def recheck_carried(report: Report, previous: Report | None) -> tuple[Check, ...]:
    """Return a report's checks, those against the year before made anew; none of them without `previous`.

    Of `previous`, url, year, form and statistics are looked at.
    """
    rules = {rule.id for rule in load_carry_rules()}
    own = [check for check in report.checks if check.rule not in rules]
    return (*own, *(check_carried(report, previous) if previous else ()))


def check_carried(report: Report, previous: Report) -> Iterator[Check]:
    """Give the cross-year checks; none unless `previous` is the year before in the same form."""
    if report.year is None or previous.year != report.year - 1 or previous.form != report.form:
        return
    now, before = _values(report), _values(previous)
    for rule in load_carry_rules():
        if report.form in rule.forms:
            part = 1 if rule.each == "row" else 2
            for fixed in dict.fromkeys(address[part] for address in now if address[0] == rule.table):
                yield from _check(rule, fixed, now, before, previous.url)


def _values(report: Report) -> Values:
    return {(cell.table, cell.row, cell.column): cell.value for cell in report.statistics}


def _check(rule: CarryRule, fixed: str, now: Values, before: Values, url: str) -> Iterator[Check]:
    def address(code: str) -> tuple[str, str, str]:
        return (rule.table, fixed, code) if rule.each == "row" else (rule.table, code, fixed)

    terms = [
        *((1, code, "before", before.get(address(code))) for code in rule.before),
        *((1, code, "now", now.get(address(code))) for code in rule.plus),
        *((-1, code, "now", now.get(address(code))) for code in rule.minus),
    ]
    if address(rule.now) not in now:
        return
    actual = now[address(rule.now)]
    known = [(sign, value) for sign, _, _, value in terms if value is not None]
    complete = actual is not None and len(known) == len(terms)
    expected = sum(sign * value for sign, value in known) if complete else None
    spelt = " ".join(
        f"{'+' if sign > 0 else '-'} {code} ({year}) {value}" for sign, code, year, value in terms
    )
    equation = f"{rule.now} (now) {actual} == {spelt.removeprefix('+ ')}"
    yield Check(
        rule=rule.id,
        verdict=NOT_ASSESSABLE if not complete else PASS if expected == actual else FAIL,
        expected=expected,
        actual=actual if complete else None,
        evidence=f"{rule.table}, {rule.each} {fixed}: {equation}; before: {url}",
    )
