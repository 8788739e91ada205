"""The database's `crawls` -> runs: when they were, how they ended, what they found."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from goicrawl.monitoring.outcome import count_reports, judge

_RUNS = "SELECT portal, started, finished, outcome, stats FROM crawls WHERE portal = ? ORDER BY id DESC"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastRun:
    """A live crawl of one portal."""

    portal: str
    """The portal's name."""
    started: datetime
    """When it began (aware, UTC)."""
    finished: datetime | None = None
    """When it ended; None while it runs, and for good where it was killed."""
    outcome: str | None = None
    """`good`, `incomplete`, `failed`, `blocked` or `stopped`; None where it has not ended."""
    failures: tuple[str, ...] = ()
    """What went wrong, in sentences."""
    reports: int = 0
    """Reports found: read, unchanged or not due."""
    stats: Mapping[str, object] = field(default_factory=dict)
    """Its stats."""


def read_runs(db: Database, portal: str) -> Iterator[PastRun]:
    """Give the runs of a portal, the latest first."""
    for row in db.execute(_RUNS, [portal]):
        yield _run(*row)


def find_last_good(db: Database, portal: str) -> PastRun | None:
    """Return the last run of a portal that was good."""
    return next((run for run in read_runs(db, portal) if run.outcome == "good"), None)


def _run(portal: str, started: str, finished: str | None, reason: str | None, stats: str | None) -> PastRun:
    counts = json.loads(stats) if stats else {}
    outcome, failures = counts.get("goicrawl/outcome"), counts.get("goicrawl/failures", ())
    if finished and outcome is None:  # a run of a version that did not judge
        judged = judge({"finish_reason": reason, **counts})
        outcome, failures = judged.name, judged.failures
    return PastRun(
        portal=portal,
        started=datetime.fromisoformat(started),
        finished=datetime.fromisoformat(finished) if finished else None,
        outcome=outcome,
        failures=tuple(failures),
        reports=count_reports(counts),
        stats=counts,
    )
