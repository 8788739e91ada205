"""Runs of several portals against a server of this machine: exit codes, what each leaves, locks."""

import fcntl
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from goicrawl.extensions.lock import lock_path
from tests.command_line import ROOT, scrapy

KASHI = ROOT / "fixtures" / "kashi"
LISTING = "/kss/c118518/common_list.shtml"
WALL = b"<html><head><title>x</title></head><body><script>$_ts=window['$_ts'];</script></body></html>"


def answers() -> dict[str, Response]:
    """Return kashi's saved pages by path, a robot check and a server that fails."""
    found: dict[str, Any] = {
        "/wall/list.shtml": (WALL, "text/html", 412),
        "/broken/list.shtml": (b"", "text/html", 500),
    }
    for folder in KASHI.iterdir():
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        path = "/" + meta["url"].partition("//")[2].partition("/")[2]
        found[path] = ((folder / "response.body").read_bytes(), dict(meta["headers"])["Content-Type"], 200)
    return {
        path: Response(body, status=status, content_type=content_type)
        for path, (body, content_type, status) in found.items()
    }


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPServer]:
    pages = answers()
    with HTTPServer() as server:

        def answer(request: Request) -> Response:
            if request.path.startswith("/slow/"):
                time.sleep(1.5)
            return pages.get(request.path) or Response(status=404)

        server.expect_request(re.compile(".*")).respond_with_handler(answer)
        yield server


