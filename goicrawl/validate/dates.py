"""A report's dates against its year: period, signature, publication, deadline, index number."""

import re
from collections.abc import Iterator
from datetime import date

from goicrawl.items import Check, Report
from goicrawl.validate.verdicts import FAIL, PASS, UNCERTAIN

REVISED_REGULATION = 2019
"""The first reporting year in which departments have only until January (regulation of 2019, article 49)."""
# 000014349/2021-26060: the year stands behind the office's code.
_INDEX_YEAR = re.compile(r"[/\-](?P<year>20[0-9]{2})[-/]?[0-9]")
# A place alone stands for its government: 喀什市2021年….
_GOVERNMENT = re.compile("(?:政府|省|自治区|市|县|区|旗|州|盟|镇|乡|苏木)$")
_OFFICE = re.compile("政府办(?:公[室厅])?$")


def check_dates(report: Report) -> Iterator[Check]:
    """Give a check for every date that the report states beside its year."""
    if report.year is None:
        return
    yield from _check_period(report, report.year)
    yield from _check_following_year(report, report.year)
    if report.published:
        yield _check_deadline(report, report.year, report.published)
    match = _INDEX_YEAR.search(report.index_number or "")
    if match:
        year = int(match["year"])
        verdict = PASS if year >= report.year else FAIL
        yield _check("META_INDEX_YEAR", verdict, report.year, year, f"index number {report.index_number}")


def _check_period(report: Report, year: int) -> Iterator[Check]:
    for name, day in (("period_start", report.period_start), ("period_end", report.period_end)):
        if day:
            verdict = PASS if day.year == year else FAIL
            yield _check("META_YEAR", verdict, year, day.year, f"year {year}; {name} {day}")


def _check_following_year(report: Report, year: int) -> Iterator[Check]:
    """A report is signed and published in the year after; later is odd, in the year itself wrong."""
    for name, day in (("signed_on", report.signed_on), ("published", report.published)):
        if day:
            verdict = PASS if day.year == year + 1 else UNCERTAIN if day.year > year else FAIL
            yield _check("META_YEAR", verdict, year + 1, day.year, f"year {year}; {name} {day}")


def deadlines(issuer: str | None, year: int) -> tuple[date, date]:
    """Return the day by which an issuer's report of a year must be public, and after which it is late.

    Before 2019 everybody had until 31 March (regulation of 2007, article 31); since then only governments
    have, departments until 31 January (regulation of 2019, article 49). A government's office reports for
    itself or for the government, and an issuer may be unknown: then between the two days nobody can tell,
    and only then the two differ.

    >>> deadlines("喀什市民政局", 2021)
    (datetime.date(2022, 1, 31), datetime.date(2022, 1, 31))
    """
    first, last = date(year + 1, 1, 31), date(year + 1, 3, 31)
    if year < REVISED_REGULATION or _GOVERNMENT.search(issuer or ""):
        return last, last
    return first, last if not issuer or _OFFICE.search(issuer) else first


def _check_deadline(report: Report, year: int, published: date) -> Check:
    deadline, last = deadlines(report.issuer, year)
    verdict = PASS if published <= deadline else UNCERTAIN if published <= last else FAIL
    return _check("META_DEADLINE", verdict, str(deadline), str(published), f"published {published}")


def _check(rule: str, verdict: str, expected: int | str, actual: int | str, evidence: str) -> Check:
    return Check(rule=rule, verdict=verdict, expected=expected, actual=actual, evidence=evidence)
