"""`scrapy diff` and `scrapy mark`: what they print, and how they exit."""

import argparse
import csv
import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from goicrawl.commands import diff, mark
from goicrawl.commands.diff import format_kinds, format_values
from goicrawl.items import Report
from goicrawl.store import Difference, open_database, upsert_report
from tests.command_line import scrapy
from tests.sample_reports import FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
CELLS = (replace(FULL.statistics[0], value=20, raw="=20"), *FULL.statistics[1:])
ONE = Difference(
    url="http://a.gov.cn/1",
    portal="p",
    year=2021,
    issuer="某县",
    why="parser",
    path="sections/3/heading",
    old="一\x1b[2J",
    new=None,
    old_version="1",
    new_version="2",
    old_sha256="a",
    new_sha256="a",
)


@pytest.fixture
def databases(tmp_path: Path) -> tuple[Path, Path]:
    return store(tmp_path / "a.db", FULL), store(
        tmp_path / "b.db", replace(FULL, sha256="cd" * 32, statistics=CELLS)
    )


def store(path: Path, *reports: Report) -> Path:
    with closing(open_database(path)) as db:
        for report in reports:
            upsert_report(db, report, now=MONDAY)
    return path


def test_kinds_are_counted() -> None:
    found = [ONE, replace(ONE, path="sections/4/heading"), replace(ONE, url="http://a.gov.cn/2")]
    assert format_kinds(found).splitlines() == [
        "why     path                example     reports  values",
        "parser  sections/*/heading  一?[2J → -        2       3",
        "total                                         2       3",
    ]


def test_values_are_listed() -> None:
    assert format_values([ONE]).splitlines()[1].split() == [
        *("parser", "p", "2021", "sections/3/heading", "一?[2J", "-", "http://a.gov.cn/1"),
    ]


def run(command: ScrapyCommand, *arguments: str | Path) -> int:
    """Run a command as Scrapy does, in this process; return its exit code."""
    parser = argparse.ArgumentParser()
    command.settings = Settings({"LOG_LEVEL": "INFO"})
    command.add_options(parser)
    opts, args = parser.parse_known_args(list(map(str, arguments)))
    command.process_options(args, opts)
    try:
        command.run(args, opts)
    except UsageError:
        return 2
    except SystemExit as error:
        return 1 if str(error).startswith("goicrawl: ") else 99
    return command.exitcode


def test_two_databases_that_differ(databases: tuple[Path, Path]) -> None:
    done = scrapy("diff", *databases)
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["why", "path"],
        ["page", "statistics/t3/new_received/total/raw"],
        ["page", "statistics/t3/new_received/total/value"],
        ["total", "1"],
    ]


def test_equal_databases(databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(diff.Command(), databases[0], databases[0]) == 0
    assert capsys.readouterr().out == ""


def test_every_value_as_json(databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    run(diff.Command(), *databases, "--json", "--path", "statistics/t3/new_received/total/value")
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["url"], line["why"], line["old"], line["new"]) == (URL, "page", 19, 20)


def test_no_formula_in_csv(databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    run(diff.Command(), *databases, "--csv", "--path", "statistics/t3/new_received/total/raw")
    (row,) = csv.DictReader(StringIO(capsys.readouterr().out))
    assert (row["old"], row["new"]) == ("19", "'=20")


@pytest.mark.parametrize("choice", [("--why", "parser"), ("--from", "99"), ("--to", "99"), ("--path", "t4")])
def test_what_is_not_asked_for_is_no_difference(
    databases: tuple[Path, Path], choice: tuple[str, str]
) -> None:
    assert run(diff.Command(), *databases, *choice) == 0


@pytest.mark.parametrize("arguments", [[], ["a.db", "b.db", "c.db"], ["nowhere.db"]], ids=len)
def test_trouble(arguments: list[str]) -> None:
    assert run(diff.Command(), *arguments) == 2


def test_a_mark_is_made_listed_and_withdrawn(
    databases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    def say(*arguments: str) -> str:
        assert run(mark.Command(), "-s", f"GOICRAWL_DATABASE={databases[0]}", *arguments) == 0
        return capsys.readouterr().out

    made = say(
        *(URL, "t3/new_received/total", "corrected", "--value", "20", "--source", "年鉴", "--by", "=li"),
    )
    assert made == "mark 1\n"
    (row,) = csv.DictReader(StringIO(say("--list", "--csv")))
    assert (row["path"], row["printed"], row["correction"], row["marked_by"]) == (
        *("statistics/t3/new_received/total", "19", "20"),
        "'=li",
    )
    assert say("--list").splitlines()[1].split()[:3] == ["1", "corrected", row["path"]]
    say("--withdraw", "1")
    assert say("--list") == "no marks\n"
    (line,) = map(json.loads, say("--list", URL, "--all", "--json").splitlines())
    assert line["ended_why"] == "withdrawn"


WRONG = {
    "no such verdict": ([URL, "title", "wrong"], 2),
    "nothing to do": ([], 2),
    "no such value": ([URL, "t3/nothing", "confirmed"], 1),
    "no such report": (["http://x/", "title", "confirmed"], 1),
    "no such mark": (["--withdraw", "7"], 1),
}


@pytest.mark.parametrize(("arguments", "code"), WRONG.values(), ids=WRONG)
def test_a_mark_that_can_not_be_made(databases: tuple[Path, Path], arguments: list[str], code: int) -> None:
    assert run(mark.Command(), "-s", f"GOICRAWL_DATABASE={databases[0]}", *arguments) == code
