"""The captures of any number of WARC files -> the one that answered a request in a run, wherever it stands.

The index lies in a private database that SQLite keeps on disk and takes away in the end, so that an
archive of ten years needs no more memory than one of a week.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from goicrawl.archive.saved import ArchiveError, RequestKey, request_key
from goicrawl.archive.warc_reader import Capture

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE captures (
    run INTEGER, key BLOB, date TEXT, digest TEXT, file INTEGER, offset INTEGER, url TEXT, kind TEXT,
    method TEXT, is_revisit INTEGER, not_modified INTEGER, origin TEXT, origin_url TEXT, origin_date TEXT,
    asked INTEGER DEFAULT 0, PRIMARY KEY (run, key)) WITHOUT ROWID;
CREATE INDEX captures_key ON captures (key, date);
CREATE TABLE payloads (
    record TEXT PRIMARY KEY, url TEXT, date TEXT, file INTEGER, offset INTEGER) WITHOUT ROWID;
CREATE INDEX payloads_url ON payloads (url, date);
"""
_COLUMNS = (
    "run, key, date, digest, file, offset, url, kind, method, "
    "is_revisit, not_modified, origin, origin_url, origin_date"
)
# A page that was asked for again in one run, as after an error, has the later answer.
_ADD = f"""
    INSERT INTO captures ({_COLUMNS}) VALUES ({", ".join("?" * 14)})
    ON CONFLICT (run, key) DO UPDATE SET date = excluded.date,
        digest = excluded.digest, file = excluded.file, offset = excluded.offset,
        is_revisit = excluded.is_revisit, not_modified = excluded.not_modified,
        origin = excluded.origin, origin_url = excluded.origin_url, origin_date = excluded.origin_date
    WHERE excluded.date >= captures.date
"""  # noqa: S608 -- the columns are ours
_ADD_PAYLOAD = "INSERT OR IGNORE INTO payloads VALUES (?, ?, ?, ?, ?)"
_FIND = f"SELECT {_COLUMNS} FROM captures WHERE run = ? AND key = ?"  # noqa: S608 -- likewise
_LEFT = f"SELECT {_COLUMNS} FROM captures WHERE run = ? AND asked = 0"  # noqa: S608 -- likewise
_ASK = "UPDATE captures SET asked = 1 WHERE run = ? AND key = ?"
_PAYLOAD = "SELECT file, offset FROM payloads WHERE record = ?"
_PAYLOAD_OF = "SELECT file, offset FROM payloads WHERE url = ? AND date = ?"
_BEFORE = """
    SELECT file, offset FROM captures
    WHERE key = ? AND date < ? AND NOT is_revisit ORDER BY date DESC LIMIT 1
"""
_LAST_DIGEST = """
    SELECT digest FROM captures
    WHERE key = ? AND date < ? AND run <> ? AND NOT not_modified ORDER BY date DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A capture in the index; the fields are those of its row."""

    run: int
    key: bytes
    date: str
    digest: str | None
    file: int
    offset: int
    url: str
    kind: str | None
    method: str
    is_revisit: bool
    not_modified: bool
    origin: str | None
    origin_url: str | None
    origin_date: str | None


class CaptureIndex:
    """Where everything stands."""

    def __init__(self) -> None:
        """Make an empty index."""
        self.connection = sqlite3.connect("", isolation_level=None)
        self.connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Take the index from the disk."""
        self.connection.close()

    def add(self, run: int, file: int, capture: Capture) -> None:
        """Take a capture of a run. Raise `ValueError` where its address is none."""
        key = digest_key(request_key(capture.method, capture.url, capture.request_body))
        origin = (capture.refers_to, capture.refers_to_url, capture.refers_to_date)
        kinds = (capture.kind, capture.method, capture.is_revisit, capture.not_modified)
        row = (run, key, capture.date, capture.digest, file, capture.offset, capture.url, *kinds, *origin)
        try:
            self.connection.execute(_ADD, row)
            if not capture.is_revisit and not capture.not_modified:
                place = (capture.record_id, capture.url, capture.date, file, capture.offset)
                self.connection.execute(_ADD_PAYLOAD, place)
        except sqlite3.OperationalError as error:
            raise ArchiveError(
                f"The index of the saved pages can't be kept: {error}; free space in TMPDIR"
            ) from error

    def find(self, run: int, key: RequestKey) -> Found | None:
        """Return what answered a request in a run, None where nothing did; it counts as asked for."""
        digest = digest_key(key)
        row = self.connection.execute(_FIND, [run, digest]).fetchone()
        if row is None:
            return None
        self.connection.execute(_ASK, [run, digest])
        return Found(*row)

    def has(self, run: int, key: RequestKey) -> bool:
        """Say whether a run has an answer to a request."""
        return self.connection.execute(_FIND, [run, digest_key(key)]).fetchone() is not None

    def knows(self, key: RequestKey) -> bool:
        """Say whether any run has an answer to a request."""
        found = self.connection.execute("SELECT 1 FROM captures WHERE key = ? LIMIT 1", [digest_key(key)])
        return found.fetchone() is not None

    def find_payload(self, found: Found) -> tuple[int, int] | None:
        """Return file and offset of the record with the payload of a revisit, None where it is not there."""
        place: tuple[int, int] | None = None
        if found.origin:
            place = self.connection.execute(_PAYLOAD, [found.origin]).fetchone()
        if not place and found.origin_url:
            place = self.connection.execute(_PAYLOAD_OF, [found.origin_url, found.origin_date]).fetchone()
        if not place and found.not_modified:
            place = self.connection.execute(_BEFORE, [found.key, found.date]).fetchone()
        return place

    def is_unchanged(self, found: Found) -> bool:
        """Say whether the run that asked for a page before got the same payload."""
        if found.digest is None:
            return False
        last = self.connection.execute(_LAST_DIGEST, [found.key, found.date, found.run]).fetchone()
        return last is not None and last[0] == found.digest

    def unasked(self, run: int) -> Iterator[Found]:
        """Give the captures of a run that nothing asked for."""
        for row in self.connection.execute(_LEFT, [run]):
            yield Found(*row)


def digest_key(key: RequestKey) -> bytes:
    """Return a request's key in 16 bytes."""
    return hashlib.blake2b(repr(key).encode("utf-8", "surrogateescape"), digest_size=16).digest()
