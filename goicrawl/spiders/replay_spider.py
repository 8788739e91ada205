"""Saved pages of any portals -> the walk over them, as a live crawl of these portals would go."""

from collections.abc import Iterator

from scrapy import Request

from goicrawl.archive import PageArchive, request_key
from goicrawl.platforms import PLATFORMS
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
        """Enter the portal by its listings, or by its pages where there are only single ones."""
        assert self.archive is not None  # noqa: S101 -- a replay takes its archive before it starts
        run = self.archive.current
        if portal.name not in run.portals:
            return
        singles = [] if self._has_listing(portal) else run.singles_of(portal.name)
        for url in singles:
            yield self.report_request(url, portal)
        if not singles and (run.walked or self._has_listing(portal)):
            yield from super().start_portal(portal)

    def _has_listing(self, portal: Portal) -> bool:
        """Say whether the run has the first page of any of the portal's listings."""
        assert self.archive is not None  # noqa: S101 -- likewise
        platform = PLATFORMS[portal.platform]
        entries = [platform.enter(url, portal.parameters) for url in portal.start]
        return any(self.archive.current.has(request_key(one.method, one.url, one.body)) for one in entries)
