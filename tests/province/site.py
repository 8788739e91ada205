"""A portal as the server knows it: its rows, their pages, and what each request to it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tests.province.nights import Life
from tests.province.papers import Paper, make_paper

if TYPE_CHECKING:
    from tests.province.systems.base import System


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A page that the column lists."""

    number: int
    kind: str
    """`report`, `negative` (its title says that it is none), or the name of the trouble it makes."""
    title: str
    day: date
    path: str
    """Path and query of its address; a whole address where it is on another host."""
    aliases: tuple[str, ...] = ()
    """Further addresses of the same page, which are listed too."""
    life: Life = field(default_factory=Life)
    issuer: str | None = None
    year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A row as the listing shows it."""

    address: str
    title: str
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What a client asked for."""

    port: int
    method: str
    target: str
    """Path and query."""
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the portal sends back."""

    body: str | bytes = ""
    status: int = 200
    content_type: str | None = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "unknown"
    """What was asked for: `robots`, `listing`, `report`, `trouble`, `attachment`, or what no crawl should
    ask for: `negative`, `chrome`, `unknown`, `closed`, `clone`."""


@dataclass(kw_only=True)
class Site:
    """A portal."""

    name: str
    county: str
    index: int
    system: "System"
    traps: frozenset[str]
    seed: int = 0
    port: int = 0
    clone_port: int = 0
    night: int = 0
    entries: list[Entry] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """The scheme and host of its addresses."""
        return f"http://127.0.0.1:{self.port}"

    def has(self, trap: str) -> bool:
        """Say whether a trap is switched on."""
        return trap in self.traps

    def present(self) -> list[Entry]:
        """Return the entries of this night, the newest first."""
        now = [entry for entry in self.entries if entry.life.present(self.night)]
        return sorted(now, key=lambda entry: (entry.day, entry.number), reverse=True)

    def rows(self) -> list[Shown]:
        """Return what the listing shows this night."""
        return [
            Shown(address=address, title=entry.title, day=entry.day)
            for entry in self.present()
            for address in (entry.path, *entry.aliases)
        ]

    def paper(self, entry: Entry) -> Paper:
        """Return the report of an entry as it reads this night."""
        return make_paper(self.county, entry.number, entry.life.edition(self.night), self.seed)

    def find(self, target: str) -> Entry | None:
        """Return the entry at an address, present or not."""
        for entry in self.entries:
            if target == entry.path or target in entry.aliases:
                return entry
        return None
