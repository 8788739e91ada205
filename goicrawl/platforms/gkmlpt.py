"""Guangdong's openness platform: /gkmlpt/index names categories, /gkmlpt/api/all/<category> has rows."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from goicrawl.platforms.answer import Answer, Entry, dig, entries_of, number_in, read_json, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.queries import query_of, with_query
from goicrawl.platforms.rows import unique

# window._CONFIG = {SID: '755001', …, TREE: [{"id": 721, "name": …, "children": […]}], …}
_SID = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(?P<sid>[0-9]{1,12})")
_TREE = re.compile(r"\bTREE['\"]?\s*[:=]\s*(?=\[)")
_REPORTS = re.compile(r"年报|年度报告")
_BASE = re.compile(r"^(?P<base>.*?/gkmlpt)(?:/|$)")

# What the portal's own table shows as 发布日期, seconds since 1970; the others where that is absent.
_TIMES = ("create_time", "display_publish_time", "first_publish_time")
_CHINA = timedelta(hours=8)

PAGE_ROWS = 100
"""How many rows the platform answers with, whatever its table shows a page."""


class Gkmlpt(Platform):
    """The openness platform (公开目录平台) of Guangdong, and the listings of its portals."""

    name = "gkmlpt"
    article = re.compile(r"/content/(?:[0-9]+/[0-9]+/)?m?post_[0-9]+\.html?$")
    parameters = frozenset({"category", "sid"})

    def enter(self, url: str, parameters: Mapping[str, str]) -> PageRequest:
        """Return the request for the rows where category and site are given, else for the start address.

        The category may be the start's fragment: /gkmlpt/index#721.
        """
        start, _, fragment = url.partition("#")
        category = parameters.get("category") or (fragment if fragment.isdecimal() else "")
        sid = parameters.get("sid")
        if category and sid and (request := _request(start, category, sid)):
            return request
        state = {"category": category, "sid": sid or ""}
        return PageRequest(url=start, state=tuple((name, value) for name, value in state.items() if value))

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of an answer, else those that stand in the page."""
        if answer.json is None:
            return super().find_rows(answer)
        entries = entries_of(dig(answer.json, "articles"))
        return unique(row for entry in entries if (row := _row(entry, answer.url)))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of an answer, or the way from the index to its reports' category."""
        if answer.json is not None:
            return _pager_of_answer(answer)
        sid = _SID.search(answer.text)
        if sid is None or _BASE.search(urlsplit(answer.url).path) is None:
            return super().find_pager(answer)
        category = answer.state.get("category") or _find_category(answer.text)
        request = _request(answer.url, category, answer.state.get("sid") or sid["sid"]) if category else None
        return Pager(next_pages=(request,) if request else (), is_entry=request is not None)


def _request(url: str, category: str, sid: str) -> PageRequest | None:
    base = _BASE.search(urlsplit(url).path)
    address = join(url, f"{base['base']}/api/all/{category}?page=1&sid={sid}") if base else None
    return PageRequest(url=address) if address else None


def _find_category(text: str) -> str | None:
    """Return the category of the annual reports in the page's tree: the fullest that is named after them."""
    found = _TREE.search(text)
    nodes = _nodes(read_json(text, found.end())) if found else iter(())
    named = [node for node in nodes if _REPORTS.search(text_in(node, ["name"]) or "")]
    fullest = max(named, key=lambda node: number_in(node, ["post_count"]) or 0, default={})
    number = number_in(fullest, ["id"])
    return str(number) if number is not None else None


def _nodes(tree: object, depth: int = 0) -> Iterator[Entry]:
    """Give every node of a tree, parents before their children; no deeper than trees are."""
    for node in entries_of(tree) if depth < 20 else ():
        yield node
        yield from _nodes(node.get("children"), depth + 1)


def _row(entry: Entry, url: str) -> Row | None:
    """Return the row of one article; one of type `url` leads off the platform, as its address says."""
    title, href = text_in(entry, ["title"]), text_in(entry, ["url", "post_url"])
    address = join(url, href) if href else None
    return Row(url=address, title=title, date=_date_of(entry)) if address and title else None


def _date_of(entry: Entry) -> str | None:
    """Return the day of an article in China, as the portal shows it; None where there is none."""
    seconds = number_in(entry, _TIMES)
    if seconds is None or not 0 < seconds < 2**32:
        return None
    return (datetime.fromtimestamp(seconds, UTC) + _CHINA).date().isoformat()


def _pager_of_answer(answer: Answer) -> Pager:
    """Return the pager of an answer; the first page's rows are as many as a page has."""
    shown = len(entries_of(dig(answer.json, "articles")))
    total, page = number_in(answer.json, ["total"]), number_in(query_of(answer.url), ["page"]) or 1
    size = number_in(answer.state, ["size"]) or (shown if page == 1 else PAGE_ROWS)
    pages = max(-(-total // size), 1) if total is not None and size else None
    more = shown > 0 and (pages is None or page < pages)
    following = PageRequest(url=with_query(answer.url, ("page", str(page + 1))), state=(("size", str(size)),))
    return Pager(next_pages=(following,) if more else (), total=total, pages=pages, page=page)
