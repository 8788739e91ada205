"""Hanweb (大汉): rows in the page or in a <datastore>; the others by POST to dataproxy.jsp."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

from goicrawl.platforms.answer import Answer, number_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers.turns import PAGE, page_asked
from goicrawl.platforms.queries import query_of, with_query

_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[[^\]]{0,80}?href=[\"'](?P<href>[^\"']{1,2000})[\"']")
_TOTAL_RECORD = re.compile(r"<totalrecord>\s*(?P<total>[0-9]{1,8})")

# $('#49468').jpage({totalRecord:1418, groupSize:3, proxyUrl:'/…/dataproxy.jsp', perPage:25, ajaxParam:{…}});
_PAGER_START, _PAGER_END = ".jpage({", re.compile(r"\}\s{0,20}\)")
_NUMBER = r"\b{}\s*:\s*['\"]?(?P<value>[0-9]{{1,8}})"
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
        r"/art/[0-9]{4}/(?:[0-9]{1,2}/[0-9]{1,2}/)?art_(?:[0-9]+_[0-9]+|[0-9a-f]{32})\.html$|/content_[0-9]+\.html$"
    )

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of the datastore, else those that stand in the page."""
        records = _records(answer.text)
        if not records:
            return super().find_rows(answer)
        # Records may be bare <tr>, which no parser keeps outside a table.
        layout = "<table>{}</table>" if "<tr" in records[0] else "{}"
        return super().find_rows(Answer(layout.format("".join(records)), answer.asked))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of jpage's settings, of an answer, or of the group that a datastore links."""
        if settings := _pager_settings(answer.text):
            return _pager_of_page(answer, settings)
        if "startrecord" in query_of(answer.url) or answer.asked.method == "POST":
            return _pager_of_answer(answer)
        if group := _next_group(answer):
            return Pager(next_pages=(group,), total=_total(answer.text))
        total = _total(answer.text)
        return super().find_pager(answer) if total is None else Pager(total=total)


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


def _pager_of_page(answer: Answer, settings: str) -> Pager:
    """Return the pager of the first page: its counts, and the window behind the records that it shows."""
    total, per_page, proxy = (_value(pattern, settings) for pattern in (_TOTAL, _PER_PAGE, _PROXY))
    records, size = int(total) if total else None, int(per_page or 0)
    address = join(answer.url, proxy) if proxy else None
    shown = len(_records(answer.text))
    if records is None:
        return Pager(page=1)
    if shown >= records:
        return Pager(total=records, pages=1, page=1)
    if not size or address is None:
        return Pager(total=records, page=1)
    # jpage fetches one page at a time unless it is told a larger group.
    group = size * int(_value(_GROUP_SIZE, settings) or 1)
    form = urlencode(_parameters(answer.text, settings)).encode()
    window = _window(address, shown + 1, group, size, form)
    # What is counted is what is asked for: this page, then a group at a time.
    pages = 1 + -(-(records - shown) // group)
    return Pager(next_pages=(replace(window, state=((PAGE, "2"),)),), total=records, pages=pages, page=1)


def _value(pattern: re.Pattern[str], settings: str) -> str | None:
    found = pattern.search(settings)
    return found["value"] if found else None


def _total(text: str) -> int | None:
    found = _TOTAL_RECORD.search(text)
    return int(found["total"]) if found else None


def _next_group(answer: Answer) -> PageRequest | None:
    """Return the request for the group of records that a datastore links as its next."""
    group = _NEXT_GROUP.search(answer.text)
    address = join(answer.url, unescape(group["href"])) if group else None
    return PageRequest(url=address) if address and address != answer.url else None


def _parameters(text: str, settings: str) -> list[tuple[str, str]]:
    """Return the form that the pager posts: its ajaxParam, or the variable that this names."""
    found = _PARAMETERS.search(settings)
    if found and found["variable"]:
        found = re.search(rf"\b{found['variable']}\s*=\s*\{{(?P<value>[^}}]*)\}}", text)
    if found is None:
        return []
    fields = _PARAMETER.finditer(found["value"])
    return [(field["name"], field["single"] or field["double"] or field["bare"] or "") for field in fields]


def _pager_of_answer(answer: Answer) -> Pager:
    """Return the pager of an answer: the window behind the records that it holds.

    A server may give fewer records than it was asked for, or the one behind the last: the next window
    begins behind those that came, so that none is passed over.
    """
    query, total = query_of(answer.url), _total(answer.text)
    start, end, size = (number_in(query, [name]) for name in ("startrecord", "endrecord", "perpage"))
    if total is None or start is None or end is None or not size:
        return Pager(total=total)
    page, group = page_asked(answer), end - start + 1
    came = len(_records(answer.text))
    following = start + min(came, group)
    # Without a first page before it, an answer counts the groups from the first record on.
    pages = None if PAGE in answer.state else max(-(-total // group), 1)
    if not came or following > total:
        return Pager(total=total, pages=pages, page=page)
    # Some portals ask by GET, with the form in the address.
    asked = answer.asked
    address = asked.url if asked.method == "GET" else asked.url.partition("?")[0]
    window = _window(address, following, group, size, asked.body, asked.method)
    following_page = replace(window, state=((PAGE, str(page + 1)),))
    return Pager(next_pages=(following_page,), total=total, pages=pages, page=page)


def _window(
    address: str, start: int, size: int, per_page: int, form: bytes, method: str = "POST"
) -> PageRequest:
    window = {"startrecord": str(start), "endrecord": str(start - 1 + size), "perpage": str(per_page)}
    return PageRequest(url=with_query(address, *window.items()), method=method, body=form)
