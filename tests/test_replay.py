"""The main job: all saved pages into the database, offline, from the listing to the checked report."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import ROOT, scrapy

README = (ROOT / "README.md").read_text(encoding="utf-8")
PORTALS = ["anqing", "gongqingcheng", "jiangyuan", "kashi", "suining-jkq"]


@dataclass(frozen=True)
class Run:
    """What a replay of all fixtures left."""

    code: int
    stdout: list[str]
    stderr: str
    database: Path
    feed: Path


def replay_fixtures(folder: Path) -> Run:
    database, feed = folder / "goicrawl.db", folder / "reports.jsonl"
    done = scrapy("replay", "fixtures", "-s", f"GOICRAWL_DATABASE={database}", "-O", feed, sockets=False)
    return Run(done.returncode, done.stdout.splitlines(), done.stderr, database, feed)


def dump(database: Path) -> list[str]:
    """Return the database whole, but for the moments of last_seen."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE _reports SET last_seen = ''")
        connection.execute("UPDATE rejects SET last_seen = ''")
        return list(connection.iterdump())


def query(database: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return replay_fixtures(tmp_path_factory.mktemp("replay"))


def test_replay_ends_well_and_opens_no_socket(run: Run) -> None:
    assert (run.code, run.stderr) == (0, "")


def test_one_report_a_portal_is_stored(run: Run) -> None:
    assert query(run.database, "SELECT portal FROM reports ORDER BY portal") == [(name,) for name in PORTALS]


def test_summary_has_a_line_a_report_and_a_total(run: Run) -> None:
    assert run.stdout[0].startswith("portal         year  issuer ")
    assert [line.split()[0] for line in run.stdout[1:6]] == PORTALS
    assert run.stdout[6].split()[0] == "total"
    assert run.stdout[7] == ""


def test_summary_has_a_line_a_portal_and_a_total(run: Run) -> None:
    assert run.stdout[8].split()[:4] == ["portal", "outcome", "pages", "reports"]
    assert [line.split()[0] for line in run.stdout[9:14]] == PORTALS
    assert run.stdout[14].split()[:5] == ["total", "good", "14", "5", "5"]
    assert run.stdout[-1] == "5 reports"


def test_readme_shows_what_a_replay_prints(run: Run) -> None:
    shown = README.partition("```text\n")[2].partition("```")[0].splitlines()
    assert "5 reports" in shown
    assert set(shown) - {"…"} <= set(run.stdout)


@pytest.mark.parametrize(
    "question",
    re.findall(r"^\.venv/bin/sqlite-utils goicrawl\.db (?:--table )?\"(.*?)\"", README, re.M | re.S),
)
def test_readme_asks_what_the_database_answers(run: Run, question: str) -> None:
    assert query(run.database, question)


@pytest.mark.parametrize(
    ("portal", "year", "form", "cells"),
    [("gongqingcheng", "2019", "t2019", "198"), ("kashi", "2021", "t2021", "53")],
)
def test_summary_line(run: Run, portal: str, year: str, form: str, cells: str) -> None:
    line = next(line.split() for line in run.stdout if line.startswith(portal))
    assert (line[1], line[3], line[4]) == (year, form, cells)


def test_no_sum_of_table_three_fails_on_the_saved_reports(run: Run) -> None:
    failed = "SELECT url, rule FROM checks WHERE rule LIKE 'T3%' AND verdict = 'FAIL'"
    assert query(run.database, failed) == []


def test_feed_has_the_same_reports(run: Run) -> None:
    lines = run.feed.read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["portal"] for line in lines) == PORTALS
    assert "政府信息公开" in lines[0]


def test_every_saved_page_was_asked_for(run: Run) -> None:
    saved = {
        json.loads(meta.read_text(encoding="utf-8"))["url"]
        for name in PORTALS
        for meta in ROOT.glob(f"fixtures/{name}/*/meta.json")
    }
    assert {url for (url,) in query(run.database, "SELECT url FROM fetches")} == saved


def test_second_replay_changes_nothing_but_last_seen(tmp_path: Path) -> None:
    first = replay_fixtures(tmp_path)
    before = dump(first.database)
    assert replay_fixtures(tmp_path).code == 0
    assert dump(first.database) == before


@pytest.mark.parametrize("path", ["fixtures/kashi", "fixtures/kashi/report-2021"])
def test_portal_or_page_alone(tmp_path: Path, path: str) -> None:
    database = tmp_path / "goicrawl.db"
    done = scrapy("replay", path, "-s", f"GOICRAWL_DATABASE={database}", sockets=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert query(database, "SELECT portal, year FROM reports") == [("kashi", 2021)]


def test_several_paths_are_one_run(tmp_path: Path) -> None:
    database = tmp_path / "goicrawl.db"
    done = scrapy("replay", "fixtures/kashi", "fixtures/anqing", "-s", f"GOICRAWL_DATABASE={database}")
    assert done.returncode == 0
    assert query(database, "SELECT portal FROM reports ORDER BY portal") == [("anqing",), ("kashi",)]


def test_summary_stays_out_of_a_feed_on_standard_output(tmp_path: Path) -> None:
    done = scrapy("replay", "fixtures/kashi", "-s", "GOICRAWL_DATABASE=", "-O", "-:jsonl")
    assert done.returncode == 0
    assert json.loads(done.stdout)["portal"] == "kashi"
    assert "1 report" in done.stderr


def test_log_level_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    done = scrapy("replay", "fixtures/kashi", "-s", "GOICRAWL_DATABASE=", "-L", "INFO")
    report, end = [line.partition(" INFO: ")[2] for line in done.stderr.splitlines() if "read" in line][-2:]
    assert report.startswith("read: 喀什市人民政府 2021 t2021, 53 cells, 1 checks failed, 1 problems: http")
    assert end == "ends (finished): 3 pages, 1 reports read"
