"""The database -> what each page of it says of a unit and a year, and what is known of each portal."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlite_utils import Database

from goicrawl.coverage.entry import Status, Timely
from goicrawl.parse.metadata.titles import parse_title

_TIMELY: dict[str | None, Timely] = {"PASS": "in_time", "FAIL": "late", "UNCERTAIN": "unclear"}
_DEAD = ("HTTP 404", "HTTP 410")
_STATUS_OF: dict[str, Status] = {
    "source.blocked": "blocked",
    "source.refused": "blocked",
    "source.soft_404": "not_found",
    "source.maintenance": "failed",
    "source.login": "failed",
    "source.shell": "failed",
    "source.cut_short": "failed",
}
"""What a page that was kept out says of the report that its row names; any other page is none."""

_REPORTS = """
    SELECT r.url, r.portal, r.issuer, r.year, r.published, substr(r.first_seen, 1, 10),
        substr(r.vanished_at, 1, 10), r.vanished_why,
        (SELECT verdict FROM checks c WHERE c.url = r.url AND c.rule = 'META_DEADLINE'),
        (SELECT substr(max(v.replaced_at), 1, 10) FROM revisions v
            WHERE v.url = r.url AND v.kind = 'changed' AND v.why LIKE 'page%')
    FROM reports r WHERE r.year IS NOT NULL
"""
_REJECTS = "SELECT url, portal, reason, detail, title, substr(last_seen, 1, 10) FROM rejects"
# What was read before is known; a row that no listing shows any more is nobody's failure.
_FAILURES = """
    SELECT f.url, f.portal, f.why, f.title, substr(f.last_seen, 1, 10) FROM failures f
    WHERE f.title IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.url = f.url) AND (
        NOT EXISTS (SELECT 1 FROM listed l WHERE l.url = f.url)
        OR EXISTS (SELECT 1 FROM listed l WHERE l.url = f.url AND l.gone_at IS NULL)
    )
"""
_WALKS = "SELECT portal, substr(max(last_seen), 1, 10) FROM listed GROUP BY portal"
_CRAWLS = """
    SELECT portal, outcome, substr(coalesce(finished, started), 1, 10) FROM crawls c
    WHERE id = (SELECT max(id) FROM crawls d WHERE d.portal = c.portal AND d.outcome IS NOT NULL)
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """What one page says of a unit and a year."""

    portal: str | None
    unit: str | None
    year: int
    status: Status
    url: str
    evidence: str
    timely: Timely | None = None
    published: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Traces:
    """All that the database knows of some portals."""

    pages: tuple[Trace, ...]
    """What each report and each page that was kept out says."""
    walked: dict[str, str] = field(default_factory=dict)
    """Portal -> the day on which a listing of it was last walked to a proved end."""
    blocked: dict[str, str] = field(default_factory=dict)
    """Portal -> the day of its last crawl, where that ended at robot checks."""


def read_traces(db: Database, portals: Collection[str] = ()) -> Traces:
    """Return what the database knows of the named portals, of all by default."""
    pages = (*_reports(db), *_rejects(db), *_failures(db))
    return Traces(
        pages=tuple(trace for trace in pages if not portals or trace.portal in portals),
        walked={portal: day for portal, day in db.execute(_WALKS) if portal and day},
        blocked={portal: day for portal, outcome, day in db.execute(_CRAWLS) if outcome == "blocked"},
    )


def _reports(db: Database) -> Iterator[Trace]:
    for url, portal, issuer, year, published, seen, vanished, why, verdict, changed in db.execute(_REPORTS):
        evidence = f"read on {seen}"
        status: Status = "published"
        if changed:
            status, evidence = "changed", f"{evidence}; said something else until {changed}"
        if vanished:
            status, evidence = "vanished", f"{evidence}; gone since {vanished}: {why}"
        yield Trace(
            portal=portal,
            unit=issuer,
            year=year,
            status=status,
            url=url,
            evidence=evidence,
            timely=_TIMELY.get(verdict, "unknown"),
            published=published,
        )


def _rejects(db: Database) -> Iterator[Trace]:
    """Give the pages that were kept out and whose row in the listing names a report's issuer and year."""
    for url, portal, reason, detail, listed, seen in db.execute(_REJECTS):
        status = _status_of(reason, detail or "")
        yield from _listed(url, portal, listed, status, f"on {seen}: {detail or reason}")


def _failures(db: Database) -> Iterator[Trace]:
    """Give the pages that could not be fetched and whose row names a report's issuer and year."""
    for url, portal, why, listed, seen in db.execute(_FAILURES):
        yield from _listed(url, portal, listed, "failed", f"not fetched on {seen}: {why}")


def _listed(
    url: str, portal: str | None, listed: str | None, status: Status, evidence: str
) -> Iterator[Trace]:
    """Give the trace of a page of which only a row of the listing tells unit and year."""
    title = parse_title(listed) if listed else None
    if title is None or title.year is None:
        return
    yield Trace(
        portal=portal,
        unit=title.issuer,
        year=title.year,
        status=status,
        url=url,
        evidence=f"listed as “{listed}”; {evidence}",
    )


def _status_of(reason: str, detail: str) -> Status:
    if reason == "source.status":
        return "not_found" if detail.startswith(_DEAD) else "failed"
    return _STATUS_OF.get(reason, "rejected")
