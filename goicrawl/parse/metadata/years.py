"""Titles, period and text of a report into its reporting year, and which of them decided."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from goicrawl.items import Problem
from goicrawl.parse.metadata.periods import Period

FIRST_REPORTING_YEAR = 2004
"""The national regulation came into force in 2008; Shanghai's reports begin with 2004."""


class Evidence(NamedTuple):
    """One place that states a year, and the year."""

    source: str
    """`title`, `body_title`, `period`, `quoted_title`, `text`, `listing` or `url`, by weight."""
    year: int


class ReportingYear(NamedTuple):
    """The year that a report is about."""

    year: int | None
    source: str | None
    """The evidence that decided."""
    problems: tuple[Problem, ...]
    """`source.year_conflict` and `source.period_stale`: evidence that says otherwise."""


# Other years stand in comparisons, ranges, document numbers, dates and plans: 比2017年, 〔2018〕, 2020年1月.
_YEAR = re.compile(
    "(?P<year>20(?<![0-9〔\\[(（《比较與与同自从從到至止和-]20)[0-9]{2})年"
    "(?!(?:[0-9]{1,2}月|(?:重点)?工作(?:安排|打算|计划|思路)))(?P<whole>度|以来|全年)?"
)
_TEXT_CHARS = 12_000
"""The years of a text are counted in so much of it."""
_MAX_PERIOD_DAYS = 366
_MIN_SHARE = 0.5
"""The text decides only where one year has this share of all mentions, and two more than the next."""
_URL_YEAR = re.compile(r"[?&](?:fbtime|year)=(?P<year>20[0-9]{2})(?![0-9])")


def find_year(evidence: Iterable[Evidence], period: Period | None, published: date | None) -> ReportingYear:
    """Return the first evidence's year, and what speaks against it.

    A text that speaks of a year after its publication is no evidence: it is about plans.
    """
    known = [item for item in evidence if _possible(item, published)]
    if not known:
        return ReportingYear(None, None, ())
    decided = known[0]
    return ReportingYear(decided.year, decided.source, tuple(_conflicts(decided, known, period)))


def _possible(item: Evidence, published: date | None) -> bool:
    if item.year < FIRST_REPORTING_YEAR:
        return False
    return item.source != "text" or published is None or item.year <= published.year


def _conflicts(decided: Evidence, known: Sequence[Evidence], period: Period | None) -> Iterable[Problem]:
    for item in known[1:]:
        if item.year != decided.year and item.source != "period":
            detail = f"{decided.source}: {decided.year}, {item.source}: {item.year}"
            yield Problem(code="source.year_conflict", detail=detail)
    if period and period.years and decided.year not in period.years:
        yield Problem(code="source.period_stale", detail=period.quote)
    elif period and period.start and period.end and (period.end - period.start).days > _MAX_PERIOD_DAYS:
        yield Problem(code="source.period_too_long", detail=period.quote)


def year_of_period(period: Period) -> int | None:
    """Return the year that a period names; of two the one in which it starts."""
    return period.start.year if period.start else period.years[0] if period.years else None


def year_of_text(paragraphs: Iterable[str]) -> int | None:
    """Return the year that a text speaks of throughout; None where no year stands out.

    >>> year_of_text(["2016年,市政务服务中心认真贯彻", "2016年,中心在推进", "比2015年增加"])
    2016
    >>> year_of_text(["2016年启用", "2017年启用"]) is None
    True
    """
    counts: Counter[int] = Counter()
    for year, whole in _YEAR.findall("\n".join(paragraphs)[:_TEXT_CHARS]):
        counts[int(year)] += 2 if whole else 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _MIN_SHARE * counts.total():
        return None
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if not runner_up or ranked[0][1] >= runner_up + 2 else None


def year_of_url(url: str) -> int | None:
    """Return the year that an address asks for (`fbtime=2021`); the dates in its path are no evidence.

    >>> year_of_url("http://x.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=1&fbtime=2021")
    2021
    >>> year_of_url("http://x.gov.cn/xxgk/2019/202401/t20240127_1.html") is None
    True
    """
    match = _URL_YEAR.search(url)
    return int(match["year"]) if match else None
