"""The reports of a run -> the lines that the terminal shows: one a report, and a total."""

import unicodedata
from collections.abc import Sequence

from goicrawl.extensions import ReportLine

_HEADINGS = ("portal", "year", "issuer", "form", "cells", "passed", "failed", "problems")


def format_summary(lines: Sequence[ReportLine], kept_out: int = 0) -> str:
    """Return the table of a run's reports with its total; "-" where a report does not say.

    >>> print(format_summary([]))
    no reports
    """
    ending = _ending(len(lines), kept_out)
    if not lines:
        return ending
    numbers = [(line.cells, line.passed, line.failed, line.problems) for line in lines]
    sums = [str(sum(column)) for column in zip(*numbers, strict=True)]
    rows = [_HEADINGS, *map(_row, lines), ("total", "", "", "", *sums)]
    return f"{align(rows, texts=4)}\n{ending}"


def align(rows: Sequence[Sequence[str]], *, texts: int) -> str:
    """Return a table, a row a line: the first `texts` columns set left, the others, numbers, right.

    >>> print(align([("portal", "year"), ("喀什", "2021")], texts=1))
    portal  year
    喀什    2021
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_aligned(row, widths, texts) for row in rows)


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


def _aligned(row: Sequence[str], widths: Sequence[int], texts: int) -> str:
    padded = []
    for place, (text, room) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (room - width(text))
        padded.append(text + blank if place < texts else blank + text)
    return "  ".join(padded).rstrip()


def _row(line: ReportLine) -> tuple[str, ...]:
    texts = (line.portal, line.year, line.issuer, line.form)
    numbers = (line.cells, line.passed, line.failed, line.problems)
    return (*("-" if text is None else str(text) for text in texts), *map(str, numbers))


def _ending(reports: int, kept_out: int) -> str:
    found = {0: "no reports", 1: "1 report"}.get(reports, f"{reports} reports")
    if not kept_out:
        return found
    return f"{found}; 1 page kept out" if kept_out == 1 else f"{found}; {kept_out} pages kept out"
