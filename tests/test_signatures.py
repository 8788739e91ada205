"""The end of a report into the office and the date under it."""

import time
from datetime import date

import pytest

from goicrawl.parse.metadata.signatures import find_signature

BODY = ["一、总体情况", "2018年，我区公开1119条。", "六、其他需要报告的事项", "无。"]
SIGNED = {
    "office over date": (["江源区政务服务中心", "2017年2月8日"], "江源区政务服务中心", date(2017, 2, 8)),
    "spaces in the date": (
        ["遂宁经济技术开发区综合办", "2018年 2月15日"],
        "遂宁经济技术开发区综合办",
        date(2018, 2, 15),
    ),
    "one line": (["长春市粮食局 2009年3月9日"], "长春市粮食局", date(2009, 3, 9)),
    "Chinese numerals": (
        ["上海市松江区人民政府", "二〇一三年二月二十八日"],
        "上海市松江区人民政府",
        date(2013, 2, 28),
    ),
    "date over office": (["2014年3月25日", "道县文广新局"], "道县文广新局", date(2014, 3, 25)),
    "date only": (["2014-03-25"], None, date(2014, 3, 25)),
    "office only": (["阳谷县司法局"], "阳谷县司法局", None),
    "attachment below": (
        ["郊区统计局", "2020年1月23日", "附件：统计表.doc"],
        "郊区统计局",
        date(2020, 1, 23),
    ),
    "brackets": (["大英县乡村振兴局", "（2022年1月20日）"], "大英县乡村振兴局", date(2022, 1, 20)),
    "label": (["编制单位：大英县乡村振兴局", "2022年1月20日"], "大英县乡村振兴局", date(2022, 1, 20)),
    "traditional": (["樂山高新區管委會", "2011年3月1日"], "樂山高新區管委會", date(2011, 3, 1)),
}
UNSIGNED = {
    "empty": [],
    "text": BODY,
    "date in a sentence": [*BODY, "以上数据截至2021年12月31日。"],
    "footer": [*BODY, "主办：安庆市政务公开办公室"],
    "caption": [*BODY, "附：政府信息公开情况统计表"],
}


@pytest.mark.parametrize(("end", "signed_by", "signed_on"), SIGNED.values(), ids=SIGNED)
def test_signed(end: list[str], signed_by: str | None, signed_on: date | None) -> None:
    assert find_signature([*BODY, *end]) == (signed_by, signed_on)


@pytest.mark.parametrize("paragraphs", UNSIGNED.values(), ids=UNSIGNED)
def test_unsigned(paragraphs: list[str]) -> None:
    assert find_signature(paragraphs) == (None, None)


def test_hostile_text_costs_little() -> None:
    started = time.perf_counter()
    find_signature(["2018年" * 200_000, "局" * 1_000_000, "20180101" * 100_000])
    assert time.perf_counter() - started < 1
