"""Pages that were kept out, into the rejects and back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from goicrawl.store import Reject, StoreError, open_database, read_report, upsert_reject, upsert_report
from tests.sample_reports import FULL, URL

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 8, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 8, tzinfo=UTC)
STAMPS = ("2026-03-02T08:00:00+00:00", "2026-03-03T08:00:00+00:00", "2026-03-04T08:00:00+00:00")

NEVER_ONE = Reject(url=URL, reason="notice", text=FULL.text, sha256=FULL.sha256)
"""What FULL's page comes to where a parser takes it for no report."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        yield opened


def rejects(db: Database) -> list[tuple[object, ...]]:
    return list(db.execute("SELECT * FROM rejects ORDER BY url"))


def test_all_that_is_known_is_kept(db: Database) -> None:
    reject = Reject(
        url=URL, portal="kashi", reason="notice", detail="通知", title="关于做好…的通知", sha256="ab"
    )
    assert upsert_reject(db, reject, now=MONDAY) == "none"
    assert rejects(db) == [(URL, "kashi", "notice", "通知", "关于做好…的通知", "ab", STAMPS[0], STAMPS[0])]


def test_a_second_time_says_the_present_reason(db: Database) -> None:
    upsert_reject(db, Reject(url=URL, portal="kashi", reason="notice", detail="通知"), now=MONDAY)
    upsert_reject(db, Reject(url=URL, portal="kashi", reason="listing"), now=TUESDAY)
    assert rejects(db) == [(URL, "kashi", "listing", None, None, None, STAMPS[0], STAMPS[1])]


def test_a_report_that_turns_out_none_goes_to_the_revisions(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_reject(db, NEVER_ONE, now=TUESDAY)
    assert rejects(db) == [(URL, None, "notice", None, None, FULL.sha256, STAMPS[0], STAMPS[1])]
    assert read_report(db, URL) is None
    assert db.execute("SELECT url, replaced_at FROM revisions").fetchall() == [(URL, STAMPS[1])]


PARTS = ["texts", "sections", "tables", "statistics", "indicators", "checks", "problems", "attachments"]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_it_is_left_among_the_reports(db: Database, part: str) -> None:
    upsert_report(db, FULL, now=MONDAY)
    assert db.table(f"_{part}").count
    upsert_reject(db, NEVER_ONE, now=TUESDAY)
    assert not db.table(f"_{part}").count


def test_there_and_back_again(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    upsert_reject(db, NEVER_ONE, now=TUESDAY)
    assert upsert_report(db, FULL, now=WEDNESDAY).outcome == "new"
    assert read_report(db, URL) == FULL
    assert not rejects(db)
    times = db.execute("SELECT first_seen, last_seen, changed_at FROM reports").fetchone()
    assert times == (STAMPS[0], STAMPS[2], STAMPS[2])


def test_what_can_not_be_stored_leaves_the_report(db: Database) -> None:
    upsert_report(db, FULL, now=MONDAY)
    with pytest.raises(StoreError, match=f"Can't store the reject {URL}"):
        upsert_reject(db, replace(NEVER_ONE, title="\ud800"), now=TUESDAY)
    assert read_report(db, URL) == FULL
    assert db.table("revisions").count == 0
