"""Exchanges -> the WARC files of one run of one portal: `<portal>/<moment>-<portal>-<number>.warc.gz`.

What is written goes to the file in one piece and at once. A run that is killed leaves a torn last record
at most, and no later run writes into a file that is there.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from io import FileIO
from pathlib import Path

from goicrawl.archive.exchange import Exchange
from goicrawl.archive.payloads import Payloads
from goicrawl.archive.records import (
    Original,
    exchange_records,
    payload_digest,
    warc_date,
    warcinfo_record,
)
from goicrawl.archive.saved import ArchiveError

MAX_NUMBER = 99_999
"""Files that a run may have."""
_MEND = "Mend that, or give another folder in GOICRAWL_ARCHIVE"


class WarcWriter:
    """Writes the exchanges of one run. Not thread-safe."""

    def __init__(
        self, archive: Path, portal: str, *, started: datetime, max_bytes: int, info: Mapping[str, str]
    ) -> None:
        """Take the archive's folder, the portal's name and when the run started; make the portal's folder.

        `info` are further fields of the warcinfo records. Raise `ArchiveError` where nothing can be
        written there; no file is made before the first exchange comes.
        """
        if os.sep in portal or portal.startswith("."):
            raise ValueError(f"expected a portal's name, got {portal!r}")
        self.folder = archive / portal
        self.stem = f"{started:%Y%m%dT%H%M%SZ}-{portal}"
        self.started = started
        self.max_bytes = max_bytes
        self.fields = {"portal": portal, "run": warc_date(started), **info}
        self.number = 0
        self.file: FileIO | None = None
        self.size = 0
        self.first = 0
        self.failure: ArchiveError | None = None
        _check_folder(self.folder)
        self.payloads = Payloads.open(self.folder)

    def write(self, exchange: Exchange) -> bool:
        """Archive an exchange; return whether its payload stood in the archive already.

        Raise `ArchiveError` where it can't be written: what was written before stays whole.
        """
        if self.failure:
            raise self.failure
        digest = payload_digest(exchange.body)
        original = self._find_original(exchange, digest)
        records = exchange_records(exchange, digest, original)
        try:
            self._append(records, exchange.received)
        except OSError as error:
            place = self.folder / self._name()
            self.failure = ArchiveError(f"Can't write the archive {place}: {error.strerror}. {_MEND}")
            self._cut_off()
            raise self.failure from error
        return original is not None

    def close(self) -> None:
        """Bring what was written safely to the disk. Raise `ArchiveError` where the disk does not take it."""
        self.payloads.close()
        if self.file:
            try:
                self._close_file()
            except OSError as error:
                raise ArchiveError(
                    f"Can't write the archive {self.folder / self._name()}: {error.strerror}. {_MEND}"
                ) from error

    def _find_original(self, exchange: Exchange, digest: str) -> Original | None:
        if exchange.truncated:
            return None
        if exchange.status == HTTPStatus.NOT_MODIFIED:
            return self.payloads.find_latest(exchange.url)
        return self.payloads.find(digest) if exchange.body else None

    def _append(self, records: bytes, moment: datetime) -> None:
        """Write records at the end of the file; of a new one where they would not fit in this one."""
        if self.file and self.size > self.first and self.size + len(records) > self.max_bytes:
            self._close_file()
        if not self.file:
            self.file = self._open_file()
            self.size = 0
            self._write(warcinfo_record(self._name(), self.fields, moment))
            self.first = self.size
        self._write(records)

    def _write(self, content: bytes) -> None:
        assert self.file  # noqa: S101 -- the caller has opened it
        rest = memoryview(content)
        while rest:
            rest = rest[self.file.write(rest) or 0 :]
        self.size += len(content)

    def _name(self) -> str:
        return f"{self.stem}-{self.number:05}.warc.gz"

    def _open_file(self) -> FileIO:
        """Return a file that was not there before: another run may have begun in the same second."""
        while True:
            self.number += 1
            if self.number > MAX_NUMBER:
                raise OSError(0, f"more than {MAX_NUMBER} files in one run; raise GOICRAWL_ARCHIVE_MAXSIZE")
            with suppress(FileExistsError):
                return FileIO(self.folder / self._name(), "xb")

    def _close_file(self) -> None:
        file, self.file = self.file, None
        if file:
            with file:
                os.fsync(file.fileno())

    def _cut_off(self) -> None:
        """Take a record that was written in part off the end of the file."""
        if self.file:
            with suppress(OSError):
                self.file.truncate(self.size)
            with suppress(OSError):
                self._close_file()


def _check_folder(folder: Path) -> None:
    """Make a portal's folder. Raise `ArchiveError` where it can't be made or written in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        why = None if os.access(folder, os.W_OK | os.X_OK) else "nothing may be written there"
    except OSError as error:
        why = error.strerror
    if why:
        raise ArchiveError(f"Can't write the archive {folder}: {why}. {_MEND}")
