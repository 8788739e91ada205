"""Runs out of WARC files: each request answered as in its run, each run in its time."""

from pathlib import Path

import pytest

from goicrawl.archive import ArchiveError, Exchange, read_archive
from goicrawl.items import Page
from goicrawl.portals import PortalError
from tests.crawls import HOST, LISTING, REPORT, TITLE, listing, replay, save_page, stat
from tests.warcs import DAY, STARTED, exchange, write_run

ROW = ("./202202/t20220209_1.html", TITLE)
OTHER_ROW = ("./202201/t20220101_2.html", "某县2020年政府信息公开工作年度报告")
OTHER = HOST + "/nb/202201/t20220101_2.html"


def walked(*rows: tuple[str, str], body: str | None = None) -> Exchange:
    """Return the answer that is the portal's listing."""
    return exchange(LISTING, listing(*rows) if body is None else body, kind="listing")


def said(items: list[Page]) -> list[tuple[str, bytes]]:
    return [(item.url, item.body) for item in items]


async def test_run_is_walked_from_its_listing(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, walked(ROW), exchange(REPORT, "<p>报告</p>"))
    crawler, items = await replay(path)
    assert items == [
        Page(
            url=REPORT,
            body="<p>报告</p>".encode(),
            content_type="text/html; charset=utf-8",
            status=200,
            fetched=STARTED.replace(second=1),
            portal="xian",
            listed_title=TITLE,
            listed_date="2022-02-09",
        )
    ]
    assert [stat(crawler, f"replay/{name}") for name in ("missing", "unasked", "unlisted")] == [0, 0, 0]


async def test_robots_txt_and_redirects_are_no_page_that_nothing_asked_for(tmp_path: Path) -> None:
    moved = exchange(REPORT, "moved", status=302, headers=((b"Location", OTHER.encode()),))
    robots = exchange(HOST + "/robots.txt", "User-agent: *", kind=None)
    (path,) = write_run(tmp_path, robots, walked(ROW), moved, exchange(OTHER, "there"))
    crawler, items = await replay(path)
    assert said(items) == [(OTHER, b"there")]
    assert stat(crawler, "replay/unasked") == 0


async def test_answer_to_a_retry_is_the_one_that_counts(tmp_path: Path) -> None:
    failed = exchange(REPORT, "try again", status=503)
    (path,) = write_run(tmp_path, walked(ROW), failed, exchange(REPORT, "there"))
    _, items = await replay(path)
    assert said(items) == [(REPORT, b"there")]


async def test_runs_follow_each_other_in_time(tmp_path: Path) -> None:
    """They are given in the wrong order, and the second finds the report changed."""
    (first,) = write_run(tmp_path, walked(ROW), exchange(REPORT, "old"))
    (second,) = write_run(
        tmp_path, walked(ROW, OTHER_ROW), exchange(REPORT, "new"), exchange(OTHER), started=STARTED + DAY
    )
    crawler, items = await replay(second, first)
    assert said(items)[0] == (REPORT, b"old")
    assert sorted(said(items)[1:]) == [(OTHER, b"<p>x</p>"), (REPORT, b"new")]
    assert stat(crawler, "listings/walked") == 2


async def test_file_that_is_named_twice_is_one(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, walked(ROW), exchange(REPORT))
    _, items = await replay(path, tmp_path, path)
    assert len(items) == 1


async def test_rotated_files_are_one_run(tmp_path: Path) -> None:
    files = write_run(tmp_path, walked(ROW), exchange(REPORT, "x" * 500), max_bytes=10)
    assert len(files) == 2
    _, items = await replay(*reversed(files))
    assert [item.listed_title for item in items] == [TITLE]


async def test_unchanged_listing_is_walked_again(tmp_path: Path) -> None:
    write_run(tmp_path, walked(ROW), exchange(REPORT, "old"))
    write_run(tmp_path, walked(ROW), exchange(REPORT, "new"), started=STARTED + DAY)
    crawler, items = await replay(tmp_path)
    assert [item.body for item in items] == [b"old", b"new"]
    assert stat(crawler, "listings/walked") == 2


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(exchange(REPORT, "same"), id="same bytes"),
        pytest.param(exchange(REPORT, b"", status=304), id="304"),
    ],
)
async def test_unchanged_report_is_read_once(tmp_path: Path, again: Exchange) -> None:
    write_run(tmp_path, walked(ROW), exchange(REPORT, "same"))
    write_run(tmp_path, walked(ROW), again, started=STARTED + DAY)
    crawler, items = await replay(tmp_path)
    assert said(items) == [(REPORT, b"same")]
    assert (stat(crawler, "replay/unchanged"), stat(crawler, "pages/failed")) == (1, 0)


