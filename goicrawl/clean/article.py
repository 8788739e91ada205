"""An outline into the bounds of its article: the element around it, and the boxes in it that are no text."""

from collections.abc import Iterable

from goicrawl.blocks.units import DataTable, Unit
from goicrawl.clean.lines import is_chapter, is_edge_text, is_evidence
from goicrawl.clean.names import MENU
from goicrawl.clean.outline import Outline
from goicrawl.clean.vocab import ASIDES, TAILS
from goicrawl.clean.words import condense

ASIDE_CHARS = 12
"""A heading over a box of notes or comments has no more characters."""
TOOLS = 8
"""A box of tools has no more lines."""
LOOK_AHEAD = 12
"""Units after an element among which the report goes on, if it does."""


def bound_article(page: Outline) -> None:
    """Tell an outline where its article ends, and which of its boxes hold notes and comments."""
    page.bound(_find_asides(page), len(page.units) - 1)
    page.bound(page.asides, _find_last(page))


def _find_last(page: Outline) -> int:
    """Return the last unit of the smallest element that holds the headline and text under it.

    What stands outside of it are columns and footers, unless the report's chapters go on there.
    """
    everything = len(page.units) - 1
    if page.headline is None:
        return everything
    index = page.headline.last + 1
    for _, last in page.boxes_around(page.headline.last):
        while index <= last and not _is_text(page, index):
            index += 1
        if index <= last:
            return everything if _goes_on(page.units[last + 1 :]) else last
    return everything


def _is_text(page: Outline, index: int) -> bool:
    return page.weight_of(index) > 0 and not (page.is_edge(index) or page.is_byline(index))


def _goes_on(units: Iterable[Unit]) -> bool:
    """Tell whether a report's headings or tables stand among the next units."""
    for _, unit in zip(range(LOOK_AHEAD), units, strict=False):
        if unit.text == MENU:
            return False
        if is_evidence(unit) or (not isinstance(unit, DataTable) and is_chapter(unit.text)):
            return True
    return False


def _find_asides(page: Outline) -> set[int]:
    """Return the units of the boxes that begin as notes, summaries and comments do."""
    found: set[int] = set()
    for index, unit in enumerate(page.units):
        if isinstance(unit, DataTable) or index in found:
            continue
        block = _aside_at(page, index, unit.text)
        if block and not any(_is_article(page, place) for place in block):
            found.update(block)
    return found


def _aside_at(page: Outline, index: int, text: str) -> range:
    """Return the units of the box that a line opens as notes, comments or tools; none for most lines."""
    words = condense(text).rstrip("0123456789条") if len(text) <= ASIDE_CHARS else ""
    if words in ASIDES or words in TAILS:
        return _block_of(page, index, is_tail=words in TAILS)
    if is_edge_text(text):
        block = _block_of(page, index, is_tail=False)
        if len(block) <= TOOLS and all(page.weight_of(place) <= 0 for place in block):
            return block
    return range(0)


def _block_of(page: Outline, index: int, *, is_tail: bool) -> range:
    """Return the units of the smallest box that a line opens, for a tail's heading the rest of its box."""
    for first, last in page.boxes_around(index):
        if first < index:
            return range(index, last + 1) if is_tail else range(0)
        if index < last:
            return range(index, last + 1)
    return range(0)


def _is_article(page: Outline, index: int) -> bool:
    """Tell whether a unit can't stand beside an article: it is the headline, or one of the report's parts."""
    unit = page.units[index]
    is_headline = page.headline is not None and page.headline.first <= index <= page.headline.last
    return is_headline or page.is_held[index] or is_evidence(unit)
