"""Live pages through the last pipeline: what vanishes, what comes back, where redirects lead."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from goicrawl.items import Page, Problem
from goicrawl.pipelines import SqlitePipeline
from goicrawl.pipelines.rejected import RejectedPage
from goicrawl.store import add_mark, find_fetch, open_database, parse_schedule
from tests.sample_reports import FULL, URL
from tests.test_store_upsert import MONDAY

LISTING = "http://www.example.gov.cn/list.html"
OTHER = "http://www.example.gov.cn/其他.html"


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[SqlitePipeline]:
    stats = MemoryStatsCollector(get_crawler())
    db = open_database(tmp_path / "goicrawl.db")
    schedule = parse_schedule("older:30 unknown:7")
    yield SqlitePipeline(db, stats, live=True, schedule=schedule)
    db.close()


def stat(pipeline: SqlitePipeline, name: str) -> object:
    return pipeline.stats.get_value(f"goicrawl/{name}", 0)


def vanished_why(pipeline: SqlitePipeline) -> str | None:
    found: tuple[str | None] = pipeline.db.execute("SELECT vanished_why FROM reports").fetchone()
    return found[0]


def walk(pipeline: SqlitePipeline, *urls: str) -> None:
    pipeline.store_walk("p", LISTING, frozenset(urls), complete=True)


def reject(pipeline: SqlitePipeline, code: str, detail: str, text: str | None = None) -> None:
    problem = Problem(code=code, detail=detail)
    rejected = RejectedPage(URL, problem, was_read=text is not None, sha256="e", text=text)
    pipeline.store_reject(Page(url=URL, body=b"", portal="p"), rejected)


def test_a_report_that_its_listing_has_lost(
    pipeline: SqlitePipeline, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline.process_item(FULL)
    walk(pipeline, URL, OTHER)
    walk(pipeline, OTHER)
    assert vanished_why(pipeline) == "unlisted"
    assert stat(pipeline, "reports/vanished") == 1
    assert f"report vanished, and is kept: {URL}" in caplog.text


@pytest.mark.parametrize(
    ("complete", "reason", "why"),
    [
        pytest.param(True, "finished", "unlisted", id="the portal was rebuilt"),
        pytest.param(False, "finished", None, id="not proved"),
        pytest.param(True, "shutdown", None, id="the run was stopped"),
    ],
)
def test_a_listing_that_is_none_of_the_portal_s_any_more(
    pipeline: SqlitePipeline, tmp_path: Path, complete: bool, reason: str, why: str | None
) -> None:
    pipeline.process_item(FULL)
    walk(pipeline, URL)
    pipeline.walks.clear()  # another run
    pipeline.store_walk("p", "http://www.example.gov.cn/new.html", frozenset({OTHER}), complete=complete)
    pipeline.finish_crawl(reason)
    pipeline.db = open_database(tmp_path / "goicrawl.db")
    assert vanished_why(pipeline) == why


def test_addresses_are_listed_as_they_are_asked_for(pipeline: SqlitePipeline) -> None:
    walk(pipeline, OTHER)
    found = pipeline.db.execute("SELECT url FROM listed").fetchone()
    assert found == (Request(OTHER).url,)


GONE = {
    "no such page": ("source.status", "HTTP 404", None, "source.status: HTTP 404"),
    "gone for good": ("source.status", "HTTP 410", None, "source.status: HTTP 410"),
    "another text": ("source.empty", "nothing on it", "页面不存在", "source.empty: nothing on it"),
    "a server's error": ("source.status", "HTTP 503", None, None),
    "an anti-robot page": ("source.blocked", "HTTP 412", None, None),
}


@pytest.mark.parametrize(("code", "detail", "text", "why"), GONE.values(), ids=GONE)
def test_a_page_that_is_kept_out(
    pipeline: SqlitePipeline, code: str, detail: str, text: str | None, why: str | None
) -> None:
    pipeline.process_item(FULL)
    reject(pipeline, code, detail, text)
    assert vanished_why(pipeline) == why
    assert stat(pipeline, "reports/vanished") == (why is not None)


def test_a_report_that_comes_back(pipeline: SqlitePipeline, caplog: pytest.LogCaptureFixture) -> None:
    pipeline.process_item(FULL)
    reject(pipeline, "source.status", "HTTP 404")
    pipeline.process_item(FULL)
    assert vanished_why(pipeline) is None
    assert (stat(pipeline, "stored/seen"), stat(pipeline, "reports/reappeared")) == (1, 1)
    assert f"report reappeared: {URL}" in caplog.text


def test_a_mark_that_lapses_is_said(pipeline: SqlitePipeline, caplog: pytest.LogCaptureFixture) -> None:
    pipeline.process_item(FULL)
    add_mark(pipeline.db, URL, "title", "confirmed", by="li", now=MONDAY)
    with caplog.at_level(logging.WARNING):
        pipeline.process_item(replace(FULL, text="another", sha256="cd" * 32))
    assert stat(pipeline, "marks/lapsed") == 1
    assert f"mark lapsed, for the page changed: title of {URL}" in caplog.text


def answer(pipeline: SqlitePipeline, url: str = URL, **meta: object) -> None:
    request = Request(url, meta={"portal": "p", **meta})
    pipeline.store_fetch(Response(url, body=b"x", request=request), request)


def test_an_answer_is_not_read_until_something_is_made_of_it(pipeline: SqlitePipeline) -> None:
    answer(pipeline)
    fetch = find_fetch(pipeline.db, URL)
    assert fetch is not None
    assert (fetch.read_by, fetch.due) == (None, None)
    pipeline.process_item(replace(FULL, sha256=fetch.sha256))
    read = find_fetch(pipeline.db, URL)
    assert read is not None
    assert read.due is not None
    assert read.fetched is not None
    assert (read.due - read.fetched.date()).days == 30


def test_the_addresses_that_led_to_an_answer_are_kept(pipeline: SqlitePipeline) -> None:
    short = "http://www.example.gov.cn/1"
    answer(pipeline, redirect_urls=[short], redirect_reasons=[302])
    fetch = find_fetch(pipeline.db, short)
    assert fetch is not None
    assert (fetch.status, fetch.redirected_to) == (302, URL)
