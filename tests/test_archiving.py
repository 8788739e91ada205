"""Live crawls of a portal on this machine into an archive, and replays of it: the same feeds to the byte."""

import gzip
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from goicrawl.archive.warc_reader import Capture, read_answer, read_captures
from tests.archived_site import GONE, LISTING, MOVED, PAGER, POSTED, TARGET, ZIPPED, ArchivedSite
from tests.command_line import ROOT, scrapy
from tests.warcs import is_valid


@dataclass(frozen=True)
class Crawls:
    """Two live crawls of one portal, the second after one report changed."""

    folder: Path
    files: list[Path]
    first: bytes
    second: bytes
    asked: list[str]

    def replay(self, *paths: Path) -> bytes:
        """Return the feed of a replay, which must go well and open no socket."""
        feed = self.folder / "replay.jsonl"
        own = ["-s", f"GOICRAWL_PORTALS={self.folder / 'registry'}", "-s", "GOICRAWL_DATABASE="]
        done = scrapy("replay", *paths, "-O", feed, *own, sockets=False)
        assert done.returncode == 0, done.stderr
        return feed.read_bytes()


def options(folder: Path, archive: Path) -> list[str]:
    settings = {
        "GOICRAWL_PORTALS": folder / "registry",
        "GOICRAWL_DATABASE": folder / "live.db",
        "GOICRAWL_ARCHIVE": archive,
        "GOICRAWL_REVISIT": 0,
        "GOICRAWL_MIN_REPORTS_RATIO": 0,
        "DOWNLOAD_DELAY": 0,
        "LOG_LEVEL": "ERROR",
    }
    return [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Crawls:
    folder = tmp_path_factory.mktemp("archiving")
    feeds: list[bytes] = []
    with HTTPServer() as server:
        site = ArchivedSite(server)
        site.registry(folder / "registry")
        for number in range(2):
            feed = folder / f"live-{number}.jsonl"
            done = scrapy("crawl", "here", "-O", feed, *options(folder, folder / "archive"))
            assert done.returncode == 0, done.stderr
            feeds.append(feed.read_bytes())
            site.bodies[TARGET] = site.bodies[TARGET].replace(b"2016", b"2017")
            time.sleep(1)
    files = sorted((folder / "archive" / "here").glob("*.warc.gz"))
    first, second = feeds
    return Crawls(folder, files, first, second, site.asked)


def captures(path: Path) -> dict[str, Capture]:
    found = [one for one in read_captures(path) if isinstance(one, Capture)]
    return {f"{one.method} /{one.url.split('/', 3)[3].partition('?')[0]}": one for one in found}


def body_of(path: Path, capture: Capture) -> bytes:
    with path.open("rb") as file:
        return read_answer(file, capture.offset, "here").body


def test_a_run_is_a_file(crawls: Crawls) -> None:
    assert len(crawls.files) == 2
    assert is_valid(*crawls.files)


def test_every_answer_is_archived(crawls: Crawls) -> None:
    asked = {"GET /robots.txt", f"GET {LISTING}", f"POST {PAGER}"}
    asked |= {f"GET {path}" for path in (ZIPPED, MOVED, TARGET, GONE, POSTED)}
    assert set(crawls.asked) == asked
    assert [set(captures(path)) for path in crawls.files] == [asked, asked]
    archived = [one for path in crawls.files for one in read_captures(path) if isinstance(one, Capture)]
    assert len(archived) == len(crawls.asked)


def test_kinds_are_told(crawls: Crawls) -> None:
    kinds = {asked: one.kind for asked, one in captures(crawls.files[0]).items()}
    assert kinds["GET /robots.txt"] is None
    assert (kinds[f"POST {PAGER}"], kinds[f"GET {MOVED}"]) == ("listing", "report")


def test_body_is_kept_as_it_came(crawls: Crawls) -> None:
    """It is compressed once by the server, and not unpacked."""
    path = crawls.files[0]
    page = body_of(path, captures(path)[f"GET {ZIPPED}"])
    assert gzip.decompress(page) == (ROOT / "fixtures/kashi/report-2021/response.body").read_bytes()


def test_unchanged_answers_are_revisits(crawls: Crawls) -> None:
    second = captures(crawls.files[1])
    assert not second[f"GET {TARGET}"].is_revisit
    assert second[f"GET {ZIPPED}"].is_revisit
    assert second[f"GET {POSTED}"].not_modified


def test_replay_of_a_run_gives_its_feed(crawls: Crawls) -> None:
    assert crawls.first.count(b"\n") == 3
    assert crawls.replay(crawls.files[0]) == crawls.first


def test_replay_of_all_runs_gives_their_feeds(crawls: Crawls) -> None:
    assert crawls.second.count(b"\n") == 1
    assert crawls.replay(crawls.folder / "archive") == crawls.first + crawls.second


def test_full_disk_ends_the_crawl_and_is_said(tmp_path: Path, httpserver: HTTPServer) -> None:
    """No file of the crawl may grow beyond 12 KB, as little as the disk has left."""
    site = ArchivedSite(httpserver)
    site.registry(tmp_path / "registry")
    arguments = ["crawl", "here", *options(tmp_path, tmp_path / "archive"), "-s", "GOICRAWL_DATABASE="]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000)),
    )
    assert done.returncode == 3
    assert "Can't write the archive" in done.stderr
    assert "answers that could not be archived: " in done.stderr
    (path,) = tmp_path.glob("archive/here/*.warc.gz")
    assert is_valid(path)
    assert "GET /robots.txt" in captures(path)


def test_archive_that_cannot_be_written_is_a_bad_start(tmp_path: Path, httpserver: HTTPServer) -> None:
    site = ArchivedSite(httpserver)
    site.registry(tmp_path / "registry")
    (tmp_path / "archive").write_bytes(b"")
    done = scrapy("crawl", "here", *options(tmp_path, tmp_path / "archive"))
    assert done.returncode == 1
    assert f"Can't write the archive {tmp_path}/archive/here: Not a directory." in done.stderr
    assert site.asked == []


def test_killed_crawl_leaves_an_archive_that_can_be_read(tmp_path: Path, httpserver: HTTPServer) -> None:
    site = ArchivedSite(httpserver)
    site.registry(tmp_path / "registry")
    arguments = ["crawl", "here", *options(tmp_path, tmp_path / "archive"), "-s", "DOWNLOAD_DELAY=0.2"]
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as run:
        deadline = time.monotonic() + 30
        while len(site.asked) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(run.pid, signal.SIGKILL)
    (killed,) = tmp_path.glob("archive/here/*.warc.gz")
    assert {"GET /robots.txt", f"GET {LISTING}"} <= set(captures(killed))
    before = killed.read_bytes()
    time.sleep(1)
    assert scrapy("crawl", "here", *options(tmp_path, tmp_path / "archive")).returncode == 0
    assert killed.read_bytes() == before
    assert len(list(tmp_path.glob("archive/here/*.warc.gz"))) == 2
