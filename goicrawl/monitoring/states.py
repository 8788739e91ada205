"""The registry and the database -> the state of every portal, as one line of a status page says it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from goicrawl.monitoring.findings import Finding, due_year, find_all, read_reports
from goicrawl.monitoring.runs import PastRun, read_runs
from goicrawl.portals import Portal
from goicrawl.validate.dates import deadlines

STATES = ("failing", "blocked", "incomplete", "stale", "running", "never", "good")
"""The states, what needs a person first."""
LOOKED_AT = 50
"""Runs of a portal that are looked at: a year of weekly ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PortalState:
    """How a portal is doing."""

    portal: str
    """Its name."""
    title: str
    """The publishing body in Chinese."""
    state: str
    """`failing` (the last run failed, was stopped or killed), `blocked`, `incomplete`, `stale` (the last good
    run is too long ago), `running`, `never` (no run yet) or `good`."""
    last_run: datetime | None = None
    """When the last run that is over began (aware, UTC)."""
    last_good: datetime | None = None
    """When the last good run began."""
    reports: int = 0
    """Reports of the portal in the database."""
    latest_year: int | None = None
    """The latest reporting year among them."""
    next_deadline: date | None = None
    """The last day for the next report that is not public yet, by law."""
    findings: tuple[Finding, ...] = ()
    """What a person should look at."""


def read_states(
    db: Database,
    portals: Iterable[Portal],
    *,
    now: datetime,
    stale_days: int,
    is_running: Callable[[str], bool],
) -> list[PortalState]:
    """Return the state of each portal; `is_running` says whether a run holds the portal's lock."""
    return [_state(db, portal, now, stale_days, is_running(portal.name)) for portal in portals]


def _state(db: Database, portal: Portal, now: datetime, stale_days: int, running: bool) -> PortalState:
    runs = [run for _, run in zip(range(LOOKED_AT), read_runs(db, portal.name), strict=False)]
    if running and runs and runs[0].finished is None:
        runs = runs[1:]
    reports = read_reports(db, portal.name)
    good = next((run.started for run in runs if run.outcome == "good"), None)
    is_stale = good is not None and now - good > timedelta(days=stale_days)
    years = [report.year for report in reports if report.year is not None]
    issuer = portal.issuer or portal.title
    return PortalState(
        portal=portal.name,
        title=portal.title,
        state="running" if running else name_state(runs, is_stale=is_stale),
        last_run=runs[0].started if runs else None,
        last_good=good,
        reports=len(reports),
        latest_year=max(years, default=None),
        next_deadline=deadlines(issuer, due_year(issuer, now.date()) + 1)[1],
        findings=tuple(find_all(portal, runs, reports, now.date())),
    )


def name_state(runs: list[PastRun], *, is_stale: bool) -> str:
    """Return the state that the runs of a portal give it; the latest is the first."""
    if not runs:
        return "never"
    outcome = runs[0].outcome
    if outcome == "good":
        return "stale" if is_stale else "good"
    return outcome if outcome in ("blocked", "incomplete") else "failing"
