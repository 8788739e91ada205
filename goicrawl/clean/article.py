"""An outline into the bounds of its article: the element around it, and the boxes in it that are no text."""

from collections.abc import Collection, Iterable

from goicrawl.blocks.units import DataTable, Line, Unit
from goicrawl.clean.edges import is_edge_text, is_footer
from goicrawl.clean.lines import is_chapter, is_evidence
from goicrawl.clean.names import MENU
from goicrawl.clean.outline import Outline
from goicrawl.clean.regions import READER
from goicrawl.clean.stretch import SITE
from goicrawl.clean.vocab import ASIDE_FIRST, ASIDES, REPORT_WORD, TAILS
from goicrawl.clean.words import condense, first_sign

ASIDE_CHARS = 12
"""A heading over a box of notes or comments has no more characters."""
HEADING_CHARS = 8
"""Nor has a heading over a box of other things."""
TOOLS = 8
"""A box of tools has no more lines."""
BLOCK_LINES = 200
"""A box with more lines is looked at no further: it is no box beside a text."""
LOOK_AHEAD = 12
"""Units after an element among which the report goes on, if it does."""


def bound_article(page: Outline) -> None:
    """Tell an outline where its article ends, and which of its boxes hold notes and comments."""
    everything = len(page.units) - 1
    page.bound(_find_asides(page), everything)
    if page.headline is None:
        return
    footers = _find_footer_lines(page)
    page.bound(page.asides | _find_footers(page, footers), everything)
    if (text := _find_text(page, page.headline.last)) is None:
        return
    first, last = text
    page.bound(page.asides, everything if _goes_on(page.units[last + 1 :]) else last)
    page.bound(page.asides | _find_neighbours(page, first, {*footers}), page.last)


def _find_footer_lines(page: Outline) -> list[int]:
    """Return the lines below the headline that say who owns and runs the site."""
    below = _below_headline(page)
    units = enumerate(page.units[below:], below)
    return [index for index, unit in units if isinstance(unit, Line) and is_footer(unit.text)]


def _below_headline(page: Outline) -> int:
    return page.headline.last + 1 if page.headline else 0


def _find_footers(page: Outline, footers: Iterable[int]) -> set[int]:
    """Return the units of boxes with a line that only footers have, and of which half is chrome."""
    found: set[int] = set()
    for index in footers:
        if index in found:
            continue
        block = _without_text(page, _box_behind(page, index, -1))
        chrome = sum(page.is_edge(place) for place in block)
        if 2 * chrome >= len(block) and not _has_article(page, block):
            found.update(block)
    return found


def _without_text(page: Outline, block: range) -> range:
    """Return a block without the text that it begins with, unless the site speaks there."""
    chrome = next((place for place in block if page.is_edge(place)), block.stop)
    texts = [place for place in range(block.start, chrome) if _is_text(page, place)]
    if not texts or SITE.search(page.units[texts[0]].text):
        return block
    is_first = not any(_is_text(page, place) for place in range(_below_headline(page), block.start))
    return range(chrome, block.stop) if is_first or len(texts) > 1 else block


def _find_text(page: Outline, headline: int) -> tuple[int, int] | None:
    """Return the first text under the headline, and the last unit of the smallest element that holds both.

    What stands outside of it are columns and footers, unless the report's chapters go on there.
    """
    index = headline + 1
    for _, last in page.boxes_around(headline):
        while index <= last and not _is_text(page, index):
            index += 1
        if index <= last:
            return index, last
    return None


def _find_neighbours(page: Outline, text: int, footers: Collection[int]) -> set[int]:
    """Return the units of boxes behind a text's own that speak of other things.

    A text that is set in several boxes with headings is no neighbour of itself.
    """
    found: set[int] = set()
    opening = next((first for first, last in page.boxes_around(text) if first < last), 0)
    is_set_in_boxes = _has_own_heading(page.units[opening])
    for index, unit in enumerate(page.units[text + 1 : page.last + 1], text + 1):
        if index in found or isinstance(unit, DataTable):
            continue
        if index in footers:
            block = _box_behind(page, index, text)
        elif READER in unit.text:
            block = _box_of_tools(page, index, text)
        elif not is_set_in_boxes and _has_own_heading(unit):
            block = _block_of(page, index, is_tail=False)
        else:
            continue
        if any(page.weight_of(place) > 0 for place in block) and not _has_article(page, block):
            found.update(block)
    return found


def _box_of_tools(page: Outline, index: int, text: int) -> range:
    """Return the units of the box around a line, if it stands behind the text and has few."""
    first, last = next(page.boxes_around(index), (0, -1))
    return range(first, last + 1) if text < first and last - first < TOOLS else range(0)


def _box_behind(page: Outline, index: int, text: int) -> range:
    """Return the units of the smallest box around a line and others; none where the text is one of them."""
    first, last = next((box for box in page.boxes_around(index) if box[0] < box[1]), (0, -1))
    return range(first, last + 1) if first > text and last - first < BLOCK_LINES else range(0)


def _has_own_heading(unit: Unit) -> bool:
    """Tell whether a unit may be the heading of a box that is no part of a report: 局长信箱, 联系我们."""
    text = unit.text
    if isinstance(unit, DataTable) or not 2 <= len(text) <= HEADING_CHARS or not text.isalpha():
        return False
    return not REPORT_WORD.search(text)


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
    below, box = _below_headline(page), -1
    for index, unit in enumerate(page.units[below:], below):
        opens, box = unit.box != box, unit.box
        if isinstance(unit, DataTable) or index in found or not (opens or len(unit.text) <= ASIDE_CHARS):
            continue
        block = _aside_at(page, index, unit.text, opens=opens)
        if block and not _has_article(page, block):
            found.update(block)
    return found


def _aside_at(page: Outline, index: int, text: str, *, opens: bool) -> range:
    """Return the units of the box that a line opens as notes, comments or tools; none for most lines."""
    may_name = len(text) <= ASIDE_CHARS and first_sign(text) in ASIDE_FIRST
    words = condense(text).rstrip("0123456789条") if may_name else ""
    if words in ASIDES or words in TAILS:
        return _block_of(page, index, is_tail=words in TAILS)
    if opens and is_edge_text(text):
        block = _block_of(page, index, is_tail=False)
        if len(block) <= TOOLS and all(page.weight_of(place) <= 0 for place in block):
            return block
    return range(0)


def _block_of(page: Outline, index: int, *, is_tail: bool) -> range:
    """Return the units of the smallest box that a line opens, for a tail's heading the rest of its box."""
    for first, last in page.boxes_around(index):
        if first < index:
            return range(index, last + 1) if is_tail and last - index < BLOCK_LINES else range(0)
        if index < last:
            return range(index, last + 1) if last - index < BLOCK_LINES else range(0)
    return range(0)


def _has_article(page: Outline, block: Iterable[int]) -> bool:
    return any(_is_article(page, index) for index in block)


def _is_article(page: Outline, index: int) -> bool:
    """Tell whether a unit can't stand beside an article: it is the headline, or one of the report's parts."""
    unit = page.units[index]
    is_headline = page.headline is not None and page.headline.first <= index <= page.headline.last
    is_part = isinstance(unit, DataTable) or is_chapter(unit.text)
    return is_headline or is_part or page.is_held[index] or is_evidence(unit)
