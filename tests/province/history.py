"""The nights on which a province was crawled -> what a database must say became of each report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.province.server import Province
from tests.province.site import Entry, Site

CHANGED, VANISHED, REAPPEARED = "changed", "vanished", "reappeared"


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What became of a report over the nights on which somebody looked."""

    addresses: frozenset[str]
    events: Mapping[str, int]
    """How often it changed, vanished and came back: kind to count, none that is 0."""
    is_there: bool
    """Whether it was there on the last of these nights."""


def pasts(province: Province, nights: Mapping[str, Sequence[int]] | Sequence[int]) -> list[Past]:
    """Return the past of every report that was ever seen.

    `nights` are those on which each portal was crawled to its end, in their order: the same for all
    portals, or by the portal's name.
    """
    looked = {
        site.name: nights.get(site.name, ()) if isinstance(nights, Mapping) else nights
        for site in province.sites
    }
    found = (
        past_of(site, entry, looked[site.name])
        for site in province.sites
        for entry in site.entries
        if entry.kind == "report"
    )
    return [past for past in found if past is not None]


def past_of(site: Site, entry: Entry, nights: Sequence[int]) -> Past | None:
    """Return the past of a report; None where nobody ever saw it."""
    events: Counter[str] = Counter()
    edition: int | None = None
    is_there = False
    for night in nights:
        present = entry.life.present(night)
        if edition is not None and present != is_there:
            events[REAPPEARED if present else VANISHED] += 1
        if present:
            now = entry.life.edition(night)
            events[CHANGED] += edition is not None and now != edition
            edition = now
        is_there = present
    if edition is None:
        return None
    addresses = frozenset(site.origin + path for path in (entry.path, *entry.aliases))
    return Past(addresses=addresses, events=dict(+events), is_there=is_there)
