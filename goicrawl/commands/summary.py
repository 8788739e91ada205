"""The reports of a run -> the lines that the terminal shows: one a report, and a total."""

from collections.abc import Sequence

from goicrawl.commands.columns import align
from goicrawl.extensions import ReportLine

_HEADINGS = ("portal", "year", "issuer", "form", "cells", "passed", "failed", "problems")


def format_summary(lines: Sequence[ReportLine], kept_out: int = 0) -> str:
    """Return the table of a run's reports by portal and year, and its total; "-" stands for the unsaid.

    >>> print(format_summary([]))
    no reports
    """
    ending = _ending(len(lines), kept_out)
    if not lines:
        return ending
    numbers = [(line.cells, line.passed, line.failed, line.problems) for line in lines]
    sums = [str(sum(column)) for column in zip(*numbers, strict=True)]
    rows = [_HEADINGS, *sorted(map(_row, lines)), ("total", "", "", "", *sums)]
    return f"{align(rows, texts=4)}\n{ending}"


def _row(line: ReportLine) -> tuple[str, ...]:
    texts = (line.portal, line.year, line.issuer, line.form)
    numbers = (line.cells, line.passed, line.failed, line.problems)
    return (*("-" if text is None else str(text) for text in texts), *map(str, numbers))


def _ending(reports: int, kept_out: int) -> str:
    found = {0: "no reports", 1: "1 report"}.get(reports, f"{reports} reports")
    if not kept_out:
        return found
    return f"{found}; 1 page kept out" if kept_out == 1 else f"{found}; {kept_out} pages kept out"
