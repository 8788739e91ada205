"""Four crawls of other portals into one database at once, with readers beside -> what failed.

    python -m tests.reliability.writers [--rounds 3]

Each round crawls a new province twice, so that reports are stored and then found unchanged. All the while
one thread reads all reports and statistics, and `scrapy status` is called over and over.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.province.crawl import ROOT
from tests.province.server import Province
from tests.reliability.subject import TIMEOUT, Subject

WRITERS = 4
PORTALS, REPORTS = 12, 240
PAUSE = 0.01


@dataclass
class Reader:
    """Reads a database until it is told to stop."""

    database: Path
    reads: int = 0
    faults: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Read everything again and again."""
        while not self.done.is_set():
            if self.database.exists():
                try:
                    self.read()
                except sqlite3.Error as error:
                    if "no such table" not in str(error):  # it is being made
                        self.faults.append(f"a reader failed: {error}")
            time.sleep(PAUSE)

    def read(self) -> None:
        """Read all texts and statistics."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT sum(length(text)) FROM reports").fetchall()
            connection.execute("SELECT url, count(*) FROM statistics GROUP BY url").fetchall()
        self.reads += 1


def crawl_at_once(subject: Subject) -> tuple[Reader, int]:
    """Crawl the portals with WRITERS processes; return the reader, and how often `scrapy status` ran."""
    settings = {name: value for name, value in subject.settings.items() if name != "LOG_FILE"}
    options = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
    scrapy = [sys.executable, "-m", "scrapy"]
    names = [site.name for site in subject.province.sites]
    reader, statuses = Reader(subject.database), 0
    thread = threading.Thread(target=reader.run)
    thread.start()
    writers = [
        subprocess.Popen(
            [
                *scrapy,
                "crawl",
                *names[number::WRITERS],
                *options,
                "--logfile",
                subject.folder / f"{number}.log",
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for number in range(WRITERS)
    ]
    while any(writer.poll() is None for writer in writers):
        if subject.database.exists():
            statuses += 1
            status = subprocess.run(
                [*scrapy, "status", *options], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
            )
            if status.returncode:
                reader.faults.append(f"scrapy status fails: {status.stderr[-300:]}")
        time.sleep(PAUSE)
    for writer in writers:
        output, _ = writer.communicate(timeout=TIMEOUT)
        if writer.returncode:
            reader.faults.append(f"a crawl fails: {output[-300:]}")
    reader.done.set()
    thread.join()
    return reader, statuses


def main() -> int:
    """Run the rounds and print a line for each crawl; the exit code is 0 where nothing failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.writers")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    bad = 0
    with Province(PORTALS, REPORTS, traps=frozenset()) as province, tempfile.TemporaryDirectory() as place:
        for number in range(options.rounds):
            subject = Subject(province, Path(place) / str(number), GOICRAWL_REVISIT=0)
            for _ in range(2):
                reader, statuses = crawl_at_once(subject)
                faults = [*reader.faults, *subject.find_lacks()]
                bad += len(faults)
                told = "; ".join(faults) or "nothing failed, nothing lost"
                print(
                    f"{WRITERS} crawls, {subject.stored()} reports, {reader.reads} reads, {statuses} times "
                    f"`scrapy status`: {told}",
                    flush=True,
                )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
