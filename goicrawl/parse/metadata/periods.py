"""The sentences before a report's first section into the period that its figures cover, as stated."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from goicrawl.items import Problem
from goicrawl.text import fold


class Period(NamedTuple):
    """What a report says of the days its figures cover."""

    start: date | None
    """The first day; None where not stated, or not legibly."""
    end: date | None
    """The last day, as stated."""
    years: tuple[int, ...]
    """Every year that the sentence names, legible day or not, in order."""
    quote: str
    """The words that state it, white space and full width folded."""
    problems: tuple[Problem, ...]
    """`source.period_damaged` where digits or 年, 月, 日 are lost."""


NOT_STATED = Period(None, None, (), "", ())
"""What a report without any such sentence says."""

# 本报告中所列数据的统计期限自…, 数据统计截止日期为…, 所列数据统计时间段为…
_CUE = re.compile(
    r"(?:统计(?:期限|时限|期间|周期|时段|时间|区间|范围|数据)|数据(?:的)?(?:统计)?(?:期限|时限|期间|截止|截至|起止|时间)"
    r"|(?:期限|时间段?)(?:为|是|自|从)|(?:数据|截止|截至)(?:日期|时间)|起止(?:时间|日期)"
    r"|所列数据(?:为|自|从|起)|内容涵盖)"
)
_REACH = 70
"""How far behind the cue the two dates end (30 characters on the seeds)."""
_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})[年./-])?(?P<month>[01]?[0-9])[月./-](?P<day>[0-3]?[0-9])(?![0-9])[日号]?"
)
_BETWEEN = re.compile(
    r"(?:\([^()]*\))?(?:起|开始|正式)?[,、]?(?:至|到|[-—–~至]+|截止|截至|止)(?:到|于|为)?(?:同年|当年|本年)?"
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=[年./-]|[0-9]{0,4}[月日至]|[0-9]{3,4}日?)")
_ENDS = re.compile("[。;；]")
_HINT = re.compile("[统統][计計]|截|期限|[时時][间間限]|起止|所列|涵盖")
_ONLY_END = re.compile("(?:截止|截至)")


def find_period(paragraphs: Iterable[str]) -> Period | None:
    """Return the period that the first stating sentence gives; None if no paragraph states one.

    >>> found = find_period(["本报告所列数据的统计期限自2021年1月1日起至12月31日止。"])
    >>> found.start, found.end, found.years, found.problems
    (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31), (2021,), ())
    >>> find_period(["一、总体情况"]) is None
    True
    """
    for sentence in _sentences(paragraphs):
        for cue in _CUE.finditer(sentence):
            quote = sentence[cue.start() : cue.end() + _REACH]
            if years := _YEAR.findall(quote):
                return _read(quote, tuple(map(int, years)))
    return None


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    """Give the sentences that may state a period, folded; folding whole reports would cost too much."""
    for paragraph in paragraphs:
        if _HINT.search(paragraph):
            yield from (fold(part) for part in _ENDS.split(paragraph) if _HINT.search(part))


def _read(quote: str, years: tuple[int, ...]) -> Period:
    first = _DAY.search(quote)
    if first is None or first["year"] is None:
        return _damaged(None, None, years, quote)
    start = _date_of(first, int(first["year"]))
    between = _BETWEEN.match(quote, first.end())
    if between is None:
        if _ONLY_END.search(quote, 0, first.start()):
            return Period(None, start, years, quote, ())
        return _damaged(start, None, years, quote)
    second = _DAY.match(quote, between.end())
    if second is None:
        return _damaged(start, None, years, quote)
    end = _date_of(second, int(second["year"] or first["year"]))
    if start and end:
        return Period(start, end, years, quote, ())
    return _damaged(start, end, years, quote)


def _date_of(match: re.Match[str], year: int) -> date | None:
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _damaged(start: date | None, end: date | None, years: tuple[int, ...], quote: str) -> Period:
    problem = Problem(code="source.period_damaged", detail=quote)
    return Period(start, end, years, quote, (problem,))
