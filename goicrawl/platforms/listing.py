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
    is_report: bool = False
    """Whether the system lists nothing but annual reports here, so that the title need not say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRequest:
    """How to ask for a listing page."""

    url: str
    """Absolute address."""
    method: str = "GET"
    """GET or POST."""
    body: bytes = b""
    """The form, URL-encoded; empty for GET."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers that the system asks for beyond those of any request, by name and value."""
    state: tuple[tuple[str, str], ...] = ()
    """What the system needs to know again when the answer comes, by name and value; never sent."""
    is_guess: bool = False
    """Whether nothing says that there is such a page: where there is none, the page before was the last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pager:
    """What a listing page says about its pages."""

    next_pages: tuple[PageRequest, ...] = ()
    """The pages to ask for next: none at the end, mostly one."""
    total: int | None = None
    """How many rows there are over all pages; None where it does not say."""
    pages: int | None = None
    """How many pages there are; None where it does not say."""
    page: int | None = None
    """Which of them this is, from 1; None where it does not say."""
    is_entry: bool = False
    """Whether this is no page of the listing but says where its first page is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A listing page as read."""

    rows: tuple[Row, ...]
    """Its rows in order, each address once."""
    next_pages: tuple[PageRequest, ...] = ()
    """The pages to ask for next: none at the end, mostly one."""
    total: int | None = None
    """How many rows the listing says it has over all its pages; None where it does not say."""
    pages: int | None = None
    """How many pages the pager says there are; None where it does not say."""
    page: int | None = None
    """Which of them this is, from 1; None where the page does not say."""
    has_pager: bool = False
    """Whether there is a pager at all: a listing without any is one page."""
    is_entry: bool = False
    """Whether this is no page of the listing but says where its first page is: in `next_pages`."""
