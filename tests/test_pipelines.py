"""Each stage as a pipeline: what it passes on, what it keeps out, what it counts and stores."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goicrawl import clean, parse, validate
from goicrawl.items import Article, Check, Page, Problem, Report
from goicrawl.store import StoreError
from tests.crawls import LISTING, REPORT, TITLE, listing, replay, save_page, stat

STAGES = {
    "goicrawl.pipelines.ScreenPipeline": 100,
    "goicrawl.pipelines.CleanPipeline": 200,
    "goicrawl.pipelines.ParsePipeline": 300,
    "goicrawl.pipelines.ValidatePipeline": 400,
    "goicrawl.pipelines.SqlitePipeline": 500,
}
ROW = ("./202202/t20220209_1.html", TITLE)
BODY = "<p>" + "本年度报告由某县人民政府办公室编制。" * 40 + "</p>"


def fake_clean(page: Page) -> Article:
    return Article(
        url=page.url, portal=page.portal, text=page.body.decode("utf-8", "replace"), container="fake"
    )


def fake_parse(article: Article) -> Report:
    form = None if "通知" in article.text else "narrative"
    problems = () if form else (Problem(code="source.notice", detail="a notice"),)
    return Report(url=article.url, portal=article.portal, form=form, text=article.text, problems=problems)


def fake_validate(report: Report) -> Report:
    check = Check(rule="T3_BALANCE", verdict="PASS", expected=1, actual=1, evidence="")
    return replace(report, checks=(check,))


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "clean_page", fake_clean)
    monkeypatch.setattr(parse, "parse_article", fake_parse, raising=False)
    monkeypatch.setattr(validate, "validate_report", fake_validate)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "goicrawl.db"


async def run(root: Path, database: Path | str = "", **changes: Any) -> tuple[Any, list[Any]]:
    return await replay(root, GOICRAWL_DATABASE=str(database), ITEM_PIPELINES=STAGES, **changes)


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def dump(database: Path) -> Iterator[str]:
    """Give the database whole, but for the moments of last_seen."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE _reports SET last_seen = ''")
        connection.execute("UPDATE rejects SET last_seen = ''")
        yield from connection.iterdump()


def save_report(root: Path, body: str | bytes = BODY, **changes: Any) -> None:
    save_page(root, LISTING, listing(ROW))
    save_page(root, REPORT, body, **changes)


async def test_page_becomes_a_checked_report(tmp_path: Path) -> None:
    save_report(tmp_path / "pages")
    crawler, items = await run(tmp_path / "pages")
    assert [(item.url, item.form, item.checks[0].verdict) for item in items] == [
        (REPORT, "narrative", "PASS")
    ]
    counts = ("pages", "cleaned/fake", "parsed/narrative", "checks/PASS")
    assert [stat(crawler, name) for name in counts] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("body", "changes", "code"),
    [
        pytest.param(BODY, {"status": 404}, "source.status", id="404"),
        pytest.param("<script>$_ts={}</script>", {"status": 412}, "source.blocked", id="瑞数"),
        pytest.param("<p>访问过于频繁，请输入验证码</p>", {}, "source.blocked", id="captcha"),
        pytest.param(b"%PDF-1.7", {"content_type": "application/pdf"}, "source.file", id="PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0", {"content_type": "application/msword"}, "source.file", id="Word"),
        pytest.param("", {}, "source.empty", id="nothing"),
        pytest.param("<p>关于年报的通知</p>", {}, "source.notice", id="no report"),
    ],
)
async def test_page_that_is_kept_out_is_counted_and_stored(
    tmp_path: Path, database: Path, body: str | bytes, changes: dict[str, Any], code: str
) -> None:
    save_report(tmp_path / "pages", body, **changes)
    crawler, items = await run(tmp_path / "pages", database)
    assert items == []
    assert stat(crawler, f"rejected/{code}") == 1
    assert rows(database, "SELECT url, portal, reason, title FROM rejects") == [(REPORT, "xian", code, TITLE)]
    assert rows(database, "SELECT count(*) FROM reports") == [(0,)]


@pytest.mark.parametrize(("status", "failed"), [(404, 0), (410, 0), (403, 1), (500, 1), (503, 1)])
async def test_server_that_fails_fails_the_run_and_a_dead_link_does_not(
    tmp_path: Path, status: int, failed: int
) -> None:
    save_report(tmp_path / "pages", BODY, status=status)
    crawler, _ = await run(tmp_path / "pages")
    assert stat(crawler, "pages/failed") == failed


async def test_page_of_another_host_is_not_fetched(tmp_path: Path, database: Path) -> None:
    save_report(tmp_path / "pages", "", status=302, headers=[["Location", "http://clone.com/a.html"]])
    save_page(tmp_path / "pages", "http://clone.com/a.html", BODY)
    crawler, items = await run(tmp_path / "pages", database)
    assert items == []
    assert stat(crawler, "failures/other_host") == 1


async def test_log_names_a_page_and_never_prints_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    save_report(tmp_path / "pages", b"%PDF-1.7 secret")
    with caplog.at_level(logging.DEBUG):
        await run(tmp_path / "pages")
    assert f"Kept out {REPORT}: source.file: a file instead of a page: PDF" in caplog.text
    assert "secret" not in caplog.text


