"""A response, and the row that led to it -> the page as served."""

from datetime import UTC, datetime

from scrapy.http import Response

from goicrawl.items import Page
from goicrawl.platforms import Row
from goicrawl.portals import Portal


def page_of(response: Response, portal: Portal, row: Row | None = None) -> Page:
    """Return the page of a portal that a response holds, and what the listing said of it."""
    content_type = response.headers.get("Content-Type")
    # A replay leaves the moment at which the page was saved.
    fetched = response.meta["fetched"] if "fetched" in response.meta else datetime.now(UTC)
    return Page(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
        status=response.status,
        fetched=fetched,
        portal=portal.name,
        listed_title=row.title if row else None,
        listed_date=row.date if row else None,
    )
