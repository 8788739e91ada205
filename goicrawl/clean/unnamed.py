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
    "(?:报告|年报|通知|公告|通告|公示|意见|办法|规定|方案|决定|批复|通报|公报|函|解读|总结|计划|细则|规划|指南|制度|"
    "情况|要点|名单|目录|说明|[会表])(?:[（(][^（）()]{1,8}[)）])?$"
)
_REPORT = re.compile(
    "(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3}) ?年.{0,30}(?:报告|年报)(?:[（(].{1,8}[)）])?$"
)
# A sentence counts, and opens with its reason.
_COUNT = re.compile("[0-9]+ ?[条件次份人个篇起]")
_OPENING = re.compile("根据|依据|按照|现将|现公布|为了|[（(]")
_OFFICE = re.compile("[省市县区镇乡局委厅院办]|街道")
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
        title = find_field_title(units[index : index + 1])
        if title and (isinstance(unit, DataTable) or _opens_page(units, index)):
            return Headline(index, index, title, is_titled=True, is_named=True)
        if isinstance(unit, DataTable) or not (is_field_row(unit) or _is_dated(unit.text)):
            continue
        place = _skip_links(units, index - 1)
        if place >= 0 and _may_head(units[place]):
            return Headline(place, place, units[place].text, is_titled=False, is_named=False)
    return None


def _opens_page(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a line's field names the page, and none of what a text lists."""
    is_listed = any(_is_text(unit) or is_evidence(unit) for unit in units[:index])
    return not (is_listed or units[index].text.startswith("名称"))


def _is_sentence(text: str) -> bool:
    return len(text) >= PROSE_CHARS and bool(_PAUSE.search(text)) and not _REPORT.search(text)


def _find_line_under_path(units: Sequence[Unit]) -> Headline | None:
    """Return the line in a box of its own under the path that leads to the page, a column's name left out."""
    places = zip(units[:HEAD_UNITS], units[1:], units[2:], strict=False)
    for index, (path, line, below) in enumerate(places, 1):
        is_path = isinstance(path, Line) and fold_line(path.text).startswith(PATH_STARTS)
        if not is_path or line.box == below.box:
            continue
        is_column = not _OFFICE.search(line.text) and bool(_REPORT.search(below.text)) and _is_name(below)
        place, name = (index + 1, below) if is_column else (index, line)
        if _is_name(name):
            return Headline(place, place, name.text, is_titled=False, is_named=False)
    return None


def _is_name(line: Unit) -> bool:
    """Tell whether a line may be a document's name: by its kind or year, and is no sentence."""
    text = line.text
    if not _may_head(line) or is_evidence(line) or is_body_name(text) or _OPENING.match(text):
        return False
    if _PAUSE.search(text):
        return bool(_REPORT.search(text))
    return bool(_DOCUMENT.search(text) or (_YEAR.search(text) and not _COUNT.search(text)))


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
    if is_numbered(text) or is_signed(text) or _is_sentence(text):
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
