"""A page's bytes and its Content-Type header into text, and the name of the encoding that won.

What is declared is a hint, never a verdict: many portals declare gb2312 and send gb18030 or UTF-8,
and many declare nothing. The bytes decide, in the order that loses nothing.
"""

import codecs
import re
from typing import NamedTuple

DECLARATION_BYTES = 4096
"""A declaration stands within the first bytes; the HTML standard looks at 1024, real portals are later."""
_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}(?P<name>[-\w]{2,20})""",
    re.I,
)
_HEADER_CHARSET = re.compile(r"""charset\s{0,4}=\s{0,4}["']?(?P<name>[-\w]{2,20})""", re.I)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# From U+0800 UTF-8 takes three bytes, as it does for every ideograph.
_THREE_BYTES = re.compile("[\u0800-\uffff]")
_HIGH = re.compile(rb"[\x81-\xfe]")
_HIGH_PAIR = re.compile(rb"[\x81-\xfe]([\x40-\x7e\x80-\xfe])")

BIG5_SAMPLE = 4_000
"""Bytes from the first ideograph on that are looked at to tell Big5 from GB."""
BIG5_LOW_TRAILS = 0.2
"""Share of two-byte characters whose second byte is ASCII: .3-.48 in Big5 text, under .02 in GB text."""


class Decoded(NamedTuple):
    """A page's text."""

    text: str
    encoding: str
    """The Python name of the encoding that won."""
    lost: int
    """Characters that no encoding could read: each stands as U+FFFD in `text`."""

    def utf8(self, body: bytes) -> bytes:
        """Return the text in UTF-8: the page's own bytes where they are that already."""
        return body if self.encoding == "utf-8" and not self.lost else self.text.encode("utf-8", "replace")


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a page, read by the encoding that loses the fewest characters.

    >>> decode("政府".encode("gb18030"))
    Decoded(text='政府', encoding='gb18030', lost=0)
    >>> decode(b"")
    Decoded(text='', encoding='utf-8', lost=0)
    """
    for bom, marked in _BOMS:
        if body.startswith(bom):
            return _lenient(body[len(bom) :], marked)
    if wide := _find_wide(body):
        return _lenient(body, wide)
    text = _strict(body, "utf-8")
    if text is not None and not (_may_be_chance(text) and _says_gb(body, content_type)):
        return Decoded(text, "utf-8", 0)
    order = ("big5hkscs", "gb18030") if _looks_big5(body) else ("gb18030", "big5hkscs")
    for encoding in order:
        text = _strict(body, encoding)
        if text is not None:
            return Decoded(text, encoding, 0)
    # UTF-8 reads damaged UTF-8 with fewer losses than GB does, by far; on a tie it wins.
    return min((_lenient(body, name) for name in ("utf-8", *order)), key=lambda found: found.lost)


def find_declared(body: bytes, content_type: str | None) -> str | None:
    """Return the charset that the header, else the page itself, declares, in lower case."""
    if content_type and (match := _HEADER_CHARSET.search(content_type)):
        return match["name"].lower()
    found = _META_CHARSET.search(body, 0, DECLARATION_BYTES)
    return found["name"].decode("ascii", "replace").lower() if found else None


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lenient(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _find_wide(body: bytes) -> str | None:
    """Return UTF-16 for a page without a byte order mark: every other byte of its ASCII is zero."""
    start = body[:64]
    if len(start) < 4 or start.count(0) * 3 < len(start):
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _may_be_chance(text: str) -> bool:
    """Tell whether short GB text may happen to be valid UTF-8, as 联通 is: no ideograph comes of it."""
    return not (text.isascii() or _THREE_BYTES.search(text))


def _says_gb(body: bytes, content_type: str | None) -> bool:
    declared = find_declared(body, content_type)
    return declared is not None and declared.startswith("gb")


def _looks_big5(body: bytes) -> bool:
    first = _HIGH.search(body)
    if not first:
        return False
    trails = _HIGH_PAIR.findall(body, first.start(), first.start() + BIG5_SAMPLE)
    low = sum(trail < b"\x80" for trail in trails)
    return len(trails) >= 10 and low > BIG5_LOW_TRAILS * len(trails)
