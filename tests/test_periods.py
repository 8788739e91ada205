"""Sentences into the period that a report's figures cover, as stated, damaged or absent."""

import time
from datetime import date

import pytest

from goicrawl.parse.metadata.periods import find_period

START, END = date(2019, 1, 1), date(2019, 12, 31)
STATED = {
    "both years": ("统计期限自2019年1月1日起至2019年12月31日止", START, END),
    "year once": ("本年度报告中所列数据的统计期限从2019年1月1日到12月31日止", START, END),
    "spaces": ("统计期限为 2019 年 1 月 1 日至 2019 年 12 月 31 日", START, END),
    "full width": ("统计期限自２０１９年１月１日至１２月３１日", START, END),
    "dots and a dash": ("数据统计期限：2019.1.1—2019.12.31", START, END),
    "early end": ("统计期限自2019年1月1日起至2019年12月10日止", START, date(2019, 12, 10)),
    "cut-off date only": ("所列数据截止日期为2015年12月31日，电子版可下载", None, date(2015, 12, 31)),
    "school year": ("统计时间为2018年9月1日至2019年8月31日", date(2018, 9, 1), date(2019, 8, 31)),
    "two years": ("统计期限为2010年1月1日至2011年12月31日", date(2010, 1, 1), date(2011, 12, 31)),
    "figures are of": ("本报告所列数据为2019年1月1日至2019年12月31日", START, END),
    "figures' time": ("报告中所列数据的时间期限为2019年1月1日至12月31日", START, END),
    "contents cover": ("内容涵盖2019年1月1日至12月31日期间的工作情况", START, END),
    "Chinese numerals": ("统计期限为二〇一九年一月一日至二〇一九年十二月三十一日", START, END),
    "Chinese numerals, year once": ("统计期限从二○一九年一月一日到十二月三十一日", START, END),
    "months alone": ("所列数据统计期限为2019年1月至12月", START, END),
    "months with a dash": ("数据统计期限为2019年1-12月", START, END),
    "months to a leap day": ("统计期限为2019年3月至2020年2月", date(2019, 3, 1), date(2020, 2, 29)),
    "hours": ("统计期限自2019年1月1日0时起至2019年12月31日24时止", START, END),
    "reporting period": ("报告期为2019年1月1日至2019年12月31日", START, END),
    "report's limit": ("报告时限为2019年1月1日至12月31日", START, END),
    "report's range": ("本报告时间范围为2019年1月1日至2019年12月31日", START, END),
    "report covers": ("本报告涵盖期间：2019年1月1日至2019年12月31日", START, END),
    "statistical year": ("统计年度：2019年1月1日至2019年12月31日", START, END),
    "in brackets": ("现公布如下（所列数据统计期限自2019年1月1日起至12月31日止）", START, END),
    "no word of figures": ("从2019年1月1日起至2019年12月31日止，我局公开信息20条", START, END),
    "another year behind": ("统计期限自2019年1月1日至2019年12月31日，与2018年相比", START, END),
    "traditional": ("本報告中所列數據的統計期限自2019年1月1日起至2019年12月31日止", START, END),
    "remark between": ("统计期限自2019年1月1日(含)起至2019年12月31日止", START, END),
}
DAMAGED = {
    "年 lost in the end": ("数据统计期限为2019年1月1日至201912月31日", START, None, (2019, 2019)),
    "年 lost in both": ("统计期限自20191月1日起至201912月31日止", None, None, (2019, 2019)),
    "年 and 月 lost": ("数据的统计期限为201711日至20171231日", None, None, (2017, 2017)),
    "月 lost": ("统计期限自2018年11日至2018年1231日止", None, None, (2018, 2018)),
    "all glued": ("数据统计期限自2015111231日", None, None, (2015,)),
    "end lost": ("统计期限自2019年1月1日起至", START, None, (2019,)),
    "no such day": ("统计期限自2019年1月1日起至2019年13月31日止", START, None, (2019, 2019)),
}


def test_a_year_without_days_is_stated_and_not_damaged() -> None:
    period = find_period(["数据统计期间为2019年度。"])
    assert period is not None
    assert (period.start, period.end, period.years, period.problems) == (None, None, (2019,), ())


ABSENT = {
    "no paragraph": [],
    "heading": ["一、总体情况"],
    "date of something else": ["2019年1月1日起施行。", "统计工作有序开展。"],
    "deadline": ["统计表应于1月31日前报送"],
    "part of a year without a cue": ["自2019年5月1日至2019年12月31日，新网站试运行。"],
    "another thing's days": ["清理工作自十二月三日开始。"],
}


@pytest.mark.parametrize(("sentence", "start", "end"), STATED.values(), ids=STATED)
def test_stated(sentence: str, start: date | None, end: date) -> None:
    period = find_period(["本报告由六部分组成。", f"全文如下。{sentence}。如有疑问。"])
    assert period is not None
    assert (period.start, period.end, period.problems) == (start, end, ())


@pytest.mark.parametrize(("sentence", "start", "end", "years"), DAMAGED.values(), ids=DAMAGED)
def test_damaged(sentence: str, start: date | None, end: date | None, years: tuple[int, ...]) -> None:
    period = find_period([sentence])
    assert period is not None
    assert (period.start, period.end, period.years) == (start, end, years)
    assert [problem.code for problem in period.problems] == ["source.period_damaged"]
    assert period.problems[0].detail in sentence


@pytest.mark.parametrize("paragraphs", ABSENT.values(), ids=ABSENT)
def test_absent(paragraphs: list[str]) -> None:
    assert find_period(paragraphs) is None


def test_hostile_text_costs_little() -> None:
    started = time.process_time()
    for unit in ("统计期限", "统计期限2019年", "20191", "截止", "数据的"):
        find_period([unit * (1_000_000 // len(unit))])
    assert time.process_time() - started < 3
