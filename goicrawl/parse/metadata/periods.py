"""The sentences before a report's first section into the period that its figures cover, as stated."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from goicrawl.items import Problem
from goicrawl.parse.metadata.numerals import mend_zeros
from goicrawl.parse.traditional import plain
from goicrawl.text import NUMERAL, fold, parse_numeral


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
    r"(?:统计(?:期限|时限|期间|周期|时段|时间|区间|范围|数据|年度)|数据(?:的)?(?:统计)?(?:期限|时限|期间|截止|截至|起止|时间)"
    r"|(?:期限|时间段?|时间范围|报告期|时限)(?:为|是|自|从)|(?:数据|截止|截至)(?:日期|时间)|起止(?:时间|日期)"
    r"|所列数据(?:为|自|从|起)|(?:内容|报告)涵盖)"
)
_REACH = 70
"""How far behind the cue the two dates end (30 characters on the seeds)."""
# 2019年1月1日0时; of a month alone, 1月至12月, the first or the last day is meant.
_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})[年./-])?(?P<month>[01]?[0-9])"
    r"(?:[月./-](?P<day>[0-3]?[0-9])(?![0-9月])[日号]?(?:[0-9]{1,2}(?:时|点|:[0-9]{2}))?"
    r"|月(?:份|初|底|末)?(?![0-9])|(?=[至-][0-9]{1,2}月(?![0-9])))"
)
_BETWEEN = re.compile(
    r"(?:\([^()]*\))?(?:起|开始|正式)?[,、]?(?:至|到|[-—–~至]+|截止|截至|止)(?:到|于|为)?(?:同年|当年|本年)?"
)
# 2022年度, and no more.
_WHOLE_YEAR = re.compile("(?:19|20)[0-9]{2}年(?:度|全年)(?![0-9])")
# 自1月1日至12月31日 with no word of figures: a whole year that opens a report is what it covers.
_OPEN = re.compile("[自从](?=(?:19|20)[0-9]{2}年1月1日(?:起|开始)?,?[至到](?:(?:19|20)[0-9]{2}年)?12月31日)")
_NUMERAL_DAY = re.compile(
    f"(?P<year>[一二][〇一二三四五六七八九]{{3}})年(?P<month>{NUMERAL}{{1,2}})月(?P<day>{NUMERAL}{{1,3}})日"
    f"|(?<![0-9])(?P<m>{NUMERAL}{{1,2}})月(?P<d>{NUMERAL}{{1,3}})日"
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=[年./-]|[0-9]{0,4}[月日至]|[0-9]{3,4}日?)")
_ENDS = re.compile("[。;；]")
_HINT = re.compile("[统統][计計]|截|期限|[时時][间間限]|起止|所列|涵盖|报告期|12 ?月 ?31 ?日|十二月")
_ONLY_END = re.compile("(?:截止|截至)")


def find_period(paragraphs: Iterable[str]) -> Period | None:
    """Return the period that the first stating sentence gives; None if no paragraph states one.

    >>> found = find_period(["本报告所列数据的统计期限自2021年1月1日起至12月31日止。"])
    >>> found.start, found.end, found.years, found.problems
    (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31), (2021,), ())
    >>> find_period(["一、总体情况"]) is None
    True
    """
    sentences = list(_sentences(paragraphs))
    for pattern in (_CUE, _OPEN):
        for sentence in sentences:
            for cue in pattern.finditer(sentence):
                quote = sentence[cue.start() : cue.end() + _REACH]
                if years := _YEAR.findall(quote):
                    return _read(quote, tuple(map(int, years)))
    return None


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    """Give the sentences that may state a period, folded; folding whole reports would cost too much."""
    for paragraph in paragraphs:
        if _HINT.search(paragraph):
            yield from (_arabic(plain(fold(part))) for part in _ENDS.split(paragraph) if _HINT.search(part))


def _arabic(sentence: str) -> str:
    """Return the sentence with its dates in Arabic digits: 二〇一五年一月一日 is 2015年1月1日."""
    if "十二月" not in sentence and "一月" not in sentence:
        return sentence
    return _NUMERAL_DAY.sub(_arabic_day, mend_zeros(sentence))


def _arabic_day(match: re.Match[str]) -> str:
    month, day = parse_numeral(match["month"] or match["m"]), parse_numeral(match["day"] or match["d"])
    year = f"{parse_numeral(match['year'])}年" if match["year"] else ""
    return f"{year}{month}月{day}日"


def _read(quote: str, years: tuple[int, ...]) -> Period:
    first = _DAY.search(quote)
    if first is None or first["year"] is None:
        if _WHOLE_YEAR.search(quote):
            return Period(None, None, years, quote, ())
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
    end = _date_of(second, int(second["year"] or first["year"]), last=True)
    if start and end:
        return Period(start, end, years, quote, ())
    return _damaged(start, end, years, quote)


def _date_of(match: re.Match[str], year: int, *, last: bool = False) -> date | None:
    """Return the day, of a month alone the first or the `last` one; None if there is no such day."""
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else days if last else 1
    return date(year, month, day) if 1 <= day <= days else None


def _damaged(start: date | None, end: date | None, years: tuple[int, ...], quote: str) -> Period:
    problem = Problem(code="source.period_damaged", detail=quote)
    return Period(start, end, years, quote, (problem,))
