"""A run that is over -> what the terminal shows: a line a report where they are few, a line a portal."""

from collections import Counter
from collections.abc import Sequence

from goicrawl.commands.columns import align
from goicrawl.commands.results import RunResults
from goicrawl.extensions import MAX_LINES, ReportLine, Tally

_REPORTS = ("portal", "year", "issuer", "form", "cells", "passed", "failed", "problems")
_PORTALS = (
    "portal", "outcome", "pages", "reports", "new", "changed", "unchanged", "not due", "vanished",
    "kept out", "checks failed", "seconds",
)  # fmt: skip
_UNSTARTED = "-"


def format_summary(results: RunResults) -> str:
    """Return the tables of a run: its reports if each of them has a line, its portals, and the totals."""
    lines = [line for result in results.results for line in result.lines]
    read = sum(tally.read for result in results.results for tally in result.tallies.values())
    parts = [format_reports(lines)] if lines and len(lines) == read <= MAX_LINES else []
    parts.append(format_portals(results))
    return "\n\n".join(parts)


def format_reports(lines: Sequence[ReportLine]) -> str:
    """Return the table of reports by portal and year; "-" stands for the unsaid."""
    numbers = [(line.cells, line.passed, line.failed, line.problems) for line in lines]
    sums = [str(sum(column)) for column in zip(*numbers, strict=True)]
    rows = [_REPORTS, *sorted(map(_report_row, lines)), ("total", "", "", "", *sums)]
    return align(rows, texts=4)


def _report_row(line: ReportLine) -> tuple[str, ...]:
    texts = (line.portal, line.year, line.issuer, line.form)
    numbers = (line.cells, line.passed, line.failed, line.problems)
    return (*("-" if text is None else str(text) for text in texts), *map(str, numbers))


def format_portals(results: RunResults) -> str:
    """Return the table of portals, why pages were kept out, and the number of reports.

    A replay goes through all portals in one: its time and its outcome are those of all.
    """
    rows, total = [], Tally()
    for result in results.results:
        apart = len(result.tallies) > 1
        outcome, seconds = ("", "") if apart else (result.outcome.name, _seconds(result.seconds))
        for name, tally in sorted((result.tallies or {result.name: Tally()}).items()):
            rows.append((name or "-", outcome, *_counts(tally), seconds))
            total.add(tally)
    if len(rows) > 1:
        taken = (results.ended - results.began).total_seconds() if results.ended else None
        rows.append(("total", _outcomes(results), *_counts(total), _seconds(taken)))
    table = align([_PORTALS, *sorted(rows[:-1]), rows[-1]] if len(rows) > 1 else [_PORTALS, *rows], texts=2)
    return "\n".join([table, *_reasons(total), _ending(total)])


def _counts(tally: Tally) -> tuple[str, ...]:
    counts = (
        tally.pages,
        tally.read,
        tally.new,
        tally.changed,
        tally.unchanged,
        tally.not_due,
        tally.vanished,
    )
    return (*map(str, counts), str(tally.rejects.total()), str(tally.failed))


def _seconds(seconds: float | None) -> str:
    return _UNSTARTED if seconds is None else f"{seconds:.1f}"


def _outcomes(results: RunResults) -> str:
    """Return how the crawls went: `good`, or `3 good, 1 blocked`."""
    counts = Counter(result.outcome.name for result in results.results)
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{number} {name}" for name, number in counts.most_common())


def _reasons(total: Tally) -> list[str]:
    if not total.rejects:
        return []
    reasons = ", ".join(f"{reason} {number}" for reason, number in total.rejects.most_common())
    return [f"kept out: {reasons}"]


def _ending(total: Tally) -> str:
    found = {0: "no reports", 1: "1 report"}.get(total.read, f"{total.read} reports")
    kept_out = total.rejects.total()
    ends = [found] + ([f"{total.not_due} not due"] if total.not_due else [])
    if kept_out:
        ends.append("1 page kept out" if kept_out == 1 else f"{kept_out} pages kept out")
    return "; ".join(ends)
