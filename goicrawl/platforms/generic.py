"""Any listing whose rows are links with dates, with the usual pagers: for portals of no known system."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.pagers.turns import page_asked, request_page
from goicrawl.platforms.titles import is_report_title

_YEAR = re.compile(
    r"(?:19|20)[0-9]{2}|[12][〇零○一二三四五六七八九]{3}|二[〇零○][〇零○一二][〇零○一二三四五六七八九]"
)
# A folder is a column, not an article, even where its name reads like a report's: 2021年政府信息公开年报.
_FOLDER = re.compile(r"(?:^|/)(?:index|list)?(?:\.\w{1,5})?$")

# How articles are addressed that no other system has to itself.
_ARTICLES = (
    r"/t(?:[0-9]{8}_)?[0-9]{4,12}\.s?html?$",
    r"/(?:art|doc)_[0-9a-f_]{5,40}\.html$",
    r"/(?:content|article|post|c|Pages)_[0-9a-z_-]{4,60}(?:\.(?:s?html?|aspx?))?$",
    r"/c[0-9]{5,}/content\.s?html$",
    # a day or a month in the path: /doc/2026/09/16/1.shtml, /c/2024-01-30/1.shtml, /nw29402/20200820/1.html
    r"/[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]+\.s?html?$",
    r"/(?:19|20)[0-9]{2}-?[0-9]{2}(?:-?[0-9]{2})?/(?:[0-9]{1,2}/)?[^/?]{1,80}\.s?html?$",
    # nothing but a number: hexadecimal, UUID, a long decimal, the folder of an index
    r"/(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{12,20})\.s?html?$",
    r"/[0-9]{4,12}\.j?s?html?$",
    r"/[0-9]{6,12}/index\.s?html?$",
    r"/information/[0-9]{3,12}$",
    r"/\w*(?:show|view|detail|content|article)\w*\.\w{2,6}\?(?:.*&)?\w*id=[0-9a-f-]{2,40}\b",
)

PLACE = "{page}"
"""Stands for the page's number in the parameter `pages`."""


class Generic(Platform):
    """A listing of no known system.

    `pages` is the address of the pages behind the first, from the listing's own, where its pager is drawn
    by script and says no count: index_{page}.shtml, column-index-{page}.shtml, ?cur_page={page}. `first` is
    the number of the second page: 2 unless given, 1 where files are counted from 0.
    """

    name = "generic"
    article = re.compile("|".join(_ARTICLES), re.I)
    parameters = frozenset({"pages", "first"})

    def enter(self, url: str, parameters: Mapping[str, str]) -> PageRequest:
        """Return the request for the start address; where pages are addressed by a template it is kept."""
        request = super().enter(url, parameters)
        if PLACE not in parameters.get("pages", ""):
            return request
        return PageRequest(url=request.url, state=(*request.state, ("listing", request.url)))

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows with dates; without, only what is titled as a report, unless no row has a date."""
        rows = super().find_rows(answer)
        if not any(row.date for row in rows):
            return rows
        return tuple(row for row in rows if row.date or is_report_title(row.title))

    def is_row(self, address: str, title: str) -> bool:
        """Say whether a link without a date is a row: addressed as articles are, or titled as reports are."""
        if super().is_row(address, title):
            return True
        parts = urlsplit(address)
        named = is_report_title(title) and _YEAR.search(title)
        return bool(named and (parts.query or not _FOLDER.search(parts.path)))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the page's own pager, else the page that the registry's template leads to."""
        pager, template = super().find_pager(answer), answer.state.get("pages", "")
        if "listing" not in answer.state or (pager is not None and pager.pages is not None):
            return pager
        page = page_asked(answer)
        first = answer.state.get("first", "")
        number = page + (int(first) if first.isdecimal() else 2) - 1
        address = urljoin(answer.state["listing"], template.replace(PLACE, str(number)))
        kept = tuple(pair for pair in answer.asked.state if pair[0] in ("first", "listing", "pages"))
        state = (*kept, *request_page(address, page + 1).state)
        # The end is not known beforehand: no such page, one without rows, or one that repeats another.
        following = PageRequest(url=address, state=state, is_guess=True)
        return Pager(next_pages=(following,) if self.find_rows(answer) else (), page=page)
