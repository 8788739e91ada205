"""A page's lines and what its head says into the headline that stands over the body."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from goicrawl.blocks.units import DataTable, Line, Region, Unit
from goicrawl.clean.bylines import is_byline, is_dated_name
from goicrawl.clean.edges import LINK_SHARE, is_edge, is_edge_text, link_share
from goicrawl.clean.fields import is_field_row
from goicrawl.clean.lines import is_numbered, is_prose, is_signed
from goicrawl.clean.vocab import EDGES
from goicrawl.clean.words import condense

SHORT_TITLE = 6
"""Fewer characters are no title."""
LONG_TITLE = 120
"""More are none either."""
REPORT_SCORE = 6.0
"""What a heading that names a report is worth where the page's head names none: more than the site's name."""
REPEAT_LINES = 30
"""Lines of chrome between a headline in a menu and the one over the text at most."""
MAX_LINES = 4
"""A title is set in so many lines at most."""

# 标题_栏目_网站, 标题-某某市人民政府, 标题 | 网站: a year range or a 2019-2020 stays.
_SITE = re.compile(
    r"\s*[_|｜].*$|\s+[-–—]+\s.*$|\s*-{2,}.*$|\s*[-–—](?=[^0-9]*(?:政府|网|门户|委员会|局|厅|办公室|信息公开|平台|[县市区省])$).*$"
)


# A body's name alone: the site's.
_BODY_NAME = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:政府|委员会|[厅局]|办公室|办公厅|办事处|门户网站|中心|平台|网)"
)
# 某某市政府门户网站-标题.
_SITE_BEFORE = re.compile(
    r"^[\u4e00-\u9fff]{2,20}(?:网站|政府网|信息网|门户)\s{0,3}[-_|｜]{1,3}\s{0,3}(?=.{8})"
)
# Titles pause and call, but they don't end.
SENTENCE = re.compile("[。；]|[:：]$")
# A report's own name: with the year, so that no column is taken for one.
_REPORT = re.compile("(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3}) ?年?.{0,30}(?:报告|年报)")


_REPORT_ENDS = ("报告", "年报")


class Headline(NamedTuple):
    """The lines that hold a page's headline."""

    first: int
    last: int
    text: str
    is_titled: bool
    """It stands in a heading element, or in one whose class says so."""
    is_named: bool
    """The page's head or a field says the same."""


def strip_site(title: str) -> str:
    """Return what a `<title>` says before the names of column and site.

    >>> strip_site("喀什市2021年报_信息公开_喀什市人民政府"), strip_site("2019-2020年规划")
    ('喀什市2021年报', '2019-2020年规划')
    """
    cut = _SITE.sub("", _SITE_BEFORE.sub("", title))
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
    wanted = [words for title in titles if _may_name_page(words := condense(title))]
    starts = "\n".join([*titles, *wanted])
    says_report = any(map(_REPORT.search, titles))
    best, score = None, 0.0
    for index, unit in enumerate(units):
        if isinstance(unit, DataTable) or len(unit.text) > LONG_TITLE:
            continue
        is_titled = unit.region in titled
        may_name = not says_report and (is_titled or unit.text.endswith(_REPORT_ENDS))
        is_report = may_name and _names_report(units, index, is_titled=is_titled)
        if not (is_titled or is_report or unit.text[:2] in starts):
            continue
        found = _judge(units, index, wanted, is_titled=is_titled) or (is_report and (0.0, index, False))
        if not found:
            continue
        total, last, is_named = found
        total += REPORT_SCORE * is_report
        total -= 3.0 * (unit.region in chrome) + 2.0 * (link_share(unit) >= LINK_SHARE)
        if total > score or (best and total == score and _is_repeated(units, best.last, index)):
            text = join_lines([line.text for line in units[index : last + 1]])
            score, best = total, Headline(index, last, text, is_titled, is_named)
    return best


def _is_repeated(units: Sequence[Unit], last: int, index: int) -> bool:
    """Tell whether nothing but a few lines of chrome stand between a headline and a line that is as good."""
    return index - last <= REPEAT_LINES and all(map(is_edge, units[last + 1 : index]))


def _may_name_page(title: str) -> bool:
    """Tell whether the words of a title may be an article's: columns and sites have names too."""
    return len(title) >= SHORT_TITLE and title not in EDGES and not is_body_name(title)


def is_body_name(text: str) -> bool:
    """Tell whether a text is the name of an office or a site and nothing else.

    >>> is_body_name("某某县水务局"), is_body_name("某某县水务局年报")
    (True, False)
    """
    return bool(_BODY_NAME.fullmatch(text))


def _names_report(units: Sequence[Unit], index: int, *, is_titled: bool) -> bool:
    """Tell whether a line that may be a report's name is one, by its element or by the fields below."""
    text = units[index].text
    if len(text) > LONG_TITLE or SENTENCE.search(text):
        return False
    below = units[index + 1] if index + 1 < len(units) else None
    has_fields = isinstance(below, Line) and (is_field_row(below) or is_byline(below.text))
    return (is_titled or has_fields) and bool(_REPORT.search(text))


def _judge(
    units: Sequence[Unit], index: int, wanted: Sequence[str], *, is_titled: bool
) -> tuple[float, int, bool] | None:
    """Return how much a line reads like the headline, the last line of it, and whether the head says so."""
    if not 2 < len(units[index].text) <= LONG_TITLE:
        return None
    matches = (_match_one(units, index, title, rank) for rank, title in enumerate(wanted))
    if match := max(filter(None, matches), default=None):
        return match[0] + is_titled, match[1], True
    return (1.5, index, False) if is_titled and is_heading(units[index]) else None


def is_heading(unit: Unit) -> bool:
    """Tell whether a heading element's line may be the page's, and is none of its sections'."""
    text = unit.text
    is_chrome = is_edge_text(text) if unit.link_chars else is_edge(unit)
    if is_chrome or is_prose(text) or is_numbered(text) or is_signed(text):
        return False
    return len(condense(text)) >= SHORT_TITLE


def _match_one(units: Sequence[Unit], index: int, title: str, rank: int) -> tuple[float, int] | None:
    text = units[index].text
    words = condense(text)
    if words == title:
        return 5.0 - rank / 2, index
    if words.startswith(title) and _ends_with_fields(text, title):
        return 4.5 - rank / 2, index
    starts = len(words) >= SHORT_TITLE - 2 and title.startswith(words)
    if starts and (end := _continued(units, index, title)) is not None:
        return 5.0 - rank / 2, end
    if len(words) >= SHORT_TITLE + 2 and words in title and not is_prose(text):
        return 3.0 - rank / 2, index
    return None


def _ends_with_fields(text: str, title: str) -> bool:
    """Tell whether nothing but a date or other fields follow a title in its line."""
    rest = text[text.rfind(title[-2:]) + 2 :].strip()
    return condense(text) == title + condense(rest) and (is_byline(rest) or is_dated_name(rest))


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
