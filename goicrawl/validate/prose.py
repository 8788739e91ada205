"""A report's prose against its tables: the same figure stated twice."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goicrawl.items import Check, Indicator, Report
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseRule:
    """An indicator, and the sums of cells of which one should equal it."""

    id: str
    indicator: str
    sums: tuple[tuple[str, ...], ...]


@cache
def load_prose_rules() -> tuple[ProseRule, ...]:
    """Return the rules in their order."""
    source = tomllib.loads(files("goicrawl.validate").joinpath("prose.toml").read_text(encoding="utf-8"))
    return tuple(
        ProseRule(id=rule["id"], indicator=rule["indicator"], sums=tuple(map(tuple, rule["sums"])))
        for rule in source["rules"]
    )


def check_prose(report: Report) -> Iterator[Check]:
    """Give a check for every stated figure that a table of the report states too."""
    cells = {f"{cell.table}.{cell.row}.{cell.column}": cell.value for cell in report.statistics}
    for rule in load_prose_rules():
        sums = [names for names in rule.sums if all(name in cells for name in names)]
        stated = [item for item in report.indicators if item.code == rule.indicator and item.category is None]
        if sums and stated:
            yield from (_check(rule, item, sums, cells) for item in stated)


def _check(
    rule: ProseRule, item: Indicator, sums: Sequence[Sequence[str]], cells: dict[str, int | float | None]
) -> Check:
    totals = [_total(names, cells) for names in sums]
    known = [total for total in totals if total is not None]
    spelt = " or ".join(" + ".join(f"{name} {cells[name]}" for name in names) for names in sums)
    return Check(
        rule=rule.id,
        verdict=_verdict(item, known),
        expected=item.value,
        actual=known[0] if known else None,
        evidence=f"{item.code} {item.op} {item.value} in {item.quote!r}; {spelt}",
    )


def _total(names: Sequence[str], cells: dict[str, int | float | None]) -> float | None:
    values = [cells[name] for name in names]
    return None if None in values else sum(value for value in values if value is not None)


def _verdict(item: Indicator, totals: Sequence[float]) -> str:
    if not totals:
        return NOT_ASSESSABLE
    agrees = any(total >= item.value if item.op == "ge" else total == item.value for total in totals)
    return PASS if agrees else FAIL
