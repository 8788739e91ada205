"""What every publishing system has in common: a listing page's text into rows and next pages."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.columns import STATE, is_report_column
from goicrawl.platforms.listing import Listing, Pager, PageRequest, Row
from goicrawl.platforms.pagers import find_any_pager
from goicrawl.platforms.rows import find_rows
from goicrawl.platforms.titles import is_report_title, is_title_in_column

# A report may be a file instead of a page; the file says so by its ending.
_FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|rtf|ofd)$", re.I)


READ_AS = "read_as"
"""The name in a request's state of the system that its answer is read by, where that is not the portal's."""


class Platform:
    """A publishing system. Subclasses say how its articles are addressed and how it pages."""

    name: ClassVar[str]
    """Its name in the registry of portals."""
    article: ClassVar[re.Pattern[str]]
    """What the path and query of an article's address look like."""
    parameters: ClassVar[frozenset[str]] = frozenset()
    """The names of the system's own parameters that a registry entry may give."""
    kin: "tuple[Platform, ...]" = ()
    """Systems of the same maker: a column may move between them, and the registry name the wrong one."""

    def enter(self, url: str, parameters: Mapping[str, str]) -> PageRequest:
        """Return the first request of the start address `url`, for a portal with these parameters."""
        given = {name: value for name, value in parameters.items() if name in self.parameters}
        return PageRequest(url=url.partition("#")[0], state=tuple(sorted(given.items())))

    def read_listing(self, text: str, asked: PageRequest) -> Listing:
        """Return what a listing page says. `text` answered the request `asked`.

        A page that this system makes nothing of is read as its kin's, and so are the pages behind it.
        """
        answer = Answer(text, asked)
        reader = next((one for one in self.kin if one.name == answer.state.get(READ_AS)), self)
        listing = reader.read(answer)
        if reader is not self:
            return _read_as(listing, reader.name)
        if _is_wanting(listing):
            found = ((one.name, one.read(answer)) for one in self.kin)
            better = (_read_as(other, name) for name, other in found if other.next_pages)
            return next(better, listing)
        return listing

    def read(self, answer: Answer) -> Listing:
        """Return what a listing page of this very system says."""
        pager = self.find_pager(answer)
        said = pager or Pager()
        listing = Listing(
            rows=self.find_rows(answer),
            next_pages=said.next_pages,
            total=said.total,
            pages=said.pages,
            page=said.page,
            has_pager=pager is not None,
            is_entry=said.is_entry,
        )
        return _of_reports(listing) if is_report_column(answer) else listing

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows, each address once."""
        return find_rows(answer, self.is_row)

    def is_row(self, address: str, title: str) -> bool:
        """Say whether a link without a date is a row: it leads to an article of this system, or to a file."""
        return self.is_article(address) or bool(_FILE.search(urlsplit(address).path))

    def is_article(self, address: str) -> bool:
        """Say whether an address, or its path alone, looks like an article's of this system."""
        parts = urlsplit(address)
        # A query may choose the article, or only the edition for telephones: ?isMobile=false.
        return bool(self.article.search(f"{parts.path}?{parts.query}") or self.article.search(parts.path))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return what the page says about its pages, None where it has no pager."""
        return find_any_pager(answer)


def _is_wanting(listing: Listing) -> bool:
    """Say whether a page leads no further although it shows no row, or fewer than it counts."""
    return not listing.next_pages and (not listing.rows or len(listing.rows) < (listing.total or 0))


def _read_as(listing: Listing, name: str) -> Listing:
    """Return the listing with its next pages marked to be read by the system of that name."""
    pages = tuple(replace(page, state=(*page.state, (READ_AS, name))) for page in listing.next_pages)
    return replace(listing, next_pages=pages)


def _of_reports(listing: Listing) -> Listing:
    """Return a listing of a column of reports: rows whose titles leave it to that are marked as reports."""
    rows = tuple(replace(row, is_report=True) if _needs_column(row) else row for row in listing.rows)
    pages = tuple(replace(page, state=(*page.state, STATE)) for page in listing.next_pages)
    return replace(listing, rows=rows, next_pages=pages)


def _needs_column(row: Row) -> bool:
    """Say whether a row can be a report, which only its column tells."""
    return not is_report_title(row.title) and is_title_in_column(row.title)
