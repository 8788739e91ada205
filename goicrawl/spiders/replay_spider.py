"""Saved pages of any portals -> the walk over them, as a live crawl of these portals would go."""

from collections.abc import Iterator

from scrapy import Request

from goicrawl.archive import PageArchive
from goicrawl.portals import Portal, PortalError
from goicrawl.spiders.portal_spider import PortalSpider


class ReplaySpider(PortalSpider):
    """Walks those of its portals that have saved pages, from the listing on.

    A portal of which only single pages were named, none of them a listing's first, has these pages
    read as they are.
    """

    name = "replay"

    def take_archive(self, archive: PageArchive) -> None:
        """Keep the portals that the archive has pages of. Raise `PortalError` for one nobody knows."""
        known = {portal.name: portal for portal in self.portals}
        for name, place in archive.portals.items():
            if name not in known:
                raise PortalError(
                    f"{place}: the registry has no portal {name!r}; name the folder after one of "
                    "`scrapy list`, or add the portal to a registry file (GOICRAWL_PORTALS)"
                )
        self.portals = tuple(known[name] for name in sorted(archive.portals))
        super().take_archive(archive)

    def start_portal(self, portal: Portal) -> Iterator[Request]:
        """Enter the portal by its listings, or by its pages where only single ones were named."""
        assert self.archive is not None  # noqa: S101 -- a replay takes its archive before it starts
        saved = {key: page for key, page in self.archive.pages.items() if page.portal == portal.name}
        alone = all(key in self.archive.single for key in saved)
        if alone and not any(page.url in portal.start for page in saved.values()):
            for page in saved.values():
                yield self.report_request(page.url, portal)
        else:
            yield from super().start_portal(portal)
