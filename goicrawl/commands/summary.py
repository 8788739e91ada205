"""The reports of a run -> the lines that the terminal shows: one a report, and a total."""

import unicodedata
from collections.abc import Iterable, Sequence

from goicrawl.extensions import ReportLine

_HEADINGS = ("portal", "year", "issuer", "form", "cells", "passed", "failed", "problems")
_TEXTS = 4
"""So many columns are texts, set left; the others are numbers, set right."""


def format_summary(lines: Sequence[ReportLine], rejected: int = 0) -> str:
    """Return the table of a run's reports, aligned, with its total; "-" where the page does not say.

    >>> print(format_summary([]))
    no reports
    """
    total = _total(len(lines), rejected)
    if not lines:
        return total
    cells = [(line.cells, line.passed, line.failed, line.problems) for line in lines]
    sums = [str(sum(column)) for column in zip(*cells, strict=True)]
    rows = [_HEADINGS, *map(_row, lines), ("total", "", "", "", *sums)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join([*(_aligned(row, widths) for row in rows), total])


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: an ideograph takes two.

    >>> width("喀什 2021")
    9
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _total(reports: int, rejected: int) -> str:
    found = {0: "no reports", 1: "1 report"}.get(reports, f"{reports} reports")
    return f"{found}, {rejected} pages kept out" if rejected else found


def _row(line: ReportLine) -> tuple[str, ...]:
    texts = (line.portal, line.year, line.issuer, line.form)
    numbers = (line.cells, line.passed, line.failed, line.problems)
    return (*("-" if text is None else str(text) for text in texts), *map(str, numbers))


def _aligned(row: Sequence[str], widths: Iterable[int]) -> str:
    padded = []
    for place, (text, room) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (room - width(text))
        padded.append(text + blank if place < _TEXTS else blank + text)
    return "  ".join(padded).rstrip()
