"""TRS: index.html, index_1.html, …; the page count stands only in a script."""

import re
from urllib.parse import urljoin, urlsplit

from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import PageRequest

# createPageHTML(50, 0, "index", "html"): pages, this page from 0, file name, file ending.
_CALL = re.compile(
    r"""createPage\w*\(\s*["']?(?P<pages>[0-9]+)["']?\s*,\s*["']?(?P<current>[0-9]+)["']?\s*,"""
    r"""\s*["'](?P<name>[^"']*)["']\s*,\s*["'](?P<ending>[^"']*)["']"""
)
# The same in each page: var currentPage = 0; var countPage = 2; … "index"+"_" + nextPage + "."+"html"
_PAGES = re.compile(r"\bcountPage\s*=\s*(?P<pages>[0-9]+)")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(?P<current>[0-9]+)")
_NUMBERED = re.compile(r"_(?P<current>[0-9]{1,5})(?=\.\w{1,8}$)")
_FILE = re.compile(r"""\b(?P<name>\w{1,40})\\?"\s*\+\s*"_"\s*\+[^;]{0,40}?"\."\s*\+\s*"(?P<ending>\w+)""")
# Fujian's skin shows the first rows and fetches the others by script: recordCount: '20'.
_TOTAL = re.compile(r"""\brecordCount\s*:\s*["']?(?P<total>[0-9]+)""")


class Trs(Platform):
    """TRS WCM."""

    name = "trs"
    article = re.compile(r"/t[0-9]{8}_[0-9]+\.s?html?$")

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the page after this one, where the script counts one more."""
        if call := _CALL.search(text):
            pages, current = int(call["pages"]), int(call["current"])
            name, ending = call["name"], call["ending"]
        elif counted := _PAGES.search(text):
            at = _CURRENT.search(text) or _NUMBERED.search(asked.url)
            pages, current = int(counted["pages"]), int(at["current"]) if at else 0
            name, ending = _file_of(text, asked.url)
        else:
            return super().find_next_pages(text, asked)
        if current + 1 >= pages:
            return ()
        return (PageRequest(url=urljoin(asked.url, f"{name}_{current + 1}.{ending}")),)

    def find_total(self, text: str) -> int | None:
        """Return the record count of a skin that fetches its rows by script."""
        found = _TOTAL.search(text)
        return int(found["total"]) if found else None


def _file_of(text: str, url: str) -> tuple[str, str]:
    """Return the name and ending of the listing's files, as the script or else the address has them."""
    if written := _FILE.search(text):
        return written["name"], written["ending"]
    file = urlsplit(url).path.rpartition("/")[2]
    ending = file.rpartition(".")[2]
    return _NUMBERED.sub("", file).removesuffix(f".{ending}") or "index", ending or "html"
