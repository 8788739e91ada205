"""Paths with saved pages into one archive that answers requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from goicrawl.archive.fixtures import is_fixture, read_fixtures
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage


@dataclass(frozen=True, slots=True)
class PageArchive:
    """Saved pages by the request that they answer. Another format needs only a reader of `SavedPage`s."""

    pages: dict[RequestKey, SavedPage]
    """Every page, in the order of the paths."""
    single: frozenset[RequestKey]
    """Those that were named one by one: they are read as they are, without a listing that leads to them."""

    @property
    def portals(self) -> dict[str, str]:
        """The names of the portals that the pages belong to, each with the place of a page of it."""
        return {page.portal: page.place for page in self.pages.values()}


def read_archive(paths: Iterable[Path]) -> PageArchive:
    """Return the archive of all `paths`: fixtures roots, portals' folders, single fixtures.

    Raise `ArchiveError` where a page is damaged, or two answer the same request.
    """
    pages: dict[RequestKey, SavedPage] = {}
    single: set[RequestKey] = set()
    for path in paths:
        for page in read_fixtures(path):
            known = pages.setdefault(page.key, page)
            if Path(known.place).resolve() != Path(page.place).resolve():
                raise ArchiveError(
                    f"{page.place}: answers the same request as {known.place} "
                    f"({page.method} {page.url}); remove one of them"
                )
            if is_fixture(path):
                single.add(page.key)
    return PageArchive(pages, frozenset(single))
