"""What every publishing system has in common: a listing page's text into rows and next pages."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from goicrawl.platforms.listing import Listing, PageRequest, Row
from goicrawl.text import squeeze

# A report may be a file instead of a page; the file says so by its ending.
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|rtf|ofd)$", re.I)
_NO_ADDRESS = re.compile(r"^(?:#|javascript:|mailto:|tel:)|[{}]|'\s*\+", re.I)
_DATE = re.compile(r"(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]{1,2}\s?[-/.月]\s?[0-9]{1,2}日?")
_DATE_AT_END = re.compile(rf"^[\[(]?{_DATE.pattern}[\])]?\s?|\s?[\[(]?{_DATE.pattern}[\])]?$")
_CUT = re.compile(r"(?:…|\.{2,})$")
_NEXT = re.compile(r"^[\[<>«»‹› ]*(?:下一?页|后一?页)[\]<>«»‹› ]*$")

ROW_TAGS = frozenset({"li", "tr", "dl"})
"""Elements that hold one row."""
ROW_DEPTH = 6
"""How far above its link a row's own element is looked for."""
ROW_CHARS = 2_000
"""More text than this is a layout, not a row."""


class Platform:
    """A publishing system. Subclasses say how its articles are addressed and how it pages."""

    name: ClassVar[str]
    """Its name in the registry of portals."""
    article: ClassVar[re.Pattern[str]]
    """What the path and query of an article's address look like."""
    parameters: ClassVar[frozenset[str]] = frozenset()
    """The names of the system's own parameters that a registry entry may give."""

    def enter(self, url: str, parameters: Mapping[str, str]) -> PageRequest:
        """Return the first request of the start address `url`, for a portal with these parameters."""
        return PageRequest(url=url)

    def read_listing(self, text: str, asked: PageRequest) -> Listing:
        """Return what a listing page says. `text` answered the request `asked`."""
        next_pages, total = self.find_next_pages(text, asked), self.find_total(text)
        return Listing(
            rows=self.find_rows(text, asked.url),
            next_pages=next_pages,
            total=total,
            has_pager=bool(next_pages) or total is not None,
        )

    def find_rows(self, text: str, url: str) -> tuple[Row, ...]:
        """Return the rows, each address once; those in comments where the page keeps them only there."""
        tree = parse_html(text)
        if tree is None:
            return ()
        rows = self.rows_of(tree, url)
        if not rows:
            hidden = (parse_html(comment.text or "") for comment in tree.iter(etree.Comment))
            rows = [row for part in hidden if part is not None for row in self.rows_of(part, url)]
        return unique(rows)

    def rows_of(self, tree: html.HtmlElement, url: str) -> list[Row]:
        """Return the rows of a parsed page or part of one, repeats included."""
        rows = []
        base = find_base(tree, url)
        texts: dict[html.HtmlElement, str] = {}
        for link in tree.iter("a"):
            href = (link.get("href") or "").strip()
            title = title_of(link)
            if not href or not title or _NO_ADDRESS.search(href):
                continue
            address = join(base, href)
            dates = find_dates(link, texts)
            if address and (dates or self.is_article(address)):
                rows.append(Row(url=address, title=title, date=dates[0] if len(dates) == 1 else None))
        return rows

    def is_article(self, address: str) -> bool:
        """Say whether an address looks like an article's of this system, or like a file."""
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return bool(self.article.search(path) or _FILE.search(parts.path))

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the page that the link 下一页 leads to; systems that page by script do otherwise."""
        tree = parse_html(text)
        if tree is None:
            return ()
        base = find_base(tree, asked.url)
        for link in tree.iter("a"):
            href = (link.get("href") or "").strip()
            label = squeeze(link.text_content()), squeeze(link.get("title") or "")
            if href and not _NO_ADDRESS.search(href) and any(map(_NEXT.search, label)):
                address = join(base, href)
                return (PageRequest(url=address),) if address and address != asked.url else ()
        return ()

    def find_total(self, text: str) -> int | None:
        """Return how many rows the listing says it has over all its pages, None where it does not say."""
        return None


def parse_html(text: str) -> html.HtmlElement | None:
    """Return the tree of a page or fragment, None where it has no element."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but white space
        return None


def unique(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows, each address once: the first."""
    by_address: dict[str, Row] = {}
    for row in rows:
        by_address.setdefault(row.url, row)
    return tuple(by_address.values())


def join(base: str, href: str) -> str | None:
    """Return the absolute address of a link without its fragment, None where it is none."""
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address.partition("#")[0] if parts.scheme in ("http", "https") and parts.hostname else None


def find_base(tree: html.HtmlElement, url: str) -> str:
    """Return the address that a page's links are relative to."""
    for element in tree.iter("base"):
        href = element.get("href")
        if href:
            return join(url, href.strip()) or url
    return url


def title_of(link: html.HtmlElement) -> str:
    """Return a link's title: its text, or its title= where that has the same more wholly."""
    text = _DATE_AT_END.sub("", squeeze(link.text_content()))
    title = squeeze(link.get("title") or "")
    whole = title and (_CUT.search(text) or text in title or title in text)
    return title if whole else text


def find_dates(link: html.HtmlElement, texts: dict[html.HtmlElement, str]) -> tuple[str, ...]:
    """Return the different dates that stand in a link's row, as printed: those beside it, else in it.

    `texts` keeps the text of each row: a layout table is the row of every link in it.
    """
    row = _row_of(link)
    if row is None:
        return ()
    text = texts.get(row)
    if text is None:
        text = texts[row] = row.text_content()
    if len(text) > ROW_CHARS:
        return ()
    inside = link.text_content()
    found = _DATE.findall(squeeze(text.replace(inside, " ", 1))) or _DATE.findall(squeeze(inside))
    return tuple(dict.fromkeys(found))


def _row_of(link: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element that holds the link's row: a list item, or the widest that holds no other link."""
    row = None
    for element in islice(link.iterancestors(), ROW_DEPTH):
        if element.tag in ROW_TAGS:
            return element
        if any(True for _ in islice(element.iter("a"), 1, None)):
            break
        row = element
    return row
