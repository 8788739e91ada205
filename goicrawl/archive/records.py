"""An exchange -> its WARC records, as the bytes of gzip members; warcio writes them."""

import base64
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from goicrawl.archive.exchange import Exchange, RawHeaders

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

KIND = "X-Goicrawl-Kind"
"""A field of our own in a WARC header; readers that don't know it pass it over."""


@dataclass(frozen=True, slots=True)
class Original:
    """The record that holds a payload."""

    record_id: str
    """Its WARC-Record-ID."""
    url: str
    """Its WARC-Target-URI."""
    date: str
    """Its WARC-Date."""


def payload_digest(body: bytes) -> str:
    """Return a body's digest as web archives write it.

    >>> payload_digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


def warc_date(moment: datetime) -> str:
    """Return an aware moment as WARC-Date, to the microsecond.

    >>> warc_date(datetime(2022, 3, 1, 8, tzinfo=UTC))
    '2022-03-01T08:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """An HTTP head, written as it came: warcio would percent-encode what is not ASCII in it."""

    def __init__(self, first_line: str, headers: RawHeaders) -> None:
        super().__init__(first_line, [])
        lines = (name + b": " + value + b"\r\n" for name, value in headers)
        self.raw = first_line.encode() + b"\r\n" + b"".join(lines) + b"\r\n"

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.raw


def warcinfo_record(filename: str, fields: Mapping[str, str], moment: datetime) -> bytes:
    """Return the record that a file begins with."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warcinfo_record(filename, fields)
    record.rec_headers.replace_header("WARC-Date", warc_date(moment))
    writer.write_record(record)
    return out.getvalue()


def exchange_records(exchange: Exchange, digest: str, original: Original | None) -> bytes:
    """Return the request's record and the answer's: a revisit where `original` has the payload already.

    The request stands first: of a pair that is torn between the two, nothing is taken for an answer
    to a request that nobody knows.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    asked_id, answer_id = _record_id(), _record_id()
    writer.write_record(_request(writer, exchange, asked_id, answer_id))
    writer.write_record(
        _answer(writer, exchange, digest, original, {**_common(exchange, answer_id, asked_id)})
    )
    return out.getvalue()


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _common(exchange: Exchange, own_id: str, other_id: str) -> dict[str, str]:
    fields = {
        "WARC-Record-ID": own_id,
        "WARC-Date": warc_date(exchange.received),
        "WARC-Target-URI": exchange.url,
        "WARC-Concurrent-To": other_id,
    }
    return fields | {"WARC-IP-Address": exchange.ip} if exchange.ip else fields


def _request(writer: WARCWriter, exchange: Exchange, own_id: str, other_id: str) -> object:
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = exchange.request_headers
    # Scrapy's HTTP client adds these two on the wire.
    if exchange.request_body:
        headers = ((b"Content-Length", str(len(exchange.request_body)).encode()), *headers)
    headers = ((b"Host", parts.netloc.rpartition("@")[2].encode()), *headers)
    return writer.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_Head(f"{exchange.method} {path} HTTP/1.1", headers),
        warc_headers_dict=_common(exchange, own_id, other_id),
    )


def _answer(
    writer: WARCWriter, exchange: Exchange, digest: str, original: Original | None, fields: dict[str, str]
) -> object:
    """Return the answer's record: a response, or a revisit of an earlier one."""
    if exchange.kind:
        fields[KIND] = exchange.kind
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    not_modified = exchange.status == HTTPStatus.NOT_MODIFIED
    if not not_modified:
        fields["WARC-Payload-Digest"] = digest
    if original:
        fields["WARC-Refers-To"] = original.record_id
        fields["WARC-Refers-To-Target-URI"] = original.url
        fields["WARC-Refers-To-Date"] = original.date
    is_revisit = not_modified or original is not None
    if is_revisit:
        fields["WARC-Profile"] = NOT_MODIFIED if not_modified else IDENTICAL
    return writer.create_warc_record(
        exchange.url,
        "revisit" if is_revisit else "response",
        payload=None if is_revisit else BytesIO(exchange.body),
        length=None if is_revisit else len(exchange.body),
        http_headers=_Head(_status_line(exchange), exchange.headers),
        warc_headers_dict=fields,
    )


def _status_line(exchange: Exchange) -> str:
    """Return the first line; the server's own words behind the status are not handed on to us."""
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = ""
    return f"{exchange.protocol} {exchange.status} {phrase}".rstrip()
