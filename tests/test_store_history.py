"""What became of reports: what changed and why, which vanished with their rows or pages, which came back."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store import (
    Fate,
    Fetch,
    Reject,
    find_previous,
    open_database,
    read_report,
    store_walk,
    upsert_fetch,
    upsert_reject,
    upsert_report,
)
from tests.sample_reports import FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
LISTING = "http://www.example.gov.cn/list.html"
OTHER = "http://www.example.gov.cn/other.html"
GONE = Reject(url=URL, reason="source.status", detail="HTTP 404", is_gone=True)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        yield opened


def walk(
    db: Database, *urls: str, now: datetime, complete: bool = True, listing: str = LISTING
) -> tuple[str, ...]:
    return store_walk(db, portal="p", listing=listing, urls=frozenset(urls), complete=complete, now=now)


def vanished(db: Database, url: str = URL) -> tuple[str | None, str | None]:
    found: tuple[str | None, str | None] = db.execute(
        "SELECT vanished_at, vanished_why FROM reports WHERE url = ?", [url]
    ).fetchone()
    return found


def kinds(db: Database) -> list[tuple[str, str | None]]:
    return list(db.execute("SELECT kind, why FROM revisions ORDER BY id"))


STAYS = (None, None)


def test_a_revision_says_what_changed(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    cells = (replace(FULL.statistics[0], value=20), *FULL.statistics[1:])
    upsert_report(db, replace(FULL, title="二", statistics=cells), now=TUESDAY)
    (changes,) = db.execute("SELECT changes FROM revisions").fetchone()
    assert json.loads(changes) == [
        {"path": "title", "old": FULL.title, "new": "二"},
        {"path": "statistics/t3/new_received/total/value", "old": 19, "new": 20},
    ]


CAUSES = {
    "other bytes": ("1", replace(FULL, title="二", sha256="cd" * 32), "page"),
    "another parser": ("2", replace(FULL, title="二"), "parser"),
    "both": ("2", replace(FULL, title="二", sha256="cd" * 32), "page and parser"),
    "the year before": ("1", replace(FULL, checks=()), "checks"),
    "neither": ("1", replace(FULL, title="二"), "unknown"),
}


@pytest.mark.parametrize(("version", "report", "why"), CAUSES.values(), ids=CAUSES)
def test_a_revision_says_why(
    db: Database, monkeypatch: pytest.MonkeyPatch, version: str, report: Report, why: str
) -> None:
    for module in ("upsert", "revisions"):
        monkeypatch.setattr(f"goicrawl.store.{module}.__version__", "1")
    upsert_report(db, FULL, now=MONDAY)
    for module in ("upsert", "revisions"):
        monkeypatch.setattr(f"goicrawl.store.{module}.__version__", version)
    upsert_report(db, report, now=TUESDAY)
    rows = db.execute("SELECT why, parser_version, new_version, old_sha256, new_sha256 FROM revisions")
    assert rows.fetchall() == [(why, "1", version, FULL.sha256, report.sha256)]


def test_other_bytes_around_the_same_report_are_no_revision(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_report(db, replace(FULL, sha256="cd" * 32), now=TUESDAY)
    assert kinds(db) == []


def test_a_report_that_its_listing_has_lost_is_marked_and_kept(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert walk(db, URL, OTHER, now=MONDAY) == ()
    assert walk(db, OTHER, now=TUESDAY) == (URL,)
    assert vanished(db) == ("2026-03-03T08:00:00+00:00", "unlisted")
    assert read_report(db, URL) == FULL
    assert kinds(db) == [("vanished", "unlisted")]


def test_it_vanishes_once(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    walk(db, URL, OTHER, now=MONDAY)
    walk(db, OTHER, now=TUESDAY)
    assert walk(db, OTHER, now=WEDNESDAY) == ()
    assert len(kinds(db)) == 1


def test_a_walk_that_is_not_proved_says_nothing_of_what_it_did_not_see(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    walk(db, URL, now=MONDAY)
    assert walk(db, OTHER, now=TUESDAY, complete=False) == ()
    assert vanished(db) == STAYS


@pytest.mark.parametrize(("others", "gone"), [(0, (URL,)), (3, ())], ids=["of one row", "of many rows"])
def test_an_emptied_listing(db: Database, others: int, gone: tuple[str, ...]) -> None:
    upsert_report(db, FULL, now=MONDAY)
    walk(db, URL, *(f"{OTHER}?{number}" for number in range(others)), now=MONDAY)
    assert walk(db, now=TUESDAY) == gone


def test_a_report_that_no_listing_ever_showed_does_not_vanish(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert walk(db, OTHER, now=TUESDAY) == ()


def test_a_report_that_another_listing_shows_is_there(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    walk(db, URL, now=MONDAY, listing="http://www.example.gov.cn/all.html")
    walk(db, URL, OTHER, now=MONDAY)
    assert walk(db, OTHER, now=TUESDAY) == ()
    assert vanished(db) == STAYS


SHORT = "http://www.example.gov.cn/1"


def test_a_row_that_redirects_stands_for_the_report_it_leads_to(db: Database) -> None:
    upsert_fetch(db, Fetch(url=SHORT, status=301, redirected_to=URL))
    upsert_report(db, FULL, now=MONDAY)
    walk(db, SHORT, OTHER, now=MONDAY)
    assert walk(db, OTHER, now=TUESDAY) == (URL,)


def test_a_report_that_is_listed_by_another_address_is_there(db: Database) -> None:
    upsert_fetch(db, Fetch(url=SHORT, status=301, redirected_to=URL))
    upsert_report(db, FULL, now=MONDAY)
    walk(db, URL, OTHER, now=MONDAY)
    assert walk(db, SHORT, OTHER, now=TUESDAY) == ()


def test_rows_say_when_they_were_seen(db: Database) -> None:
    walk(db, URL, OTHER, now=MONDAY)
    walk(db, OTHER, now=TUESDAY)
    rows = db.execute("SELECT url, first_seen, last_seen, gone_at FROM listed ORDER BY url")
    monday, tuesday = "2026-03-02T08:00:00+00:00", "2026-03-03T08:00:00+00:00"
    assert (
        rows.fetchall()
        == [(URL, monday, monday, tuesday), (OTHER, monday, tuesday, None)][:: 1 if URL < OTHER else -1]
    )


def test_a_report_that_comes_back_is_said(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_reject(db, GONE, now=TUESDAY)
    stored = upsert_report(db, FULL, now=WEDNESDAY)
    assert (stored.outcome, stored.reappeared) == ("seen", True)
    assert vanished(db) == STAYS
    assert [kind for kind, _ in kinds(db)] == ["vanished", "reappeared"]
    assert db.table("rejects").count == 0
    assert upsert_report(db, FULL, now=THURSDAY).reappeared is False


def test_a_saved_page_brings_nothing_back(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_reject(db, GONE, now=TUESDAY)
    assert upsert_report(db, FULL, now=WEDNESDAY, live=False).reappeared is False
    assert vanished(db)[1] == "source.status: HTTP 404"


FATES: dict[str, tuple[Reject, bool, Fate]] = {
    "gone": (GONE, True, "vanished"),
    "a saved page that is gone": (GONE, False, "kept"),
    "a server's error": (Reject(url=URL, reason="source.status", detail="HTTP 503"), True, "kept"),
    "an anti-robot page": (Reject(url=URL, reason="source.blocked"), True, "kept"),
    "another text": (Reject(url=URL, reason="source.empty", text="页面不存在", sha256="e"), True, "vanished"),
    "another text, saved": (Reject(url=URL, reason="source.empty", text="x", sha256="e"), False, "kept"),
    "the same bytes": (Reject(url=URL, reason="source.notice", text="", sha256=FULL.sha256), True, "removed"),
    "the same text": (Reject(url=URL, reason="source.notice", text=FULL.text, sha256="e"), True, "removed"),
    "the same text, saved": (
        Reject(url=URL, reason="source.notice", text=FULL.text, sha256="e"),
        False,
        "removed",
    ),
}


@pytest.mark.parametrize(("reject", "live", "fate"), FATES.values(), ids=FATES)
def test_what_becomes_of_a_report_whose_page_is_kept_out(
    db: Database, reject: Reject, live: bool, fate: Fate
) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert upsert_reject(db, reject, now=TUESDAY, live=live) == fate
    assert (read_report(db, URL) is None) is (fate == "removed")
    assert db.table("rejects").count == (fate != "kept")
    assert [kind for kind, _ in kinds(db)] == [kind for kind in ("vanished", "removed") if kind == fate]


def test_a_page_that_stays_away_is_not_said_again(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_reject(db, GONE, now=TUESDAY)
    assert upsert_reject(db, GONE, now=WEDNESDAY) == "none"
    assert vanished(db)[0] == "2026-03-03T08:00:00+00:00"


def test_of_two_reports_of_a_year_the_one_that_is_there_is_the_neighbour(db: Database) -> None:
    moved = replace(FULL, url=OTHER)
    for report in (FULL, moved):
        upsert_report(db, report, now=MONDAY)
    following = replace(FULL, url="http://www.example.gov.cn/2020.html", year=2020)
    assert find_previous(db, following) is None
    upsert_reject(db, GONE, now=TUESDAY)
    previous = find_previous(db, following)
    assert previous is not None
    assert previous.url == OTHER


def test_two_pages_of_unknown_bytes_are_not_the_same(db: Database) -> None:
    upsert_report(db, replace(FULL, sha256=None), now=MONDAY)
    assert upsert_reject(db, Reject(url=URL, reason="x", text="another"), now=TUESDAY) == "vanished"
