"""WARC files -> the runs that wrote them, in order of time, and what each run's pages answer."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from goicrawl.archive.captures import CaptureIndex, Found
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage
from goicrawl.archive.warc_reader import Answer, Capture, Warcinfo, read_answer, read_captures

logger = logging.getLogger(__name__)

OK = 200
REPORT = "report"
READ_ONCE = frozenset({REPORT, "attachment"})
"""Kinds of pages that a crawl leaves alone while they say the same; a listing is walked in every run."""
ROBOTS = "/robots.txt"


class MissingPayloadError(ArchiveError):
    """An answer that was unchanged, of which no given file has the earlier one."""


class WarcFiles:
    """The files, by number."""

    def __init__(self) -> None:
        """Begin without a file."""
        self.paths: list[Path] = []

    def add(self, path: Path) -> int:
        """Return the number of a file."""
        self.paths.append(path)
        return len(self.paths) - 1

    def read(self, file: int, offset: int) -> Answer:
        """Return the answer at a place. Raise `ArchiveError` where it can't be read."""
        place = self.place(file, offset)
        try:
            with self.paths[file].open("rb") as handle:
                return read_answer(handle, offset, place)
        except OSError as error:
            raise ArchiveError(f"{place}: can't be read: {error.strerror}") from None

    def place(self, file: int, offset: int) -> str:
        """Return a place for messages."""
        return f"{self.paths[file]}, offset {offset}"


@dataclass(eq=False)
class WarcRun:
    """What one run of one portal archived."""

    number: int
    """Its number in the index."""
    portal: str
    """The portal's name."""
    place: str
    """Its first file, for messages."""
    index: CaptureIndex = field(repr=False)
    files: WarcFiles = field(repr=False)
    started: str = ""
    """When it began, as WARC-Date; files of other programs: their first capture's date."""
    walked: ClassVar[bool] = False
    """A run without its listing may have gone on with what another run had found."""

    @property
    def portals(self) -> dict[str, str]:
        """The portal's name and the place of the run."""
        return {self.portal: self.place}

    def has(self, key: RequestKey) -> bool:
        """Say whether the run has an answer to a request."""
        return self.index.has(self.number, key)

    def find(self, key: RequestKey) -> SavedPage | None:
        """Return what answered a request in this run, None where nothing did.

        Raise `MissingPayloadError` where the answer was "unchanged" and no file has what it was before, or
        `ArchiveError` where it can't be read any more.
        """
        found = self.index.find(self.number, key)
        return self._page(found) if found else None

    def _page(self, found: Found) -> SavedPage:
        answer = self.files.read(found.file, found.offset)
        unchanged = found.kind in READ_ONCE and (
            found.not_modified or (answer.status == OK and self.index.is_unchanged(found))
        )
        status, headers, body = answer.status, answer.headers, answer.body
        if found.is_revisit or found.not_modified:
            earlier = self._read_payload(found)
            body = earlier.body
            if found.not_modified and not unchanged:
                status, headers = earlier.status, earlier.headers
        return SavedPage(
            url=found.url,
            status=status,
            headers=headers,
            read_body=lambda: body,
            portal=self.portal,
            place=self.files.place(found.file, found.offset),
            fetched=_moment(found.date),
            method=found.method,
            unchanged=unchanged,
        )

    def _read_payload(self, found: Found) -> Answer:
        payload = self.index.find_payload(found)
        if payload is None:
            where = f"its record {found.origin}" if found.origin else "the earlier record"
            raise MissingPayloadError(
                f"{self.files.place(found.file, found.offset)}: {found.url} was unchanged, and {where} "
                "is in none of the files; give the earlier files too"
            )
        return self.files.read(*payload)

    def unasked(self) -> Iterator[tuple[str, str, str | None]]:
        """Give address, place and kind of every page that nothing asked for, robots.txt aside."""
        for found in self.index.unasked(self.number):
            if not found.url.endswith(ROBOTS):
                yield found.url, self.files.place(found.file, found.offset), found.kind

    def singles_of(self, portal: str) -> list[str]:
        """Return the addresses that nobody says the kind of: pages that other programs saved."""
        return [url for url, _, kind in self.unasked() if kind is None] if portal == self.portal else []


def read_runs(paths: Iterable[Path]) -> tuple[list[WarcRun], CaptureIndex]:
    """Return the runs that wrote the files, the earliest first, and the index of all their captures.

    Raise `ArchiveError` where a file is damaged or no WARC file.
    """
    index, files = CaptureIndex(), WarcFiles()
    runs: dict[tuple[str, str], WarcRun] = {}
    try:
        for path in dict.fromkeys(path.absolute() for path in paths):
            _read_file(path, files.add(path), runs, index, files)
    except BaseException:
        index.close()
        raise
    return sorted(runs.values(), key=lambda run: run.started), index


def _read_file(
    path: Path,
    file: int,
    runs: dict[tuple[str, str], WarcRun],
    index: CaptureIndex,
    files: WarcFiles,
) -> None:
    """Take a file's captures into the index, and its run among the runs."""
    about: dict[str, str] = {}
    run: WarcRun | None = None
    for record in read_captures(path):
        if isinstance(record, Warcinfo):
            about = about or record.fields
            continue
        if run is None:
            run = _run_of(path, about, record, runs, index, files)
        try:
            index.add(run.number, file, record)
        except ArchiveError:
            raise
        except ValueError:
            raise ArchiveError(
                f"{path}: {record.url[:80]!r} at offset {record.offset} is no address; leave the file out"
            ) from None


def _run_of(
    path: Path,
    about: dict[str, str],
    first: Capture,
    runs: dict[tuple[str, str], WarcRun],
    index: CaptureIndex,
    files: WarcFiles,
) -> WarcRun:
    """Return the run that a file belongs to; a file of another program is a run of its folder's portal."""
    portal = about.get("portal") or path.parent.name
    started = about.get("run")
    key = (portal, started or str(path))
    if key not in runs:
        runs[key] = WarcRun(len(runs), portal, str(path), index, files, started or first.date)
    return runs[key]


def _moment(date: str) -> datetime | None:
    """Return a WARC-Date as a moment, None where it is none."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
