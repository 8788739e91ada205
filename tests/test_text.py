"""Text primitives: white space, folding, numerals, dates."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goicrawl.text import fold, parse_date, parse_numeral, squeeze

SQUEEZED = {
    "ends": ("  一、 ", "一、"),
    "runs": ("2018年 \u00a0\u3000 2月", "2018年 2月"),
    "wrapped Chinese": ("主动公\n   开政府信息", "主动公开政府信息"),
    "wrapped after a comma": ("公开，\r\n其中", "公开，其中"),
    "wrapped words": ("open\n  data", "open data"),
    "wrapped before a figure": ("公开\n12条", "公开 12条"),
    "zero width": ("政府\u200b信\ufeff息", "政府信息"),
    "only zero width": ("\ufeff\u200b", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SQUEEZED.values(), ids=SQUEEZED)
def test_squeeze(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@given(st.text())
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


FOLDED = {
    "full width": ("（１）ＡＢ", "(1)AB"),
    "spaces": ("总 计\u3000\u00a0", "总计"),
    "quotes": ("“三安全一稳定”", '"三安全一稳定"'),
    "corner quotes": ("「甲」『乙』", '"甲""乙"'),
    "Kangxi radicals": ("⼀、⼆、", "一、二、"),
    "supplement radicals": ("⻅⻓⺠⻔", "见长民门"),
    "parenthesised numeral": ("㈠公开", "(一)公开"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text(alphabet="政府〇一（）㈠⼀⻅“”「」'＂ 1１a．.、，:：\u3000\u00a0\n\u200b"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


NUMERALS = {
    "零": 0,
    "七": 7,
    "十": 10,
    "十八": 18,
    "二十": 20,
    "一百零五": 105,
    "三千二百": 3200,
    "一万二千": 12000,
    "两千": 2000,
    "三亿": 300_000_000,
    "二〇一六": 2016,
    "１２": 12,
    "012": 12,
}


@pytest.mark.parametrize(("text", "value"), NUMERALS.items())
def test_numeral(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "三大", "十百", "5个", "1.5", "-3", "一" * 40])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert parse_numeral(text) is None


DATES = {
    "hyphens": ("2017-02-08", date(2017, 2, 8)),
    "with a time": ("发布时间:2021-12-22 09:38", date(2021, 12, 22)),
    "with a glued time": ("2021-03-2918:26", date(2021, 3, 29)),
    "Chinese": ("2022年02月09日", date(2022, 2, 9)),
    "spaces": ("2018年 2月15日", date(2018, 2, 15)),
    "full width": ("２０１７年２月８日", date(2017, 2, 8)),
    "dots": ("2017.05.22", date(2017, 5, 22)),
    "slashes": ("2017/5/2", date(2017, 5, 2)),
    "numerals": ("二〇一三年二月二十八日", date(2013, 2, 28)),
    "numerals with a circle": ("二○一三年十二月三日", date(2013, 12, 3)),
    "the second is whole": ("2017年13月1日 2018年1月2日", date(2018, 1, 2)),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_date(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize("text", ["", "2017年2月", "20211月1日", "12017-02-08", "2017-02-30", "发布日期："])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("unit", [" ", "\n", "2021年", "2021-1", "二〇一", "一" * 3, "（", "\u00a0"])
def test_a_megabyte_takes_less_than_a_second(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    squeeze(text), fold(text), parse_numeral(text), parse_date(text)
    assert time.process_time() - start < 1
