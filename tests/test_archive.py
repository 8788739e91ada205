"""Fixture folders into saved pages, and which are refused."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from goicrawl.archive import ArchiveError, RequestKey, SavedPage, read_archive, read_fixtures, request_key
from goicrawl.archive.pages import FixtureRun

ROOT = Path(__file__).parents[1]
URL = "http://www.x.gov.cn/nb/index.html"


def save(folder: Path, *, body: bytes | None = b"<p>x</p>", **changes: Any) -> Path:
    """Save a fixture; a change to None takes the key out."""
    meta = {"url": URL, "status": 200, "headers": [["Content-Type", "text/html"]], "fetched": None}
    meta |= {"origin": "made up", "why": "a test"} | changes
    folder.mkdir(parents=True)
    if body is not None:
        (folder / "response.body").write_bytes(body)
    (folder / "meta.json").write_text(
        json.dumps({k: v for k, v in meta.items() if v != "gone"}), encoding="utf-8"
    )
    return folder


def _pages(*paths: Path) -> dict[RequestKey, SavedPage]:
    run = read_archive(paths).current
    assert isinstance(run, FixtureRun)
    return run.pages


def test_saved_page(tmp_path: Path) -> None:
    folder = save(tmp_path / "xian" / "list-1", fetched="2022-02-09T08:00:00+00:00")
    (page,) = read_fixtures(folder)
    assert (page.url, page.status, page.portal, page.method) == (URL, 200, "xian", "GET")
    assert page.headers == (("Content-Type", "text/html"),)
    assert page.fetched == datetime(2022, 2, 9, 8, tzinfo=UTC)
    assert page.read_body() == b"<p>x</p>"


def test_posted_page(tmp_path: Path) -> None:
    (page,) = read_fixtures(save(tmp_path / "xian" / "list-2", method="POST", request_body="a=1&b=政"))
    assert (page.method, page.request_body) == ("POST", "a=1&b=政".encode())


@pytest.mark.parametrize("path", ["", "xian", "xian/a"])
def test_path_may_be_a_root_a_portal_or_a_page(tmp_path: Path, path: str) -> None:
    save(tmp_path / "xian" / "a")
    (tmp_path / "README.md").write_text("beside the portals")
    (tmp_path / ".git").mkdir()
    assert [page.portal for page in read_fixtures(tmp_path / path)] == ["xian"]


def test_portal_is_named_by_its_folder_wherever_that_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "elsewhere" / "a")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "xian").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path / "pages" / "xian")
    assert read_fixtures(tmp_path / "pages")[0].portal == "xian"
    assert read_fixtures(Path("../elsewhere/a"))[0].portal == "elsewhere"


def test_pages_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    for place in ("b/2", "a/9", "b/1"):
        save(tmp_path / place, url=f"http://x.gov.cn/{place}")
    assert [page.url[-3:] for page in read_fixtures(tmp_path)] == ["a/9", "b/1", "b/2"]


def test_own_fixtures_can_be_read() -> None:
    assert len(_pages(ROOT / "fixtures")) >= 14


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"url": "gone"}, "'url' is missing; add it", id="no url"),
        pytest.param({"url": "/nb/"}, "url = '/nb/' must be a whole address", id="url cut"),
        pytest.param({"url": 5}, "url = 5 must be a whole address", id="url a number"),
        pytest.param({"url": "http://[x/"}, "must be a whole address", id="url broken"),
        pytest.param({"url": "http://x.gov.cn:99999/"}, "must be a whole address", id="url with no port"),
        pytest.param({"url": "http://x.gov.cn/\ud800"}, "must be a whole address", id="url half a character"),
        pytest.param({"status": "200"}, "status = '200' must be an HTTP status", id="status a text"),
        pytest.param({"status": 2000}, "status = 2000 must be an HTTP status", id="status too high"),
        pytest.param({"status": True}, "status = True must be an HTTP status", id="status true"),
        pytest.param(
            {"headers": {"a": "b"}}, "must be a list of [name, value] pairs", id="headers an object"
        ),
        pytest.param(
            {"headers": [["a"]]}, "must be a list of [name, value] pairs", id="header without value"
        ),
        pytest.param({"headers": [["a", 1]]}, "must be a list of [name, value] pairs", id="header a number"),
        pytest.param({"headers": [["a", "\ud800"]]}, "must be a list of", id="header half a character"),
        pytest.param(
            {"fetched": "0001-01-01T00:00:00+14:00"}, "must be null or a moment", id="fetched before time"
        ),
        pytest.param(
            {"fetched": "yesterday"}, "must be null or a moment with its zone", id="fetched no moment"
        ),
        pytest.param(
            {"fetched": "2022-02-09T08:00:00"}, "must be null or a moment with its", id="fetched no zone"
        ),
        pytest.param({"fetched": 5}, "must be null or a moment with its zone", id="fetched a number"),
        pytest.param({"origin": " "}, "origin = ' ' must be a sentence", id="origin blank"),
        pytest.param({"why": None}, "why = None must be a sentence", id="why null"),
        pytest.param({"method": "PUT"}, "method = 'PUT' must be GET or POST", id="method"),
        pytest.param({"request_body": {}}, "request_body = {} must be the posted form", id="form an object"),
        pytest.param({"request_body": "\ud800"}, "must be the posted form", id="form half a character"),
        pytest.param({"request-body": "a=1"}, "unknown key 'request-body'; known are", id="typo"),
    ],
)
def test_damaged_meta_is_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    folder = save(tmp_path / "xian" / "a", **changes)
    with pytest.raises(ArchiveError) as refusal:
        read_fixtures(tmp_path)
    said = str(refusal.value)
    assert said.startswith(str(folder / "meta.json"))
    assert message in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b'{"url": ', "is no JSON", id="cut off"),
        pytest.param(b"[]", "must be an object with url, status", id="a list"),
        pytest.param("{'年'}".encode("gb18030"), "is not UTF-8", id="GB18030"),
        pytest.param(b"[" * 100_000, "is nested too deeply", id="deep"),
        pytest.param(b'{"status": ' + b"9" * 5_000 + b"}", "is no JSON", id="a number without end"),
        pytest.param(None, "meta.json is missing; restore it", id="missing"),
    ],
)
def test_unreadable_meta_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    meta = save(tmp_path / "xian" / "a") / "meta.json"
    meta.unlink() if content is None else meta.write_bytes(content)
    with pytest.raises(ArchiveError, match=message) as refusal:
        read_fixtures(tmp_path)
    assert str(meta.parent) in str(refusal.value)


def test_missing_body_is_refused(tmp_path: Path) -> None:
    folder = save(tmp_path / "xian" / "a", body=None)
    with pytest.raises(ArchiveError, match=r"response\.body is missing; restore it or remove the folder"):
        read_fixtures(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["", "xian", "xian/a", "xian/a/meta.json", "xian/a/response.body"])
def test_what_may_not_be_read_is_refused(tmp_path: Path, name: str) -> None:
    save(tmp_path / "root" / "xian" / "a")
    locked = tmp_path / "root" / name
    mode = locked.stat().st_mode
    locked.chmod(0)
    try:
        with pytest.raises(ArchiveError, match="can't be read") as refusal:
            read_fixtures(tmp_path / "root")
    finally:
        locked.chmod(mode)
    assert str(locked) in str(refusal.value)


def test_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "xian" / "a")
    (tmp_path / "xian" / "b").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArchiveError, match="xian/b: a link that leads nowhere"):
        read_fixtures(tmp_path)


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        pytest.param("nowhere", "no such folder; give a fixture", id="nowhere"),
        pytest.param("empty", "no fixture in it; a fixture is", id="empty"),
        pytest.param("hollow", "neither meta.json nor response.body in it", id="portal without pages"),
        pytest.param("deep", "neither meta.json nor response.body in it", id="page without files"),
    ],
)
def test_path_without_pages_is_refused(tmp_path: Path, folder: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hollow" / "xian").mkdir(parents=True)
    (tmp_path / "deep" / "xian" / "a").mkdir(parents=True)
    with pytest.raises(ArchiveError, match=message) as refusal:
        read_fixtures(tmp_path / folder)
    assert str(tmp_path / folder) in str(refusal.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {}, id="same address"),
        pytest.param({}, {"url": URL + "#top"}, id="fragment"),
        pytest.param({"url": "http://x.cn/政"}, {"url": "http://x.cn/%E6%94%BF"}, id="escaped"),
        pytest.param(
            {"method": "POST", "request_body": "a=1&b=2"},
            {"method": "POST", "request_body": "b=2&a=1"},
            id="same form",
        ),
    ],
)
def test_two_answers_to_one_request_are_refused(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any]
) -> None:
    save(tmp_path / "xian" / "a", **one)
    save(tmp_path / "xian" / "b", **other)
    with pytest.raises(ArchiveError, match=r"answers the same request as .*xian/a .*remove one of them"):
        read_archive([tmp_path])


def test_different_requests_stand_side_by_side(tmp_path: Path) -> None:
    save(tmp_path / "xian" / "a")
    save(tmp_path / "xian" / "b", method="POST", request_body="a=1")
    save(tmp_path / "xian" / "c", method="POST", request_body="a=2")
    save(tmp_path / "xian" / "d", url=URL + "?page=2")
    assert len(_pages(tmp_path)) == 4


def test_page_that_two_paths_name_is_one(tmp_path: Path) -> None:
    folder = save(tmp_path / "xian" / "a")
    run = read_archive([tmp_path, folder]).current
    assert isinstance(run, FixtureRun)
    assert len(run.pages) == 1
    assert run.single == set(run.pages)


def test_request_without_a_form_is_known_by_its_bytes() -> None:
    assert request_key("POST", URL, b"\xff") != request_key("POST", URL, b"\xfe")
