"""What the terminal shows of a run: a line a report where they are few, a line a portal, the totals."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from goicrawl.commands.results import Result, RunResults
from goicrawl.commands.summary import format_portals, format_reports, format_summary
from goicrawl.extensions import ReportLine, Tally
from goicrawl.monitoring import Outcome

BEGAN = datetime(2026, 11, 21, 3, tzinfo=UTC)


def line(portal: str | None, issuer: str | None, cells: int = 0) -> ReportLine:
    return ReportLine(
        portal=portal, year=2021, issuer=issuer, form="t2021", cells=cells, passed=3, failed=0, problems=1
    )


def results(*crawls: Result) -> RunResults:
    return RunResults(
        began=BEGAN, ended=BEGAN + timedelta(seconds=9), alone=len(crawls) == 1, results=list(crawls)
    )


def crawl(name: str, outcome: str = "good", **counts: int) -> Result:
    tally = Tally()
    for field, count in counts.items():
        setattr(tally, field, count)
    stats = {"elapsed_time_seconds": 2.25}
    return Result(name=name, outcome=Outcome(name=outcome), stats=stats, tallies={name: tally})


def test_reports_are_aligned_for_chinese() -> None:
    lines = [line("kashi", "喀什市人民政府", 53), line("suining-jkq", "遂宁经开区管委会", 198)]
    assert format_reports(lines).splitlines() == [
        "portal       year  issuer            form   cells  passed  failed  problems",
        "kashi        2021  喀什市人民政府    t2021     53       3       0         1",
        "suining-jkq  2021  遂宁经开区管委会  t2021    198       3       0         1",
        "total                                         251       6       0         2",
    ]


def test_reports_are_in_the_order_of_the_portals() -> None:
    table = format_reports([line("b", "乙"), line("a", "甲")]).splitlines()
    assert [row.split()[0] for row in table[1:3]] == ["a", "b"]


def test_what_a_report_does_not_say_is_a_dash() -> None:
    assert format_reports([line(None, None)]).splitlines()[1].split()[:3] == ["-", "2021", "-"]


def test_portals_have_a_line_each_and_a_total() -> None:
    table = format_portals(results(crawl("b", pages=3, read=1, new=1), crawl("a", "blocked", pages=2)))
    assert [" ".join(row.split()) for row in table.splitlines()] == [
        "portal outcome pages reports new changed unchanged not due vanished kept out checks failed seconds",
        "a blocked 2 0 0 0 0 0 0 0 0 2.2",
        "b good 3 1 1 0 0 0 0 0 0 2.2",
        "total 1 good, 1 blocked 5 1 1 0 0 0 0 0 0 9.0",
        "1 report",
    ]


def test_one_portal_needs_no_total() -> None:
    assert len(format_portals(results(crawl("a"))).splitlines()) == 3


def test_portals_of_one_replay_share_time_and_outcome() -> None:
    replay = Result(
        name="replay", outcome=Outcome(name="good"), tallies={"a": Tally(pages=1), "b": Tally(pages=2)}
    )
    rows = [row.split() for row in format_portals(results(replay)).splitlines()]
    assert rows[1] == ["a", "1", "0", "0", "0", "0", "0", "0", "0", "0"]
    assert (rows[3][1], rows[3][-1]) == ("good", "9.0")


def test_portal_that_could_not_begin_is_said() -> None:
    held = Result(name="a", outcome=Outcome(name="unstarted", failures=("held",)))
    assert format_portals(results(held, crawl("b"))).splitlines()[1].split()[:2] == ["a", "unstarted"]


@pytest.mark.parametrize(
    ("tally", "ending"),
    [
        pytest.param(Tally(), ["no reports"], id="nothing"),
        pytest.param(Tally(read=1), ["1 report"], id="one"),
        pytest.param(
            Tally(rejects=Counter({"source.notice": 1})),
            ["kept out: source.notice 1", "no reports; 1 page kept out"],
            id="one page kept out",
        ),
        pytest.param(
            Tally(read=2, not_due=4, rejects=Counter({"source.status": 2, "source.notice": 10})),
            ["kept out: source.notice 10, source.status 2", "2 reports; 4 not due; 12 pages kept out"],
            id="more",
        ),
    ],
)
def test_it_ends_with_the_counts(tally: Tally, ending: list[str]) -> None:
    only = Result(name="a", outcome=Outcome(name="good"), tallies={"a": tally})
    assert format_portals(results(only)).splitlines()[2:] == ending


@pytest.mark.parametrize(
    ("read", "lines", "shown"),
    [(1, 1, True), (2, 1, False), (60, 60, False)],
    ids=["all have a line", "some have none", "too many for a page"],
)
def test_reports_are_listed_only_where_each_has_a_line(read: int, lines: int, shown: bool) -> None:
    only = Result(
        name="a",
        outcome=Outcome(name="good"),
        tallies={"a": Tally(read=read)},
        lines=(line("a", "甲"),) * lines,
    )
    assert ("issuer" in format_summary(results(only))) is shown
