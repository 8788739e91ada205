"""A portal's runs and reports in the database -> what a person should look at."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from goicrawl.monitoring.runs import PastRun
from goicrawl.portals import Portal
from goicrawl.validate.dates import deadlines

FIELDS = ("title", "issuer", "region_code", "published", "index_number", "source", "contact_phone")
"""Fields of a report that a portal's template fills, or never fills."""

FEW_REPORTS = 3
"""Of fewer earlier reports than this nothing is called a habit of the portal."""
HABIT = 0.8
"""The share of earlier pages from which on a rule is the portal's: of the saved pages of one template four in
five have their body found by one rule, the others are scans or letters."""

_ENDED = {"incomplete": "was incomplete", "blocked": "was blocked", "stopped": "was stopped"}
_FIRST_FORM_YEAR = 2019
_FORMS = ("t2019", "t2021")
_REPORTS = f"SELECT year, form, changed_at, {', '.join(FIELDS)} FROM reports WHERE portal = ?"  # noqa: S608 -- constants
_CONTAINER = "goicrawl/cleaned/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something about a portal that a person should look at."""

    portal: str
    """The portal's name."""
    kind: str
    """`run`, `fewer_reports`, `silent`, `template`, `form` or `field`."""
    detail: str
    """What was seen, with the figures that it is told by."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredReport:
    """What the monitors look at of a report."""

    year: int | None
    """The reporting year."""
    form: str | None
    """The form of its tables."""
    changed: datetime
    """When it was first stored or last said something else."""
    fields: Mapping[str, object]
    """`FIELDS` by name; None where the report does not say."""


def read_reports(db: Database, portal: str) -> list[StoredReport]:
    """Return what the monitors look at of a portal's reports."""
    return [
        StoredReport(
            year=year,
            form=form,
            changed=datetime.fromisoformat(changed),
            fields=dict(zip(FIELDS, fields, strict=True)),
        )
        for year, form, changed, *fields in db.execute(_REPORTS, [portal])
    ]


def find_all(
    portal: Portal, runs: Sequence[PastRun], reports: Sequence[StoredReport], today: date
) -> list[Finding]:
    """Return everything odd about a portal; `runs` with the latest first, without one that is under way."""
    details: list[tuple[str, Iterator[str]]] = [
        ("run", find_bad_run(runs)),
        ("fewer_reports", find_fewer_reports(runs)),
        ("silent", find_silence(portal.issuer or portal.title, reports, today)),
        ("template", find_new_template(runs)),
        ("form", find_lost_form(runs, reports)),
        ("field", find_lost_fields(runs, reports)),
    ]
    return [
        Finding(portal=portal.name, kind=kind, detail=detail) for kind, found in details for detail in found
    ]


def find_bad_run(runs: Sequence[PastRun]) -> Iterator[str]:
    """Say what went wrong in the last run."""
    if not runs or runs[0].outcome == "good":
        return
    last = runs[0]
    if last.finished is None:
        yield f"the run of {_day(last.started)} was killed, or its machine went down"
    for failure in last.failures:
        yield f"the run of {_day(last.started)} {_ENDED.get(last.outcome or '', 'failed')}: {failure}"


def find_fewer_reports(runs: Sequence[PastRun]) -> Iterator[str]:
    """Say that the last run found fewer reports than the one before: reports stay where they are."""
    # What a failed or blocked run did not find is told by its own finding.
    ended = [run for run in runs if run.outcome in ("good", "incomplete")]
    if len(ended) > 1 and ended[0] is runs[0] and ended[0].reports < ended[1].reports:
        last, before = ended[:2]
        found, found_before = f"on {_day(last.started)}", f"on {_day(before.started)}"
        yield f"{last.reports} reports found {found}, {before.reports} {found_before}"


def find_silence(issuer: str, reports: Sequence[StoredReport], today: date) -> Iterator[str]:
    """Say that no report of the last year is there although the law's last day for it is over."""
    year = due_year(issuer, today)
    years = {report.year for report in reports if report.year is not None}
    if years and max(years) < year:
        yield (
            f"no report of {year}, due by {deadlines(issuer, year)[1]}; the latest is of {max(years)} "
            f"(of {len(reports)} reports)"
        )


def due_year(issuer: str, today: date) -> int:
    """Return the latest year whose report must be public by now.

    >>> due_year("喀什市人民政府", date(2026, 3, 1)), due_year("喀什市民政局", date(2026, 3, 1))
    (2024, 2025)
    """
    year = today.year - 1
    return year if deadlines(issuer, year)[1] < today else year - 1


def find_new_template(runs: Sequence[PastRun]) -> Iterator[str]:
    """Say that the rule that used to find the body found none in the last run that read a page."""
    counted = [(run, _containers(run)) for run in runs]
    counted = [(run, containers) for run, containers in counted if containers]
    if len(counted) < 2:
        return
    (last, now), earlier = counted[0], Counter[str]()
    for _, containers in counted[1:]:
        earlier.update(containers)
    rule, won = earlier.most_common(1)[0]
    if won >= max(FEW_REPORTS, HABIT * earlier.total()) and rule not in now:
        ones = ", ".join(f"{name} {number}" for name, number in now.most_common())
        yield (
            f"the body was found by {rule} on {won} of {earlier.total()} earlier pages, on none of "
            f"{now.total()} on {_day(last.started)} ({ones})"
        )


def _containers(run: PastRun) -> Counter[str]:
    return Counter(
        {
            key.removeprefix(_CONTAINER): value
            for key, value in run.stats.items()
            if key.startswith(_CONTAINER) and isinstance(value, int)
        }
    )


def find_lost_form(runs: Sequence[PastRun], reports: Sequence[StoredReport]) -> Iterator[str]:
    """Say that reports of years that prescribe tables come without them now, where earlier ones had them."""
    of_forms = [report for report in reports if (report.year or 0) >= _FIRST_FORM_YEAR]
    new, old = _split(runs, of_forms)
    had = sum(report.form in _FORMS for report in old)
    lost = sum(report.form == "narrative" for report in new)
    if had and lost and lost == len(new):
        since = _day(runs[0].started)
        yield f"no table in any of {lost} reports read since {since}; {had} earlier ones have them"


def find_lost_fields(runs: Sequence[PastRun], reports: Sequence[StoredReport]) -> Iterator[str]:
    """Say which fields all earlier reports fill and none of the latest."""
    new, old = _split(runs, reports)
    if not new or len(old) < FEW_REPORTS:
        return
    since = _day(runs[0].started)
    for name in FIELDS:
        if all(report.fields[name] for report in old) and not any(report.fields[name] for report in new):
            yield f"{name} is in all {len(old)} earlier reports, in none of {len(new)} read since {since}"


def _split(
    runs: Sequence[PastRun], reports: Sequence[StoredReport]
) -> tuple[list[StoredReport], list[StoredReport]]:
    """Return the reports that are new or changed in the last run, and the earlier ones."""
    if not runs:
        return [], list(reports)
    since = runs[0].started
    new = [report for report in reports if report.changed >= since]
    return new, [report for report in reports if report.changed < since]


def _day(time: datetime) -> str:
    return time.date().isoformat()
