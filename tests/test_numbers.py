"""Numbers in sentences: value, operator and unit; and what looks like a number and counts nothing."""

import time

import pytest

from goicrawl.parse.numbers import find_numbers

COUNTED = [
    ("公开826条", (826, "eq", "条")),
    ("公开 26 条", (26, "eq", "条")),
    ("公开1,119条", (1119, "eq", "条")),
    ("访问39万人次", (390_000, "eq", "人次")),
    ("公开26.8万条", (268_000, "eq", "条")),
    ("公开3千条", (3000, "eq", "条")),
    ("占6.5%", (6.5, "eq", "%")),
    ("收取1.2万元", (1.2, "eq", "万元")),
    ("收取3940元", (3940, "eq", "元")),
    ("培训两次", (2, "eq", "次")),
    ("培训十二期", (12, "eq", "期")),
    ("三大板块", (3, "eq", "大")),
    ("收到0件", (0, "eq", "件")),
    ("均为0。", (0, "eq", "")),
    ("公开20余条", (20, "ge", "条")),
    ("设120多个", (120, "ge", "个")),
    ("公开5500 余条", (5500, "ge", "条")),
    ("赠阅3万余册", (30_000, "ge", "册")),
    ("公开千余条", (1000, "ge", "条")),
    ("召开十余次", (10, "ge", "次")),
    ("公开100条以上", (100, "ge", "条")),
    ("权重不低于4%", (4, "ge", "%")),
    ("公开超过3万条", (30_000, "ge", "条")),
    ("公开逾3万条", (30_000, "ge", "条")),
    ("公开近300条", (300, "unclear", "条")),
    ("公开约300条", (300, "unclear", "条")),
    ("公开不足300条", (300, "unclear", "条")),
    ("不超过300条", (300, "unclear", "条")),
    ("公开300条左右", (300, "unclear", "条")),
    ("预约3件", (3, "eq", "件")),
    ("附近3个", (3, "eq", "个")),
]

NOT_COUNTED = [
    "第2期培训",
    "第七期",
    "第二十条",
    "20个工作日",
    "3个月内",
    "八个部分组成",
    "3个方面",
    "三大攻坚战",
    "五公开",
    "两微一端",
    "一级抓一级",
    "每一件",
    "逐一条",
    "江源大街32号",
    "六号楼二楼203室",
    "〔2019〕82号",
    "国务院令第711号",
    "12345热线",
    "电话5722721",
    "2016年12月31日",
    "除2件",
    "1-3件",
    "2018-2020条",
    "2018.12.31条",
    "12,10件",
    "0351条",
    "上百条",
    "数十万条",
    "27部门",
    "3人大代表",
    "《条例》40条例",
    "“创业富民30条”",
    "1234567890123456件",
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[text for text, _ in COUNTED])
def test_counted(text: str, expected: tuple[float, str, str]) -> None:
    assert [number[2:] for number in find_numbers(text)] == [expected]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_not_counted(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_place_covers_operator_and_unit() -> None:
    text = "权重不低于4%的要求"
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == "不低于4%"


def test_several_in_order() -> None:
    values = [number.value for number in find_numbers("收到12件(网上2件,书面10件),占100%")]
    assert values == [12, 2, 10, 100]


@pytest.mark.parametrize("piece", ["1", ",", "1,", "一", "其中", "1 ", "0", "不超过", "1.1:"])
def test_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    assert list(find_numbers(text)) == []
    assert time.process_time() - started < 1
