"""A page's outline into where a stretch of text begins and ends, by the weight of its units."""

import re
from collections import Counter

from goicrawl.blocks.units import Line, Unit
from goicrawl.clean.edges import is_control, is_edge_text
from goicrawl.clean.lines import EDGE_WEIGHT, is_chapter, is_contact, is_document, is_signed
from goicrawl.clean.names import MENU
from goicrawl.clean.outline import NEAR, Outline

BRIDGE = -12.0
"""Weight of chrome that may stand between two parts of one body: a toolbar, not a menu."""
HOPELESS = -60.0
"""So far below its best no stretch of text recovers: a menu and a footer."""
SHARED_STARTS = ("主办", "承办", "协办", "附件", "附表")
"""How lines begin that footers and documents have."""
SITE = re.compile("您|本站|本网站|转载")
"""Sites speak of themselves, and to their readers, so; reports hardly do."""
LINK_AMONG_TEXT, SHORT_AMONG_TEXT = -1.0, 0.2
"""Weights of a link and of a short line beside text: an address that is given, a name under a report."""


def best_end(page: Outline, start: int, bridge: float = HOPELESS) -> tuple[int, float]:
    """Return where the heaviest run from `start` ends within the article, and its weight."""
    best, end, total = 0.0, start - 1, 0.0
    boxes: set[int] = set()
    for index in range(start, page.last + 1):
        total += weight_among(page, index, boxes)
        if total > best:
            best, end = total, index
        elif total < best + bridge:
            break
    return end, best


def weight_among(page: Outline, index: int, boxes: set[int]) -> float:
    """Return a unit's weight; a link or short line in a box that holds text speaks less for chrome."""
    weight = page.weight_of(index)
    box = page.units[index].box
    if weight > 1:
        boxes.add(box)
    elif box in boxes and weight > EDGE_WEIGHT:
        return LINK_AMONG_TEXT if weight < -1 else max(weight, SHORT_AMONG_TEXT)
    return weight


def best_start(page: Outline, start: int, stop: int, bridge: float = HOPELESS) -> tuple[int, float]:
    """Return where the heaviest run that ends at `start` begins, not before `stop`, and its weight."""
    best, begin, total = 0.0, start + 1, 0.0
    for index in range(start, stop - 1, -1):
        total += page.weight_of(index)
        if total > best:
            best, begin = total, index
        elif total < best + bridge:
            break
    return begin, best


def after_menu(page: Outline, first: int, last: int) -> int:
    """Return where a span starts when a menu, with or without links, stands at its start."""
    total, lowest, start = 0.0, BRIDGE, first
    boxes: set[int] = set()
    for index in range(first, last + 1):
        total += weight_among(page, index, boxes)
        if total < lowest:
            lowest, start = total, index + 1
    return start


def with_head(page: Outline, first: int, last: int) -> int:
    """Return the first of the plain short lines that a span goes on from: a title in the body."""
    boxes = {unit.box for unit in page.units[first : last + 1]}
    while first > 0 and -1 < page.weight_of(first - 1) <= 0:
        before = page.units[first - 1]
        if before.box not in boxes and page.units[first].start - before.end > NEAR:
            break
        first -= 1
    return first


def with_tail(page: Outline, first: int, last: int) -> int:
    """Return the last of the plain short lines that go on where a span ends: names under a report."""
    boxes = {unit.box for unit in page.units[first : last + 1]}
    while last < page.last and -1 < page.weight_of(last + 1) <= 0:
        following = page.units[last + 1]
        is_apart = following.start - page.units[last].end > NEAR
        ends_page = last + 2 == len(page.units)
        if following.box not in boxes and (is_apart or (ends_page and is_contact(following.text))):
            break
        last += 1
    return last


def text_boxes(page: Outline, first: int, last: int) -> set[int]:
    """Return the boxes that hold two paragraphs or more of a stretch."""
    counts = Counter([page.units[index].box for index in range(first, last + 1) if page.weight_of(index) > 1])
    return {box for box, paragraphs in counts.items() if paragraphs > 1}


def with_rest(page: Outline, first: int, last: int) -> int:
    """Return the end of a stretch with what its own boxes hold behind it: paragraphs, chapters, a signature.

    Where lines of chrome stand between, only a paragraph goes on.
    """
    around = {unit.box for unit in page.units[first : last + 1]}
    if not any(unit.box in around and _may_go_on(unit) for unit in page.units[last + 1 : page.last + 1]):
        return last  # as nearly always, and the weights of a whole text are costly
    boxes, is_shut = text_boxes(page, first, last), False
    for index in range(last + 1, page.last + 1):
        unit = page.units[index]
        if page.repeats_headline(index) or unit.text == MENU:
            break
        is_shut = is_shut or _shuts(unit)
        if index > last and unit.box in boxes and _goes_on(unit, is_shut=is_shut):
            last, is_shut = max(index, best_end(page, index + 1)[0]), False
    return last


def _shuts(unit: Unit) -> bool:
    """Tell whether a line's words say chrome, and are no control's and none that documents have too."""
    if not isinstance(unit, Line) or is_control(unit.text):
        return False
    return is_edge_text(unit.text) and not unit.text.startswith(SHARED_STARTS)


def _goes_on(unit: Unit, *, is_shut: bool) -> bool:
    return _may_go_on(unit) and (not is_shut or is_document(unit.text))


def _may_go_on(unit: Unit) -> bool:
    if not isinstance(unit, Line) or unit.links:
        return False
    text = unit.text
    return is_chapter(text) or is_signed(text) or (is_document(text) and not SITE.search(text))
