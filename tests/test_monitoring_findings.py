"""What the monitors find in a portal's runs and reports, and what they leave alone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from goicrawl.monitoring.findings import (
    FIELDS,
    StoredReport,
    due_year,
    find_all,
    find_bad_run,
    find_fewer_reports,
    find_lost_fields,
    find_lost_form,
    find_new_template,
    find_silence,
)
from goicrawl.monitoring.runs import PastRun
from tests.crawls import PORTAL

LAST, BEFORE = datetime(2026, 4, 2, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def run(
    day: datetime = LAST, outcome: str | None = "good", *, reports: int = 5, **changes: object
) -> PastRun:
    stats = changes.pop("stats", {})
    assert isinstance(stats, Mapping)
    failures = ("something broke",) if outcome not in ("good", None) else ()
    return PastRun(
        portal="xian",
        started=day,
        finished=day if outcome else None,
        outcome=outcome,
        failures=failures,
        reports=reports,
        stats=stats,
    )


def report(
    year: int | None = 2024, day: datetime = BEFORE, form: str = "t2021", **fields: object
) -> StoredReport:
    every = dict.fromkeys(FIELDS, "x")
    return StoredReport(year=year, form=form, changed=day, fields={**every, **fields})


def read(rule: str, pages: int) -> dict[str, object]:
    return {f"goicrawl/cleaned/{rule}": pages}


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        pytest.param([], [], id="no run"),
        pytest.param([run()], [], id="good"),
        pytest.param(
            [run(outcome="failed"), run(BEFORE)],
            ["the run of 2026-04-02 failed: something broke"],
            id="failed",
        ),
        pytest.param([run(), run(BEFORE, "failed")], [], id="good again"),
        pytest.param(
            [run(outcome="blocked")], ["the run of 2026-04-02 was blocked: something broke"], id="blocked"
        ),
        pytest.param(
            [run(outcome=None)], ["the run of 2026-04-02 was killed, or its machine went down"], id="killed"
        ),
    ],
)
def test_bad_run(runs: list[PastRun], found: list[str]) -> None:
    assert list(find_bad_run(runs)) == found


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        pytest.param([run(reports=4)], [], id="first"),
        pytest.param([run(reports=5), run(BEFORE, reports=5)], [], id="as many"),
        pytest.param(
            [run(reports=4), run(BEFORE, reports=5)],
            ["4 reports found on 2026-04-02, 5 on 2026-04-01"],
            id="fewer",
        ),
        pytest.param([run(outcome="failed", reports=0), run(BEFORE)], [], id="a failed run says it itself"),
        pytest.param([run(), run(BEFORE, "failed", reports=9)], [], id="after a failed run"),
    ],
)
def test_fewer_reports(runs: list[PastRun], found: list[str]) -> None:
    assert list(find_fewer_reports(runs)) == found


@pytest.mark.parametrize(
    ("issuer", "today", "year"),
    [
        pytest.param("某县人民政府", date(2026, 3, 31), 2024, id="a government, on the last day"),
        pytest.param("某县人民政府", date(2026, 4, 1), 2025, id="a government, the day after"),
        pytest.param("某县民政局", date(2026, 1, 31), 2024, id="a department, on the last day"),
        pytest.param("某县民政局", date(2026, 2, 1), 2025, id="a department, the day after"),
        pytest.param("某县人民政府办公室", date(2026, 2, 1), 2024, id="an office may report for both"),
        pytest.param("某县民政局", date(2019, 2, 1), 2017, id="a department before the law of 2019"),
    ],
)
def test_due_year(issuer: str, today: date, year: int) -> None:
    assert due_year(issuer, today) == year


@pytest.mark.parametrize(
    ("years", "today", "found"),
    [
        pytest.param([2024], date(2026, 3, 31), [], id="not due yet"),
        pytest.param([2024, 2025], date(2026, 4, 1), [], id="there"),
        pytest.param(
            [2023, 2024],
            date(2026, 4, 1),
            ["no report of 2025, due by 2026-03-31; the latest is of 2024 (of 2 reports)"],
            id="silent",
        ),
        pytest.param([], date(2026, 4, 1), [], id="never any"),
        pytest.param([None], date(2026, 4, 1), [], id="no year known"),
    ],
)
def test_silence(years: list[int | None], today: date, found: list[str]) -> None:
    assert list(find_silence("某县人民政府", [report(year) for year in years], today)) == found


@pytest.mark.parametrize(
    ("last", "earlier", "found"),
    [
        pytest.param(read("ucap", 1), read("ucap", 4), [], id="the same rule"),
        pytest.param(read("form", 2) | read("ucap", 1), read("ucap", 4), [], id="also the same rule"),
        pytest.param({}, read("ucap", 4), [], id="nothing read"),
        pytest.param(read("form", 1), read("ucap", 2), [], id="too few for a habit"),
        pytest.param(read("form", 1), read("ucap", 3) | read("zoom", 2), [], id="no habit"),
        pytest.param(
            read("form", 2),
            read("ucap", 4),
            [
                "the body was found by ucap on 4 of 4 earlier pages, on none of 2 on 2026-04-02 (form 2)",
            ],
            id="new",
        ),
    ],
)
def test_new_template(last: dict[str, object], earlier: dict[str, object], found: list[str]) -> None:
    assert list(find_new_template([run(stats=last), run(BEFORE, stats=earlier)])) == found


@pytest.mark.parametrize(
    ("new", "old", "found"),
    [
        pytest.param([report(day=LAST)], [report()], [], id="tables"),
        pytest.param([report(day=LAST, form="narrative")], [report(form="narrative")], [], id="never any"),
        pytest.param([report(2015, LAST, "narrative")], [report()], [], id="a year without forms"),
        pytest.param(
            [report(day=LAST, form="narrative")],
            [report()],
            ["no table in any of 1 reports read since 2026-04-02; 1 earlier ones have them"],
            id="lost",
        ),
    ],
)
def test_lost_form(new: list[StoredReport], old: list[StoredReport], found: list[str]) -> None:
    assert list(find_lost_form([run()], new + old)) == found


@pytest.mark.parametrize(
    ("new", "old", "found"),
    [
        pytest.param([report(day=LAST)], [report()] * 3, [], id="filled"),
        pytest.param([report(day=LAST, source=None)], [report()] * 2, [], id="too few"),
        pytest.param(
            [report(day=LAST, source=None)], [report(), report(), report(source=None)], [], id="not always"
        ),
        pytest.param([report(day=LAST, source=None), report(day=LAST)], [report()] * 3, [], id="in one"),
        pytest.param(
            [report(day=LAST, source=None)],
            [report()] * 3,
            ["source is in all 3 earlier reports, in none of 1 read since 2026-04-02"],
            id="empty now",
        ),
    ],
)
def test_lost_fields(new: list[StoredReport], old: list[StoredReport], found: list[str]) -> None:
    assert list(find_lost_fields([run()], new + old)) == found


def test_findings_name_portal_and_kind() -> None:
    found = find_all(PORTAL, [run(outcome="failed")], [report(2020)], date(2026, 4, 2))
    assert [(finding.portal, finding.kind) for finding in found] == [("xian", "run"), ("xian", "silent")]
