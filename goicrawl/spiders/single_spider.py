"""One address -> the page that answers it, from the portal or from saved pages, and nothing else."""

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response

from goicrawl.archive import ArchiveError, PageArchive, SavedPage, request_key
from goicrawl.items import Page
from goicrawl.platforms import Row
from goicrawl.portals import Portal
from goicrawl.spiders.pages import page_of
from goicrawl.spiders.portal_spider import PortalSpider


class SingleSpider(PortalSpider):
    """Asks for one page of its portal, and keeps what came."""

    address: str
    """The address to ask for."""
    answer: SavedPage | None = None
    """What came; None where nothing did."""
    page: Page | None = None
    """The same, as it goes to the pipelines."""

    def take_archive(self, archive: PageArchive) -> None:
        """Let the last run answer that has the page. Raise `ArchiveError` where none has."""
        self.archive = archive
        archive.keep({portal.name for portal in self.portals})
        key = request_key("GET", self.address)
        having = [number for number, run in enumerate(archive.runs) if run.has(key)]
        if not having:
            archive.captures.close()
            raise ArchiveError(f"page not saved: {self.address}; give the paths that have it")
        # An answer that was unchanged in the last run has been read in the first.
        archive.runs = [archive.runs[number] for number in having]
        archive.number = next(
            number
            for number in reversed(range(len(archive.runs)))
            if (page := archive.runs[number].find(key)) and not page.unchanged
        )

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        yield self.report_request(self.address, self.portals[0])

    def parse_report(self, response: Response, portal: Portal, row: Row | None) -> Iterator[Page]:
        """Keep the page; give no item."""
        self.page = page_of(response, portal)
        self.answer = SavedPage(
            url=response.url,
            status=response.status,
            headers=tuple(
                (name.decode("latin-1"), value.decode("utf-8", "surrogateescape"))
                for name in response.headers
                for value in response.headers.getlist(name)
            ),
            read_body=lambda: response.body,
            portal=portal.name,
            place=response.url,
            fetched=self.page.fetched,
        )
        return iter(())
