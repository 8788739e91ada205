"""A saved page -> its fixture folder, that nobody has reviewed yet."""

import json
import re
from pathlib import Path

from goicrawl.archive.fixtures import BODY, META
from goicrawl.archive.saved import ArchiveError, SavedPage

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The body is saved unpacked and in one piece.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


def save_fixture(root: Path, name: str, page: SavedPage, *, origin: str, why: str) -> Path:
    """Save a page as `<root>/<portal>/<name>/`; return the folder.

    Raise `ArchiveError` for a name that is none, a folder that is there, or one that can't be written.
    """
    if not _NAME.fullmatch(name):
        raise ArchiveError(
            f"{name!r} is no fixture's name; use lower-case letters, digits and single hyphens"
        )
    folder = root / page.portal / name
    try:
        folder.mkdir(parents=True)
        (folder / BODY).write_bytes(page.read_body())
        (folder / META).write_text(_meta(page, origin, why), encoding="utf-8")
    except FileExistsError:
        raise ArchiveError(f"{folder}: is there already; give another name with --name") from None
    except OSError as error:
        raise ArchiveError(f"Can't save the fixture {folder}: {error.strerror}") from None
    return folder


def _meta(page: SavedPage, origin: str, why: str) -> str:
    headers = [
        [name, value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")]
        for name, value in page.headers
        if name.lower() not in _OF_THE_WIRE
    ]
    fields: dict[str, object] = {"url": page.url}
    if page.method == "POST":
        fields |= {"method": "POST", "request_body": page.request_body.decode("utf-8", "replace")}
    fetched = page.fetched.isoformat(timespec="seconds") if page.fetched else None
    fields |= {"status": page.status, "headers": headers, "fetched": fetched, "origin": origin, "why": why}
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
