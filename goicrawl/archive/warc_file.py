"""A WARC file -> its records, one by one, whole; what is torn off at the end is passed over, damage refused.

A file that ends in the middle of a record was being written when its run was killed, and what stands
before is good. A place that can't be read with whole records behind it is damage.
"""

import logging
import mmap
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from goicrawl.archive.saved import ArchiveError

logger = logging.getLogger(__name__)

SUFFIXES = (".warc", ".warc.gz")
"""What the names of WARC files end in."""
MAX_RECORD = 256 * 1024 * 1024
"""Bytes that a record may have at most. A crawl takes no answer of more than DOWNLOAD_MAXSIZE, 32 MiB."""
MAX_CANDIDATES = 10_000
"""Places behind a damaged one that are tried for a whole record. In a file of 1 GiB some sixty bytes
within compressed ones look like the beginning of a record."""

_READ_AHEAD = {
    int(WarcRecordType.warcinfo): 64 * 1024,
    int(WarcRecordType.request): 1024 * 1024,
    int(WarcRecordType.response): 64,
    int(WarcRecordType.revisit): 64,
}
"""How much of a record's block is wanted by its type: what says who asked for what."""
# What a record begins with: the head of a gzip member, or its own where nothing is compressed.
_GZIP = re.compile(rb"\x1f\x8b\x08")
_PLAIN = re.compile(rb"WARC/1\.[01]\r\n")
_CHUNK = 64 * 1024
_MEND = "restore it from a copy, or leave it out"


def is_warc(path: Path) -> bool:
    """Say whether a file's name is a WARC file's."""
    return path.name.endswith(SUFFIXES)


def read_records(path: Path) -> Iterator[tuple[WarcRecord, bytes]]:
    """Give each record of a file with the beginning of its block.

    A torn end is logged. Raise `ArchiveError`, which names the file, the offset and the mend, for damage.
    """
    offset = -1
    try:
        for record in ArchiveIterator(str(path), parse_http=False):
            if record.stream_pos == offset:
                raise ArchiveError(
                    f"{path}: is compressed in one piece, not record by record (offset {offset}); "
                    "mend it with `warcio recompress`"
                )
            offset = record.stream_pos
            head = _read_whole(record)
            if head is None:
                _say_torn(
                    path, offset, f"its record ends before the {record.content_length} bytes it declares"
                )
                return
            yield record, head
        if _has_rest(path, offset):
            _say_torn(path, max(offset, 0), "a record's beginning stands there")
    except OSError as error:
        _say_torn(path, max(offset, 0), error.strerror or str(error))


def _read_whole(record: WarcRecord) -> bytes | None:
    """Read through a record; return the beginning of its block, None where it is shorter than it says."""
    if record.content_length > MAX_RECORD or "Content-Length" not in record.headers:
        # It swallows what stands behind it, unless it is torn; the caller finds out which.
        return None
    head = record.reader.read(_READ_AHEAD.get(int(record.record_type), 0)) if record.content_length else b""
    return head if len(head) + record.reader.consume() == record.content_length else None


def _has_rest(path: Path, offset: int) -> bool:
    """Say whether the last record of a compressed file is torn, or anything stands behind it.

    fastwarc says nothing of either.
    """
    with path.open("rb") as file:
        file.seek(max(offset, 0))
        chunk = file.read(_CHUNK)
        if not _GZIP.match(chunk):
            return False
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while chunk and not member.eof:
                member.decompress(chunk)
                chunk = file.read(_CHUNK)
        except zlib.error:  # the check sum is wrong
            return True
        return not member.eof or bool(member.unused_data or chunk)


def _say_torn(path: Path, offset: int, why: str) -> None:
    """Log that a file's end is torn off. Raise `ArchiveError` where it is not the end, or no WARC file."""
    if not path.is_file():
        raise ArchiveError(f"{path}: no such file; give WARC files, fixtures or folders of them") from None
    try:
        with path.open("rb") as file:
            beginning, whole_behind = _look_behind(file, offset)
    except OSError as error:
        raise ArchiveError(f"{path}: can't be read: {error.strerror}; mend that, or leave it out") from None
    if not beginning:
        raise ArchiveError(f"{path}: is no WARC file; {_MEND}") from None
    if whole_behind is not None:
        raise ArchiveError(
            f"{path}: damaged at offset {offset} or behind it ({why}), and readable again from "
            f"{whole_behind}; {_MEND}"
        ) from None
    logger.warning("%s: torn off behind offset %d (%s): what stands before is read", path, offset, why)


def _look_behind(file: BinaryIO, offset: int) -> tuple[bool, int | None]:
    """Return whether a file begins as a WARC file, and where the first whole record behind `offset` is."""
    if not file.seek(0, 2):
        return True, None
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        start = next((start for start in (_GZIP, _PLAIN) if start.match(content)), None)
        if start is None:
            return False, None
        places = [found.start() for found in islice(start.finditer(content, offset + 1), MAX_CANDIDATES)]
        return True, next((place for place in places if _is_whole(file, place)), None)


def _is_whole(file: BinaryIO, offset: int) -> bool:
    """Say whether a whole record stands at an offset."""
    file.seek(offset)
    try:
        record = next(iter(ArchiveIterator(file, parse_http=False)))
        if record.content_length > MAX_RECORD:
            return False
        return record.reader.consume() == record.content_length
    except (OSError, StopIteration):
        return False
