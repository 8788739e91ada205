"""The lines of a page that names its headline nowhere into the one that stands where headlines do."""

import re
from collections.abc import Sequence

from goicrawl.blocks.units import DataTable, Line, Unit
from goicrawl.clean.bylines import is_byline, is_document_number
from goicrawl.clean.edges import LINK_SHARE, is_edge, link_share
from goicrawl.clean.fields import DATE_TIME, begins_with_label, find_field_title, is_field_row
from goicrawl.clean.headline import LONG_TITLE, SENTENCE, SHORT_TITLE, Headline, is_body_name, is_heading
from goicrawl.clean.lines import PROSE_CHARS, is_evidence, is_numbered, is_prose, is_signed
from goicrawl.clean.names import TITLE
from goicrawl.clean.vocab import PATH_STARTS
from goicrawl.clean.words import fold_line

_PAUSE = re.compile("[，；]")
_YEAR = re.compile("[12][0-9]{3}(?![0-9])|[一二][〇○零一二三四五六七八九]{3}年")
_DOCUMENT = re.compile(
    "(?:报告|年报|通知|公告|通告|公示|意见|办法|规定|方案|决定|批复|通报|函|解读|总结|计划|细则|规划|指南|制度|会议)$"
)
MAX_EDGES = 8
"""Lines of chrome between a headline and the body at most."""
HEAD_LINKS = 3
"""Links between a headline and its row of fields at most."""
HEAD_UNITS = 120
"""A headline stands among so many first units."""


def find_unnamed_headline(units: Sequence[Unit]) -> Headline | None:
    """Return the line or table of fields with the title, the line over fields, or what a path leads to."""
    over, under = _find_line_over_fields(units), _find_line_under_path(units)
    if over and under and any(map(_is_text, units[under.last + 1 : over.first])):
        return under  # the row of fields stands below the text
    return over or under


def _is_text(unit: Unit) -> bool:
    return isinstance(unit, DataTable) or is_prose(unit.text) or unit.text.endswith("。")


def _find_line_over_fields(units: Sequence[Unit]) -> Headline | None:
    for index, unit in enumerate(units[:HEAD_UNITS]):
        if (title := find_field_title(units[index : index + 1])) and (
            isinstance(unit, DataTable) or _opens_page(units, index)
        ):
            return Headline(index, index, title, is_titled=True, is_named=True)
        if isinstance(unit, DataTable) or not (is_field_row(unit) or _is_dated(unit.text)):
            continue
        place = _skip_links(units, index - 1)
        if place >= 0 and _may_head(units[place]):
            return Headline(place, place, units[place].text, is_titled=False, is_named=False)
    return None


def _opens_page(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a line's field names the page, and none of what a text lists."""
    above = units[:index]
    return not (
        units[index].text.startswith("名称") or any(_is_text(unit) or is_evidence(unit) for unit in above)
    )


def _find_line_under_path(units: Sequence[Unit]) -> Headline | None:
    """Return the line in a box of its own under the path that leads to the page, a column's name left out."""
    places = zip(units[:HEAD_UNITS], units[1:], units[2:], strict=False)
    for index, (path, line, below) in enumerate(places, 1):
        if not (isinstance(path, Line) and fold_line(path.text).startswith(PATH_STARTS)):
            continue
        if (
            line.box != below.box
            and not _YEAR.search(line.text)
            and _YEAR.search(below.text)
            and _is_name(below)
        ):
            return Headline(index + 1, index + 1, below.text, is_titled=False, is_named=False)
        if line.box != below.box and _is_name(line):
            return Headline(index, index, line.text, is_titled=False, is_named=False)
    return None


def _is_name(line: Unit) -> bool:
    """Tell whether a line may be a document's name: it says of what kind or year, and has no pause."""
    text = line.text
    if not _may_head(line) or is_evidence(line) or _PAUSE.search(text) or is_body_name(text):
        return False
    return bool(_YEAR.search(text) or _DOCUMENT.search(text))


def _skip_links(units: Sequence[Unit], place: int) -> int:
    """Return the last unit up to `place` that is no link: those beside a headline lead back to its column."""
    for _ in range(HEAD_LINKS):
        if place < 0 or link_share(units[place]) < LINK_SHARE:
            break
        place -= 1
    return place


def _may_head(line: Unit) -> bool:
    """Tell whether a line may be a headline by its own: no link, no chrome, neither short nor a sentence."""
    text = line.text
    if _is_mark(line) or line.links or not SHORT_TITLE <= len(text) <= LONG_TITLE:
        return False
    if is_numbered(text) or is_signed(text) or (len(text) >= PROSE_CHARS and _PAUSE.search(text)):
        return False
    return not (is_edge(line) or SENTENCE.search(text))


def _is_dated(text: str) -> bool:
    return bool(DATE_TIME.search(text)) and is_byline(text)


def find_line_above(units: Sequence[Unit]) -> str | None:
    """Return the heading, or the line over the row of fields, before a body whose title no head says."""
    above = list(reversed(units[-MAX_EDGES:]))
    for unit in above:
        if unit.region is not None and unit.region.mark == TITLE and is_heading(unit):
            return unit.text
    has_fields = False
    for unit in above:
        if _is_mark(unit) or is_edge(unit):
            has_fields = has_fields or (isinstance(unit, Line) and is_field_row(unit))
            continue
        return unit.text if has_fields and _may_head(unit) else None
    return None


def _is_mark(unit: Unit) -> bool:
    """Tell whether a unit is a field or a document's number: what stands beside a headline."""
    if isinstance(unit, DataTable):
        return True
    return begins_with_label(unit.text) or is_document_number(unit.text)
