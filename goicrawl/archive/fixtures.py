"""Fixture folders (<portal>/<name>/ with response.body and meta.json) into saved pages."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from goicrawl.archive.saved import ArchiveError, SavedPage, request_key
from goicrawl.archive.warc_file import is_warc

BODY = "response.body"
META = "meta.json"
REQUIRED = ("url", "status", "headers", "fetched", "origin", "why")
OPTIONAL = ("method", "request_body")
# Half of a character, which no encoding has; JSON can write it.
_HALF = re.compile("[\\ud800-\\udfff]")


def is_fixture(folder: Path) -> bool:
    """Say whether a folder is one fixture, whole or damaged."""
    return (folder / META).exists() or (folder / BODY).exists()


def read_fixtures(path: Path) -> tuple[SavedPage, ...]:
    """Return the saved pages of a fixtures root, a portal's folder or a single fixture, in order of name.

    Raise `ArchiveError`, which names the folder and the mend, where anything of it is damaged.
    """
    if not path.is_dir():
        raise ArchiveError(f"{path}: no such folder; give a fixture, a portal's folder or a fixtures root")
    try:
        pages = tuple(_read_fixture(folder) for folder in _fixture_folders(path))
    except OSError as error:
        raise ArchiveError(
            f"{error.filename}: can't be read: {error.strerror}; mend that, or leave it out"
        ) from None
    if not pages:
        raise ArchiveError(f"{path}: no fixture in it; a fixture is <portal>/<name>/ with {BODY} and {META}")
    return pages


def _fixture_folders(path: Path) -> Iterator[Path]:
    """Give the fixture folders below `path`, at most two levels down."""
    if is_fixture(path):
        yield path
        return
    for folder in _folders_in(path):
        if is_fixture(folder):
            yield folder
            continue
        inner = [child for child in _folders_in(folder) if is_fixture(child) or not _has_warcs(child)]
        if not inner and _has_warcs(folder):
            continue
        if not inner:
            raise ArchiveError(
                f"{folder}: neither {META} nor {BODY} in it; restore them or remove the folder"
            )
        for fixture in inner:
            if not is_fixture(fixture):
                raise ArchiveError(
                    f"{fixture}: neither {META} nor {BODY} in it; restore them or remove the folder"
                )
            yield fixture


def _has_warcs(folder: Path) -> bool:
    """Say whether there are WARC files in a folder, which another reader takes."""
    return any(is_warc(file) for file in folder.rglob("*.warc*"))


def _folders_in(path: Path) -> list[Path]:
    """Return the folders in `path`; refuse a link that leads nowhere: it was a folder once."""
    children = sorted(child for child in path.iterdir() if not child.name.startswith((".", "_")))
    for child in children:
        if child.is_symlink() and not child.exists():
            raise ArchiveError(f"{child}: a link that leads nowhere; mend or remove it")
    return [child for child in children if child.is_dir()]


def _read_fixture(folder: Path) -> SavedPage:
    meta = _Meta(folder, _read_meta(folder / META))
    meta.check_keys()
    body = folder / BODY
    if not body.is_file():
        raise ArchiveError(f"{folder}: {BODY} is missing; restore it or remove the folder")
    if not os.access(body, os.R_OK):
        raise ArchiveError(f"{body}: can't be read; mend its permissions")
    return SavedPage(
        url=meta.url(),
        status=meta.status(),
        headers=meta.headers(),
        read_body=body.read_bytes,
        portal=Path(os.path.abspath(folder)).parent.name,  # a link to a folder has the link's name
        place=str(folder),
        fetched=meta.fetched(),
        method=meta.method(),
        request_body=meta.request_body(),
    )


def _read_meta(file: Path) -> dict[str, object]:
    try:
        meta = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ArchiveError(f"{file.parent}: {META} is missing; restore it or remove the folder") from None
    except UnicodeDecodeError:
        raise ArchiveError(f"{file}: is not UTF-8; save it as UTF-8") from None
    except ValueError as error:  # also a number of thousands of digits
        raise ArchiveError(f"{file}: is no JSON: {error}") from None
    except RecursionError:
        raise ArchiveError(f"{file}: is nested too deeply for a {META}") from None
    if not isinstance(meta, dict):
        raise ArchiveError(f"{file}: must be an object with {', '.join(REQUIRED)}")
    return cast("dict[str, object]", meta)


@dataclass(frozen=True, slots=True)
class _Meta:
    """The meta.json of a folder, while its fields are checked."""

    folder: Path
    fields: dict[str, object]

    def refuse(self, name: str, expected: str) -> ArchiveError:
        value = repr(self.fields.get(name))
        shown = value if len(value) <= 80 else value[:77] + "..."
        return ArchiveError(f"{self.folder / META}: {name} = {shown} must be {expected}")

    def check_keys(self) -> None:
        for name in REQUIRED:
            if name not in self.fields:
                raise ArchiveError(f"{self.folder / META}: {name!r} is missing; add it")
        for name in self.fields:
            if name not in REQUIRED + OPTIONAL:
                known = ", ".join(REQUIRED + OPTIONAL)
                raise ArchiveError(f"{self.folder / META}: unknown key {name!r}; known are {known}")
        for name in ("origin", "why"):
            value = self.fields[name]
            if not isinstance(value, str) or not value.strip():
                raise self.refuse(name, "a sentence")

    def url(self) -> str:
        url = self.fields["url"]
        if isinstance(url, str):
            try:
                parts = urlsplit(url)
                whole = parts.scheme in ("http", "https") and bool(parts.hostname)
                request_key("GET", url)
            except ValueError:
                whole = False
            if whole:
                return url
        raise self.refuse("url", "a whole address: http://host/path")

    def status(self) -> int:
        status = self.fields["status"]
        if not isinstance(status, int) or not 100 <= status <= 599:
            raise self.refuse("status", "an HTTP status from 100 to 599")
        return status

    def headers(self) -> tuple[tuple[str, str], ...]:
        headers = self.fields["headers"]
        if not isinstance(headers, list) or not all(_is_header(header) for header in headers):
            raise self.refuse("headers", "a list of [name, value] pairs")
        return tuple((name, value) for name, value in headers)

    def fetched(self) -> datetime | None:
        fetched = self.fields["fetched"]
        if fetched is None:
            return None
        try:
            moment = datetime.fromisoformat(fetched) if isinstance(fetched, str) else None
            if moment is not None and moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise self.refuse("fetched", "null or a moment with its zone: 2026-01-31T08:00:00+00:00")

    def method(self) -> str:
        method = self.fields.get("method", "GET")
        if method not in ("GET", "POST"):
            raise self.refuse("method", "GET or POST")
        return str(method)

    def request_body(self) -> bytes:
        body = self.fields.get("request_body", "")
        if not isinstance(body, str) or _HALF.search(body):
            raise self.refuse("request_body", "the posted form as a text")
        return body.encode()


def _is_header(header: object) -> bool:
    if not isinstance(header, list) or len(header) != 2:
        return False
    return all(isinstance(part, str) and not _HALF.search(part) for part in header)
