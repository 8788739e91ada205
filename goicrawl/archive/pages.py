"""Paths with saved pages into one archive that answers requests, run by run."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from goicrawl.archive.captures import CaptureIndex
from goicrawl.archive.fixtures import is_fixture, read_fixtures
from goicrawl.archive.runs import WarcRun, read_runs
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage
from goicrawl.archive.warc_file import is_warc


@dataclass(eq=False)
class FixtureRun:
    """The pages of all fixtures that were named: they are one run, of however many portals."""

    pages: dict[RequestKey, SavedPage] = field(default_factory=dict)
    """Every page, in the order of the paths."""
    single: set[RequestKey] = field(default_factory=set)
    """Those that were named one by one: they are read as they are, without a listing that leads to them."""
    asked: set[RequestKey] = field(default_factory=set)
    """Those that were asked for."""
    walked: ClassVar[bool] = True
    """Fixtures without their listing are a mistake."""

    @property
    def portals(self) -> dict[str, str]:
        """The names of the portals that the pages belong to, each with the place of a page of it."""
        return {page.portal: page.place for page in self.pages.values()}

    def has(self, key: RequestKey) -> bool:
        """Say whether a page answers a request."""
        return key in self.pages

    def find(self, key: RequestKey) -> SavedPage | None:
        """Return the page that answers a request, None where there is none."""
        self.asked.add(key)
        return self.pages.get(key)

    def unasked(self) -> Iterator[tuple[str, str, str | None]]:
        """Give address, place and kind (which nobody knows) of every page that nothing asked for."""
        for key, page in self.pages.items():
            if key not in self.asked:
                yield page.url, page.place, None

    def singles_of(self, portal: str) -> list[str]:
        """Return the addresses of a portal's pages where all of them were named one by one, else nothing."""
        own = {key: page for key, page in self.pages.items() if page.portal == portal}
        return [page.url for page in own.values()] if own.keys() <= self.single else []


Run = FixtureRun | WarcRun
"""Saved pages that were fetched, or are taken as fetched, in one go."""


@dataclass(eq=False)
class PageArchive:
    """Saved pages, run by run: first the fixtures, then the runs of the WARC files in order of time."""

    runs: list[Run]
    """The runs."""
    captures: CaptureIndex
    """Where the WARC files have what."""
    number: int = 0
    """Which run answers now."""

    @property
    def current(self) -> Run:
        """The run that answers now."""
        return self.runs[self.number]

    @property
    def portals(self) -> dict[str, str]:
        """The names of the portals that any page belongs to, each with the place of a page of it."""
        return {name: place for run in reversed(self.runs) for name, place in run.portals.items()}

    def keep(self, portals: Collection[str]) -> None:
        """Leave out the pages of all other portals."""
        for run in self.runs:
            if isinstance(run, FixtureRun):
                run.pages = {key: page for key, page in run.pages.items() if page.portal in portals}
        self.runs = [run for run in self.runs if run.portals.keys() & set(portals)] or [FixtureRun()]

    def find(self, key: RequestKey) -> SavedPage | None:
        """Return the page that answers a request in the run that answers now."""
        return self.current.find(key)

    def knows(self, key: RequestKey) -> bool:
        """Say whether a page of any run answers a request."""
        return self.captures.knows(key) or any(
            isinstance(run, FixtureRun) and run.has(key) for run in self.runs
        )


def read_archive(paths: Iterable[Path]) -> PageArchive:
    """Return the archive of all `paths`: fixtures roots, portals' folders, single fixtures, WARC files,
    and folders of these.

    Raise `ArchiveError` where a page is damaged, or two fixtures answer the same request.
    """
    fixtures = FixtureRun()
    warcs: list[Path] = []
    for path in paths:
        found = _find_warcs(path)
        warcs += found
        if not found or (path.is_dir() and any(path.rglob("meta.json"))):
            _take_fixtures(fixtures, path)
    runs, captures = read_runs(warcs)
    return PageArchive([*([fixtures] if fixtures.pages else []), *runs] or [fixtures], captures)


def _find_warcs(path: Path) -> list[Path]:
    """Return the WARC files that a path names: itself, or all in the folder, in order of their names."""
    if path.is_file():
        return [path]
    if is_warc(path) and not path.is_dir():
        raise ArchiveError(f"{path}: no such file; give WARC files, fixtures, or folders of them")
    return sorted(file for file in path.rglob("*.warc*") if is_warc(file) and file.is_file())


def _take_fixtures(run: FixtureRun, path: Path) -> None:
    """Take the fixtures that a path names. Raise `ArchiveError` where two answer the same request."""
    for page in read_fixtures(path):
        known = run.pages.setdefault(page.key, page)
        if Path(known.place).resolve() != Path(page.place).resolve():
            raise ArchiveError(
                f"{page.place}: answers the same request as {known.place} "
                f"({page.method} {page.url}); remove one of them"
            )
        if is_fixture(path):
            run.single.add(page.key)
