"""A page's outline into the span of its body, and the name of the rule that found it.

The rules are tried in order: the marks of publishing systems, then the forms' own headings and tables,
then what follows the headline, then the heaviest stretch of text.
"""

from collections.abc import Collection, Container, Iterator, Sequence
from typing import NamedTuple

from goicrawl.clean.copies import SAME_SHARE, find_copy
from goicrawl.clean.headline import Headline
from goicrawl.clean.lines import is_evidence
from goicrawl.clean.outline import Outline
from goicrawl.clean.regions import Container as Box
from goicrawl.clean.stretch import (
    BRIDGE,
    after_menu,
    best_end,
    best_start,
    text_boxes,
    weight_among,
    with_head,
    with_rest,
    with_tail,
)
from goicrawl.clean.vocab import RULES

CLEANED = "goicrawl"
"""The rule of what this package made."""
GROWTH = 3.0
"""Weight that text beside a known container must have to belong to the body: a paragraph."""
SUBTITLE_LINES = 4
"""Lines after a headline among which its row of fields stands."""
MIN_EVIDENCE = 2
"""Headings of the forms that make a page a report: one may be a link or a news item."""


LEFT_CHARS = 16
"""What names a list has no more characters: 附件（点击下载）："""
LEFT_STARTS = ("附件", "附表", "相关", "关联", "有关")
"""How it begins."""


class Span(NamedTuple):
    """The body's units, both ends included, and the rule that found them."""

    rule: str
    first: int
    last: int


def find_body(page: Outline) -> Span | None:
    """Return the body's span, its edges trimmed of chrome; None where no part reads like a body."""
    if cleaned := _find_cleaned(page):
        return cleaned
    for find in (_find_container, _find_form, _find_after_headline, _find_dense):
        if (span := find(page)) and (span := _trim(page, span)):
            return _cut_copy(page, span._replace(last=with_rest(page, span.first, span.last)))
    return None


def kept_units(page: Outline, span: Span) -> list[int]:
    """Return the units of a span that are text: no controls, no chrome inside it or between its parts."""
    indexes = [*range(span.first, span.last + 1)]
    if span.rule == CLEANED:
        return indexes
    if not page.is_contained(span.first, span.last) and (light := _light_units(page, indexes)):
        indexes = [index for run in _runs(page, indexes, light) for index in run]
    return [index for index in indexes if not page.is_chrome(index)]


def _light_units(page: Outline, indexes: Sequence[int]) -> set[int]:
    """Return which units of a stretch speak for chrome.

    What stands between the paragraphs of one box is theirs: 主办单位：…, the names of annexes.
    """
    light = [index for index in indexes if page.is_light(index)]
    boxes = text_boxes(page, indexes[0], indexes[-1]) if light else ()
    return {index for index in light if page.units[index].box not in boxes}


def _runs(page: Outline, indexes: Sequence[int], light: Container[int]) -> Iterator[list[int]]:
    """Give each unit alone; of the light ones that stand together only what a toolbar weighs."""
    run: list[int] = []
    for index in indexes:
        if index in light:
            run.append(index)
            continue
        if run and page.weight(run[0], run[-1]) > BRIDGE:
            yield run
        run = []
        yield [index]


def _trim(page: Outline, span: Span) -> Span | None:
    """Return a span without the chrome and the headline at its ends; None where nothing else is in it."""
    rule, first, last = span
    while first <= last and (page.is_edge(first) or page.is_headline(first) or page.is_byline(first)):
        first += 1
    while last > first and (page.is_edge(last) or page.repeats_headline(last) or _is_left_label(page, last)):
        last -= 1
    return Span(rule, first, last) if first <= last else None


def _is_left_label(page: Outline, index: int) -> bool:
    """Tell whether a line only names the list behind it, of files or of other pages, that is no text."""
    text = page.units[index].text
    return len(text) <= LEFT_CHARS and text.endswith((":", "：")) and text.startswith(LEFT_STARTS)


def _cut_copy(page: Outline, span: Span) -> Span:
    """Return a span without the second copy of its text: elder and print versions repeat the body."""
    copy = find_copy(page, span.first, span.last)
    return (_trim(page, Span(span.rule, span.first, copy - 1)) or span) if copy else span


def _find_cleaned(page: Outline) -> Span | None:
    """Find a body that was cleaned before: it is taken whole."""
    for box in page.containers:
        if box.rule == CLEANED:
            first, last = page.units_in(box)
            return Span(CLEANED, first, last) if first <= last else None
    return None


