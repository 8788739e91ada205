"""Reports of two years through the last pipeline: what one hands to the next is checked in any order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from sqlite_utils import Database

from goicrawl.items import Report, Statistic
from goicrawl.pipelines import SqlitePipeline
from goicrawl.store import open_database
from goicrawl.validate import validate_report


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "goicrawl.db")
    yield database
    database.close()


def report(year: int, row: str, value: int) -> Report:
    cell = Statistic(
        table="t3", row=row, column="total", value=value, raw=str(value), unit="件", status="reported"
    )
    plain = Report(
        url=f"http://www.example.gov.cn/{year}.html",
        portal="kashi",
        issuer="喀什市人民政府",
        year=year,
        form="t2021",
        statistics=(cell,),
    )
    return validate_report(plain)


YEARS = [report(2022, "carried_forward", 4), report(2023, "carried_over_in", 5)]


@pytest.mark.parametrize("order", list(permutations(YEARS)), ids=["older first", "newer first"])
def test_what_one_year_hands_to_the_next_is_checked(db: Database, order: tuple[Report, ...]) -> None:
    pipeline = SqlitePipeline(db, MemoryStatsCollector(get_crawler()), live=False)
    for _ in range(2):
        for item in order:
            pipeline.process_item(item)
    carried = db.query("select url, verdict, expected, actual from checks where rule = 'T3_CARRY'")
    assert [tuple(row.values()) for row in carried] == [(YEARS[1].url, "FAIL", 4, 5)]
    assert db["revisions"].count == 0


AGAIN = [replace(one, url=one.url.replace(".html", "-again.html")) for one in YEARS]


@pytest.mark.parametrize("again", AGAIN, ids=["older year", "newer year"])
@pytest.mark.parametrize("place", range(3))
def test_year_that_is_published_twice_says_the_same_in_every_run(
    db: Database, again: Report, place: int
) -> None:
    pipeline = SqlitePipeline(db, MemoryStatsCollector(get_crawler()), live=False)
    reports = [*YEARS[:place], again, *YEARS[place:]]
    first, second = [_run(pipeline, reports) for _ in range(2)]
    assert first == second
    assert db["revisions"].count == 0


def _run(pipeline: SqlitePipeline, reports: list[Report]) -> list[tuple[object, ...]]:
    for item in reports:
        pipeline.process_item(item)
    return list(pipeline.db.execute("select url, rule, verdict from checks order by url, place"))
