"""What was asked and what was answered, byte for byte, on its way into a web archive."""

from dataclasses import dataclass
from datetime import datetime

RawHeaders = tuple[tuple[bytes, bytes], ...]
"""Names and values as bytes, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request and its answer."""

    url: str
    """The address that was asked for, without a fragment."""
    method: str
    """GET or POST."""
    request_headers: RawHeaders
    """The request's headers."""
    request_body: bytes
    """The form that was posted."""
    status: int
    """The HTTP status."""
    headers: RawHeaders
    """The answer's headers."""
    body: bytes
    """The answer's body as it came: compressed where the server compressed it."""
    received: datetime
    """When it was received (aware, UTC)."""
    protocol: str = "HTTP/1.1"
    """The version of HTTP that the server spoke."""
    ip: str | None = None
    """The server's IP address, None where it is not known."""
    truncated: str | None = None
    """Why the body is not whole (`disconnect`, `length`), None where it is."""
    kind: str | None = None
    """What was asked for: `listing`, `report` or `attachment`; None for anything else."""
