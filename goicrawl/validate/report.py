"""A report into the same report with its checks."""

from dataclasses import replace

from goicrawl.items import Report
from goicrawl.validate.carry import check_carried
from goicrawl.validate.cells import check_cells
from goicrawl.validate.dates import check_dates
from goicrawl.validate.parts import check_parts
from goicrawl.validate.prose import check_prose
from goicrawl.validate.structure import check_structure
from goicrawl.validate.sums import check_sums

RULES = (check_sums, check_cells, check_prose, check_parts, check_dates, check_structure)
"""Families of rules that one report can answer."""


def validate_report(report: Report, previous: Report | None = None) -> Report:
    """Return the report with the checks of every rule that it can answer.

    `previous` is the same issuer's report of the year before, for what one year hands to the next.
    A page that is no report gets no checks.
    """
    if report.form is None:
        return report
    checks = [check for family in RULES for check in family(report)]
    if previous:
        checks.extend(check_carried(report, previous))
    return replace(report, checks=tuple(checks))
