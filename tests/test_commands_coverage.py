"""`scrapy coverage` as a user runs it."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goicrawl.items import Report
from goicrawl.store import open_database, upsert_report
from goicrawl.validate import validate_report
from tests.command_line import scrapy


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coverage") / "reports.db"
    database = open_database(path)
    for year, day in ((2019, date(2020, 3, 1)), (2021, date(2022, 1, 20))):
        report = Report(
            url=f"http://x.gov.cn/{year}.html",
            portal="x",
            issuer="=某局",
            year=year,
            form="narrative",
            published=day,
        )
        upsert_report(database, validate_report(report), now=datetime(2022, 5, 1, tzinfo=UTC))
    database.close()
    return path


def coverage(db: Path, *arguments: str) -> str:
    run = scrapy("coverage", "-s", f"GOICRAWL_DATABASE={db}", "--today", "2022-05-01", *arguments)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_the_terminal_shows_units_by_years(db: Path) -> None:
    lines = coverage(db).splitlines()
    assert lines[0].split() == ["portal", "unit", "2019", "2020", "2021"]
    assert lines[1].split() == ["x", "=某局", "P!", "-", "P"]
    assert lines[-1] == "2 published, 1 not_found"


def test_gaps_alone_as_csv_that_no_spreadsheet_runs(db: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(coverage(db, "--gaps", "--csv")))
    assert (row["portal"], row["unit"], row["year"], row["status"]) == ("x", "'=某局", "2020", "not_found")
    assert row["due"] == "2021-01-31"


def test_json_lines_carry_the_evidence(db: Path) -> None:
    entries = [json.loads(line) for line in coverage(db, "x", "--years", "2021", "--json").splitlines()]
    assert [(entry["year"], entry["timely"], entry["evidence"]) for entry in entries] == [
        (2021, "in_time", "read on 2022-05-01")
    ]


def test_a_portal_without_reports(db: Path) -> None:
    assert coverage(db, "elsewhere") == "no unit with a report\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--years", "2021-2019"], "the first is after the last", id="years the wrong way round"),
        pytest.param(["--years", "soon"], "give one year or two", id="no years"),
        pytest.param(["--today", "2022"], "give one as 2026-01-31", id="no day"),
    ],
)
def test_arguments_that_make_no_sense(db: Path, arguments: list[str], says: str) -> None:
    run = scrapy("coverage", "-s", f"GOICRAWL_DATABASE={db}", *arguments)
    assert run.returncode == 2
    assert says in run.stderr


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    run = scrapy("coverage", "-s", f"GOICRAWL_DATABASE={tmp_path / 'none.db'}")
    assert run.returncode == 1
    assert "there is no such file" in run.stderr