async def test_report_is_stored(tmp_path: Path, database: Path) -> None:
    save_report(tmp_path / "pages")
    crawler, _ = await run(tmp_path / "pages", database)
    assert rows(database, "SELECT url, portal, form FROM reports") == [(REPORT, "xian", "narrative")]
    assert stat(crawler, "stored/new") == 1


async def test_every_answer_is_noted(tmp_path: Path, database: Path) -> None:
    moment = "2022-03-01T08:00:00+00:00"
    headers = [["ETag", '"5f-1"'], ["Last-Modified", "Wed, 09 Feb 2022 08:00:00 GMT"]]
    save_report(tmp_path / "pages", headers=headers, fetched=moment)
    await run(tmp_path / "pages", database)
    found = rows(
        database, "SELECT url, portal, status, etag, last_modified, fetched FROM fetches ORDER BY url DESC"
    )
    assert found[0] == (LISTING, "xian", 200, None, None, None)
    assert found[1][:5] == (REPORT, "xian", 200, '"5f-1"', "Wed, 09 Feb 2022 08:00:00 GMT")
    assert str(found[1][5]).startswith("2022-03-01T08:00:00")


async def test_replay_leaves_no_crawl(tmp_path: Path, database: Path) -> None:
    save_report(tmp_path / "pages")
    await run(tmp_path / "pages", database)
    assert rows(database, "SELECT count(*) FROM crawls") == [(0,)]


async def test_second_replay_changes_nothing_but_last_seen(tmp_path: Path, database: Path) -> None:
    save_page(tmp_path / "pages", LISTING, listing(ROW, ("202201/t20220101_2.html", TITLE)))
    save_page(tmp_path / "pages", REPORT, BODY)
    save_page(tmp_path / "pages", LISTING.replace("index.html", "202201/t20220101_2.html"), "通知" * 200)
    await run(tmp_path / "pages", database)
    first = list(dump(database))
    crawler, _ = await run(tmp_path / "pages", database)
    assert stat(crawler, "stored/seen") == 1
    assert list(dump(database)) == first


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        pytest.param("<script>$_ts={}</script>", {"status": 412}, id="anti-robot page"),
        pytest.param("<p>503</p>", {"status": 503}, id="server down"),
    ],
)
async def test_report_stays_where_its_page_cannot_be_read_this_time(
    tmp_path: Path, database: Path, body: str, changes: dict[str, Any]
) -> None:
    save_report(tmp_path / "good")
    save_report(tmp_path / "bad", body, **changes)
    await run(tmp_path / "good", database)
    await run(tmp_path / "bad", database)
    assert rows(database, "SELECT url FROM reports") == [(REPORT,)]
    assert rows(database, "SELECT count(*) FROM rejects") == [(0,)]


async def test_page_that_never_was_a_report_moves_to_the_rejects(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stricter(article: Article) -> Report:
        problem = Problem(code="source.notice", detail="a notice")
        return Report(url=article.url, portal=article.portal, text=article.text, problems=(problem,))

    save_report(tmp_path / "pages")
    await run(tmp_path / "pages", database)
    monkeypatch.setattr(parse, "parse_article", stricter)
    crawler, _ = await run(tmp_path / "pages", database)
    assert stat(crawler, "reports/removed") == 1
    assert rows(database, "SELECT count(*) FROM reports") == [(0,)]
    assert rows(database, "SELECT reason FROM rejects") == [("source.notice",)]


async def test_report_stays_where_a_saved_page_says_something_else(tmp_path: Path, database: Path) -> None:
    save_report(tmp_path / "good")
    save_report(tmp_path / "bad", "通知" * 200)
    await run(tmp_path / "good", database)
    await run(tmp_path / "bad", database)
    assert rows(database, "SELECT vanished_at FROM reports") == [(None,)]
    assert rows(database, "SELECT count(*) FROM rejects") == [(0,)]


async def test_stage_that_breaks_is_counted_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(article: Article) -> Report:
        raise RuntimeError("broken")

    monkeypatch.setattr(parse, "parse_article", broken)
    save_report(tmp_path / "pages")
    crawler, items = await run(tmp_path / "pages")
    assert items == []
    assert stat(crawler, "items_failed") == 1
    assert f"Error processing {REPORT}" in caplog.text


async def test_store_that_fails_in_a_signal_is_counted(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise StoreError("Can't store the fetch of x: disk full")

    monkeypatch.setattr("goicrawl.pipelines.sqlite.upsert_fetch", broken)
    save_report(tmp_path / "pages")
    crawler, _ = await run(tmp_path / "pages", database)
    assert stat(crawler, "stored/failed") == 2
    assert "Can't store the fetch of x: disk full" in caplog.text


async def test_no_database_is_said_and_reports_still_flow(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save_report(tmp_path / "pages")
    _, items = await run(tmp_path / "pages", "")
    assert len(items) == 1
    assert "GOICRAWL_DATABASE is empty: no report is stored" in caplog.text


async def test_database_that_is_none_stops_the_run_before_anything_is_fetched(
    tmp_path: Path, database: Path
) -> None:
    save_report(tmp_path / "pages")
    database.write_bytes(b"not a database, but somebody's notes" * 100)
    before = database.read_bytes()
    with pytest.raises(StoreError, match="GOICRAWL_DATABASE"):
        await run(tmp_path / "pages", database)
    assert database.read_bytes() == before
