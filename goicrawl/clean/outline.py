"""A scanned page as what is seen of it: visible units and their weights, containers, headline."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from goicrawl.blocks.scanner import Scan
from goicrawl.blocks.units import DataTable, Line, Region, Unit
from goicrawl.clean.fields import find_field_title
from goicrawl.clean.headline import Headline, find_headline, find_line_over_fields
from goicrawl.clean.lines import (
    CONTROL_CHARS,
    EDGE_WEIGHT,
    PROSE_CHARS,
    is_byline,
    is_control,
    is_dated_name,
    is_document,
    is_edge,
    is_evidence,
    weigh,
)
from goicrawl.clean.names import BODY, CHROME, DOUBTFUL, HIDDEN, TITLE
from goicrawl.clean.page_meta import HeadTitles

NEAR = 4
"""Tags between two lines of one text at most."""
LIGHT = -3.0
"""A unit below this weight speaks for chrome."""
CHROME_PROSE = {CHROME: 200, DOUBTFUL: 40}
"""Characters of prose from which on an element holds the text, whatever its name: footers have under 150."""
EVIDENCE_CHARS = 40
"""Characters of prose that a heading of the report's forms is worth."""
BYLINES = 16
"""Lines under the headline among which the date, the source and the tools stand."""
TITLE_LINES = 5
"""Lines in an element that a title's name marks: with more it is a box around the article."""


class Container(NamedTuple):
    """A known container: the rule that knows it, its first and last tag."""

    rule: str
    start: int
    end: int


class Outline:
    """A page as its visible units in order."""

    def __init__(
        self,
        scan: Scan,
        bounds: Sequence[Container],
        titles: HeadTitles,
        *,
        unhide: bool = False,
        trusts_names: bool = True,
    ) -> None:
        """Read a scan: `bounds` are containers known by comments.

        `unhide` shows the hidden containers; without `trusts_names` what starts under the headline is no
        chrome, whatever it is called.
        """
        marked = [region for region in scan.regions if region.mark.startswith(BODY)]
        roots = {region for region in scan.regions if region.mark.endswith(HIDDEN)}
        hidden = _within(scan.regions, roots.difference(_around(marked) if unhide else ()))
        shown = [region for region in marked if region not in hidden]
        self.has_hidden = len(shown) < len(marked)
        self.containers = [*bounds, *_outermost(shown)]
        self.units = [unit for unit in scan.units if unit.region not in hidden]
        self.starts = list(accumulate((unit.start for unit in self.units), max))
        self.outer, self.ends = scan.outer, scan.ends
        self.chrome = _named_chrome(scan.regions, self.units, shown)
        field = None if titles.article else find_field_title(self.units)
        self.headline = find_headline(
            self.units,
            [*titles.known(), *filter(None, [field])],
            self.chrome,
            _titled(scan.regions, self.units),
        ) or find_line_over_fields(self.units)
        if not trusts_names and (below := self._find_below_headline()) and below.region:
            self.chrome -= _within(scan.regions, _around([below.region]))
        self._weights: list[float | None] = [None] * len(self.units)
        self._edges: list[bool | None] = [None] * len(self.units)
        self.headline_is_text = bool(self.headline) and self._is_first_line(self.headline)
        self.asides: frozenset[int] = frozenset()
        self.last = len(self.units) - 1

    def bound(self, asides: Iterable[int], last: int) -> None:
        """Note which units stand in boxes beside the text, and the last one that the article can have."""
        self.asides, self.last = frozenset(asides), last
        for index in self.asides:
            self._weights[index], self._edges[index] = EDGE_WEIGHT, True

    def _is_first_line(self, headline: Headline | None) -> bool:
        """Tell whether a headline is the body's own first line: a paragraph in one box with the next."""
        if headline is None or headline.is_titled or headline.last + 1 >= len(self.units):
            return False
        box = self.units[headline.last].box
        for index in range(headline.last + 1, min(headline.last + 1 + TITLE_LINES, len(self.units))):
            if self.units[index].box != box or self.is_edge(index):
                return False
            if self.weight_of(index) > 0:
                break
        return True

    def _find_below_headline(self) -> Unit | None:
        """Find the first unit below the headline that is no date or tool; None where links come first."""
        below = self.headline.last + 1 if self.headline else len(self.units)
        for unit in self.units[below : below + BYLINES]:
            is_tool = isinstance(unit, Line) and (is_control(unit.text) or is_byline(unit.text))
            if unit.link_chars and not is_tool:
                return None
            if not (is_tool or is_edge(unit)):
                return unit
        return None

    def is_headline(self, index: int) -> bool:
        """Tell whether a unit is the page's headline, and no heading of the body's own."""
        if self.headline is None or self.headline_is_text:
            return False
        after = self.headline.last + 1
        is_over = self.headline.is_named and self.headline.is_titled
        is_over = is_over or (after < len(self.units) and self.is_edge(after))
        return is_over and self.headline.first <= index <= self.headline.last

    def repeats_headline(self, index: int) -> bool:
        """Tell whether a unit says what the headline says: the start of the page's other version."""
        return self.headline is not None and self.units[index].text == self.headline.text

    def is_shell(self, index: int) -> bool:
        """Tell whether a unit is chrome or headline between two versions of the text."""
        return self.is_edge(index) or self.repeats_headline(index)

    def weight_of(self, index: int) -> float:
        """Return how much a unit speaks for the body (above 0) or for chrome (below 0)."""
        weight = self._weights[index]
        if weight is None:
            unit = self.units[index]
            weight = self._weights[index] = weigh(unit, is_named_chrome=unit.region in self.chrome)
        return weight

    def weight(self, first: int, last: int) -> float:
        """Return the weight of the units from `first` to `last`."""
        return sum(self.weight_of(index) for index in range(first, last + 1))

    def boxes_around(self, index: int) -> Iterator[tuple[int, int]]:
        """Give the first and last unit of each box around a unit, inside out."""
        box = self.units[index].box
        while box >= 0:
            if box in self.ends:
                yield self.units_in(Container("", box, self.ends[box]))
            box = self.outer.get(box, -1)

    def units_in(self, box: Container) -> tuple[int, int]:
        """Return a container's first and last unit; the first is past the last where it has none."""
        return bisect_right(self.starts, box.start), bisect_right(self.starts, box.end) - 1

    def is_edge(self, index: int) -> bool:
        """Tell whether a unit is chrome where it stands at an edge."""
        known = self._edges[index]
        if known is None:
            unit = self.units[index]
            known = is_edge(unit) or (unit.region in self.chrome and self.weight_of(index) < 0)
            self._edges[index] = known
        return known

    def is_byline(self, index: int) -> bool:
        """Tell whether a unit is one of the lines under the headline that say when and by whom."""
        if self.headline is None or not 0 < index - self.headline.last <= BYLINES:
            return False
        unit = self.units[index]
        return isinstance(unit, Line) and (is_byline(unit.text) or self._is_date_above(index))

    def _is_date_above(self, index: int) -> bool:
        """Tell whether a unit is a date in another box than what follows: documents date their text."""
        return (
            index + 1 < len(self.units)
            and self.units[index].box != self.units[index + 1].box
            and is_dated_name(self.units[index].text)
        )

    def is_chrome(self, index: int) -> bool:
        """Tell whether a unit is chrome wherever it stands; tables never are."""
        unit = self.units[index]
        if isinstance(unit, DataTable):
            return False
        if index in self.asides:
            return True
        return is_control(unit.text) or (unit.region in self.chrome and self.weight_of(index) < 0)

    def is_light(self, index: int) -> bool:
        """Tell whether a unit speaks for chrome, and stands in no known container."""
        unit = self.units[index]
        if unit.region in self.chrome or unit.link_chars or len(unit.text) <= CONTROL_CHARS:
            return not self.is_held[index] and self.weight_of(index) < LIGHT
        return False

    def is_contained(self, first: int, last: int) -> bool:
        """Tell whether one known container holds two units and so what stands between."""
        start, end = self.units[first].start, self.units[last].end
        return any(box.start < start and end <= box.end for box in self.containers)

    @cached_property
    def is_held(self) -> list[bool]:
        """For each unit, whether a known container holds it."""
        steps = [0] * (len(self.units) + 1)
        for box in self.containers:
            first, last = self.units_in(box)
            if first <= last:
                steps[first] += 1
                steps[last + 1] -= 1
        return [depth > 0 for depth in accumulate(steps)]


