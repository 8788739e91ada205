"""A report -> the line that the summary says of it."""

from dataclasses import dataclass

from goicrawl.items import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """What the summary says of one report."""

    portal: str | None
    """The name of the portal."""
    year: int | None
    """The reporting year."""
    issuer: str | None
    """The reporting body as printed."""
    form: str | None
    """The form of its tables."""
    cells: int
    """Cells of the statutory tables that hold a figure."""
    passed: int
    """Checks that came out PASS."""
    failed: int
    """Checks that came out FAIL."""
    problems: int
    """Oddities of the page."""


def line_of(report: Report) -> ReportLine:
    """Return what the summary says of a report."""
    verdicts = [check.verdict for check in report.checks]
    return ReportLine(
        portal=report.portal,
        year=report.year,
        issuer=report.issuer,
        form=report.form,
        cells=sum(statistic.status == "reported" for statistic in report.statistics),
        passed=verdicts.count("PASS"),
        failed=verdicts.count("FAIL"),
        problems=len(report.problems),
    )
