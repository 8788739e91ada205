"""Traditional characters into simplified ones, each in its place."""

import pytest

from goicrawl.parse.traditional import plain

TEXTS = {
    "title": ("國家旅遊局發佈2011年政府信息公開工作年度報告", "国家旅游局发布2011年政府信息公开工作年度报告"),
    "places": ("蘇州市 連雲港市 貴陽市 瀋陽市 齊齊哈爾市", "苏州市 连云港市 贵阳市 沈阳市 齐齐哈尔市"),
    "offices": (
        "質量技術監督局 規劃環保廳 辦事處 委員會 衛生",
        "质量技术监督局 规划环保厅 办事处 委员会 卫生",
    ),
    "full width": ("２０２１年（图片版）：", "2021年(图片版):"),
    "simplified stays": ("乾县 喀什市", "乾县 喀什市"),
    "ascii": ("abc 2021", "abc 2021"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert len(plain(text)) == len(text)
