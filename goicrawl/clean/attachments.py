"""A page's links to files into attachments."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from goicrawl.items import Attachment
from goicrawl.text import squeeze

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "et": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "txt": "text/plain",
    "csv": "text/csv",
}
"""File ending -> media type."""

_ENDINGS = tuple(f".{ending}" for ending in (*MEDIA_TYPES, *map(str.upper, MEDIA_TYPES)))


def find_attachments(root: etree._Element, base: str) -> tuple[Attachment, ...]:
    """Return the files that a page links to or frames, in order, each address once."""
    found: dict[str, Attachment] = {}
    for address, label in _files(root):
        try:
            url = urljoin(base, address)
        except ValueError:  # an address such as http://[x
            continue
        ending = _ending(url) or _ending_of(label)
        if ending and url not in found:
            name = urlsplit(url).path.rpartition("/")[2]
            found[url] = Attachment(url=url, label=label or name, media_type=MEDIA_TYPES[ending])
    return tuple(found.values())


def _files(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Give address and label of what may be a file; nearly all links of a page are not, and cost one look."""
    for element in root.iter("a", "iframe", "embed", "object"):
        address = element.get("href") or element.get("src") or element.get("data") or ""
        if address.endswith(_ENDINGS) or ("?" in address and ("down" in address or "file" in address)):
            yield address.strip(), squeeze("".join(element.itertext()))


def _ending(url: str) -> str | None:
    """Return the known file ending of an address: that of its path, else that of a value in its query."""
    try:
        parts = urlsplit(url)
        values = [value for _, value in parse_qsl(parts.query)]
    except ValueError:
        return None
    return next(filter(None, map(_ending_of, [parts.path, *values])), None)


def _ending_of(name: str) -> str | None:
    ending = name.rpartition(".")[2].lower()
    return ending if "." in name and ending in MEDIA_TYPES else None
