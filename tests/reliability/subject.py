"""A database and an archive that crawls of a local province fill, and what may be wrong with them."""

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from goicrawl.archive.warc_reader import Capture, read_captures
from tests.province.crawl import QUICK, ROOT
from tests.province.registry import write_registry
from tests.province.server import Province
from tests.province.truth import compare, wanted_reports

TIMEOUT = 180
"""Seconds that a crawl may take."""


class Subject:
    """What a user has on disk, and the command that is run over and over."""

    def __init__(self, province: Province, folder: Path, **settings: object) -> None:
        """Make the folder; `settings` are those of every crawl."""
        folder.mkdir(parents=True)
        self.province, self.folder = province, folder
        self.database, self.archive = folder / "goicrawl.db", folder / "archive"
        self.log = folder / "crawl.log"
        self.settings = {
            **QUICK,
            "GOICRAWL_PORTALS": write_registry(province, folder / "portals"),
            "GOICRAWL_DATABASE": self.database,
            "GOICRAWL_ARCHIVE": self.archive,
            "LOG_FILE": self.log,
            **settings,
        }

    def start(self) -> subprocess.Popen[str]:
        """Start a crawl of all portals, in a session of its own."""
        options = [part for key, value in self.settings.items() for part in ("-s", f"{key}={value}")]
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", *(site.name for site in self.province.sites), *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )

    def crawl(self) -> tuple[int, str]:
        """Crawl all portals; return the exit code and what was printed."""
        process = self.start()
        output, _ = process.communicate(timeout=TIMEOUT)
        return process.returncode, output

    def kill(self, requests: int, delay: float) -> bool:
        """Start a crawl and kill all of it `delay` seconds after it has sent so many requests.

        Say whether it was still running then.
        """
        wanted = len(self.province.log) + requests
        process = self.start()
        while len(self.province.log) < wanted and process.poll() is None:
            time.sleep(0.001)
        time.sleep(delay)
        alive = process.poll() is None
        if alive:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=TIMEOUT)
        return alive

    def stored(self) -> int:
        """Return how many reports the database holds."""
        with closing(sqlite3.connect(self.database)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'reports'").fetchone():
                return 0
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])

    def find_damage(self) -> Iterator[str]:
        """Say what no kill may leave: an unsound database, half a report, a wrong value, a page twice."""
        with closing(sqlite3.connect(self.database)) as connection:
            if (sound := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                yield f"the database is damaged: {sound}"
        if self.stored():
            yield from self._differences("doubled", "strangers", "wrong", "unread")

    def find_lacks(self) -> Iterator[str]:
        """Say what the database or the archive lacks of all there is, or has and should not have."""
        yield from self._differences("missed", "doubled", "strangers", "wrong", "unread")
        kept = {capture.url for capture in self.captures()}
        lost = [
            min(report.addresses) for report in wanted_reports(self.province) if not report.addresses & kept
        ]
        if lost:
            yield f"not archived: {lost[:3]}"

    def captures(self) -> Iterator[Capture]:
        """Give what the archive holds; what can't be read of it, torn ends apart, raises `ArchiveError`."""
        for path in sorted(self.archive.rglob("*.warc.gz*")):
            yield from (capture for capture in read_captures(path) if isinstance(capture, Capture))

    def count_torn(self) -> int:
        """Return how many files of the archive end in the midst of a record."""
        said = _Said()
        logging.getLogger("goicrawl.archive.warc_file").addHandler(said)
        try:
            list(self.captures())
        finally:
            logging.getLogger("goicrawl.archive.warc_file").removeHandler(said)
        return said.lines

    def _differences(self, *kinds: str) -> Iterator[str]:
        verdict = compare(self.province, self.database)
        for kind in kinds:
            if found := getattr(verdict, kind):
                yield f"{kind}: {len(found)}, as {found[0]}"


class _Said(logging.Handler):
    """Counts what is logged."""

    lines = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += "torn off" in record.getMessage()