def _within(regions: Iterable[Region], roots: Iterable[Region]) -> set[Region | None]:
    """Return some regions and those inside them; `regions` come as they open."""
    found: set[Region | None] = {*roots}
    for region in regions:
        if region.outer in found:
            found.add(region)
    return found


def _around(regions: Iterable[Region]) -> set[Region]:
    """Return some regions and those around them."""
    found: set[Region] = set()
    for region in regions:
        outer: Region | None = region
        while outer is not None and outer not in found:
            found.add(outer)
            outer = outer.outer
    return found


def _outermost(regions: Sequence[Region]) -> list[Container]:
    """Return the containers that stand in no other of the same rule; `regions` come as they open."""
    boxes: list[Container] = []
    ends: dict[str, int] = {}
    for region in regions:
        rule = region.mark.split(":")[1]
        if region.start >= ends.get(rule, 0):
            ends[rule] = region.end
            boxes.append(Container(rule, region.start, region.end))
    return boxes


def _titled(regions: Iterable[Region], units: Iterable[Unit]) -> set[Region | None]:
    """Return the regions that a title's name marks, and which hold no more than a title."""
    lines = Counter(unit.region for unit in units)
    return {region for region in regions if region.mark == TITLE and lines[region] <= TITLE_LINES}


def _named_chrome(
    regions: Sequence[Region], units: Iterable[Unit], bodies: Iterable[Region]
) -> set[Region | None]:
    """Return the regions that a name says are chrome, and those inside, unless they hold the text."""
    named = {region for region in regions if region.mark in (CHROME, DOUBTFUL)}
    suspects = _within(regions, named)
    prose: Counter[Region | None] = Counter()
    for unit in units:
        if unit.region in suspects and isinstance(unit, Line) and not unit.links:
            prose[unit.region] += _prose_chars(unit)
    for region in reversed(regions):
        prose[region.outer] += prose[region]
    clear = {region for region in named if prose[region] >= CHROME_PROSE[region.mark]}
    return _within(regions, named.difference(clear, _around(bodies)))


def _prose_chars(line: Line) -> int:
    """Return the characters of a line that only a document has."""
    if is_evidence(line):
        return EVIDENCE_CHARS
    chars = sum(map(len, line.parts))
    return chars if chars >= PROSE_CHARS and is_document(line.text) else 0
