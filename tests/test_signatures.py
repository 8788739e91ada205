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
    "letters for zeros": (["道县水利局", "二O一一年二月二十日"], "道县水利局", date(2011, 2, 20)),
    "a digit for the zero": (["道县水利局", "二0一一年二月二十日"], "道县水利局", date(2011, 2, 20)),
    "first month by its name": (["安阳街道办", "2022年元月12日"], "安阳街道办", date(2022, 1, 12)),
    "month only": (["道县人民政府办公室", "2021年1月"], "道县人民政府办公室", None),
    "month only on one line": (["道县人民政府 二〇一六年三月"], "道县人民政府", None),
    "printed on": (["道县人民政府办公室", "2022年1月10日印发"], "道县人民政府办公室", date(2022, 1, 10)),
    "seal": (["道县教育和体育局 （公章）", "2022-01-12"], "道县教育和体育局", date(2022, 1, 12)),
    "both labelled on one line": (
        ["编制单位：道县住建局　编制时间：2022年1月12日"],
        "道县住建局",
        date(2022, 1, 12),
    ),
    "note above": (
        ["（此件公开发布）", "道县人民政府办公室", "2021年1月29日"],
        "道县人民政府办公室",
        date(2021, 1, 29),
    ),
    "sheet below": (
        ["道县水利局", "2016年3月22日", "统计表", "填报单位（盖章）：道县水利局", "填报日期：2016年3月15日"],
        "道县水利局",
        date(2016, 3, 22),
    ),
    "traditional": (["樂山高新區管委會", "2011年3月1日"], "樂山高新區管委會", date(2011, 3, 1)),
}
UNSIGNED = {
    "empty": [],
    "text": BODY,
    "date in a sentence": [*BODY, "以上数据截至2021年12月31日。"],
    "sheet's office": [*BODY, "附表", "填报单位：道县水利局"],
    "sheet's last line": [*BODY, "审核人：李某 填报人：王某 填报日期：2016年3月15日"],
    "month in a sentence": [*BODY, "以上数据统计到2021年12月"],
    "neighbouring reports": [*BODY, "上一篇：2020年年报", "下一篇：2022年年报"],
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
    started = time.process_time()
    find_signature(["2018年" * 200_000, "局" * 1_000_000, "20180101" * 100_000])
    assert time.process_time() - started < 1
