"""UCAP (开普): list.shtml, list_2.shtml, …, counted in a script; or JSON of /common/search/<channel>."""

import re
from collections.abc import Mapping

from goicrawl.platforms.answer import Answer, Entry, dig, entries_of, number_in, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers import find_any_pager, find_ucap_call
from goicrawl.platforms.queries import query_of, with_query
from goicrawl.platforms.rows import unique

# url: "/common/search/e5eb2abb5014415399847ba2bb99b31f?_isAgg=true&_isJson=true&_pageSize=20&…&page="
_SEARCH = re.compile(
    r"(?P<path>(?:/[\w-]{1,40})?/(?:search|searchList)/[0-9a-f]{32})(?P<query>\?[\w=&.%-]{0,400}_isJson=true[\w=&.%-]{0,400})?"
)
# The same put together: "/common/search/" + channelId, the channel being the page's own.
_SEARCH_PATH = re.compile(r"(?P<path>(?:/[\w-]{1,40})?/(?:search|searchList)/)['\"]\s*\+")
_CHANNEL = re.compile(
    r"<meta\s+name\s*=\s*['\"]channelId['\"]\s+content\s*=\s*['\"](?P<channel>[0-9a-f]{32})", re.I
)
_QUERY = (("_isAgg", "true"), ("_isJson", "true"), ("_pageSize", "20"), ("_template", "index"))


class Ucap(Platform):
    """UCAP, as Xinjiang, Gansu, Shaanxi, Heilongjiang and the State Council have it."""

    name = "ucap"
    article = re.compile(
        r"/[0-9]{6}/(?:c[0-9]+_)?(?:[0-9a-f]{32}|[0-9]{5,})\.s?html?$|/c[0-9]+/c[0-9]+/content\.s?html$"
        r"|/(?:content|article)_[0-9]+\.html?$|/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/[0-9a-f]{32}\.s?html$"
    )
    parameters = frozenset({"channel"})

    def enter(self, url: str, parameters: Mapping[str, str]) -> PageRequest:
        """Return the request for the start address, or for the rows of the channel that is given."""
        channel = parameters.get("channel")
        if not channel:
            return super().enter(url, parameters)
        address = join(url, f"/common/search/{channel}") or url
        return PageRequest(url=with_query(address, *_QUERY, ("page", "1")))

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of the answer in JSON, else those that stand in the page."""
        if answer.json is None:
            return super().find_rows(answer)
        entries = entries_of(_found(answer).get("results"))
        return unique(row for entry in entries if (row := _row(entry, answer.url)))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager that counts in a script, in JSON, or that asks for JSON."""
        if answer.json is not None:
            return _pager_of_answer(answer)
        if pager := find_ucap_call(answer):
            return pager
        address = _address_of_rows(answer)
        if address is None or super().find_rows(answer):
            return find_any_pager(answer)
        return Pager(next_pages=(PageRequest(url=address),), is_entry=True)


def _address_of_rows(answer: Answer) -> str | None:
    """Return where the page's script asks for the first rows in JSON, None where it does not."""
    if asks := _SEARCH.search(answer.text):
        path, query = asks["path"], asks["query"] or ""
    elif (put := _SEARCH_PATH.search(answer.text)) and (channel := _CHANNEL.search(answer.text)):
        path, query = put["path"] + channel["channel"], ""
    else:
        return None
    address = join(answer.url, path + query)
    return address and with_query(address, *(() if query else _QUERY), ("page", "1"))


def _found(answer: Answer) -> Entry:
    """Return what holds the results of an answer: {"data": {"total": 2, "results": […]}}, perhaps deeper."""
    for holder in (dig(answer.json, "data"), dig(answer.json, "results", "data"), answer.json):
        if isinstance(holder, dict) and isinstance(holder.get("results"), list):
            return holder
    return {}


def _row(entry: Entry, url: str) -> Row | None:
    """Return the row of a result: {"title": …, "url": "//www…", "publishedTimeStr": "2026-09-01 16:38"}."""
    title, address = text_in(entry, ["title"]), join(url, text_in(entry, ["url"]) or "")
    if not title or not text_in(entry, ["url"]) or address is None:
        return None
    return Row(url=address, title=title, date=text_in(entry, ["publishedTimeStr"]))


def _pager_of_answer(answer: Answer) -> Pager:
    """Return the pager of an answer: its total, and the next page while that is more than were asked for."""
    query = query_of(answer.url)
    found, size = _found(answer), number_in(query, ["_pageSize"])
    page = number_in(query, ["page"]) or number_in(found, ["page"]) or 1
    total = number_in(found, ["total"])
    # Servers may give fewer rows a page than they were asked for.
    rows = number_in(found, ["rows"]) or size or len(entries_of(found.get("results")))
    pages = -(-total // rows) if total is not None and rows else None
    more = bool(found.get("results")) and (pages is None or page < pages)
    address = with_query(answer.url, ("page", str(page + 1)))
    return Pager(
        next_pages=(PageRequest(url=address),) if more else (),
        total=total,
        pages=pages and max(pages, 1),
        page=page,
    )
