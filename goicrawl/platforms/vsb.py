"""VSB (博达): nb.htm, then nb/10.htm, nb/9.htm, …, nb/1.htm: the files are numbered from the end."""

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager
from goicrawl.platforms.pagers import find_any_pager
from goicrawl.platforms.pagers.turns import request_page

# /nb.htm is the first page, /nb/10.htm the second of eleven.
_NUMBERED = re.compile(r"^(?P<stem>.*)/(?P<number>[0-9]{1,5})\.(?P<ending>html?)$")
_FIRST = re.compile(r"^(?P<stem>.*)\.(?P<ending>html?)$")


class Vsb(Platform):
    """Visual SiteBuilder of Boda (西安博达)."""

    name = "vsb"
    article = re.compile(
        r"/info/(?:[0-9]{1,8}/[0-9]{1,10}|egovinfo/\S{1,200})\.html?$|/content\.jsp\?\S{0,200}\bwbnewsid=[0-9]+"
    )

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of the page's links; where they move by script, count the files down."""
        pager = find_any_pager(answer)
        if pager is None or pager.pages is None:
            return pager
        page = _page_of(answer.url, pager.pages) or pager.page or 1
        if pager.next_pages or page >= pager.pages:
            return replace(pager, page=page)
        address = _address_after(answer.url, pager.pages, page)
        return replace(pager, next_pages=(request_page(address, page + 1),) if address else (), page=page)


def _page_of(url: str, pages: int) -> int | None:
    """Return which page a numbered file is; None for the first page, which has no number."""
    numbered = _NUMBERED.search(urlsplit(url).path)
    page = pages - int(numbered["number"]) + 1 if numbered else 0
    return page if page > 1 else None


def _address_after(url: str, pages: int, page: int) -> str | None:
    """Return the address of the page behind this one."""
    path = urlsplit(url).path
    named = _NUMBERED.search(path) if page > 1 else _FIRST.search(path)
    return urljoin(url, f"{named['stem']}/{pages - page}.{named['ending']}") if named else None
