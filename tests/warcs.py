"""Web archives made on the spot."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import run
from typing import Any

from goicrawl.archive import Exchange, WarcWriter

STARTED = datetime(2024, 1, 31, 8, tzinfo=UTC)
DAY = timedelta(days=1)
HTML = ((b"Content-Type", b"text/html; charset=utf-8"),)


def exchange(url: str, body: str | bytes = b"<p>x</p>", **changes: Any) -> Exchange:
    """Return an exchange: the answer to a GET, 200 unless changed."""
    fields: dict[str, Any] = {
        "url": url,
        "method": "GET",
        "request_headers": ((b"Accept", b"text/html"),),
        "request_body": b"",
        "status": 200,
        "headers": HTML,
        "body": body.encode() if isinstance(body, str) else body,
        "received": STARTED,
        "kind": "report",
    }
    return Exchange(**{**fields, **changes})


def write_run(
    archive: Path,
    *exchanges: Exchange,
    portal: str = "xian",
    started: datetime = STARTED,
    max_bytes: int = 10**9,
) -> list[Path]:
    """Archive a run's exchanges, a second apart; return its files."""
    writer = WarcWriter(archive, portal, started=started, max_bytes=max_bytes, info={})
    for count, one in enumerate(exchanges):
        fields = {name: getattr(one, name) for name in Exchange.__slots__}
        writer.write(Exchange(**{**fields, "received": started + timedelta(seconds=count)}))
    writer.close()
    return sorted(writer.folder.glob(f"{writer.stem}*"))


def is_valid(*files: Path) -> bool:
    """Say whether `warcio check` passes."""
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    return run(command, capture_output=True, check=False).returncode == 0
