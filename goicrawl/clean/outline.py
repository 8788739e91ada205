"""A scanned page as what is seen of it: visible units and their weights, containers, headline."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from goicrawl.blocks.scanner import Scan
from goicrawl.blocks.units import DataTable, Line, Unit
from goicrawl.clean.bylines import is_byline, is_dated_name
from goicrawl.clean.edges import CONTROL_CHARS, EDGE_CHARS, is_control, is_edge, is_footer
from goicrawl.clean.fields import find_field_title
from goicrawl.clean.headline import Headline, find_headline
from goicrawl.clean.lines import EDGE_WEIGHT, weigh
from goicrawl.clean.names import BODY, HIDDEN
from goicrawl.clean.page_meta import HeadTitles
from goicrawl.clean.regions import (
    TITLE_LINES,
    Container,
    chrome_regions,
    outermost,
    regions_around,
    regions_of_text,
    regions_within,
    titled_regions,
)
from goicrawl.clean.unnamed import find_unnamed_headline

NEAR = 4
"""Tags between two lines of one text at most."""
LIGHT = -3.0
"""A unit below this weight speaks for chrome."""
BYLINES = 16
"""Lines under the headline among which the date, the source and the tools stand."""


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
        roots = [region for region in scan.regions if region.mark.endswith(HIDDEN)]
        texts = regions_around(marked) if marked else regions_of_text(roots, scan.units) if roots else set()
        closed = [region for region in roots if not (unhide and region in texts)]
        hidden = regions_within(scan.regions, closed)
        shown = [region for region in marked if region not in hidden]
        self.has_hidden = len(shown) < len(marked) or bool(roots and texts and not marked)
        self.containers = [*bounds, *outermost(shown)]
        self.units = [unit for unit in scan.units if unit.region not in hidden] if hidden else scan.units
        self.starts = list(accumulate([unit.start for unit in self.units], max))
        self.outer, self.ends = scan.outer, scan.ends
        self.chrome = chrome_regions(scan.regions, self.units, shown)
        field = None if titles.article else find_field_title(self.units)
        self.headline = find_headline(
            self.units,
            [*titles.known(), *filter(None, [field])],
            self.chrome,
            titled_regions(scan.regions, self.units),
        ) or find_unnamed_headline(self.units)
        if not trusts_names and (below := self._find_below_headline()) and below.region:
            around = regions_within(scan.regions, regions_around([below.region]))
            if not any(unit.region in around and is_footer(unit.text) for unit in self.units):
                self.chrome -= around
        self._weights: list[float | None] = [None] * len(self.units)
        self._edges: list[bool | None] = [None] * len(self.units)
        self._words: list[bool | None] = [None] * len(self.units)
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
            unit = self.units[index]
            if unit.box != box or self.is_edge(index) or (isinstance(unit, Line) and is_byline(unit.text)):
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
            is_named = unit.region in self.chrome
            # Where the name decides, the words need not be asked.
            is_edge = not is_named and self._is_edge_by_words(index)
            weight = weigh(unit, is_named_chrome=is_named, is_edge=is_edge)
            self._weights[index] = weight
        return weight

    def weight(self, first: int, last: int) -> float:
        """Return the weight of the units from `first` to `last`."""
        return sum([self.weight_of(index) for index in range(first, last + 1)])

    def boxes_around(self, index: int) -> Iterator[tuple[int, int]]:
        """Give the first and last unit of each box around a unit, inside out."""
        box = self.units[index].box
        while box >= 0:
            if box in self.ends:
                yield bisect_right(self.starts, box), bisect_right(self.starts, self.ends[box]) - 1
            box = self.outer.get(box, -1)

    def units_in(self, box: Container) -> tuple[int, int]:
        """Return a container's first and last unit; the first is past the last where it has none."""
        return bisect_right(self.starts, box.start), bisect_right(self.starts, box.end) - 1

    def is_edge(self, index: int) -> bool:
        """Tell whether a unit is chrome where it stands at an edge."""
        known = self._edges[index]
        if known is None:
            unit = self.units[index]
            is_named = unit.region in self.chrome and self.weight_of(index) < 0
            known = is_named or self._is_edge_by_words(index)
            self._edges[index] = known
        return known

    def _is_edge_by_words(self, index: int) -> bool:
        known = self._words[index]
        if known is None:
            known = self._words[index] = is_edge(self.units[index])
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
        if index in self.asides or (unit.region in self.chrome and self.weight_of(index) < 0):
            return True
        return len(unit.text) <= EDGE_CHARS and is_control(unit.text)

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
