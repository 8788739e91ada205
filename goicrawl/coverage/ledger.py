"""Traces of reports -> the ledger: for each unit every year that was due, and what is known of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from goicrawl.coverage.entry import STATUSES, Entry
from goicrawl.coverage.traces import Trace, Traces
from goicrawl.text import fold
from goicrawl.validate.dates import deadlines

FIRST_YEAR = 2008
"""The year of the first reports."""
Unit = tuple[str | None, str | None]
"""Portal and folded issuer."""


def build_ledger(traces: Traces, *, today: date, years: tuple[int, int] | None = None) -> list[Entry]:
    """Return an entry for every unit and year, by portal, unit and year.

    A unit is an issuer of a portal of which some report is known. Its years go from the first known one to
    the last that is known or was due by `today`; with `years`, from the first to the last of these.
    """
    units: defaultdict[Unit, list[Trace]] = defaultdict(list)
    for trace in traces.pages:
        units[trace.portal, fold(trace.unit) if trace.unit else None].append(trace)
    ordered = sorted(units.values(), key=lambda found: (found[0].portal or "", found[0].unit or ""))
    entries = (entry for found in ordered for entry in _unit_entries(found, traces, today))
    return [entry for entry in entries if not years or years[0] <= entry.year <= years[1]]


def _unit_entries(found: Sequence[Trace], traces: Traces, today: date) -> Iterator[Entry]:
    """Give a unit's entries, year by year."""
    latest = max(found, key=lambda trace: trace.year)
    by_year: defaultdict[int, list[Trace]] = defaultdict(list)
    for trace in found:
        by_year[trace.year].append(trace)
    first, last = min(by_year), max(by_year)
    due = [year for year in range(FIRST_YEAR, today.year) if deadlines(latest.unit, year)[1] < today]
    # A report of a unit that prints no name belongs to any of several: what lacks can't be told.
    end = max([last, *due]) if latest.unit else last
    for year in range(first, end + 1):
        if pages := by_year.get(year):
            yield _known(pages, latest.unit)
        elif latest.unit:
            yield _missing(latest, year, traces, is_gap=year < last)


def _known(pages: Sequence[Trace], unit: str | None) -> Entry:
    """Return the entry of a year that pages speak of: the best of them decides."""
    best, *others = sorted(
        pages, key=lambda page: (STATUSES.index(page.status), page.published or "~", page.url)
    )
    evidence = best.evidence
    if others:
        evidence += f"; {len(others)} more: {', '.join(page.url for page in others)}"
    return Entry(
        portal=best.portal,
        unit=unit,
        year=best.year,
        status=best.status,
        timely=best.timely,
        published=best.published,
        due=_due(unit, best.year),
        url=best.url,
        evidence=evidence,
    )


def _missing(latest: Trace, year: int, traces: Traces, *, is_gap: bool) -> Entry:
    """Return the entry of a year that nothing speaks of."""
    portal = latest.portal or ""
    blocked, walked = traces.blocked.get(portal), traces.walked.get(portal)
    if blocked:
        evidence = f"the portal answered with robot checks on {blocked}"
    elif walked:
        evidence = f"no such row in the listings, last walked to the end on {walked}"
    else:
        evidence = "no page of it is saved, and no listing is known to have been walked to its end"
    return Entry(
        portal=latest.portal,
        unit=latest.unit,
        year=year,
        status="blocked" if blocked else "not_found",
        due=_due(latest.unit, year),
        is_gap=is_gap,
        evidence=evidence,
    )


def _due(unit: str | None, year: int) -> str:
    return deadlines(unit, year)[1].isoformat()
