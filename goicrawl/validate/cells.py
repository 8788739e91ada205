"""A report's cells one by one: counts are whole and not negative, rules are made by few offices."""

import re
from collections.abc import Iterator

from goicrawl.items import Check, Report, Statistic
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN

# Rules (规章) are made by ministries, provinces and cities with districts; below them nobody may.
_BELOW_CITY = re.compile("[县旗乡镇]|街道|苏木|办事处|村")


def check_cells(report: Report) -> Iterator[Check]:
    """Give the checks that look at single cells."""
    for table in ("t3", "t4"):
        cells = [cell for cell in report.statistics if cell.table == table]
        if cells:
            yield _check_counts(table, cells)
    yield from _check_rules(report)


def _check_counts(table: str, cells: list[Statistic]) -> Check:
    values = [(cell, cell.value) for cell in cells if cell.value is not None]
    bad = [f"{cell.table}.{cell.row}.{cell.column} {value}" for cell, value in values if not _is_count(value)]
    return Check(
        rule="T3_T4_NONNEG",
        verdict=FAIL if bad else PASS if values else NOT_ASSESSABLE,
        expected=0,
        actual=len(bad),
        evidence=", ".join(bad) or f"{table}: {len(values)} figures",
    )


def _is_count(value: float) -> bool:
    return value >= 0 and float(value).is_integer()


def _check_rules(report: Report) -> Iterator[Check]:
    if not report.issuer or not _BELOW_CITY.search(report.issuer):
        return
    for cell in report.statistics:
        if (cell.table, cell.row) == ("art20_1", "rules") and cell.value is not None:
            yield Check(
                rule="A1_RULES_ISSUER",
                verdict=UNCERTAIN if cell.value else PASS,
                expected=0,
                actual=cell.value,
                evidence=f"art20_1.rules.{cell.column} {cell.value}; {report.issuer} makes no rules (规章)",
            )
