"""Hanweb (大汉): rows in the page or in a <datastore>; the others by POST to dataproxy.jsp."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from goicrawl.platforms.base import Platform, join
from goicrawl.platforms.listing import PageRequest, Row

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(?P<row>.*?)\]\]>\s*</record>", re.S)
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[[^\]]*?href=[\"'](?P<href>[^\"']+)[\"']", re.S)
_TOTAL_RECORD = re.compile(r"<totalrecord>\s*(?P<total>[0-9]+)")

# $('#49468').jpage({totalRecord:1418, proxyUrl:'/…/dataproxy.jsp', perPage:25, ajaxParam:{col:1, …}})
_PAGER = re.compile(r"\.jpage\(\{(?P<settings>.*?ajaxParam\s*:\s*\{[^}]*\})", re.S)
_NUMBER = r"\b{}\s*:\s*['\"]?(?P<value>[0-9]+)"
_TOTAL = re.compile(_NUMBER.format("totalRecord"))
_PER_PAGE = re.compile(_NUMBER.format("perPage"))
_PROXY = re.compile(r"\bproxyUrl\s*:\s*['\"](?P<value>[^'\"]+)")
_PARAMETERS = re.compile(r"\bajaxParam\s*:\s*\{(?P<value>[^}]*)\}")
_PARAMETER = re.compile(
    r"""(?P<name>\w+)\s*:\s*(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[^,'"\s]+))"""
)

GROUP = 3
"""Pages that jpage itself asks for at a time."""


class Hanweb(Platform):
    """Hanweb jcms with the jpage pager."""

    name = "hanweb"
    article = re.compile(
        r"/art/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/art_[0-9]+_[0-9]+\.html$|/content_[0-9]+\.html$"
    )

    def find_rows(self, text: str, url: str) -> tuple[Row, ...]:
        """Return the rows of the datastore, else those that stand in the page."""
        records = "".join(match["row"] for match in _RECORD.finditer(text))
        if not records:
            return super().find_rows(text, url)
        # Records may be bare <tr>, which no parser keeps outside a table.
        return super().find_rows(f"<table>{records}</table>" if "<tr" in records[:200] else records, url)

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the next window of records: after the first page, after an answer, or as it links it."""
        if pager := _PAGER.search(text):
            following = _first_window(pager["settings"], len(_RECORD.findall(text)), asked.url)
        elif asked.method == "POST":
            following = _window_after(text, asked)
        elif group := _NEXT_GROUP.search(text):
            address = join(asked.url, unescape(group["href"]))
            following = PageRequest(url=address) if address and address != asked.url else None
        else:
            return super().find_next_pages(text, asked)
        return (following,) if following else ()

    def find_total(self, text: str) -> int | None:
        """Return the pager's or the answer's count of records."""
        found = _TOTAL_RECORD.search(text)
        if found:
            return int(found["total"])
        pager = _PAGER.search(text)
        total = _TOTAL.search(pager["settings"]) if pager else None
        return int(total["value"]) if total else None


def _first_window(settings: str, shown: int, url: str) -> PageRequest | None:
    """Return the request for the records behind those that the first page shows."""
    total, per_page, proxy = _TOTAL.search(settings), _PER_PAGE.search(settings), _PROXY.search(settings)
    parameters = _PARAMETERS.search(settings)
    if total is None or per_page is None or proxy is None or parameters is None:
        return None
    form = {
        match["name"]: match["single"] or match["double"] or match["bare"] or ""
        for match in _PARAMETER.finditer(parameters["value"])
    }
    address = join(url, proxy["value"])
    return _window(address, shown + 1, int(per_page["value"]), int(total["value"]), urlencode(form).encode())


def _window_after(text: str, asked: PageRequest) -> PageRequest | None:
    """Return the request for the records behind those of an answer."""
    total = _TOTAL_RECORD.search(text)
    query = dict(parse_qsl(urlsplit(asked.url).query))
    end, per_page = query.get("endrecord", ""), query.get("perpage", "")
    if total is None or not (end.isdecimal() and per_page.isdecimal()):
        return None
    address = asked.url.partition("?")[0]
    return _window(address, int(end) + 1, int(per_page), int(total["total"]), asked.body)


def _window(address: str | None, start: int, per_page: int, total: int, body: bytes) -> PageRequest | None:
    if address is None or start > total:
        return None
    end = min(start - 1 + GROUP * per_page, total)
    window = urlencode({"startrecord": start, "endrecord": end, "perpage": per_page})
    return PageRequest(url=f"{address}?{window}", method="POST", body=body)
