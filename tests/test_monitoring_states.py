"""The state of a portal by its runs, read from a database; the status page."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.monitoring import PortalState, describe_states, format_page, read_states
from goicrawl.monitoring.runs import find_last_good, read_runs
from goicrawl.store import finish_crawl, open_database, start_crawl, upsert_report
from tests.crawls import PORTAL

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_database(tmp_path / "goicrawl.db")


def add_run(db: Database, outcome: str | None, *, days: int = 1, reports: int = 3) -> None:
    """Store a run of some days ago; None for one that was killed."""
    started = NOW - timedelta(days=days)
    crawl = start_crawl(db, PORTAL.name, now=started)
    if outcome:
        stats = {"goicrawl/outcome": outcome, "goicrawl/failures": [], "item_scraped_count": reports}
        finish_crawl(db, crawl, outcome="finished", stats=stats, now=started)


def state(db: Database, *, running: bool = False) -> PortalState:
    (found,) = read_states(db, [PORTAL], now=NOW, stale_days=40, is_running=lambda _: running)
    return found


@pytest.mark.parametrize(
    ("outcomes", "name"),
    [
        pytest.param([], "never", id="no run"),
        pytest.param(["failed", "good"], "good", id="good"),
        pytest.param(["good", "failed"], "failing", id="failed"),
        pytest.param(["good", "stopped"], "failing", id="stopped"),
        pytest.param(["good", None], "failing", id="killed"),
        pytest.param(["good", "blocked"], "blocked", id="blocked"),
        pytest.param(["good", "incomplete"], "incomplete", id="incomplete"),
    ],
)
def test_state_is_the_last_run_s(db: Database, outcomes: list[str | None], name: str) -> None:
    for outcome in outcomes:
        add_run(db, outcome)
    assert state(db).state == name


def test_a_good_run_long_ago_is_stale(db: Database) -> None:
    add_run(db, "good", days=41)
    assert state(db).state == "stale"


def test_a_run_that_holds_the_lock_is_running_and_not_killed(db: Database) -> None:
    add_run(db, "good")
    add_run(db, None, days=0)
    found = state(db, running=True)
    assert (found.state, found.findings) == ("running", ())


def test_last_good_run_is_remembered_beside_later_ones(db: Database) -> None:
    add_run(db, "good", days=9)
    add_run(db, "failed", days=2)
    found = state(db)
    assert (found.last_good, found.last_run) == (NOW - timedelta(days=9), NOW - timedelta(days=2))


def test_what_the_last_good_run_found(db: Database) -> None:
    add_run(db, "good", reports=7)
    add_run(db, "failed", reports=2)
    last = find_last_good(db, PORTAL.name)
    assert last is not None
    assert last.reports == 7


def test_a_run_of_a_version_that_did_not_judge_is_judged(db: Database) -> None:
    crawl = start_crawl(db, PORTAL.name, now=NOW)
    finish_crawl(db, crawl, outcome="finished", stats={"item_scraped_count": 1}, now=NOW)
    assert [run.outcome for run in read_runs(db, PORTAL.name)] == ["good"]


def test_reports_and_deadline(db: Database) -> None:
    add_run(db, "good")
    upsert_report(db, Report(url="http://x.gov.cn/1", portal="xian", year=2025, form="t2021"), now=NOW)
    found = state(db)
    assert (found.reports, found.latest_year, str(found.next_deadline)) == (1, 2025, "2027-03-31")


def shown(**changes: object) -> PortalState:
    return PortalState(portal="xian", title="某县 <b>", state="failing", **changes)  # type: ignore[arg-type]


def test_json_has_what_docs_say(db: Database) -> None:
    add_run(db, "failed")
    told = json.loads(json.dumps(describe_states([state(db)], NOW)))
    assert told["states"] == {"failing": 1}
    assert told["portals"][0]["last_run"] == "2026-11-20T03:00:00+00:00"


def test_page_escapes_what_it_shows() -> None:
    page = format_page([shown()], NOW)
    assert "某县 &lt;b&gt;" in page
    assert "<b>" not in page


def test_page_needs_nothing_beside_it() -> None:
    page = format_page([shown()], NOW)
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)


def test_page_puts_what_needs_a_person_first() -> None:
    good = PortalState(portal="a", title="甲", state="good")
    page = format_page([good, shown()], NOW)
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["xian", "a"]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("ink", "soft"),
        ("bad", "bad-bg"),
        ("warn", "warn-bg"),
        ("good", "good-bg"),
        ("calm", "calm-bg"),
    ],
)
def test_page_can_be_read_in_both_schemes(scheme: int, ink: str, paper: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", format_page([], NOW), re.S)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[scheme]))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
