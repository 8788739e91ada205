"""A body as it came and its Content-Encoding -> the body whole, or the error that it is not.

Scrapy's own middleware takes what could be decompressed of a stream that breaks off for all of it.
"""

import zlib

GZIP_MAGIC = b"\x1f\x8b\x08"
CHUNK = 65_536
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""zlib's names for a gzip file, a zlib stream and bare deflated bytes."""


class BrokenBodyError(ValueError):
    """A body that can't be decompressed to its end."""

    def __init__(self, kind: str, why: str) -> None:
        """Take the kind that it is counted by and a clause that says why."""
        super().__init__(why)
        self.kind = kind


def decompress(body: bytes, coding: str, *, largest: int) -> bytes:
    """Return a gzip or deflate body decompressed.

    Raise `BrokenBodyError` (`broken_gzip`) where it breaks off or is damaged, (`too_large`) where it grows
    beyond `largest` bytes.

    >>> decompress(zlib.compress(b"ab"), "deflate", largest=9)
    b'ab'
    """
    if coding == "gzip":
        return _gunzip(body, largest)
    try:
        return _inflate(body, _ZLIB, largest)[0]
    except zlib.error:  # some servers leave the two bytes of the header away
        return _checked(body, _RAW, largest)[0]


def _gunzip(body: bytes, largest: int) -> bytes:
    """Return all members of a gzip file, one behind the other; what follows them is not looked at."""
    parts: list[bytes] = []
    while body.startswith(GZIP_MAGIC):
        part, body = _checked(body, _GZIP, largest)
        parts.append(part)
        largest -= len(part)
    return b"".join(parts)


def _checked(body: bytes, form: int, largest: int) -> tuple[bytes, bytes]:
    try:
        return _inflate(body, form, largest)
    except zlib.error as error:
        raise BrokenBodyError("broken_gzip", f"the compressed answer is damaged: {error}") from None


def _inflate(body: bytes, form: int, largest: int) -> tuple[bytes, bytes]:
    """Return a stream decompressed, and what stands behind it."""
    stream = zlib.decompressobj(form)
    parts, size = [], 0
    while not stream.eof:
        before = len(body)
        part = stream.decompress(body, CHUNK)
        body = stream.unconsumed_tail
        if not part and len(body) == before:  # nothing taken, nothing given
            raise BrokenBodyError("broken_gzip", "the compressed answer breaks off")
        size += len(part)
        if size > largest:
            raise BrokenBodyError("too_large", f"the answer unpacks to more than {largest} bytes")
        parts.append(part)
    return b"".join(parts), stream.unused_data
