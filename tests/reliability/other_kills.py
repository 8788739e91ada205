"""An upgrade, a replay, a mark, killed at random moments -> what was lost, doubled or left half.

    python -m tests.reliability.other_kills [--kills 25] [--seed N] [upgrade] [replay] [mark]

Each kind of work is done once undisturbed, which gives what it must come to and how long it takes. Each
trial kills it somewhere on its way, looks at what it left, does it again, and compares to the last row.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.store.rows import COLUMNS
from goicrawl.store.schema import APPLICATION_ID, reports_and_ledger
from tests.province.crawl import ROOT
from tests.province.server import Province
from tests.reliability.kills import QUIET
from tests.reliability.subject import Subject

OLD_REPORTS = 20_000
"""Reports of the database that is upgraded: that takes about half a second."""
UPGRADE = "import sys; from goicrawl.store import open_database; open_database(sys.argv[1]).close()"
NIGHTS, REPORTS = 3, 40
TIMEOUT = 120
PLACE = "@"
OLD = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """Something that is done to a database."""

    name: str
    command: Sequence[str]
    """What does it; the database's path is put in the place of PLACE."""
    begin: Path | None
    """The database before; None where there is none."""
    from_share: float
    """The share of its time before which it does nothing but start."""

    def start(self, database: Path) -> subprocess.Popen[bytes]:
        """Begin it, in a session of its own."""
        command = [part.replace(PLACE, str(database)) for part in self.command]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def prepare(self, folder: Path) -> Path:
        """Return the path of a database in a new folder, as it is before."""
        folder.mkdir()
        if self.begin:
            shutil.copy(self.begin, folder / "test.db")
        return folder / "test.db"

    def finish(self, database: Path) -> str:
        """Do it to its end; return what it says where it fails."""
        process = self.start(database)
        _, errors = process.communicate(timeout=TIMEOUT)
        return errors.decode()[-300:] or "no word" if process.returncode else ""


def run_trials(work: Work, place: Path, *, kills: int, seed: int) -> Iterator[tuple[bool, str]]:
    """Give for each trial whether it was killed on its way, and what is wrong; "" where nothing is."""
    dice = random.Random(seed)  # noqa: S311 -- no secret
    whole = work.prepare(place / f"{work.name}-whole")
    began = time.monotonic()
    if failed := work.finish(whole):
        raise SystemExit(f"{work.name} fails without any kill: {failed}")
    seconds, wanted = time.monotonic() - began, dump(whole)
    for number in range(kills):
        database = work.prepare(place / f"{work.name}-{number}")
        process = work.start(database)
        time.sleep(dice.uniform(work.from_share, 1) * seconds)
        killed = process.poll() is None
        if killed:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=TIMEOUT)
        yield killed, "; ".join(_find_faults(work, database, wanted))


def _find_faults(work: Work, database: Path, wanted: list[str]) -> Iterator[str]:
    if database.exists():
        with closing(sqlite3.connect(database)) as connection:
            if (sound := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                yield f"the database is damaged: {sound}"
            if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
                yield f"children without a report: {broken[:3]}"
    if failed := work.finish(database):
        yield f"the next run fails: {failed}"
    elif (found := dump(database)) != wanted:
        differ = sorted({*found} ^ {*wanted})
        yield f"{len(differ)} rows are otherwise: {differ[0][:300]}"


def dump(database: Path) -> list[str]:
    """Return the database whole, but for moments that are those of the clock."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ''")
        # A mark that was stored before the kill is marked anew.
        connection.execute("DELETE FROM marks WHERE ended_at IS NOT NULL")
        connection.execute("UPDATE marks SET id = 0, marked_at = ''")
        return sorted(connection.iterdump())


def make_old(path: Path) -> None:
    """Make a database of the first version, with many rows."""
    first = Migrations("goicrawl")
    first()(reports_and_ledger)
    names = [name for name in COLUMNS if name not in ("url", "has_contact")]
    columns = f"url, has_contact, {', '.join(names)}, first_seen, last_seen, changed_at"
    values = f"'http://a.gov.cn/' || id, 0, {', '.join('NULL' for _ in names)}, '{OLD}', '{OLD}', '{OLD}'"
    numbers = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)"
    with closing(Database(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        first.apply(db)
        with db.atomic():
            for statement in (
                f"INSERT INTO _reports (id, {columns}, parser_version, fingerprint) "
                f"{numbers} SELECT id, {values}, '0.1.0', x'00' FROM n",
                f"INSERT INTO _texts {numbers} SELECT id, 'text' FROM n",
                "INSERT INTO fetches (url, status, sha256, fetched) "
                f"{numbers} SELECT 'http://a.gov.cn/' || id, 200, 'ab', '{OLD}' FROM n",
                "INSERT INTO revisions (url, replaced_at, parser_version, report) "
                f"{numbers} SELECT 'http://a.gov.cn/' || id, '{OLD}', '0', '{{}}' FROM n",
            ):
                db.execute(statement, [OLD_REPORTS])


def works(place: Path, names: Sequence[str]) -> Iterator[Work]:
    """Give the kinds of work, each with what it begins with."""
    if "upgrade" in names:
        make_old(place / "old.db")
        upgrade = [sys.executable, "-c", UPGRADE, PLACE]
        yield Work(name="upgrade", command=upgrade, begin=place / "old.db", from_share=0.3)
    if not {"replay", "mark"} & {*names}:
        return
    with Province(len(QUIET), REPORTS, nights=NIGHTS, traps=frozenset(), systems=QUIET) as province:
        subject = Subject(province, place / "crawled", GOICRAWL_REVISIT=0, GOICRAWL_MIN_REPORTS_RATIO=0)
        for night in range(NIGHTS):
            province.advance(night)
            if (ended := subject.crawl())[0]:
                raise SystemExit(f"the crawl fails: {ended}")
    subject.settings |= {"GOICRAWL_DATABASE": PLACE, "LOG_FILE": place / "replay.log"}
    options = [part for key, value in subject.settings.items() for part in ("-s", f"{key}={value}")]
    scrapy = [sys.executable, "-m", "scrapy"]
    with closing(sqlite3.connect(subject.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (url,) = connection.execute("SELECT min(url) FROM reports").fetchone()
    if "replay" in names:
        replay = [*scrapy, "replay", str(subject.archive), *options]
        yield Work(name="replay", command=replay, begin=None, from_share=0.3)
    if "mark" in names:
        mark = [*scrapy, "mark", url, "year", "confirmed", "--by", "li", *options]
        yield Work(name="mark", command=mark, begin=subject.database, from_share=0.6)


def main() -> int:
    """Run the trials and print a line for each kind; the exit code is 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.other_kills")
    parser.add_argument("names", nargs="*", default=["upgrade", "replay", "mark"])
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        for work in works(Path(place), options.names):
            trials = [*run_trials(work, Path(place), kills=options.kills, seed=options.seed)]
            faults = [fault for _, fault in trials if fault]
            amidst = sum(killed for killed, _ in trials)
            print(
                f"{work.name}: {len(trials)} kills, {amidst} on its way: {len(faults)} left a fault",
                flush=True,
            )
            print(*(f"  {fault}\n" for fault in faults[:5]), sep="", end="", flush=True)
            bad += len(faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
