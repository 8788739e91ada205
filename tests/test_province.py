"""The invented province, crawled through the command line: what is found, asked for, proved and said."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.province.crawl import Run, crawl
from tests.province.faults import KINDS, PassingFaults
from tests.province.history import pasts
from tests.province.server import Province
from tests.province.systems import SYSTEMS
from tests.province.traps import HINDRANCES, LOST_PAGE, TRAPS
from tests.province.truth import Verdict, compare_pasts, judge

PORTALS = len(SYSTEMS)
REPORTS = 4 * PORTALS


@dataclass(frozen=True)
class Crawled:
    """A province and what a crawl made of it."""

    province: Province
    run: Run
    verdict: Verdict


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with Province(PORTALS, REPORTS) as province:
        run = crawl(province, tmp_path_factory.mktemp("province"), timeout=120)
        yield Crawled(province, run, judge(province, run))


def test_every_report_is_found(crawled: Crawled) -> None:
    assert crawled.verdict.missed == []
    assert crawled.verdict.found == REPORTS


def test_no_report_is_stored_twice(crawled: Crawled) -> None:
    assert crawled.verdict.doubled == []


def test_nothing_else_is_stored(crawled: Crawled) -> None:
    assert crawled.verdict.strangers == []


def test_no_figure_is_wrong(crawled: Crawled) -> None:
    assert crawled.verdict.wrong == []


def test_no_figure_is_left_unread(crawled: Crawled) -> None:
    assert crawled.verdict.unread == []
    assert crawled.verdict.figures > 100 * REPORTS


def test_nothing_is_asked_for_that_should_not_be(crawled: Crawled) -> None:
    assert crawled.province.forbidden() == []


def test_one_request_at_a_time(crawled: Crawled) -> None:
    assert crawled.province.busiest == 1


def test_robots_txt_is_read_first(crawled: Crawled) -> None:
    first: dict[str, str] = {}
    for request in crawled.province.log:
        first.setdefault(request.site, request.kind)
    assert set(first.values()) == {"robots"}


def test_each_crawl_ends_as_it_must(crawled: Crawled) -> None:
    assert crawled.verdict.outcomes == []
    assert "good" in crawled.run.outcomes.values()
    assert crawled.run.code == 3  # some portals have a page that can't be had


def test_log_has_a_line_for_each_report(crawled: Crawled) -> None:
    lines = crawled.run.log.read_text(encoding="utf-8").splitlines()
    assert sum("] INFO: new: " in line for line in lines) == REPORTS


def test_log_says_why_each_listing_is_whole(crawled: Crawled) -> None:
    text = crawled.run.log.read_text(encoding="utf-8")
    assert text.count("listing complete: ") >= PORTALS
    assert "listing incomplete: " not in text


def test_log_has_no_traceback(crawled: Crawled) -> None:
    assert "Traceback" not in crawled.run.log.read_text(encoding="utf-8")


def test_page_that_is_lost_is_said(tmp_path: Path) -> None:
    with Province(PORTALS, 3 * PORTALS, traps=frozenset({LOST_PAGE})) as province:
        run = crawl(province, tmp_path, timeout=120)
        verdict = judge(province, run)
    assert verdict.outcomes == []
    assert [verdict.doubled, verdict.strangers, verdict.wrong] == [[], [], []]


def test_history_is_what_happened(tmp_path: Path) -> None:
    settings = {"GOICRAWL_REVISIT": "0", "GOICRAWL_MIN_REPORTS_RATIO": "0"}
    nights = (0, 3, 5)
    with Province(7, 42, nights=6, traps=frozenset(TRAPS) - HINDRANCES) as province:
        for night in nights:
            province.advance(night)
            run = crawl(province, tmp_path, settings=settings, timeout=120)
            assert judge(province, run).faultless, night
        wanted = pasts(province, nights)
        answers = {(one.kind, one.status) for one in province.log}
    assert compare_pasts(wanted, run.database) == []
    assert {kind for past in wanted for kind in past.events} == {"changed", "vanished", "reappeared"}
    assert ("report", 304) in answers


def test_passing_faults_cost_nothing(tmp_path: Path) -> None:
    faults = PassingFaults(40)
    with Province(7, 28, traps=frozenset(TRAPS) - HINDRANCES, faults=faults) as province:
        run = crawl(province, tmp_path, timeout=120)
        assert judge(province, run).faultless
    assert set(faults.made) == {fault.kind for fault in KINDS}
