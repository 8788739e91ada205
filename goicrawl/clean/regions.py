"""A scanned page's marked elements into those that are containers, chrome and titles."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from goicrawl.blocks.units import Line, Region, Unit
from goicrawl.clean.lines import PROSE_CHARS, is_document, is_evidence
from goicrawl.clean.names import CHROME, DOUBTFUL, TITLE

CHROME_PROSE = {CHROME: 200, DOUBTFUL: 40}
"""Characters of prose from which on an element holds the text, whatever its name: footers have under 150."""
EVIDENCE_CHARS = 40
"""Characters of prose that a heading of the report's forms is worth."""
READER = "您"
"""Sites speak to their readers so, and reports don't."""
TITLE_LINES = 5
"""Lines in an element that a title's name marks: with more it is a box around the article."""


class Container(NamedTuple):
    """A known container: the rule that knows it, its first and last tag."""

    rule: str
    start: int
    end: int


def regions_within(regions: Iterable[Region], roots: Iterable[Region]) -> set[Region | None]:
    """Return some regions and those inside them; `regions` come as they open."""
    found: set[Region | None] = {*roots}
    for region in regions:
        if region.outer in found:
            found.add(region)
    return found


def regions_around(regions: Iterable[Region]) -> set[Region]:
    """Return some regions and those around them."""
    found: set[Region] = set()
    for region in regions:
        outer: Region | None = region
        while outer is not None and outer not in found:
            found.add(outer)
            outer = outer.outer
    return found


def regions_of_text(regions: Iterable[Region], units: Sequence[Unit]) -> set[Region]:
    """Return the outermost of some regions that hold a text, or most of the page, and speak to no reader.

    They come as they open.
    """
    starts = list(accumulate([unit.start for unit in units], max))
    found, end = set(), -1
    for region in regions:
        if region.start < end:
            continue
        end = region.end
        inside = units[bisect_right(starts, region.start) : bisect_right(starts, end)]
        lines = [unit for unit in inside if isinstance(unit, Line)]
        prose = sum(map(_prose_chars, lines))
        to_reader = sum(_prose_chars(line) for line in lines if READER in line.text)
        holds_page = prose >= CHROME_PROSE[CHROME] or 2 * len(inside) > len(units)
        if holds_page and 2 * to_reader <= prose:
            found.add(region)
    return found


def outermost(regions: Sequence[Region]) -> list[Container]:
    """Return the containers that stand in no other of the same rule; `regions` come as they open."""
    boxes: list[Container] = []
    ends: dict[str, int] = {}
    for region in regions:
        rule = region.mark.split(":")[1]
        if region.start >= ends.get(rule, 0):
            ends[rule] = region.end
            boxes.append(Container(rule, region.start, region.end))
    return boxes


def titled_regions(regions: Iterable[Region], units: Iterable[Unit]) -> set[Region | None]:
    """Return the regions that a title's name marks, and which hold no more than a title."""
    titled = [region for region in regions if region.mark == TITLE]
    lines = Counter([unit.region for unit in units]) if titled else {}
    return {region for region in titled if lines.get(region, 0) <= TITLE_LINES}


def chrome_regions(
    regions: Sequence[Region], units: Iterable[Unit], bodies: Iterable[Region]
) -> set[Region | None]:
    """Return the regions that a name says are chrome, and those inside, unless they hold the text."""
    named = {region for region in regions if region.mark in (CHROME, DOUBTFUL)}
    if not named:
        return set()
    suspects = regions_within(regions, named)
    prose: Counter[Region | None] = Counter()
    for unit in units:
        if unit.region in suspects and isinstance(unit, Line) and not unit.links:
            prose[unit.region] += _prose_chars(unit)
    for region in reversed(regions):
        prose[region.outer] += prose[region]
    clear = {region for region in named if prose[region] >= CHROME_PROSE[region.mark]}
    return regions_within(regions, named.difference(clear, regions_around(bodies)))


def _prose_chars(line: Line) -> int:
    """Return the characters of a line that only a document has."""
    if is_evidence(line):
        return EVIDENCE_CHARS
    chars = sum(map(len, line.parts))
    return chars if chars >= PROSE_CHARS and is_document(line.text) else 0