def _find_container(page: Outline) -> Span | None:
    """Find what a publishing system marked: the most trusted mark that holds text."""
    for rule in RULES:
        spans = [span for box in page.containers if box.rule == rule and (span := _span_of(page, box))]
        if spans:
            return _grow(page, _join(page, spans))
    return None


def _span_of(page: Outline, box: Box) -> Span | None:
    first, last = page.units_in(box)
    return _trim(page, Span(box.rule, first, last)) if first <= last else None


def _join(page: Outline, spans: Sequence[Span]) -> Span:
    """Return the heaviest span with the parts of the same body around it; copies of it stay out."""
    if len(spans) == 1:
        return spans[0]
    rule, first, last = max(spans, key=lambda span: page.weight(span.first, span.last))
    known = {unit.text for unit in page.units[first : last + 1]}
    for span in [span for span in spans if span.first > last]:
        if not _is_part(page, span, (last + 1, span.first - 1), known):
            break
        last = span.last
    for span in [span for span in reversed(spans) if span.last < first]:
        if not _is_part(page, span, (span.last + 1, first - 1), known):
            break
        first = span.first
    return Span(rule, first, last)


def _is_part(page: Outline, span: Span, gap: tuple[int, int], known: Collection[str]) -> bool:
    """Tell whether a container goes on with the main one's text: no menu or headline between, no copy."""
    if page.weight(*gap) < BRIDGE or (page.headline and gap[0] <= page.headline.first <= gap[1]):
        return False
    texts = [unit.text for unit in page.units[span.first : span.last + 1]]
    return sum(text in known for text in texts) < SAME_SHARE * len(texts)


def _grow(page: Outline, span: Span) -> Span:
    """Return a container's span with the paragraphs and tables that stand beside the container."""
    rule, first, last = span
    top = page.headline.last + 1 if page.headline and page.headline.last < first else 0
    end, gained = best_end(page, last + 1, BRIDGE)
    start, won = best_start(page, first - 1, top, BRIDGE)
    return Span(rule, start if won >= GROWTH else first, end if gained >= GROWTH else last)


def _find_form(page: Outline) -> Span | None:
    """Find the stretch that holds the headings and tables of the report's forms."""
    found = [
        index
        for index, unit in enumerate(page.units[: page.last + 1])
        if unit.region not in page.chrome and index not in page.asides and is_evidence(unit)
    ]
    if len(found) < MIN_EVIDENCE:
        return None
    first, last = found[0], found[-1]
    if page.headline and page.headline.last < first:
        first = after_menu(page, min(_after_headline(page, page.headline), first), first - 1)
    else:
        first, _ = best_start(page, first - 1, 0)
        first = with_head(page, first, last)
    last, _ = best_end(page, last + 1)
    return Span("form", first, with_tail(page, first, last))


def _after_headline(page: Outline, headline: Headline) -> int:
    """Return the first unit of text after the headline, its second line and its row of fields."""
    if page.headline_is_text:
        return headline.first
    start = headline.last + 1
    index = start
    while index < min(start + SUBTITLE_LINES, len(page.units)) and page.weight_of(index) <= 0:
        index += 1
        if page.is_edge(index - 1) or page.is_byline(index - 1):
            start = index
    return start


def _find_after_headline(page: Outline) -> Span | None:
    """Find what follows the headline and its row of fields, unless all the text stands elsewhere."""
    if not page.headline:
        return None
    start = _after_headline(page, page.headline)
    if start >= len(page.units):
        return None
    last, best = best_end(page, start)
    start = after_menu(page, start, last)
    dense = _find_dense(page)
    if dense and not start <= dense.first <= last and page.weight(dense.first, dense.last) > 4 * best + 20:
        return None
    return Span("headline", start, with_tail(page, start, max(last, start)))


def _find_dense(page: Outline) -> Span | None:
    """Find the heaviest stretch of units."""
    best, total, start = 0.0, 0.0, 0
    boxes: set[int] = set()
    span = None
    for index in range(len(page.units)):
        if total <= 0:
            total, start = 0.0, index
            boxes = set()
        total += weight_among(page, index, boxes)
        if total > best:
            best, span = total, (start, index)
    return Span("density", with_head(page, *span), with_tail(page, *span)) if span else None
