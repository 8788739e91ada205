"""A report into the same report with its checks."""

from dataclasses import replace

from goicrawl.items import Report
from goicrawl.validate.sums import check_sums


def validate_report(report: Report) -> Report:
    """Return the report with the checks of every rule that it can answer."""
    return replace(report, checks=tuple(check_sums(report)))
