"""UCAP (开普): list.shtml, list_2.shtml, …; the page count stands only in a script."""

import re
from urllib.parse import urljoin

from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import PageRequest

# createPageHTML('page_div',10, 1,'list','shtml',200): element, pages, this page from 1, name, ending, rows.
_CALL = re.compile(
    r"""createPageHTML\(\s*["'][\w-]*["']\s*,\s*(?P<pages>[0-9]+)\s*,\s*(?P<current>[0-9]+)\s*,"""
    r"""\s*["'](?P<name>[^"']*)["']\s*,\s*["'](?P<ending>[^"']*)["']\s*(?:,\s*(?P<total>[0-9]+))?"""
)


class Ucap(Platform):
    """UCAP, as Xinjiang, Gansu, Shaanxi and Heilongjiang have it."""

    name = "ucap"
    article = re.compile(
        r"/[0-9]{6}/(?:c[0-9]+_)?(?:[0-9a-f]{32}|[0-9]{5,})\.s?html$|/c[0-9]+/c[0-9]+/content\.s?html$"
    )

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the page after this one, where the script counts one more."""
        call = _CALL.search(text)
        if call is None:
            return super().find_next_pages(text, asked)
        after = int(call["current"]) + 1
        if after > int(call["pages"]):
            return ()
        return (PageRequest(url=urljoin(asked.url, f"{call['name']}_{after}.{call['ending']}")),)

    def find_total(self, text: str) -> int | None:
        """Return the rows that the pager counts."""
        call = _CALL.search(text)
        return int(call["total"]) if call and call["total"] else None
