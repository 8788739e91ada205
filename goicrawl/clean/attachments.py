"""A page's links to files into attachments."""

import re
from collections.abc import Iterable, Iterator
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
# Programs that hand out the file with a number: download.action?id=1, downfile.jsp?fid=1.
_DOWNLOAD = re.compile(
    r"/(?:[a-z]{0,8}down(?:load|file|xxgk)|attachment)[a-z]{0,8}(?:\.[a-z]{2,6})?\?[^#]{0,200}[0-9]",
    re.IGNORECASE,
)
# A link inside a string of a script; its quotes may be escaped, and no address is so long.
_WRITTEN_LINK = re.compile(
    r"""href\s{0,3}=\s{0,3}\\?["'](?P<address>[^"'\\<>\s]{1,300})\\?["'][^<>]{0,200}>(?P<label>[^<>"']{0,200})<"""
)


def find_attachments(
    root: etree._Element, base: str, written: Iterable[tuple[str, str]] = ()
) -> tuple[Attachment, ...]:
    """Return the files that a page links to or frames, in order, each address once.

    `written` are the addresses and labels that scripts write into the page.
    """
    found: dict[str, Attachment] = {}
    for address, label in [*_linked(root), *written]:
        try:
            url = urljoin(base, address)
        except ValueError:  # an address such as http://[x
            continue
        ending = _ending(url) or _ending_of(label)
        if url not in found and (ending or _DOWNLOAD.search(address)):
            name = urlsplit(url).path.rpartition("/")[2]
            media_type = MEDIA_TYPES[ending] if ending else None
            found[url] = Attachment(url=url, label=label or name, media_type=media_type)
    return tuple(found.values())


def read_written(root: etree._Element) -> list[tuple[str, str]]:
    """Return address and label of the files that scripts write into a page by `document.write`."""
    found = []
    for script in root.iter("script"):
        text = script.text or ""
        if "document.write" in text and "href" in text:
            found += [(link["address"], squeeze(link["label"])) for link in _WRITTEN_LINK.finditer(text)]
    return [(address, label) for address, label in found if address.endswith(_ENDINGS)]


def _linked(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Give address and label of what may be a file; nearly all links are not, and cost one look."""
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
