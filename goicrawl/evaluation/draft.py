"""A report -> a draft of its fixture's report.json, for a person to check against the page."""

from goicrawl.evaluation.score import METADATA
from goicrawl.items import Report

REVIEW = "not reviewed: check every value against the page, then rename this file to report.json"
"""What a draft says of itself."""


def draft_report(report: Report) -> dict[str, object]:
    """Return the fields that `scrapy evaluate` compares, as JSON knows them.

    >>> draft_report(Report(url="u", year=2021))["year"], draft_report(Report(url="u"))["statistics"]
    (2021, {})
    """
    scalars = {name: getattr(report, name) for name in METADATA}
    contact = report.contact
    return {
        "review": REVIEW,
        **{name: str(value) if hasattr(value, "isoformat") else value for name, value in scalars.items()},
        "contact": {name: getattr(contact, name) for name in contact.__slots__} if contact else None,
        "sections": [[one.level, one.marker, one.heading, one.kind] for one in report.sections],
        "statistics": {f"{one.table}.{one.row}.{one.column}": one.value for one in report.statistics},
        "indicators": [[one.code, one.value, one.op, one.unit, one.category] for one in report.indicators],
        "failed_checks": [check.rule for check in report.checks if check.verdict == "FAIL"],
    }
