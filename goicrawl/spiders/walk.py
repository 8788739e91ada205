"""How far a listing has been walked: what the next page's rows are told apart from."""

from dataclasses import dataclass, replace

from goicrawl.platforms import Listing, Row

MAX_PAGES = 300
"""Pages of one listing that are asked for at most; static pagers stop at 50 to 200."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """A walk over one listing. It is handed from page to page, and pickled with the requests."""

    listing: str
    """The address of the first page."""
    pages: int = 0
    """Pages read."""
    seen: frozenset[str] = frozenset()
    """The addresses of the rows so far."""
    total: int | None = None
    """How many rows the listing says it has."""

    def fresh(self, listing: Listing) -> tuple[Row, ...]:
        """Return the rows that no page before had: none where the pager repeats itself or has run out."""
        return tuple(row for row in listing.rows if row.url not in self.seen)

    def onward(self, listing: Listing) -> "Walk":
        """Return the walk after this page."""
        seen = self.seen | {row.url for row in listing.rows}
        return replace(self, pages=self.pages + 1, seen=seen, total=listing.total or self.total)

    @property
    def missed(self) -> int:
        """How many rows the listing says it has beyond those that were seen."""
        return max((self.total or 0) - len(self.seen), 0)
