"""The public face of the database: names, columns, and what a reader without goicrawl can ask."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goicrawl.store import open_database, upsert_report
from tests.sample_reports import BARE, FULL, URL

PUBLIC = {
    "reports": "url portal title title_raw issuer region_code region year year_source "
    "period_start period_end form published published_raw generated signed_on signed_by "
    "index_number source legal_basis "
    "contact_org contact_address contact_postcode contact_phone contact_fax contact_email contact_website "
    "text container sha256 first_seen last_seen changed_at parser_version vanished_at vanished_why",
    "sections": "url position parent level marker heading kind text place",
    "tables": "url position caption rows place",
    "statistics": "url table row column value raw unit status place",
    "indicators": "url code value op unit category quote section place",
    "checks": "url rule verdict expected actual evidence place",
    "problems": "url code detail place",
    "attachments": "url attachment_url label media_type place",
    "revisions": "id url replaced_at parser_version report kind why changes old_sha256 new_sha256 "
    "new_version",
    "rejects": "url portal reason detail title sha256 first_seen last_seen",
    "fetches": "url portal status etag last_modified sha256 fetched redirected_to read_by due",
    "listed": "listing url portal first_seen last_seen gone_at",
    "marks": "id url path verdict printed correction source note marked_by marked_at sha256 text_sha256 "
    "ended_at ended_by ended_why item ordinal",
    "marked": "id url portal year issuer path verdict printed value correction source note marked_by "
    "marked_at",
    "failures": "url portal kind why title listing first_seen last_seen count",
    "crawls": "id portal started finished outcome stats",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Give a plain connection to a database of two reports."""
    path: Path = tmp_path_factory.mktemp("store") / "reports.db"
    with closing(open_database(path)) as db:
        for report in (FULL, BARE):
            upsert_report(db, report, now=datetime(2026, 3, 2, tzinfo=UTC))
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


@pytest.mark.parametrize(("name", "columns"), PUBLIC.items(), ids=PUBLIC.keys())
def test_public_columns(reader: sqlite3.Connection, name: str, columns: str) -> None:
    found = [row[0] for row in reader.execute(f"SELECT name FROM pragma_table_info('{name}')")]
    assert found == columns.split()


def test_names_without_an_underscore_are_public(reader: sqlite3.Connection) -> None:
    names = reader.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    assert {name for (name,) in names if name[0] != "_"} == {*PUBLIC, "sqlite_stat1"}


ONE_CELL = """
    select value from statistics
    where url = ? and "table" = 't3' and row = 'new_received' and "column" = 'natural_person'
"""
CELL_OF_ALL = """
    select url, value from statistics
    where "table" = 't3' and row = 'new_received' and "column" = 'natural_person'
"""


def test_one_cell_of_one_report(reader: sqlite3.Connection) -> None:
    assert reader.execute(ONE_CELL, [URL]).fetchall() == [(16.5,)]


def test_one_cell_of_all_reports(reader: sqlite3.Connection) -> None:
    assert reader.execute(CELL_OF_ALL).fetchall() == [(URL, 16.5)]


def test_statistics_in_order(reader: sqlite3.Connection) -> None:
    rows = reader.execute('select row, "column", value, raw, unit, status from statistics order by place')
    assert rows.fetchall() == [
        ("new_received", "total", 19, "19", "件", "reported"),
        ("new_received", "natural_person", 16.5, "16.5", "件", "reported"),
        ("carried_over", "total", None, "", "件", "missing"),
        ("carried_over", "natural_person", None, None, "件", "missing"),
        ("new_received", "total", 3.0, "3.0", "件", "reported"),
    ]


def test_a_figure_keeps_its_type(reader: sqlite3.Connection) -> None:
    rows = reader.execute("select typeof(value) from statistics order by place")
    assert [name for (name,) in rows] == ["integer", "real", "null", "null", "real"]


def test_a_check_keeps_its_types(reader: sqlite3.Connection) -> None:
    rows = reader.execute("select typeof(expected), typeof(actual) from checks order by place")
    assert rows.fetchall() == [("integer", "integer"), ("real", "text"), ("null", "null")]


def test_dates_are_texts(reader: sqlite3.Connection) -> None:
    rows = reader.execute("select published, period_end, signed_on from reports where url = ?", [URL])
    assert rows.fetchall() == [("2020-01-20", "2019-12-31", "2020-01-18")]


def test_the_rows_of_a_table_are_json(reader: sqlite3.Connection) -> None:
    rows = reader.execute("select json_extract(rows, '$[1][1]') from tables where position = 0")
    assert rows.fetchall() == [("3",)]


def test_a_bare_report_is_a_row_of_nulls(reader: sqlite3.Connection) -> None:
    rows = reader.execute(
        "select portal, year, contact_org, text, sha256 from reports where url = ?", [BARE.url]
    )
    assert rows.fetchall() == [(None, None, None, "", None)]


PLANS = {
    "a report by url": ("select * from reports where url = 'x'", 0),
    "sections by url": ("select * from sections where url = 'x' order by place", 0),
    "statistics by url": ("select * from statistics where url = 'x'", 0),
    "a cell by url": (ONE_CELL.replace("?", "'x'"), 0),
    "reports by portal and year": ("select url from reports where portal = 'p' and year = 2019", 0),
    "a cell of a year": (
        "select s.value from reports r join statistics s using (url) where r.portal = 'p' and r.year = 2019 "
        "and s.\"table\" = 't3' and s.row = 'x' and s.\"column\" = 'y'",
        0,
    ),
    "a cell of all reports": (CELL_OF_ALL, 1),
    "fetches by url": ("select * from fetches where url = 'x'", 0),
    "revisions by url": ("select * from revisions where url = 'x'", 0),
}


@pytest.mark.parametrize(("query", "scans"), PLANS.values(), ids=PLANS.keys())
def test_questions_are_answered_by_index(reader: sqlite3.Connection, query: str, scans: int) -> None:
    plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert sum(step.startswith("SCAN") for step in plan) == scans, plan
    assert not any(step.startswith("SCAN c") for step in plan), plan