def registry(folder: Path, server: HTTPServer) -> Path:
    """Write portals: two with kashi's pages under two names of this machine, and three that fail."""
    starts = {
        "first": f"127.0.0.1:{server.port}{LISTING}",
        "second": f"localhost:{server.port}{LISTING}",
        "walled": f"127.0.0.1:{server.port}/wall/list.shtml",
        "broken": f"localhost:{server.port}/broken/list.shtml",
        "slow": f"127.0.0.1:{server.port}/slow/list.shtml",
    }
    entries = [
        f'[{name}]\ntitle = "某县"\nregion_code = "653101"\nplatform = "ucap"\n'
        f'hosts = ["{start.partition("/")[0]}"]\nstart = ["http://{start}"]\n'
        for name, start in starts.items()
    ]
    (folder / "own").mkdir()
    (folder / "own" / "own.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder / "own"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A folder with a registry and room for a database."""

    folder: Path
    settings: tuple[str | Path, ...]

    @property
    def database(self) -> Path:
        return self.folder / "goicrawl.db"

    def crawl(self, *arguments: str | Path) -> CompletedProcess[str]:
        return scrapy("crawl", *self.settings, *arguments)

    def summary(self) -> dict[str, Any]:
        summary: dict[str, Any] = json.loads((self.folder / "summary.json").read_text(encoding="utf-8"))
        return summary

    def query(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(question).fetchall()


def make_place(folder: Path, server: HTTPServer) -> Place:
    settings = {
        "GOICRAWL_PORTALS": registry(folder, server),
        "GOICRAWL_DATABASE": folder / "goicrawl.db",
        "GOICRAWL_ARCHIVE": folder / "archive",
        "GOICRAWL_SUMMARY": folder / "summary.json",
        "GOICRAWL_CONTACT": "reports@example.org",
        "GOICRAWL_REVISIT": "0",
        "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "False",
        "RETRY_ENABLED": "False",
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return Place(folder=folder, settings=tuple(options))


@pytest.fixture
def place(tmp_path: Path, server: HTTPServer) -> Place:
    return make_place(tmp_path, server)


@dataclass(frozen=True, kw_only=True)
class Several:
    """One run of four portals."""

    place: Place
    done: CompletedProcess[str]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory, server: HTTPServer) -> Several:
    place = make_place(tmp_path_factory.mktemp("several"), server)
    feeds = place.folder / "%(name)s.jsonl"
    done = place.crawl("first", "second", "walled", "broken", "first", "-O", feeds)
    return Several(place=place, done=done)


def test_several_portals_exit_with_the_worst(several: Several) -> None:
    assert several.done.returncode == 3, several.done.stderr


def test_each_portal_has_an_outcome_of_its_own(several: Several) -> None:
    crawls = several.place.summary()["crawls"]
    assert sorted((crawl["name"], crawl["outcome"], crawl["code"]) for crawl in crawls) == [
        ("broken", "failed", 3),
        ("first", "good", 0),
        ("second", "good", 0),
        ("walled", "blocked", 4),
    ]


def test_each_portal_has_counts_of_its_own(several: Several) -> None:
    portals = {crawl["name"]: crawl["portals"] for crawl in several.place.summary()["crawls"]}
    assert {name: tallies[name]["new"] for name, tallies in portals.items()} == {
        "first": 1,
        "second": 1,
        "walled": 0,
        "broken": 0,
    }
    assert portals["first"]["first"]["pages"] == 3


def test_each_portal_has_a_row_of_its_own_in_the_ledger(several: Several) -> None:
    rows = several.place.query(
        """SELECT portal, json_extract(stats, '$."goicrawl/outcome"') FROM crawls ORDER BY portal"""
    )
    assert rows == [("broken", "failed"), ("first", "good"), ("second", "good"), ("walled", "blocked")]


def test_each_portal_has_a_feed_of_its_own(several: Several) -> None:
    lines = {
        name: (several.place.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for name in ("first", "second")
    }
    assert {name: [json.loads(line)["portal"] for line in found] for name, found in lines.items()} == {
        "first": ["first"],
        "second": ["second"],
    }


def test_failures_name_the_portal(several: Several) -> None:
    said = [line for line in several.done.stderr.splitlines() if line.startswith("goicrawl: ")]
    assert {line.split(": ")[1] for line in said} == {"broken", "walled"}


def test_no_portal_is_failed_by_the_log_of_another(several: Several) -> None:
    crawls = {crawl["name"]: crawl for crawl in several.place.summary()["crawls"]}
    assert "log_count/ERROR" not in crawls["first"]["stats"]
    assert crawls["broken"]["stats"]["log_count/ERROR"] > 0


def test_no_lock_is_left(several: Several) -> None:
    assert list(several.place.folder.glob("*.lock")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        pytest.param(["first"], 0, "1 report", id="good"),
        pytest.param(["walled", "first"], 4, "walled: ", id="blocked"),
        pytest.param(["broken"], 3, "listing pages that could not be read: 1", id="failed"),
        pytest.param(["first", "-O", "/dev/null/x.csv"], 1, "Can't write the feed", id="bad start"),
        pytest.param(["first", "--summary", "/dev/null/x"], 1, "Can't write the summary", id="no summary"),
        pytest.param(["nosuch"], 2, "no portal 'nosuch'", id="usage"),
    ],
)
def test_exit_code(place: Place, arguments: list[str], code: int, sentence: str) -> None:
    done = place.crawl(*arguments)
    assert done.returncode == code, done.stderr
    assert sentence in done.stdout + done.stderr


def test_a_run_below_a_limit_fails_and_says_so(place: Place) -> None:
    assert place.crawl("first").returncode == 0
    done = place.crawl("first", "-s", "GOICRAWL_MIN_REPORTS_RATIO=2")
    assert done.returncode == 3
    assert "goicrawl: reports found: 1; the last good run found 1" in done.stderr


def test_a_portal_that_is_being_crawled_is_refused_and_nothing_is_touched(
    place: Place, server: HTTPServer
) -> None:
    lock = lock_path(place.database, "first")
    holder = {"process": 4711, "host": "here", "started": "2026-11-21T03:00:00+00:00"}
    lock.write_text(json.dumps(holder))
    before, asked = sorted(place.folder.rglob("*")), len(server.log)
    with lock.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = place.crawl("first", "-s", "GOICRAWL_SUMMARY=")
    assert done.returncode == 1
    assert (
        "goicrawl: The portal first is being crawled into this database by process 4711 on here since "
        "2026-11-21T03:00:00+00:00.\n" in done.stderr
    )
    assert (sorted(place.folder.rglob("*")), len(server.log)) == (before, asked)


def test_a_portal_that_is_held_keeps_no_other_from_its_crawl(place: Place) -> None:
    lock = lock_path(place.database, "first")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = place.crawl("first", "second")
    assert done.returncode == 1
    assert {crawl["name"]: crawl["outcome"] for crawl in place.summary()["crawls"]} == {
        "first": "unstarted",
        "second": "good",
    }


def stop(place: Place, sign: bytes) -> tuple[int, bytes]:
    """Crawl a slow portal and another, send SIGTERM at the first line with this sign; return code and log."""
    program = [sys.executable, "-m", "scrapy", "crawl", "slow", "first", *map(str, place.settings)]
    with subprocess.Popen([*program, "-L", "DEBUG"], cwd=ROOT, stderr=subprocess.PIPE) as crawling:
        assert crawling.stderr is not None
        said = b""
        for line in crawling.stderr:
            said += line
            if sign in line:
                crawling.send_signal(signal.SIGTERM)
                sign = b"\0"
        return crawling.wait(60), said


def test_a_signal_ends_the_run_well_and_begins_no_other_crawl(place: Place) -> None:
    code, said = stop(place, b"/robots.txt>")
    assert code == 3
    assert b"goicrawl: portals not begun, for the run was stopped: 1\n" in said
    assert [crawl["outcome"] for crawl in place.summary()["crawls"]] == ["stopped"]
    assert place.query("SELECT portal, finished IS NOT NULL FROM crawls") == [("slow", 1)]


def test_a_signal_at_the_very_beginning_fails_the_run(place: Place) -> None:
    code, said = stop(place, b"[slow] INFO: begins")
    assert code == 3, said
    assert b"goicrawl: portals not begun, for the run was stopped: 1\n" in said
