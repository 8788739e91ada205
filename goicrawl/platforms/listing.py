"""What a listing page says: its rows, and how to ask for its next page. Plain data."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of a listing: a link to an article."""

    url: str
    """Absolute address."""
    title: str
    """The article's title; whole where the page has it whole, else cut with an ellipsis."""
    date: str | None = None
    """The row's date as printed; None where it shows none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRequest:
    """How to ask for a listing page."""

    url: str
    """Absolute address."""
    method: str = "GET"
    """GET or POST."""
    body: bytes = b""
    """The form, URL-encoded; empty for GET."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A listing page as read."""

    rows: tuple[Row, ...]
    """Its rows in order, each address once."""
    next_pages: tuple[PageRequest, ...] = ()
    """The pages to ask for next: none at the end, mostly one."""
    total: int | None = None
    """How many rows the listing says it has over all its pages; None where it does not say."""