async def test_report_that_was_not_due_is_not_missing(tmp_path: Path) -> None:
    write_run(tmp_path, walked(ROW), exchange(REPORT, "same"))
    write_run(tmp_path, walked(ROW), started=STARTED + DAY)
    crawler, items = await replay(tmp_path)
    assert len(items) == 1
    assert [stat(crawler, f"replay/{name}") for name in ("of_other_run", "missing")] == [1, 0]


async def test_report_that_returns_to_what_it_said_is_read(tmp_path: Path) -> None:
    for days, body in enumerate(("one", "other", "one")):
        write_run(tmp_path, walked(ROW), exchange(REPORT, body), started=STARTED + days * DAY)
    _, items = await replay(tmp_path)
    assert [item.body for item in items] == [b"one", b"other", b"one"]


async def test_page_of_no_run_is_missing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_run(tmp_path, walked(ROW))
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "replay/missing") == 1
    assert f"page not saved: {REPORT}" in caplog.text


async def test_earlier_answer_that_is_not_given_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_run(tmp_path, exchange(REPORT, "same"), exchange(OTHER, "old"))
    again = (walked(ROW, OTHER_ROW), exchange(REPORT, "same"), exchange(OTHER, "new"))
    (second,) = write_run(tmp_path, *again, started=STARTED + DAY)
    crawler, items = await replay(second)
    assert said(items) == [(OTHER, b"new")]
    assert stat(crawler, "replay/unresolved") == 1
    assert f"{second}, offset " in caplog.text
    assert f"{REPORT} was unchanged, and its record <urn:uuid:" in caplog.text


async def test_report_of_a_run_without_its_listing_is_read(tmp_path: Path) -> None:
    """A run that went on where another was stopped asks for no listing."""
    write_run(tmp_path, walked(ROW))
    write_run(tmp_path, exchange(REPORT, "late"), started=STARTED + DAY)
    crawler, items = await replay(tmp_path)
    assert said(items) == [(REPORT, b"late")]
    assert [stat(crawler, f"replay/{name}") for name in ("unlisted", "unasked", "missing")] == [1, 0, 0]


async def test_page_that_nothing_asked_for_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    stray = exchange(HOST + "/nb/index_7.html", "<p>", kind="listing")
    write_run(tmp_path, walked(ROW), exchange(REPORT), stray)
    crawler, _ = await replay(tmp_path)
    assert stat(crawler, "replay/unasked") == 1
    assert "page saved but never asked for: http://www.x.gov.cn/nb/index_7.html (" in caplog.text


async def test_fixtures_and_archives_are_read_together(tmp_path: Path) -> None:
    save_page(tmp_path / "pages", LISTING, listing(ROW))
    save_page(tmp_path / "pages", REPORT, "old")
    write_run(tmp_path / "pages", walked(ROW), exchange(REPORT, "new"))
    _, items = await replay(tmp_path / "pages")
    assert [item.body for item in items] == [b"old", b"new"]


async def test_pages_that_another_program_saved_are_read_as_they_are(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, exchange(REPORT, "alone", kind=None))
    crawler, items = await replay(path)
    assert said(items) == [(REPORT, b"alone")]
    assert stat(crawler, "replay/unasked") == 0


async def test_header_that_is_no_utf8_is_as_it_was(tmp_path: Path) -> None:
    odd = ((b"Content-Type", b"text/html; charset=gb2312\xd5\xfe"),)
    (path,) = write_run(tmp_path, walked(ROW), exchange(REPORT, headers=odd))
    _, items = await replay(path)
    assert items[0].content_type == "text/html; charset=gb2312\xd5\xfe"


async def test_forms_are_told_apart(tmp_path: Path) -> None:
    forms = [
        exchange(LISTING, body, method="POST", request_body=f"page={number}".encode())
        for number, body in enumerate(("one", "two"))
    ]
    write_run(tmp_path, *forms)
    archive = read_archive([tmp_path])
    bodies = []
    for number in range(2):
        page = archive.find(("POST", LISTING, (("page", str(number)),)))
        assert page is not None
        bodies.append(page.read_body())
    archive.captures.close()
    assert bodies == [b"one", b"two"]


async def test_portal_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (path,) = write_run(tmp_path, exchange(REPORT), portal="nosuch")
    with pytest.raises(PortalError, match="the registry has no portal 'nosuch'") as refusal:
        await replay(path)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="no such file; give WARC files, fixtures, or folders"):
        read_archive([tmp_path / name])


def test_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html>")
    with pytest.raises(ArchiveError, match=r"a\.html: is no WARC file"):
        read_archive([tmp_path / "a.html"])


async def test_run_of_one_portal_answers_no_other(tmp_path: Path) -> None:
    write_run(tmp_path, walked(ROW), exchange(REPORT))
    crawler, items = await replay(tmp_path)
    assert {item.portal for item in items} == {"xian"}
    assert stat(crawler, "replay/missing") == 0
