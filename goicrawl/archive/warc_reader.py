"""A WARC file -> what was captured in it and where; a place in it -> the answer that stands there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from goicrawl.archive.records import KIND, NOT_MODIFIED
from goicrawl.archive.saved import ArchiveError
from goicrawl.archive.warc_file import MAX_RECORD, read_records

NOT_MODIFIED_STATUS = 304

_STATUS = re.compile(rb"HTTP/[0-9.]{1,8} +(?P<status>[1-5][0-9]{2})(?![0-9])")
_METHOD = re.compile(rb"(?P<method>[A-Z]{1,20}) ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One answer in a WARC file, without its body."""

    url: str
    """The address that was asked for."""
    date: str
    """WARC-Date, as written."""
    offset: int
    """Where its record begins in the file."""
    record_id: str
    """WARC-Record-ID."""
    method: str = "GET"
    """How it was asked for."""
    request_body: bytes = b""
    """The form that was posted."""
    digest: str | None
    """WARC-Payload-Digest; None where the record has none."""
    kind: str | None
    """`listing`, `report` or `attachment`; None where nobody says."""
    is_revisit: bool
    """Whether the payload stands in an earlier record."""
    not_modified: bool
    """Whether the server said that nothing has changed: 304."""
    refers_to: str | None
    """The id of the record that has the payload."""
    refers_to_url: str | None
    """The address of that record."""
    refers_to_date: str | None
    """The date of that record."""


@dataclass(frozen=True, slots=True)
class Warcinfo:
    """What a file says of itself."""

    fields: dict[str, str]
    """Its fields, names in lower case."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer out of a record."""

    status: int
    """The HTTP status."""
    headers: tuple[tuple[str, str], ...]
    """The headers, in order; bytes that are no UTF-8 stand as halves of characters (surrogateescape)."""
    body: bytes
    """The body; of a revisit, nothing."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request record: its id, the answer's that it names, and what it holds."""

    record_id: str
    answer_id: str | None
    method: str
    body: bytes


def read_captures(path: Path) -> Iterator[Capture | Warcinfo]:
    """Give what a file says of itself and every answer in it, each with the request that it answers.

    A request may stand before its answer, as we write it, or behind. An answer without one was asked
    for with GET. Raise `ArchiveError` where the file is damaged; a torn end is only logged.
    """
    asked: _Asked | None = None
    answer: Capture | None = None
    for record, head in read_records(path):
        if record.record_type == WarcRecordType.warcinfo:
            yield Warcinfo(_fields(head))
        elif record.record_type == WarcRecordType.request:
            asked = _read_request(record, head)
            if answer and asked.answer_id == answer.record_id:
                answer, asked = replace(answer, method=asked.method, request_body=asked.body), None
        elif record.record_type in (WarcRecordType.response, WarcRecordType.revisit):
            if answer:
                yield answer
            answer = _read_capture(record, head)
            if answer and asked and answer.record_id == asked.answer_id:
                answer = replace(answer, method=asked.method, request_body=asked.body)
            asked = None
    if answer:
        yield answer


def read_answer(file: BinaryIO, offset: int, place: str) -> Answer:
    """Return the answer that stands at an offset. Raise `ArchiveError` where there is none any more."""
    file.seek(offset)
    try:
        record = next(iter(ArchiveIterator(file, parse_http=False)))
        if record.content_length > MAX_RECORD:
            raise OSError(f"it declares {record.content_length} bytes")
        record.parse_http(auto_decode="transfer")
        if not record.is_http_parsed:
            raise OSError("it is no HTTP answer")
        body = record.reader.read()
    except (OSError, StopIteration) as error:
        raise ArchiveError(f"{place}: no record can be read there any more: {error}") from None
    headers = tuple(
        (_text(name), _text(value))
        for name, value in record.http_headers.items_bytes()
        if name.lower() != b"transfer-encoding"
    )
    return Answer(record.http_headers.status_code or 0, headers, body)


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _fields(block: bytes) -> dict[str, str]:
    """Return the fields of a warcinfo block."""
    lines = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in lines if colon}


def _read_request(record: WarcRecord, block: bytes) -> _Asked:
    head, _, body = block.partition(b"\r\n\r\n")
    method = _METHOD.match(head)
    return _Asked(
        record.record_id or "",
        record.headers.get("WARC-Concurrent-To"),
        method["method"].decode() if method else "GET",
        body,
    )


def _read_capture(record: WarcRecord, head: bytes) -> Capture | None:
    """Return the capture of a response or revisit; None for one that is no HTTP answer (DNS and the like)."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    status = _STATUS.match(head)
    is_revisit = record.record_type == WarcRecordType.revisit
    if not url.startswith(("http://", "https://")) or not (status or is_revisit):
        return None
    not_modified = record.headers.get("WARC-Profile", "") == NOT_MODIFIED
    if status and int(status["status"]) == NOT_MODIFIED_STATUS:
        not_modified = True
    return Capture(
        url=url.partition("#")[0],
        date=record.headers.get("WARC-Date") or "",
        offset=record.stream_pos,
        record_id=record.record_id or "",
        digest=record.headers.get("WARC-Payload-Digest"),
        kind=record.headers.get(KIND),
        is_revisit=is_revisit,
        not_modified=not_modified,
        refers_to=record.headers.get("WARC-Refers-To"),
        refers_to_url=record.headers.get("WARC-Refers-To-Target-URI"),
        refers_to_date=record.headers.get("WARC-Refers-To-Date"),
    )
