"""A second run over a portal that has not changed: one walk of its listings, and no report once more."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.province.crawl import crawl
from tests.province.server import Province


def stats(database: Path) -> dict[str, int]:
    """Return what the last run counted."""
    with closing(sqlite3.connect(database)) as connection:
        (written,) = connection.execute("SELECT stats FROM crawls ORDER BY id DESC LIMIT 1").fetchone()
    counts: dict[str, int] = json.loads(written)
    return counts


def said(database: Path) -> list[str]:
    """Return the reports, fetches and revisions but for the moments at which they were seen."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE _reports SET last_seen = ''")
        connection.execute("UPDATE rejects SET last_seen = ''")
        connection.execute("UPDATE listed SET last_seen = ''")
        connection.execute("UPDATE fetches SET fetched = ''")
        connection.execute("DELETE FROM crawls")
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("revisit", "is_asked", "outcome"),
    [
        pytest.param("30", False, "not_due", id="not due"),
        pytest.param("0", True, "not_modified", id="due, the portal has validators"),
    ],
)
def test_second_run_costs_one_walk(tmp_path: Path, revisit: str, is_asked: bool, outcome: str) -> None:
    settings = {"GOICRAWL_REVISIT": revisit, "GOICRAWL_ARCHIVE": ""}
    with Province(8, 48, traps=frozenset({"validators"})) as province:
        name = next(site.name for site in province.sites if site.has("validators"))
        first = crawl(province, tmp_path, names=[name], settings=settings)
        assert first.code == 0, first.output
        kinds = Counter(one.kind for one in province.log)
        walked, reports = kinds["listing"], kinds["report"]
        before = said(first.database)
        province.log.clear()
        second = crawl(province, tmp_path, names=[name], settings=settings)
        assert second.code == 0, second.output
        kinds = Counter(one.kind for one in province.log)
    assert (kinds["listing"], kinds["report"]) == (walked, reports if is_asked else 0)
    assert stats(second.database)[f"goicrawl/reports/{outcome}"] == reports > 2
    assert said(second.database) == before
