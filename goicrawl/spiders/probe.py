"""The address of a listing -> what its page says, read by the system that it is recognised as."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from goicrawl.clean.decode import decode
from goicrawl.items import Page
from goicrawl.platforms import PLATFORMS, Listing, PageRequest, is_report_title
from goicrawl.platforms.obstacles import find_obstacle
from goicrawl.platforms.recognise import LAST, Recognition, recognise
from goicrawl.portals import Portal

MAX_HOPS = 2
"""How often a system may say that its listing is elsewhere."""
LOOK_SETTINGS: dict[str, Any] = {
    "EXTENSIONS": {},
    "ITEM_PIPELINES": {},
    "GOICRAWL_ARCHIVE": "",
    "GOICRAWL_DATABASE": "",
}
"""A look is no crawl: nothing is stored, archived, locked or summed up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What was found at the address."""

    url: str
    """The address that answered, after redirects."""
    text: str
    """The page's text."""
    recognitions: tuple[Recognition, ...]
    """The publishing systems that it may be of, the best first."""
    platform: str | None
    """The one that it was read by; None where there is none."""
    listing: Listing
    """What that system reads in it."""


class ListingProbe(Spider):
    """Asks for one listing, with the project's manners, and for nothing it links to."""

    name = "addportal"
    portals: tuple[Portal, ...] = ()
    """A portal that stands for the one to be: its hosts are the address's own."""
    platform: str | None = None
    """The system to read the page by; None for the best recognised."""
    findings: Findings | None = None
    """What was found; None until then."""
    failure: str | None = None
    """Why nothing was found."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Turn off what belongs to crawls."""
        super().update_settings(settings)
        settings.setdict(LOOK_SETTINGS, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        for url in self.portals[0].start:
            yield self._request(PageRequest(url=url), self.recognise_page)

    def recognise_page(self, response: Response, asked: PageRequest) -> Iterator[Request]:
        """Recognise the system, then read the page, or what the system asks for in its place."""
        text = self._text_of(response)
        if text is None:
            return
        # A fragment names a category to gkmlpt; servers never see it.
        url = asked.url if asked.url.partition("#")[0] == response.url else response.url
        recognitions = recognise(text, url)
        platform = self.platform or _choose(recognitions, text, url)
        self.findings = Findings(
            url=url,
            text=text,
            recognitions=recognitions,
            platform=platform,
            listing=Listing(rows=()),
        )
        if platform is None:
            return
        entry = PLATFORMS[platform].enter(url, self.portals[0].parameters)
        if entry.method == "GET" and entry.url == url.partition("#")[0]:
            yield from self._take(text, entry, MAX_HOPS)
        else:
            yield self._request(entry, self.read_page, hops=MAX_HOPS)

    def read_page(self, response: Response, asked: PageRequest, hops: int) -> Iterator[Request]:
        """Read the answer to what the system asked for."""
        text = self._text_of(response)
        if text is not None:
            yield from self._take(text, replace(asked, url=response.url), hops)

    def _take(self, text: str, asked: PageRequest, hops: int) -> Iterator[Request]:
        """Keep what the page says; go on where it says only where the listing is."""
        assert self.findings is not None  # noqa: S101 -- recognise_page has set it
        assert self.findings.platform is not None  # noqa: S101 -- likewise
        listing = PLATFORMS[self.findings.platform].read_listing(text, asked)
        self.findings = replace(self.findings, listing=listing)
        if listing.is_entry and hops:
            for page in listing.next_pages[:1]:
                yield self._request(page, self.read_page, hops=hops - 1)

    def say_failed(self, failure: Failure) -> None:
        """Keep why the page could not be fetched."""
        self.failure = str(failure.value) or type(failure.value).__name__

    def _request(self, page: PageRequest, callback: Any, **more: object) -> Request:
        headers = dict(page.headers)
        if page.method == "POST":
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        return Request(
            page.url,
            method=page.method,
            body=page.body,
            headers=headers,
            callback=callback,
            errback=self.say_failed,
            cb_kwargs={"asked": page, **more},
            meta={"portal": self.portals[0].name, "kind": "listing"},
            dont_filter=True,
        )

    def _text_of(self, response: Response) -> str | None:
        """Return the text of an answer; None, with the failure kept, where it is no page to read."""
        header = response.headers.get("Content-Type")
        page = Page(
            url=response.url,
            body=response.body,
            content_type=header.decode("latin-1") if header else None,
            status=response.status,
            fetched=datetime.now(UTC),
        )
        obstacle = find_obstacle(page)
        if obstacle:
            self.failure = obstacle.detail
            return None
        return decode(page.body, page.content_type).text


def _choose(recognitions: tuple[Recognition, ...], text: str, url: str) -> str | None:
    """Return the system to read a page by, None where there is none.

    Marks may be the chrome's, or an older system's: the first system wins that knows the reports for
    its own articles, or where they are listed; else the best recognised.
    """
    names = [one.platform for one in recognitions]
    return next((name for name in names if _knows_reports(name, text, url)), names[0] if names else None)


def _knows_reports(name: str, text: str, url: str) -> bool:
    """Say whether a system finds its way in a page."""
    system = PLATFORMS[name]
    listing = system.read_listing(text, system.enter(url, {}))
    reports = [row for row in listing.rows if row.is_report or is_report_title(row.title)]
    return listing.is_entry or any(
        name == LAST or row.is_report or system.article.search(_path(row.url)) for row in reports
    )


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
