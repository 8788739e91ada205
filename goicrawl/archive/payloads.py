"""What a portal's archive holds already: a payload's digest, or an address -> the record that has it.

It lies beside the WARC files as `payloads.db` and is made from them alone: at the start of a run files
that it does not know yet, or that have grown, are read, and what stood in files that are gone is
forgotten. So it may be deleted at any time, and never names a payload that is not there.
"""

import logging
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Self

from goicrawl.archive.records import Original
from goicrawl.archive.saved import ArchiveError
from goicrawl.archive.warc_file import is_warc
from goicrawl.archive.warc_reader import Capture, read_captures

logger = logging.getLogger(__name__)

NAME = "payloads.db"
"""The index's file name."""
BUSY_SECONDS = 30.0
"""How long a run waits for another run of the same portal that brings the index up to date."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS payloads (
    digest TEXT PRIMARY KEY, record TEXT, url TEXT, date TEXT, file TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS latest (url TEXT PRIMARY KEY, digest TEXT, date TEXT) WITHOUT ROWID;
"""
_FIND = "SELECT record, url, date FROM payloads WHERE digest = ?"
_FIND_LATEST = """
    SELECT record, payloads.url, payloads.date FROM latest JOIN payloads USING (digest) WHERE latest.url = ?
"""
_KEEP_LATEST = """
    INSERT INTO latest (url, digest, date) VALUES (?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET digest = excluded.digest, date = excluded.date
    WHERE excluded.date > latest.date
"""


class Payloads:
    """The payloads that earlier runs of a portal have archived."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Take an open index; None knows nothing."""
        self.connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the index of a portal's folder, brought up to date.

        One that is damaged is made anew. Where it can't be written, everything is archived whole.
        """
        try:
            return cls(_open(folder))
        except sqlite3.OperationalError as error:
            logger.warning("%s: %s: unchanged answers are archived whole", folder / NAME, error)
            return cls(None)

    def find(self, digest: str) -> Original | None:
        """Return the record that has a payload, None where no earlier run had it."""
        return self._find(_FIND, digest)

    def find_latest(self, url: str) -> Original | None:
        """Return the record that has what an address last answered, None where it is not archived."""
        return self._find(_FIND_LATEST, url)

    def _find(self, question: str, key: str) -> Original | None:
        found = self.connection.execute(question, [key]).fetchone() if self.connection else None
        return Original(*found) if found else None

    def close(self) -> None:
        """Close the index."""
        if self.connection:
            self.connection.close()


def _open(folder: Path) -> sqlite3.Connection:
    path = folder / NAME
    try:
        return _update(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        logger.warning("%s: %s: it is made anew", path, error)
        path.unlink()
        return _update(path)


def _update(path: Path) -> sqlite3.Connection:
    """Return the open index at a path after a look at the files beside it."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN IMMEDIATE")
        known = dict(connection.execute("SELECT name, size FROM files"))
        sizes = {file.name: file.stat().st_size for file in sorted(path.parent.iterdir()) if is_warc(file)}
        for name in known.keys() - sizes.keys():
            connection.execute("DELETE FROM files WHERE name = ?", [name])
            connection.execute("DELETE FROM payloads WHERE file = ?", [name])
        for name, size in sizes.items():
            if known.get(name) != size:
                _read_file(connection, path.with_name(name))
                connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", [name, size])
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_file(connection: sqlite3.Connection, path: Path) -> None:
    """Note what a file holds; of a damaged one, what stands before the damage."""
    connection.execute("DELETE FROM payloads WHERE file = ?", [path.name])
    # A run that was killed has not brought its file safely to the disk, and this one may refer to it.
    with suppress(OSError), path.open("rb") as file:
        os.fsync(file.fileno())
    try:
        for capture in read_captures(path):
            if isinstance(capture, Capture) and capture.digest:
                _note(connection, capture, path.name)
    except ArchiveError as error:
        logger.warning("%s; what stands there is archived anew when it comes again", error)


def _note(connection: sqlite3.Connection, capture: Capture, file: str) -> None:
    if not capture.is_revisit:
        row = [capture.digest, capture.record_id, capture.url, capture.date, file]
        connection.execute("INSERT OR IGNORE INTO payloads VALUES (?, ?, ?, ?, ?)", row)
    if capture.method == "GET":
        connection.execute(_KEEP_LATEST, [capture.url, capture.digest, capture.date])
