"""A body's links to files into attachments."""

from urllib.parse import urljoin, urlsplit

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


def find_attachments(body: etree._Element, base: str) -> tuple[Attachment, ...]:
    """Return the files that a body links to, in order, each address once."""
    found: dict[str, Attachment] = {}
    for link in body.iter("a"):
        href = (link.get("href") or "").strip()
        try:
            url = urljoin(base, href)
            path = urlsplit(url).path
        except ValueError:
            continue
        name = path.rpartition("/")[2]
        media_type = MEDIA_TYPES.get(name.rpartition(".")[2].lower()) if "." in name else None
        if media_type and url not in found:
            found[url] = Attachment(url=url, label=squeeze("".join(link.itertext())) or name, media_type=media_type)
    return tuple(found.values())
