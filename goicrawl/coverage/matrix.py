"""Ledger entries -> the text that a terminal shows: a row a unit, a column a year."""

from collections import Counter
from collections.abc import Callable, Sequence

from goicrawl.coverage.entry import Entry, Status

SIGNS: dict[Status, str] = {
    "published": "P",
    "changed": "C",
    "vanished": "V",
    "rejected": "R",
    "blocked": "B",
    "failed": "F",
    "not_found": "-",
}
LATE = "!"
"""Stands behind the sign of a report that was published late."""
_LEGEND = (
    "P published, C changed since, V vanished, R its page is no report that can be read, B blocked, "
    "F its page could not be fetched, - not found; ! published late"
)


def format_matrix(entries: Sequence[Entry], align: Callable[[Sequence[Sequence[str]]], str]) -> str:
    """Return the ledger as text: units by years, a legend and a total; `align` sets the columns.

    >>> format_matrix([], str)
    'no unit with a report'
    """
    if not entries:
        return "no unit with a report"
    years = range(min(entry.year for entry in entries), max(entry.year for entry in entries) + 1)
    rows = [("portal", "unit", *map(str, years))]
    signs = {(entry.portal, entry.unit, entry.year): _sign(entry) for entry in entries}
    for portal, unit in dict.fromkeys((entry.portal, entry.unit) for entry in entries):
        row = [signs.get((portal, unit, year), "") for year in years]
        rows.append((portal or "?", unit or "?", *row))
    counts = Counter(entry.status for entry in entries)
    total = ", ".join(f"{counts[status]} {status}" for status in SIGNS if counts[status])
    return f"{align(rows)}\n{_LEGEND}\n{total}"


def _sign(entry: Entry) -> str:
    return SIGNS[entry.status] + (LATE if entry.timely == "late" else "")
