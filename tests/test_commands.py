"""Commands: what they print, what they refuse, and the code they exit with."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.command_line import ROOT, scrapy

LISTING = "/kss/c118518/common_list.shtml"
KASHI = ROOT / "fixtures" / "kashi"


def damage(folder: Path, file: str, content: bytes | None) -> Path:
    """Copy kashi's pages and damage one file of one of them."""
    shutil.copytree(KASHI, folder / "kashi")
    damaged = folder / "kashi" / "list-1" / file
    damaged.unlink() if content is None else damaged.write_bytes(content)
    return folder / "kashi"


def add_portal(folder: Path, text: str) -> Path:
    (folder / "own").mkdir()
    (folder / "own" / "own.toml").write_text(text, encoding="utf-8")
    return folder / "own"


def make_foreign(folder: Path) -> Path:
    """Make a database as another program would."""
    with closing(sqlite3.connect(folder / "foreign.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()
    return folder / "foreign.db"


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def nothing_stored() -> list[str | Path]:
    return ["-s", "GOICRAWL_DATABASE="]


BAD_INPUT: dict[str, tuple[Callable[[Path], list[str | Path]], str]] = {
    "meta cut off": (
        lambda tmp: ["replay", damage(tmp, "meta.json", b'{"url":')],
        "list-1/meta.json: is no JSON",
    ),
    "meta gone": (lambda tmp: ["replay", damage(tmp, "meta.json", None)], "meta.json is missing; restore it"),
    "body gone": (
        lambda tmp: ["replay", damage(tmp, "response.body", None)],
        "response.body is missing; restore it",
    ),
    "no such path": (lambda tmp: ["replay", tmp / "nowhere"], "nowhere: no such folder; give a fixture"),
    "empty path": (lambda tmp: ["replay", tmp], "no fixture in it"),
    "folder of no portal": (
        lambda tmp: ["replay", shutil.copytree(KASHI, tmp / "nosuch")],
        "the registry has no portal 'nosuch'",
    ),
    "no portals' folder": (
        lambda tmp: ["list", "-s", f"GOICRAWL_PORTALS={tmp / 'no'}"],
        "no such directory; set",
    ),
    "registry for list": (
        lambda tmp: ["list", "-s", f"GOICRAWL_PORTALS={add_portal(tmp, '[a]')}"],
        "own.toml: [a] has no 'title'; add it",
    ),
    "registry for crawl": (
        lambda tmp: ["crawl", "kashi", "-s", f"GOICRAWL_PORTALS={add_portal(tmp, '[kashi')}"],
        "own.toml: is no TOML",
    ),
    "registry for replay": (
        lambda tmp: ["replay", KASHI, "-s", f"GOICRAWL_PORTALS={add_portal(tmp, '=')}"],
        "own.toml: is no TOML",
    ),
    "database a folder": (lambda tmp: ["replay", KASHI, "-s", f"GOICRAWL_DATABASE={tmp}"], "it is a folder"),
    "database nowhere": (
        lambda tmp: ["replay", KASHI, "-s", f"GOICRAWL_DATABASE={tmp / 'no' / 'x.db'}"],
        "there is no folder",
    ),
    "database of another": (
        lambda tmp: ["replay", KASHI, "-s", f"GOICRAWL_DATABASE={make_foreign(tmp)}"],
        "another program made it",
    ),
    "database no database": (
        lambda tmp: ["replay", KASHI, "-s", f"GOICRAWL_DATABASE={write(tmp / 'x.db', b'notes' * 99)}"],
        "it is no SQLite database",
    ),
    "feed below a file": (
        lambda tmp: ["replay", KASHI, "-O", write(tmp / "notes", b"") / "x.csv", *nothing_stored()],
        "notes is no folder. Mend that, or give -o or -O another path.",
    ),
    "feed a folder": (
        lambda tmp: ["replay", KASHI, "-O", f"{tmp}:csv", *nothing_stored()],
        "it is a folder",
    ),
    "a limit that is no number": (
        lambda tmp: ["replay", KASHI, "-s", "GOICRAWL_MAX_FAILED_PAGES=few", *nothing_stored()],
        "GOICRAWL_MAX_FAILED_PAGES = 'few' must be a number from 0 on",
    ),
    "crawl into another's database": (
        lambda tmp: ["crawl", "kashi", "-s", f"GOICRAWL_DATABASE={make_foreign(tmp)}", "-L", "ERROR"],
        "another program made it",
    ),
}


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("make", "message"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_is_one_line_and_touches_nothing(
    tmp_path: Path, make: Callable[[Path], list[str | Path]], message: str
) -> None:
    arguments = make(tmp_path)
    feed = tmp_path / "reports.jsonl"
    feed.write_text("kept\n")
    if "-s" not in arguments:
        arguments += ["-s", f"GOICRAWL_DATABASE={tmp_path / 'goicrawl.db'}"]
    if arguments[0] != "list" and "-O" not in arguments:
        arguments += ["-O", feed]
    before = files_in(tmp_path)
    done = scrapy(*arguments)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("goicrawl: ")
    assert message in done.stderr
    assert files_in(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["crawl"], "give the names of portals, or --all", id="crawl nothing"),
        pytest.param(["crawl", "kashi", "--all"], "give the names of portals, or --all", id="crawl both"),
        pytest.param(["crawl", "nosuch"], "no portal 'nosuch' in the registry; `scrapy list`", id="unknown"),
        pytest.param(["crawl", "kashi", "nosuch"], "no portal 'nosuch' in the registry", id="one unknown"),
        pytest.param(["crawl", "kashi", "--no-such"], "no option --no-such", id="unknown option"),
        pytest.param(["crawl", "kashi", "-s", "X"], "Invalid -s value", id="bad setting"),
        pytest.param(
            ["crawl", "kashi", "anqing", "-O", "x.csv"], "several portals can't share the feed", id="one feed"
        ),
        pytest.param(["replay"], "give at least one PATH", id="replay nothing"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    done = scrapy(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        pytest.param(
            "report-2021", "page not saved: http://www.xjks.gov.cn/kss/c118518/202202/", id="report"
        ),
        pytest.param(
            "list-2", "page not saved: http://www.xjks.gov.cn/kss/c118518/common_list_2.shtml", id="listing"
        ),
    ],
)
def test_page_that_is_not_saved_fails_the_replay(tmp_path: Path, gone: str, message: str) -> None:
    pages = shutil.copytree(KASHI, tmp_path / "kashi", ignore=shutil.ignore_patterns(gone))
    done = scrapy("replay", pages, "-s", "GOICRAWL_DATABASE=")
    assert done.returncode == 3
    assert message in done.stderr
    assert "goicrawl: pages asked for and not saved: 1" in done.stderr


def test_anti_robot_page_fails_the_replay_and_is_no_report(tmp_path: Path) -> None:
    pages = shutil.copytree(KASHI, tmp_path / "kashi")
    (pages / "report-2021" / "response.body").write_bytes(b"<script>$_ts=window['$_ts'];</script>")
    done = scrapy("replay", pages, "-s", f"GOICRAWL_DATABASE={tmp_path / 'goicrawl.db'}")
    assert done.returncode == 4
    assert "blocked: http://www.xjks.gov.cn/kss/" in done.stderr
    with closing(sqlite3.connect(tmp_path / "goicrawl.db")) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (0,)
        assert connection.execute("SELECT reason FROM rejects").fetchall() == [("source.blocked",)]


@pytest.fixture
def portal(tmp_path: Path, httpserver: HTTPServer) -> Path:
    """Serve kashi's saved pages on this machine; give the registry that says so."""
    answers = {}
    for folder in KASHI.iterdir():
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        path = meta["url"].partition("//")[2].partition("/")[2]
        answers[f"/{path}"] = ((folder / "response.body").read_bytes(), dict(meta["headers"])["Content-Type"])

    def answer(request: Request) -> Response:
        if request.path not in answers:
            return Response(status=404)
        body, content_type = answers[request.path]
        return Response(body, content_type=content_type)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(answer)
    return add_portal(
        tmp_path,
        f'[here]\ntitle = "喀什市"\nregion_code = "653101"\nplatform = "ucap"\n'
        f'hosts = ["{httpserver.host}"]\nstart = ["{httpserver.url_for(LISTING)}"]\n',
    )


def report_of(feed: Path) -> dict[str, Any]:
    """Return the one report of a feed without what tells where it came from."""
    (text,) = feed.read_text(encoding="utf-8").splitlines()
    report: dict[str, Any] = json.loads(text)
    return {name: value for name, value in report.items() if name not in ("url", "portal", "attachments")}


def test_live_crawl_reads_what_a_replay_reads(tmp_path: Path, portal: Path, httpserver: HTTPServer) -> None:
    live, saved, database = tmp_path / "live.jsonl", tmp_path / "saved.jsonl", tmp_path / "live.db"
    own = [
        "-s",
        f"GOICRAWL_PORTALS={portal}",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        f"GOICRAWL_DATABASE={database}",
    ]
    crawled = scrapy("crawl", "here", "-O", live, *own)
    assert crawled.returncode == 0, crawled.stderr
    assert scrapy("replay", KASHI, "-O", saved, "-s", "GOICRAWL_DATABASE=").returncode == 0
    assert report_of(live) == report_of(saved)
    asked = [request.path for request, _ in httpserver.log]
    assert asked[0] == "/robots.txt"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT portal, outcome FROM crawls").fetchall() == [("here", "finished")]
        assert connection.execute("SELECT count(*) FROM fetches").fetchone() == (3,)


def test_live_crawl_that_is_refused_fails(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(
        "User-agent: *\nDisallow: /", content_type="text/plain"
    )
    own = add_portal(
        tmp_path,
        f'[here]\ntitle = "某县"\nregion_code = "653101"\nplatform = "trs"\nhosts = ["{httpserver.host}"]\n'
        f'start = ["{httpserver.url_for("/nb/")}"]\n',
    )
    done = scrapy("crawl", "here", "-s", f"GOICRAWL_PORTALS={own}", "-s", "GOICRAWL_DATABASE=")
    assert done.returncode == 3
    assert "listing not fetched" in done.stderr
    assert "no report was read" in done.stderr
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]
