"""Requests for report pages: which are sent, with which validators, and which answers say something new."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.middlewares.incremental import IncrementalMiddleware
from goicrawl.skipped import Skipped
from goicrawl.store import (
    Fetch,
    Reject,
    StoreError,
    find_fetch,
    open_database,
    parse_schedule,
    store_walk,
    upsert_fetch,
    upsert_reject,
    upsert_report,
)
from tests.sample_reports import FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
BODY = b"<p>a report</p>"
REPORT = replace(FULL, year=2025, sha256=hashlib.sha256(BODY).hexdigest())
FETCH = Fetch(
    url=URL,
    portal="kashi",
    status=200,
    etag='"1"',
    last_modified="Mon, 02 Mar 2026 07:00:00 GMT",
    sha256=REPORT.sha256,
    fetched=MONDAY,
)
VALIDATORS = (b'"1"', b"Mon, 02 Mar 2026 07:00:00 GMT")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        yield opened


def middleware_of(db: Database, revisit: str = "0") -> IncrementalMiddleware:
    return IncrementalMiddleware(db, MemoryStatsCollector(get_crawler()), parse_schedule(revisit))


def know(db: Database, report: Report = REPORT, fetch: Fetch = FETCH) -> None:
    """Store a page as a run leaves it that read it to the end."""
    upsert_fetch(db, fetch)
    upsert_report(db, report, now=MONDAY)


def request_of(url: str = URL, kind: str = "report") -> Request:
    return Request(url, meta={"portal": "kashi", "kind": kind})


def stat(middleware: IncrementalMiddleware, name: str) -> object:
    return middleware.stats.get_value(f"goicrawl/{name}", 0)


async def validators(
    middleware: IncrementalMiddleware, request: Request
) -> tuple[bytes | None, bytes | None]:
    """Return the validators that a request leaves with."""
    await middleware.process_request(request)
    return request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")


async def skips(middleware: IncrementalMiddleware, request: Request) -> bool:
    try:
        await middleware.process_request(request)
    except Skipped:
        return True
    return False


def last_seen(db: Database) -> str:
    found: tuple[str] = db.execute("SELECT last_seen FROM reports").fetchone()
    return found[0]


def dump(db: Database) -> list[str]:
    """Return the database but for the moments at which pages were seen and fetched."""
    copy = Database(memory=True)
    db.conn.backup(copy.conn)
    copy.execute("UPDATE _reports SET last_seen = ''")
    copy.execute("UPDATE rejects SET last_seen = ''")
    copy.execute("UPDATE fetches SET fetched = '', due = ''")
    return list(copy.conn.iterdump())


async def test_page_that_is_known_is_asked_for_with_its_validators(db: Database) -> None:
    know(db)
    assert await validators(middleware_of(db), request_of()) == VALIDATORS


async def test_page_that_nobody_knows_is_asked_for_whole(db: Database) -> None:
    assert await validators(middleware_of(db), request_of()) == (None, None)


async def test_file_is_spared_as_a_page_is(db: Database) -> None:
    know(db)
    assert await validators(middleware_of(db), request_of(kind="attachment")) == VALIDATORS


@pytest.mark.parametrize("kind", ["listing", None])
async def test_listings_are_always_asked_for_whole(db: Database, kind: str) -> None:
    know(db)
    assert await validators(middleware_of(db, "999"), request_of(kind=kind)) == (None, None)


FAILED = {
    "an error": (replace(FETCH, status=503, sha256="e"), None),
    "an answer that nothing was made of": (replace(FETCH, sha256="e"), None),
    "an anti-robot page": (replace(FETCH, sha256="e"), Reject(url=URL, reason="source.blocked", sha256="e")),
    "no such page": (replace(FETCH, status=404), Reject(url=URL, reason="source.status", is_gone=True)),
}


@pytest.mark.parametrize(("fetch", "reject"), FAILED.values(), ids=FAILED)
async def test_page_that_failed_is_due_at_once_and_asked_for_whole(
    db: Database, fetch: Fetch, reject: Reject | None
) -> None:
    know(db)
    upsert_fetch(db, fetch)
    if reject:
        upsert_reject(db, reject, now=MONDAY)
    assert await validators(middleware_of(db, "999"), request_of()) == (None, None)


async def test_answer_of_a_run_that_was_killed_before_it_was_read_is_asked_for_again(db: Database) -> None:
    know(db)
    upsert_fetch(db, replace(FETCH, etag='"2"', sha256="other bytes"))
    assert await validators(middleware_of(db), request_of()) == (None, None)


DUE = {
    "this year's, a day later": (2025, "2026-03-03", False),
    "this year's, the same day": (2025, "2026-03-02", True),
    "two years old, a month later": (2024, "2026-04-01", False),
    "two years old, a week later": (2024, "2026-03-09", True),
    "old, half a year later": (2010, "2026-09-01", True),
    "old, a year later": (2010, "2027-03-02", False),
    "of no year, a month later": (None, "2026-04-01", False),
}


@pytest.mark.parametrize(("year", "today", "skipped"), DUE.values(), ids=DUE)
async def test_old_reports_are_looked_at_more_rarely(
    db: Database, monkeypatch: pytest.MonkeyPatch, year: int | None, today: str, skipped: bool
) -> None:
    day = datetime.fromisoformat(today).date()
    monkeypatch.setattr("goicrawl.middlewares.incremental._today", lambda: day)
    know(db, replace(REPORT, year=year))
    middleware = middleware_of(db, "1:1 2:30 5:90 older:365 unknown:30")
    assert await skips(middleware, request_of()) is skipped
    assert stat(middleware, "reports/not_due") == int(skipped)


async def test_page_that_is_not_due_was_seen(db: Database) -> None:
    know(db)
    before = dump(db)
    assert await skips(middleware_of(db, "9999"), request_of())
    assert last_seen(db) > MONDAY.isoformat()
    assert dump(db) == before


async def test_report_that_vanished_is_due(db: Database) -> None:
    listing = "http://www.example.gov.cn/list.html"
    know(db)
    for urls in ({URL, "http://www.example.gov.cn/2.html"}, {"http://www.example.gov.cn/2.html"}):
        store_walk(
            db, portal="kashi", listing=listing, urls=frozenset(urls), complete=True, now=datetime.now(UTC)
        )
    middleware, request = middleware_of(db, "9999"), request_of()
    assert await validators(middleware, request) == VALIDATORS
    with pytest.raises(Skipped):
        await middleware.process_response(request, Response(URL, status=304))
    assert stat(middleware, "reports/reappeared") == 1
    assert db.execute("SELECT vanished_at FROM reports").fetchone() == (None,)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        pytest.param(Response(URL, status=304), "not_modified", id="304"),
        pytest.param(Response(URL, body=BODY), "unchanged", id="the same bytes"),
    ],
)
async def test_answer_that_says_nothing_new_touches_last_seen(
    db: Database, answer: Response, outcome: str
) -> None:
    know(db)
    before = dump(db)
    middleware, request = middleware_of(db), request_of()
    await middleware.process_request(request)
    with pytest.raises(Skipped):
        await middleware.process_response(request, answer)
    assert stat(middleware, f"reports/{outcome}") == 1
    assert last_seen(db) > MONDAY.isoformat()
    assert dump(db) == before
    fetch = find_fetch(db, URL)
    assert fetch is not None
    assert fetch.fetched is not None
    assert fetch.fetched > MONDAY


NEWS: dict[str, Response] = {
    "other bytes": Response(URL, body=b"<p>another</p>"),
    "an error": Response(URL, status=503, body=BODY),
    "no such page": Response(URL, status=404),
    "another address": Response("http://www.example.gov.cn/else.html", body=BODY),
}


@pytest.mark.parametrize("answer", NEWS.values(), ids=NEWS)
async def test_answer_that_may_say_something_new_is_passed_on(db: Database, answer: Response) -> None:
    know(db)
    middleware, request = middleware_of(db), request_of()
    await middleware.process_request(request)
    assert await middleware.process_response(request, answer) is answer


async def test_same_bytes_are_read_again_by_another_version(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(db)
    monkeypatch.setattr("goicrawl.middlewares.incremental.__version__", "99")
    middleware, request, answer = middleware_of(db), request_of(), Response(URL, body=BODY)
    await middleware.process_request(request)
    assert await middleware.process_response(request, answer) is answer


async def test_page_that_was_kept_out_is_spared_too(db: Database) -> None:
    upsert_fetch(db, FETCH)
    reject = Reject(url=URL, reason="source.notice", text="通知", sha256=REPORT.sha256)
    upsert_reject(db, reject, now=MONDAY, due=MONDAY.date())
    middleware, request = middleware_of(db), request_of()
    assert await validators(middleware, request) == VALIDATORS
    with pytest.raises(Skipped):
        await middleware.process_response(request, Response(URL, status=304))
    found = db.execute("SELECT last_seen FROM rejects").fetchone()
    assert found > (MONDAY.isoformat(),)


SHORT = "http://www.example.gov.cn/1"


async def test_address_that_redirects_is_spared_with_the_page_it_leads_to(db: Database) -> None:
    know(db)
    upsert_fetch(db, Fetch(url=SHORT, status=301, redirected_to=URL))
    assert await skips(middleware_of(db, "9999"), request_of(SHORT))


async def test_validators_go_to_the_address_that_gave_them(db: Database) -> None:
    know(db)
    upsert_fetch(db, Fetch(url=SHORT, status=301, redirected_to=URL))
    middleware, request = middleware_of(db), request_of(SHORT)
    assert await validators(middleware, request) == (None, None)
    assert await validators(middleware, request.replace(url=URL)) == VALIDATORS


async def test_validators_do_not_go_along_with_a_redirect(db: Database) -> None:
    know(db)
    middleware, request = middleware_of(db), request_of()
    await middleware.process_request(request)
    assert await validators(middleware, request.replace(url=SHORT)) == (None, None)


@pytest.mark.parametrize("revisit", ["0", "9999"])
async def test_new_address_of_a_page_that_is_spared_is_kept(db: Database, revisit: str) -> None:
    know(db)
    middleware, request = middleware_of(db, revisit), request_of()
    request.meta.update(redirect_urls=[SHORT], redirect_reasons=[302])
    if not await skips(middleware, request):
        with pytest.raises(Skipped):
            await middleware.process_response(request, Response(URL, status=304))
    fetch = find_fetch(db, SHORT)
    assert fetch is not None
    assert (fetch.status, fetch.redirected_to) == (302, URL)


async def test_redirects_in_a_circle_are_asked_for(db: Database) -> None:
    for url, other in ((URL, SHORT), (SHORT, URL)):
        upsert_fetch(db, Fetch(url=url, status=301, redirected_to=other))
    assert await validators(middleware_of(db), request_of()) == (None, None)


async def test_store_that_fails_is_counted_and_the_page_is_spared(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise StoreError("Can't store it: disk full")

    know(db)
    monkeypatch.setattr("goicrawl.middlewares.incremental.see_listed", broken)
    middleware = middleware_of(db, "9999")
    assert await skips(middleware, request_of())
    assert stat(middleware, "stored/failed") == 1


OFF = {
    "no database": {"GOICRAWL_DATABASE": ""},
    "a replay": {"GOICRAWL_REPLAY": "fixtures"},
    "no schedule": {"GOICRAWL_REVISIT": ""},
}


@pytest.mark.parametrize("changes", OFF.values(), ids=OFF)
def test_off(tmp_path: Path, changes: dict[str, str]) -> None:
    settings = {"GOICRAWL_DATABASE": str(tmp_path / "x.db"), "GOICRAWL_REVISIT": "0", **changes}
    with pytest.raises(NotConfigured):
        IncrementalMiddleware.from_crawler(get_crawler(settings_dict=settings))


@pytest.mark.parametrize(
    "revisit", ["often", "1:x older:2 unknown:3", "1:1", "older:1", "1:1 1:2 older:3 unknown:4"]
)
def test_schedule_that_can_not_be_read_stops_the_run(tmp_path: Path, revisit: str) -> None:
    settings = {"GOICRAWL_DATABASE": str(tmp_path / "x.db"), "GOICRAWL_REVISIT": revisit}
    with pytest.raises(StoreError, match=r"GOICRAWL_REVISIT is .*: write AGE:DAYS"):
        IncrementalMiddleware.from_crawler(get_crawler(settings_dict=settings))


async def test_page_of_a_clock_that_was_wrong_is_due(db: Database) -> None:
    know(db, fetch=replace(FETCH, fetched=datetime(2099, 1, 1, tzinfo=UTC)))
    assert not await skips(middleware_of(db, "older:30 unknown:7"), request_of())
