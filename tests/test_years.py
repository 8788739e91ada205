"""Titles, period, text and address into the reporting year, and what is said of conflicts."""

from datetime import date

import pytest

from goicrawl.parse.metadata.periods import Period, find_period
from goicrawl.parse.metadata.years import Evidence, find_year, year_of_period, year_of_text, year_of_url

TEXTS = {
    "named throughout": (["2016年,市政务服务中心认真贯彻", "2016年,中心在推进"], 2016),
    "whole year weighs more": (["2022年度,我镇公开", "2022年,我镇", "2021年启用"], 2022),
    "comparison": (["2018年公开1119条,比2017年新增390条,较2016年增加"], 2018),
    "plans for the next year": (["2016年公开2680条。2017年工作安排。2017年重点工作安排"], 2016),
    "dates and document numbers": (["〔2019〕60号", "2021年1月29日", "2020年公开"], 2020),
    "two years alike": (["2016年启用", "2017年启用"], None),
    "no year": (["我局高度重视"], None),
}
URLS = {
    "Hanweb": ("http://x.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=113&fbtime=2021", 2021),
    "query": ("http://gdb.fy.gov.cn/xxgkAnnualReport/yearReportDetail/?branch_id=52&year=2013", 2013),
    "path": ("http://x.gov.cn/zwgk/xxgknb/2019/zfbm/202401/t20240127_1.html", None),
    "snowflake": ("http://www.yanta.gov.cn/xxgknb/2011622413940305921.html", None),
}


@pytest.mark.parametrize(("paragraphs", "year"), TEXTS.values(), ids=TEXTS)
def test_text(paragraphs: list[str], year: int | None) -> None:
    assert year_of_text(paragraphs) == year


@pytest.mark.parametrize(("url", "year"), URLS.values(), ids=URLS)
def test_address(url: str, year: int | None) -> None:
    assert year_of_url(url) == year


def period_of(sentence: str) -> Period:
    period = find_period([sentence])
    assert period is not None
    return period


def test_the_first_evidence_decides() -> None:
    found = find_year([Evidence("title", 2018), Evidence("period", 2018)], None, None)
    assert (found.year, found.source, found.problems) == (2018, "title", ())


def test_no_evidence_gives_no_year() -> None:
    assert find_year([], None, date(2020, 1, 1)).year is None


def test_two_titles_of_different_years_are_a_conflict() -> None:
    found = find_year([Evidence("title", 2018), Evidence("body_title", 2017)], None, None)
    assert found.year == 2018
    assert [problem.code for problem in found.problems] == ["source.year_conflict"]


def test_a_period_of_another_year_is_stale() -> None:
    period = period_of("所列数据截止日期为2015年12月31日")
    found = find_year([Evidence("title", 2016), Evidence("period", 2015)], period, None)
    assert found.year == 2016
    assert [problem.code for problem in found.problems] == ["source.period_stale"]


def test_a_period_of_two_years_is_too_long() -> None:
    period = period_of("统计期限为2010年1月1日至2011年12月31日")
    found = find_year([Evidence("title", 2010)], period, None)
    assert [problem.code for problem in found.problems] == ["source.period_too_long"]
    assert year_of_period(period) == 2010


def test_a_school_year_is_no_conflict() -> None:
    period = period_of("统计期限为2019年9月1日至2020年8月31日")
    assert find_year([Evidence("title", 2020)], period, None).problems == ()


def test_a_damaged_period_still_names_its_year() -> None:
    assert year_of_period(period_of("统计期限为201711日至20171231日")) == 2017


def test_a_text_about_the_year_to_come_is_no_evidence() -> None:
    assert find_year([Evidence("text", 2022)], None, date(2021, 3, 1)).year is None
    assert find_year([Evidence("text", 2020)], None, date(2021, 3, 1)).year == 2020


def test_a_title_holds_against_a_wrong_publication_date() -> None:
    assert find_year([Evidence("title", 2019)], None, date(1970, 1, 1)).year == 2019
