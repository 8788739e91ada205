"""A listing page read by one of the systems, from a text or from a recorded page."""

from pathlib import Path

import pytest

from goicrawl.platforms import PLATFORMS, Listing, PageRequest

ROOT = Path(__file__).parents[1]
LISTINGS = ROOT.parent / "shared" / "pages" / "listings"
HOST = "http://www.x.gov.cn"

needs_shared = pytest.mark.skipif(not LISTINGS.is_dir(), reason="../shared is not beside the project")


def read(
    platform: str,
    text: str,
    path: str = "/zwgk/nb/index.html",
    form: bytes | None = None,
    state: tuple[tuple[str, str], ...] = (),
) -> Listing:
    """Read a text as the answer for a path of HOST; a form makes it the answer to a POST."""
    method = "GET" if form is None else "POST"
    asked = PageRequest(url=HOST + path, method=method, body=form or b"", state=state)
    return PLATFORMS[platform].read_listing(text, asked)


def read_file(platform: str, name: str, url: str, form: bytes | None = None) -> Listing:
    """Read a recorded page of ../shared as the answer for an address."""
    asked = PageRequest(url=url, method="GET" if form is None else "POST", body=form or b"")
    return PLATFORMS[platform].read_listing((LISTINGS / name).read_text(encoding="utf-8"), asked)


def turn(listing: Listing) -> PageRequest:
    """Return the one page that a listing leads to."""
    (page,) = listing.next_pages
    return page


def read_on(platform: str, listing: Listing, text: str) -> Listing:
    """Read a text as the answer to the page that a listing leads to."""
    return PLATFORMS[platform].read_listing(text, turn(listing))
