"""A paragraph into its numbering (一、 (二) 3. 一是), and the heading and text behind it."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from goicrawl.parse.outline.kinds import find_kind, is_title
from goicrawl.text import parse_numeral

MAX_HEADING = 40
"""Longest heading that stands on a line of its own, in characters."""
MAX_RUN_IN = 30
"""Longest heading that a sentence follows on the same line."""

_CN = "[一二三四五六七八九十]{1,3}"
# Ranked by depth: a style of a lower rank closes the sections of higher ones. Spaces inside a marker
# are the pages' own ("（ 三 ）"); a digit behind "1." makes it a decimal.
_STYLES = (
    (1, re.compile(f"第(?P<n>{_CN})(?:部分|[章节])[、.．,，:：]?|(?P<r>[Ⅰ-Ⅻ]) ?[、.．]")),
    (2, re.compile(f"(?P<n>{_CN}) ?[、.．,，:：]")),
    (3, re.compile(f"[(（] ?(?P<n>{_CN}) ?[)）][、.．]?|(?P<e>[㈠-㈩])")),
    (4, re.compile(r"(?P<n>[0-9０-９]{1,2}) ?[.．、](?![0-9０-９])|(?P<c>[⒈-⒛])")),
    (5, re.compile(r"(?:[(（] ?)?(?P<n>[0-9０-９]{1,2}) ?[)）][、.．]?|(?P<c>[⑴-⒇])")),
    (6, re.compile("(?P<c>[①-⑳])")),
    (7, re.compile(f"(?P<n>{_CN})是(?!否)[，,:：]?")),
)
TOP = 2
PARENTHESISED = 3
ENUMERATOR = 7
# What tail-text loss leaves of （四）: "（）" or "）".
_DAMAGED = re.compile("(?P<left>[(（] ?[)）]|[)）])(?=.)")
# 四政府信息公开行政复议、行政诉讼情况, 一 总体情况, 、总体情况: only before a title that reports use.
_TORN = re.compile(f"(?P<left>(?P<n>{_CN}) ?|、)(?P<rest>[^ ].*)")
_MAY_START = re.compile("[第一二三四五六七八九十(（㈠-㈩0-9０-９①-⒛Ⅰ-Ⅻ)）、]")
# "一、二级网站" and "二、三产业" count, they do not number.
_COUNTING = re.compile("[一二三四五六七八九十]+[、级类线期季产等]")
_STOP = re.compile("[。；;!！?？:：]|[.．](?![0-9a-zA-Z])")
# 收费及减免情况——无, 总体情况 2021年: what may set a heading apart from its text.
_GAP = re.compile(" |—+|－+|–+|-{2,}")
_NOTE = re.compile("[(（][^()（）]*[)）]$")
_MAX_NOTED = 120
"""Longest heading that ends with a note in parentheses."""
_FIGURE = re.compile("[0-9０-９]+ ?余?[条件份次个人期篇场项宗万元%]")


class Marker(NamedTuple):
    """A paragraph's numbering."""

    raw: str
    rank: int
    ordinal: int | None
    rest: str


def find_marker(line: str) -> Marker | None:
    """Return how `line` is numbered; None if it is not. The ordinal of a damaged marker is None.

    >>> find_marker("（二）公开的形式")
    Marker(raw='（二）', rank=3, ordinal=2, rest='公开的形式')
    >>> find_marker(")强化考核培训").ordinal is None, find_marker("2.5亿元") is None
    (True, True)
    """
    if not _MAY_START.match(line):
        return None
    for rank, pattern in _STYLES:
        if match := pattern.match(line):
            rest = line[match.end() :].strip()
            if rank == 2 and _COUNTING.match(rest):
                return None
            return Marker(match[0].strip(), rank, _ordinal(match), rest)
    if match := _DAMAGED.match(line):
        return Marker(match["left"], PARENTHESISED, None, line[match.end() :].strip())
    torn = _TORN.match(line) if len(line) <= MAX_HEADING else None
    if torn and is_title(torn["rest"]):
        return Marker(torn["left"].strip(), TOP, parse_numeral(torn["n"] or ""), torn["rest"].strip())
    return None


def _ordinal(match: re.Match[str]) -> int | None:
    return _value(match[match.lastgroup or 0])


@lru_cache(maxsize=256)
def _value(numeral: str) -> int | None:
    """Return what a numeral, or a sign that holds one (㈠, ①, Ⅲ), counts."""
    known = parse_numeral(numeral)
    return known if known is not None or len(numeral) > 1 else int(unicodedata.numeric(numeral))


def split_heading(rest: str) -> tuple[str | None, str]:
    """Split what follows a marker into its heading, None if it has none, and its text.

    A heading that reports use may be set apart by no more than a space.

    >>> split_heading("主动公开情况。一是做好预公开。")
    ('主动公开情况', '一是做好预公开。')
    >>> split_heading("政府公报发放270份。")
    (None, '政府公报发放270份。')
    >>> split_heading("总体情况")
    ('总体情况', '')
    """
    gap = _GAP.search(rest)
    if gap and 0 < gap.start() <= MAX_RUN_IN and find_kind(rest[: gap.start()]):
        return rest[: gap.start()], rest[gap.end() :].strip()
    stop = _STOP.search(rest)
    heading = rest[: stop.start()] if stop else rest
    text = rest[stop.end() :].strip() if stop else ""
    limit = MAX_RUN_IN if stop else MAX_HEADING
    ends_list = stop is not None and stop[0] in "；;?？!！"
    size = len(_NOTE.sub("", heading)) if len(heading) <= _MAX_NOTED else len(heading)
    if heading.strip() and size <= limit and not ends_list and not _FIGURE.search(heading):
        return heading.strip(), text
    return None, rest


def has_successor(marker: Marker) -> bool:
    """Tell whether an enumeration (一是…) goes on in the same paragraph: then it heads nothing.

    A list that begins anew (二是…一是…二是…) stands inside the paragraph and leaves its heading alone.
    """
    following = "二三四五六七八九十"[min((marker.ordinal or 1) - 1, 8)]
    return f"{following}是" in marker.rest and "一是" not in marker.rest
