"""Hanweb (大汉): rows in the page or in a <datastore>; the others by POST to dataproxy.jsp."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from goicrawl.platforms.base import Platform, join
from goicrawl.platforms.listing import PageRequest, Row

_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[[^\]]{0,80}?href=[\"'](?P<href>[^\"']{1,2000})[\"']")
_TOTAL_RECORD = re.compile(r"<totalrecord>\s*(?P<total>[0-9]+)")

# $('#49468').jpage({totalRecord:1418, groupSize:3, proxyUrl:'/…/dataproxy.jsp', perPage:25, ajaxParam:{…}});
_PAGER_START, _PAGER_END = ".jpage({", re.compile(r"\}\s{0,20}\)")
_NUMBER = r"\b{}\s*:\s*['\"]?(?P<value>[0-9]+)"
_TOTAL = re.compile(_NUMBER.format("totalRecord"))
_PER_PAGE = re.compile(_NUMBER.format("perPage"))
_PROXY = re.compile(r"\bproxyUrl\s*:\s*['\"](?P<value>[^'\"]+)")
_GROUP_SIZE = re.compile(_NUMBER.format("groupSize"))
_PARAMETERS = re.compile(r"\bajaxParam\s*:\s*(?:\{(?P<value>[^}]*)\}|(?P<variable>\w+))")
_PARAMETER = re.compile(
    r"""\b(?P<name>\w{1,40})\s*:\s*(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[^,'"\s]+))"""
)


class Hanweb(Platform):
    """Hanweb jcms with the jpage pager."""

    name = "hanweb"
    article = re.compile(
        r"/art/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/art_[0-9]+_[0-9]+\.html$|/content_[0-9]+\.html$"
    )

    def find_rows(self, text: str, url: str) -> tuple[Row, ...]:
        """Return the rows of the datastore, else those that stand in the page."""
        records = _records(text)
        if not records:
            return super().find_rows(text, url)
        # Records may be bare <tr>, which no parser keeps outside a table.
        layout = "<table>{}</table>" if "<tr" in records[0] else "{}"
        return super().find_rows(layout.format("".join(records)), url)

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the next window of records: after the first page, after an answer, or as it links it."""
        if settings := _pager_settings(text):
            following = _first_window(text, settings, asked.url)
        elif asked.method == "POST":
            following = _window_after(text, asked)
        else:
            following = _next_group(text, asked.url)
        return (following,) if following else super().find_next_pages(text, asked)

    def find_total(self, text: str) -> int | None:
        """Return the pager's or the answer's count of records."""
        found = _TOTAL_RECORD.search(text)
        if found:
            return int(found["total"])
        total = _TOTAL.search(_pager_settings(text))
        return int(total["value"]) if total else None


def _records(text: str) -> list[str]:
    """Return the rows of a datastore: <record><![CDATA[…]]></record>."""
    parts = text.split("<record>")[1:]
    found = (part.partition("<![CDATA[")[2].partition("]]>") for part in parts)
    return [record for record, end, _ in found if end]


def _pager_settings(text: str) -> str:
    """Return what the page tells jpage, "" where it does not call it."""
    start = text.find(_PAGER_START)
    end = _PAGER_END.search(text, start) if start >= 0 else None
    return text[start + len(_PAGER_START) : end.start() + 1] if end else ""


def _first_window(text: str, settings: str, url: str) -> PageRequest | None:
    """Return the request for the records behind those that the first page shows."""
    total, per_page, proxy = _TOTAL.search(settings), _PER_PAGE.search(settings), _PROXY.search(settings)
    address = join(url, proxy["value"]) if proxy else None
    if total is None or per_page is None or address is None:
        return None
    shown = len(_records(text))
    if shown >= int(total["value"]):
        return None
    group = _GROUP_SIZE.search(settings)
    # jpage fetches one page at a time unless it is told a larger group.
    size = int(per_page["value"]) * (int(group["value"]) if group else 1)
    form = urlencode(_parameters(text, settings)).encode()
    return _window(address, shown + 1, size, int(per_page["value"]), form)


def _next_group(text: str, url: str) -> PageRequest | None:
    """Return the request for the group of records that a datastore links as its next."""
    group = _NEXT_GROUP.search(text)
    address = join(url, unescape(group["href"])) if group else None
    return PageRequest(url=address) if address and address != url else None


def _parameters(text: str, settings: str) -> list[tuple[str, str]]:
    """Return the form that the pager posts: its ajaxParam, or the variable that this names."""
    found = _PARAMETERS.search(settings)
    if found and found["variable"]:
        found = re.search(rf"\b{found['variable']}\s*=\s*\{{(?P<value>[^}}]*)\}}", text)
    if found is None:
        return []
    fields = _PARAMETER.finditer(found["value"])
    return [(field["name"], field["single"] or field["double"] or field["bare"] or "") for field in fields]


def _window_after(text: str, asked: PageRequest) -> PageRequest | None:
    """Return the request for the records behind those of an answer: as many once more."""
    total = _TOTAL_RECORD.search(text)
    query = dict(parse_qsl(urlsplit(asked.url).query))
    numbers = [query.get(name, "") for name in ("startrecord", "endrecord", "perpage")]
    if total is None or not all(number.isdecimal() for number in numbers):
        return None
    start, end, per_page = map(int, numbers)
    if end >= int(total["total"]):
        return None
    return _window(asked.url.partition("?")[0], end + 1, end + 1 - start, per_page, asked.body)


def _window(address: str, start: int, size: int, per_page: int, form: bytes) -> PageRequest:
    window = urlencode({"startrecord": start, "endrecord": start - 1 + size, "perpage": per_page})
    return PageRequest(url=f"{address}?{window}", method="POST", body=form)
