"""Some nights' archive, replayed into a new database: the history of the nights, on their dates."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import scrapy
from tests.province.server import Province
from tests.province.systems import SYSTEMS
from tests.reliability.subject import Subject

NIGHTS = (0, 2, 5)
SECONDS = 2
"""An answer is archived a moment before it is stored."""


@dataclass(frozen=True)
class Replayed:
    """The database of the nights, and those of the archive: replayed once and twice."""

    live: Path
    once: list[str]
    twice: list[str]
    database: Path


def query(database: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    folder = tmp_path_factory.mktemp("nights")
    systems = [system for system in SYSTEMS if system.name in ("trs", "jpaas", "vsb")]
    traps = frozenset({"validators", "missing", "aliases"})
    with Province(3, 30, nights=6, systems=systems, traps=traps) as province:
        settings = {"GOICRAWL_REVISIT": 0, "GOICRAWL_MIN_REPORTS_RATIO": 0}
        subject = Subject(province, folder / "crawled", **settings)
        for night in NIGHTS:
            province.advance(night)
            code, output = subject.crawl()
            assert code == 0, output
    database = folder / "replayed.db"
    dumps = []
    for _ in range(2):
        portals = subject.settings["GOICRAWL_PORTALS"]
        options = ("-s", f"GOICRAWL_PORTALS={portals}", "-s", f"GOICRAWL_DATABASE={database}")
        done = scrapy("replay", subject.archive, *options, sockets=False)
        assert done.returncode == 0, done.stderr
        dumps.append(dump(database))
    once, twice = dumps
    return Replayed(subject.database, once, twice, database)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("SELECT url, sha256, title, text, vanished_why FROM reports", id="reports"),
        pytest.param("SELECT url, kind, why, changes, report FROM revisions", id="revisions"),
        pytest.param("SELECT url, reason, detail, title FROM rejects", id="rejects"),
        pytest.param("SELECT listing, url, gone_at IS NULL FROM listed", id="listings"),
    ],
)
def test_the_archive_tells_what_the_nights_told(replayed: Replayed, statement: str) -> None:
    found = query(replayed.database, statement)
    assert sorted(found, key=repr) == sorted(query(replayed.live, statement), key=repr)
    assert found


@pytest.mark.parametrize("column", ["first_seen", "last_seen", "changed_at", "vanished_at"])
def test_on_the_dates_of_the_nights(replayed: Replayed, column: str) -> None:
    statement = f"SELECT url, {column} FROM reports WHERE {column} IS NOT NULL"
    live, found = dict(query(replayed.live, statement)), dict(query(replayed.database, statement))
    assert found.keys() == live.keys() != set()
    for url, moment in found.items():
        apart = datetime.fromisoformat(moment) - datetime.fromisoformat(live[url])
        assert abs(apart.total_seconds()) <= SECONDS


def test_changes_of_each_kind_are_among_them(replayed: Replayed) -> None:
    kinds = query(replayed.database, "SELECT DISTINCT kind FROM revisions")
    assert {kind for (kind,) in kinds} >= {"changed", "vanished"}


def test_a_second_replay_changes_nothing(replayed: Replayed) -> None:
    assert replayed.twice == replayed.once
