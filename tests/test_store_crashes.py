"""Writers that are killed, disks that are full or read-only: nothing is lost or half, and it is said."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.store import StoreError, open_database, open_readonly, read_report, upsert_report
from goicrawl.store.schema import APPLICATION_ID, reports_and_ledger
from tests.sample_reports import FULL, URL
from tests.test_store_upsert import MONDAY, TUESDAY

ROOT = Path(__file__).parents[1]
WRITER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from goicrawl.store import open_database, upsert_report
from tests.sample_reports import FULL, cell

db = open_database(sys.argv[1])
print("open", flush=True)
for number in range(10_000):
    cells = tuple(cell(f"row_{place}", "total", number, str(number)) for place in range(50))
    report = replace(FULL, url=f"http://a.gov.cn/{number % 40}", title=str(number), statistics=cells)
    upsert_report(db, report, now=datetime.now(UTC))
"""
KILLS = 5


def kill(path: Path, seconds: float) -> None:
    """Start a writer and kill it so long after it has opened the database."""
    with subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)


def test_a_writer_that_is_killed_leaves_whole_reports(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    moments = random.Random(6)  # noqa: S311 -- the same moments in every run
    for _ in range(KILLS):
        kill(path, moments.uniform(0, 0.3))
        with closing(open_database(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            for url, title in db.execute("SELECT url, title FROM reports").fetchall():
                read = read_report(db, url)
                assert read is not None
                assert [item.raw for item in read.statistics] == [title] * 50
                assert len(read.sections) == len(FULL.sections)


UPGRADER = """
import os, sys
from goicrawl.store import open_database, schema_history

def run_one_and_die(db, statements):
    db.execute(statements[0])
    os.kill(os.getpid(), 9)

schema_history.execute_all = run_one_and_die
open_database(sys.argv[1])
"""


def test_an_upgrade_that_is_killed_is_done_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first = Migrations("goicrawl")
    first()(reports_and_ledger)
    with closing(Database(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        first.apply(db)
    killed = subprocess.run([sys.executable, "-c", UPGRADER, path], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(open_database(path)) as db:
        assert upsert_report(db, FULL, now=MONDAY).outcome == "new"
        assert db.view("marked").count == 0


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(tmp_path / "test.db")) as opened:
        upsert_report(opened, FULL, now=MONDAY)
        yield opened


BAD_DISKS = {
    "full": ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823", "database or disk is full"),
    "read-only": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "attempt to write a readonly"),
}


@pytest.mark.parametrize(("break_it", "mend_it", "reason"), BAD_DISKS.values(), ids=BAD_DISKS)
def test_a_disk_that_goes_bad_is_said_and_loses_nothing(
    db: Database, break_it: str, mend_it: str, reason: str
) -> None:
    long = replace(FULL, text="长" * 100_000)
    before = list(db.conn.iterdump())
    db.execute(break_it).fetchall()
    for report in (long, replace(long, url="http://a.gov.cn/new")):
        with pytest.raises(StoreError, match=f"Can't store the report http.*: {reason}"):
            upsert_report(db, report, now=TUESDAY)
    assert list(db.conn.iterdump()) == before
    db.execute(mend_it).fetchall()
    assert upsert_report(db, long, now=TUESDAY).outcome == "changed"
    assert read_report(db, URL) == long


def replay(database: Path, limit: int | None) -> subprocess.CompletedProcess[str]:
    """Replay the fixtures; no file may grow beyond `limit` bytes, as on a disk that is full."""
    options = ["-s", f"GOICRAWL_DATABASE={database}"]
    bound = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), -1))"
    start = f"import sys; {bound}" if limit else "import sys; del sys.argv[1]"
    return subprocess.run(
        [
            *(sys.executable, "-c", f"{start}; from scrapy.cmdline import execute; execute()"),
            *(str(limit), "replay", "fixtures", *options),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        pytest.param(16 * 1024, "Can't open the database", id="full from the start"),
        pytest.param(220 * 1024, "Can't store the report", id="full on the way"),
    ],
)
def test_a_run_on_a_full_disk_fails_and_the_next_completes_it(tmp_path: Path, limit: int, said: str) -> None:
    path = tmp_path / "test.db"
    failed = replay(path, limit)
    assert failed.returncode not in (0, None)
    assert said in failed.stderr
    assert replay(path, None).returncode == 0
    with closing(open_database(path)) as db:
        assert db.view("reports").count == 5


def test_a_log_that_is_half_in_the_file_is_brought_in_by_the_next_run(tmp_path: Path) -> None:
    path, left = tmp_path / "test.db", tmp_path / "left.db"
    with closing(open_database(path)) as db:
        size = path.stat().st_size
        upsert_report(db, replace(FULL, text="长" * 200_000), now=MONDAY)
        # What a kill leaves: the log whole, and of the file its new first page alone.
        left.with_name("left.db-wal").write_bytes(path.with_name("test.db-wal").read_bytes())
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        whole = path.read_bytes()
    left.write_bytes(whole[:4096] + whole[4096:size])
    assert size < len(whole)
    with closing(open_readonly(left)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(open_database(left)) as db:
        assert read_report(db, URL) is not None
