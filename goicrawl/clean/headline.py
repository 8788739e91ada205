"""A page's lines and what its head says into the headline that stands over the body."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from goicrawl.blocks.units import DataTable, Line, Region, Unit
from goicrawl.clean.fields import is_field_row
from goicrawl.clean.lines import LINK_SHARE, is_edge, is_prose, link_share
from goicrawl.clean.vocab import EDGES
from goicrawl.clean.words import condense

SHORT_TITLE = 6
"""Fewer characters are no title."""
LONG_TITLE = 120
"""More are none either."""
MAX_EDGES = 8
"""Lines of chrome between a headline and the body at most."""
MAX_LINES = 4
"""A title is set in so many lines at most."""

# 标题_栏目_网站, 标题-某某市人民政府, 标题 | 网站: a year range or a 2019-2020 stays.
_SITE = re.compile(
    r"\s*[_|｜].*$|\s+[-–—]+\s.*$|\s*-{2,}.*$|\s*[-–—](?=[^0-9]*(?:政府|网|门户|委员会|局|厅|办公室|信息公开|平台|[县市区省])$).*$"
)


class Headline(NamedTuple):
    """The lines that hold a page's headline."""

    first: int
    last: int
    text: str
    is_titled: bool
    """A heading element, or one whose class says so."""


def strip_site(title: str) -> str:
    """Return what a `<title>` says before the names of column and site.

    >>> strip_site("喀什市2021年报_信息公开_喀什市人民政府"), strip_site("2019-2020年规划")
    ('喀什市2021年报', '2019-2020年规划')
    """
    cut = _SITE.sub("", title)
    return cut if len(cut) >= SHORT_TITLE else title


def find_headline(
    units: Sequence[Unit],
    titles: Sequence[str],
    chrome: Container[Region | None],
    titled: Container[Region | None],
) -> Headline | None:
    """Return the headline among the units: what the head says, else the first heading element.

    `titles` are what meta tags and `<title>` say, the most trusted first; `chrome` the regions that rarely
    hold it, `titled` those that mostly do.
    """
    titles = [title[: 2 * LONG_TITLE] for title in titles]
    wanted = [
        words for title in titles if len(words := condense(title)) >= SHORT_TITLE and words not in EDGES
    ]
    starts = "\n".join([*titles, *wanted])
    best: Headline | None = None
    score = 0.0
    for index, unit in enumerate(units):
        if isinstance(unit, DataTable):
            continue
        is_titled = unit.region in titled
        if not is_titled and unit.parts[0].lstrip()[:2] not in starts:
            continue
        if not 2 < len(unit.text) <= LONG_TITLE:
            continue
        match = _match(units, index, wanted) or (is_titled and _first_heading(unit))
        if not match:
            continue
        total = match[0] + is_titled - 3.0 * (unit.region in chrome) - 2.0 * (link_share(unit) >= LINK_SHARE)
        if total > score or (best and total == score and all(map(is_edge, units[best.last + 1 : index]))):
            score, best = total, Headline(index, match[1] if match[1] >= 0 else index, "", is_titled)
    return best and best._replace(text=join_lines([unit.text for unit in units[best.first : best.last + 1]]))


def find_line_above(units: Sequence[Unit]) -> str | None:
    """Return the line over the row of fields before a body, for pages whose head does not say the title."""
    has_fields = False
    for unit in reversed(units[-MAX_EDGES:]):
        if isinstance(unit, DataTable) or is_edge(unit):
            has_fields = has_fields or (isinstance(unit, Line) and is_field_row(unit))
            continue
        text = unit.text
        return text if has_fields and SHORT_TITLE <= len(text) <= LONG_TITLE and not is_prose(text) else None
    return None


def _first_heading(unit: Unit) -> tuple[float, int] | None:
    """Return the score of a heading element that says nothing the head says."""
    text = unit.text
    if len(condense(text)) < SHORT_TITLE or is_edge(unit) or is_prose(text):
        return None
    return 0.5, -1


def _match(units: Sequence[Unit], index: int, wanted: Sequence[str]) -> tuple[float, int] | None:
    """Return how well the line says what the head says, and the last line that does."""
    text = units[index].text
    words = condense(text)
    for rank, title in enumerate(wanted):
        if words == title:
            return 5.0 - rank, index
        starts = len(words) >= SHORT_TITLE - 2 and title.startswith(words)
        if starts and (end := _continued(units, index, title)) is not None:
            return 5.0 - rank, end
        if len(words) >= SHORT_TITLE + 2 and words in title and not is_prose(text):
            return 3.0 - rank, index
    return None


def _continued(units: Sequence[Unit], index: int, title: str) -> int | None:
    """Return the last line of a title that is set in several."""
    words = ""
    for place in range(index, min(index + MAX_LINES, len(units))):
        words += condense(units[place].text)
        if words == title:
            return place
        if not title.startswith(words):
            return None
    return None


def join_lines(lines: Sequence[str]) -> str:
    """Return lines as one, with a space only between letters or digits."""
    text = ""
    for line in lines:
        both_ascii = text[-1:].isascii() and line[:1].isascii() and bool(text)
        text += f" {line}" if both_ascii else line
    return text
