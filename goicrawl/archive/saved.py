"""A saved page: what was asked, what was answered, and where the body lies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from w3lib.url import safe_url_string

RequestKey = tuple[str, str, tuple[tuple[str, str], ...]]
"""What tells one request from another: method, address, and the fields of the form."""


class ArchiveError(ValueError):
    """Saved pages that can't be read: one line that names the place, what is wrong and the mend."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedPage:
    """One saved answer. Every archive format gives its pages in this form."""

    url: str
    """The address that was asked for."""
    status: int
    """The HTTP status."""
    headers: tuple[tuple[str, str], ...]
    """The answer's headers, in order."""
    read_body: Callable[[], bytes]
    """Gives the bytes exactly as served; they stay on disk until then."""
    portal: str
    """The name of the portal in the registry."""
    place: str
    """Where it is saved, for messages."""
    fetched: datetime | None = None
    """When it was fetched (aware); None where nobody knows."""
    method: str = "GET"
    """GET or POST."""
    request_body: bytes = b""
    """The form that was posted."""
    unchanged: bool = False
    """Whether it says what the same address said to an earlier run of the replay, which has read it."""

    @property
    def key(self) -> RequestKey:
        """What the request for this page is known by."""
        return request_key(self.method, self.url, self.request_body)


def request_key(method: str, url: str, body: bytes = b"") -> RequestKey:
    """Return what tells a request from another.

    The order of a form's fields does not: two forms with the same fields ask for the same page. Nor
    does the fragment, or whether an ideograph in the address is percent-encoded.

    >>> request_key("POST", "http://x.cn/政#top", b"b=2&a=1")
    ('POST', 'http://x.cn/%E6%94%BF', (('a', '1'), ('b', '2')))
    """
    address = safe_url_string(url).partition("#")[0]
    fields = parse_qsl(body.decode("utf-8", "surrogateescape"), keep_blank_values=True)
    return method, address, tuple(sorted(fields))
