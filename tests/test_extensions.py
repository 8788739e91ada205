"""What a run tells of itself: counts whose memory is bounded, log lines, errors by whose they are."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from goicrawl.extensions import QuietLog, RunSummary, Tally, line_of
from goicrawl.extensions.log import SAME_IN_EVERY_RUN, is_news
from goicrawl.extensions.summary import MAX_LINES
from goicrawl.items import Check, Page, Problem, Report, Statistic
from goicrawl.pipelines import RejectedPage
from tests.crawls import LISTING, REPORT, TITLE, listing, replay, save_page, stat

REAL = "goicrawl.extensions.RunSummary"


@pytest.fixture
def summary() -> RunSummary:
    return RunSummary(get_crawler())


def test_line_of_a_report_counts_figures_and_verdicts() -> None:
    def statistic(status: str) -> Statistic:
        return Statistic(table="t3", row="a", column="b", value=None, raw=None, unit=None, status=status)

    def check(verdict: str) -> Check:
        return Check(rule="T3_BALANCE", verdict=verdict, expected=None, actual=None, evidence="")

    report = Report(
        url="u",
        statistics=(statistic("reported"), statistic("missing"), statistic("reported")),
        checks=(check("PASS"), check("FAIL"), check("NOT_ASSESSABLE"), check("PASS")),
        problems=(Problem(code="source.x", detail=""),),
    )
    found = line_of(report)
    assert (found.cells, found.passed, found.failed, found.problems) == (2, 2, 1, 1)


@pytest.mark.parametrize(
    ("outcome", "field"), [("new", "new"), ("changed", "changed"), ("seen", "unchanged"), (None, "read")]
)
def test_reports_are_counted_by_what_storing_them_came_to(
    summary: RunSummary, outcome: str | None, field: str
) -> None:
    report = Report(url="u", portal="xian")
    if outcome:
        summary.note_stored(report, outcome)
    summary.note_report(report)
    assert getattr(summary.portals["xian"], field) == 1


def test_pages_kept_out_are_counted_by_reason(summary: RunSummary) -> None:
    problem = Problem(code="source.notice", detail="")
    summary.note_reject(Page(url="u", body=b"", portal="xian"), RejectedPage("u", problem, was_read=True))
    assert summary.portals["xian"].rejects == {"source.notice": 1}


def test_many_reports_take_no_more_room(summary: RunSummary) -> None:
    for number in range(20_000):
        report = Report(url=f"u{number}", portal="xian")
        summary.note_stored(report, "new")
        summary.note_report(report)
    assert (len(summary.lines), len(summary.outcomes), len(summary.portals)) == (MAX_LINES, 0, 1)
    assert summary.portals["xian"].new == 20_000


def test_what_only_the_stats_tell_is_the_portal_s(summary: RunSummary) -> None:
    for name, number in (("not_due", 4), ("not_modified", 2), ("unchanged", 1), ("vanished", 3)):
        summary.crawler.stats.inc_value(f"goicrawl/reports/{name}", number)
    told = summary.tallies("xian")["xian"]
    assert (told.not_due, told.unchanged, told.vanished) == (4, 3, 3)
    assert summary.tallies("xian")["xian"] == told


def test_tallies_add_up() -> None:
    total = Tally(pages=1, new=1)
    total.add(Tally(pages=2, vanished=3))
    assert (total.pages, total.new, total.vanished) == (3, 1, 3)


async def test_the_beginning_of_a_crawl_is_one_line_of_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_page(tmp_path, LISTING, listing((REPORT, TITLE)))
    save_page(tmp_path, REPORT, f"<title>{TITLE}</title><p>一、概述</p>")
    caplog.set_level(logging.INFO)
    await replay(tmp_path, EXTENSIONS={REAL: 1})
    lines = [record.getMessage() for record in caplog.records if record.name in ("xian", "test", "replay")]
    assert [line for line in lines if line.startswith("begins")] == ["begins"]


@pytest.mark.parametrize(
    ("name", "message", "level", "kept"),
    [
        pytest.param(
            "scrapy.crawler", "Overridden settings:\n%(settings)s", logging.INFO, False, id="settings"
        ),
        pytest.param("scrapy.middleware", "Enabled %(componentname)ss", logging.INFO, False, id="components"),
        pytest.param("scrapy.middleware", "Disabled %(clspath)s", logging.WARNING, True, id="disabled"),
        pytest.param("scrapy.crawler", "Received %(signame)s", logging.INFO, True, id="a signal"),
        pytest.param("scrapy.core.engine", "Closing spider (%(reason)s)", logging.ERROR, True, id="an error"),
        pytest.param("xian", "Enabled", logging.INFO, True, id="another logger"),
    ],
)
def test_what_is_the_same_in_every_run_is_not_logged(name: str, message: str, level: int, kept: bool) -> None:
    assert is_news(logging.LogRecord(name, level, "", 0, message, None, None)) is kept


@pytest.fixture
def filters() -> Iterator[None]:
    before = {name: list(logging.getLogger(name).filters) for name in SAME_IN_EVERY_RUN}
    yield
    for name, kept in before.items():
        logging.getLogger(name).filters = kept


@pytest.mark.usefixtures("filters")
@pytest.mark.parametrize(("level", "quiet"), [("INFO", True), ("debug", False), ("WARNING", True)])
def test_a_log_at_debug_has_everything(level: str, quiet: bool) -> None:
    for _ in range(2):
        QuietLog.update_pre_crawler_settings(Settings({"LOG_LEVEL": level}))
    assert logging.getLogger("scrapy.middleware").filters.count(is_news) == int(quiet)


async def test_errors_that_another_crawl_owns_are_not_counted(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing((REPORT, TITLE)))
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "replay/missing") == 1
    assert crawler.stats.get_value("log_count/ERROR") >= 1


async def test_a_crawl_opens_no_way_into_the_process(tmp_path: Path) -> None:
    save_page(tmp_path, LISTING, listing((REPORT, TITLE)))
    crawler, _ = await replay(tmp_path)
    enabled = {type(extension).__name__ for extension in crawler.extensions.middlewares}
    assert not enabled & {"TelnetConsole", "RemoteControl"}
