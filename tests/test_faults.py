"""A live crawl against a server that answers wrong: every fault ends in a stored page or a named failure."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from tests.command_line import scrapy
from tests.faults import FAULTS, PAGE, FaultServer

TIMEOUT = 5
SETTINGS = {
    "DOWNLOAD_TIMEOUT": TIMEOUT,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_MAXSIZE": 1_000_000,
    "RETRY_TIMES": 1,
    # So many at once is no way to treat a portal, but this one is ours.
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
    "AUTOTHROTTLE_ENABLED": False,
    "GOICRAWL_OBSTACLES_IN_A_ROW": 0,
}

BROKE_OFF = "the answer broke off before its end"
CUT = "the page breaks off before its end"
BROKEN = "the connection broke, or the answer is no HTTP"
TOO_LARGE = "the answer is larger than DOWNLOAD_MAXSIZE"
TOO_LONG = f"took longer than {TIMEOUT}.0 seconds"
CIRCLE = "redirected in a circle"

FAILED = {
    "length_too_long": BROKE_OFF,
    "length_too_short": CUT,
    "length_no_number": BROKEN,
    "gzip_cut": "the compressed answer breaks off",
    "gzip_damaged": "the compressed answer is damaged",
    "deflate_cut": "the compressed answer breaks off",
    "bomb": "the answer unpacks to more than 1000000 bytes",
    "chunked_cut": BROKE_OFF,
    "chunked_garbage": BROKE_OFF,
    "unsaid_length_cut": CUT,
    "unsaid_reset": CUT,
    "reset": BROKEN,
    "reset_in_head": BROKEN,
    "reset_in_body": BROKE_OFF,
    "closed": BROKEN,
    "garbage": BROKEN,
    "http_0_9": BROKEN,
    "headers_without_end": TOO_LONG,
    "trickle": TOO_LONG,
    "trickling_head": TOO_LONG,
    "silent": TOO_LONG,
    "stall": TOO_LONG,
    "huge": TOO_LARGE,
    "huge_unsaid": TOO_LARGE,
    "redirect_to_itself": CIRCLE,
    "redirect_pair": CIRCLE,
    "redirect_chain": "max redirections reached",
    "redirect_away": "www.clone.example is no host of faults",
    "redirect_to_file": "HTTP 302",
    "status_500": "HTTP 500",
    "status_404": "HTTP 404",
}
"""What the log says of each fault that gives no page; all others are stored whole."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """What is left of the crawl."""

    code: int
    log: str
    seconds: float
    stored: Mapping[str, str]
    rejected: Mapping[str, str]
    stats: Mapping[str, int]


def register(folder: Path, server: FaultServer, settings: str = "") -> Path:
    """Write a registry with the server as its portal."""
    (folder / "faults.toml").write_text(
        f'[faults]\ntitle = "某县"\nregion_code = "653101"\nplatform = "trs"\nhosts = ["{server.host}"]\n'
        f'start = ["{server.listing}"]\n{settings}',
        encoding="utf-8",
    )
    return folder


def run(folder: Path, server: FaultServer, settings: str = "", **changes: object) -> Crawl:
    """Crawl the server's listing as a user does."""
    database, stats = folder / "goicrawl.db", folder / "stats.json"
    given = {
        "GOICRAWL_PORTALS": register(folder, server, settings),
        "GOICRAWL_DATABASE": database,
        "GOICRAWL_CONTACT": "tests@example.org",
        **SETTINGS,
        **changes,
    }
    arguments = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    start = monotonic()
    done = scrapy("crawl", "faults", *arguments, "--summary", stats)
    seconds = monotonic() - start
    with closing(sqlite3.connect(database)) as connection:
        stored = dict(connection.execute("SELECT url, sha256 FROM reports"))
        rejected = dict(connection.execute("SELECT url, detail FROM rejects"))
    return Crawl(done.returncode, done.stderr, seconds, stored, rejected, stats_in(stats))


def stats_in(file: Path) -> Mapping[str, int]:
    """Return the stats that a run's record holds."""
    (crawl,) = json.loads(file.read_text(encoding="utf-8"))["crawls"]
    stats: Mapping[str, int] = crawl["stats"]
    return stats


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawl, FaultServer]]:
    with FaultServer() as server:
        yield run(tmp_path_factory.mktemp("faults"), server), server


def name_of(url: str) -> str:
    return url.split("/nb/")[1].partition("/")[0]


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in FAILED])
def test_page_is_stored_whole(crawl: tuple[Crawl, FaultServer], fault: str) -> None:
    assert fault in {name_of(url) for url in crawl[0].stored}


def test_every_stored_page_is_the_same(crawl: tuple[Crawl, FaultServer]) -> None:
    assert len(PAGE) > 3_000
    assert len(set(crawl[0].stored.values())) == 1


@pytest.mark.parametrize("fault", FAILED)
def test_failure_is_named(crawl: tuple[Crawl, FaultServer], fault: str) -> None:
    done, _ = crawl
    assert fault not in {name_of(url) for url in done.stored}
    said = [line for line in done.log.splitlines() if f"/nb/{fault}" in line or "clone.example" in line]
    kept_out = [detail for url, detail in done.rejected.items() if name_of(url) == fault]
    assert any(FAILED[fault] in line for line in [*said, *kept_out])


def test_every_row_came_to_an_end(crawl: tuple[Crawl, FaultServer]) -> None:
    done, _ = crawl
    stats = done.stats
    ends = len(done.stored) + stats["goicrawl/pages/failed"] + stats["goicrawl/failures/other_host"]
    assert ends + 1 == stats["goicrawl/rows_followed"] == len(FAULTS)  # and the dead link
    assert done.code == 3


def test_failures_are_counted_by_kind(crawl: tuple[Crawl, FaultServer]) -> None:
    prefix = "goicrawl/failures/"
    kinds = {
        key.removeprefix(prefix): count for key, count in crawl[0].stats.items() if key.startswith(prefix)
    }
    assert kinds == {
        "broken_connection": 6,
        "broken_gzip": 3,
        "cut_short": 7,
        "other_host": 1,
        "redirects": 1,
        "timeout": 5,
        "too_large": 3,
    }


def test_nothing_outlasts_its_timeout(crawl: tuple[Crawl, FaultServer]) -> None:
    # Two tries each, side by side, and the start of the process.
    assert crawl[0].seconds < 2 * TIMEOUT + 60


def test_each_failure_is_said_once(crawl: tuple[Crawl, FaultServer]) -> None:
    said = re.findall(r"page not fetched: http://127\.0\.0\.1:[0-9]+/nb/(\w+?)x*:", crawl[0].log)
    assert sorted(said) == sorted(set(said))


def test_archive_of_faults_reads(tmp_path: Path) -> None:
    faults = {name: FAULTS[name] for name in ("none", "gzip", "gzip_cut", "chunked_cut")}
    with FaultServer(faults) as server:
        live = run(tmp_path, server, GOICRAWL_ARCHIVE=tmp_path / "archive")
        again = scrapy(
            *("replay", tmp_path / "archive", "-s", f"GOICRAWL_PORTALS={tmp_path}"),
            *("-s", f"GOICRAWL_DATABASE={tmp_path / 'again.db'}"),
        )
    assert "the compressed answer breaks off" in again.stderr
    with closing(sqlite3.connect(tmp_path / "again.db")) as connection:
        assert dict(connection.execute("SELECT url, sha256 FROM reports")) == live.stored
