"""A title of a listing row -> whether it can be an annual report's.

A row that is missed is a report lost, a row too many costs one page: where a title leaves it open,
it passes, and the page itself decides.
"""

import re

from goicrawl.text import fold

# The Big5 mirrors of the mainland's portals print traditional characters.
_SIMPLIFIED = str.maketrans("開務報圖讀彙總結實施進", "开务报图读汇总结实施进")
# fold() makes three dots of an ellipsis.
_CUT = re.compile(r"\.{2,}$")

# The report's own words: 政府信息公开工作年度报告, 政务公开年报, 信息公开工作2017年度报告, ….
_CORE = re.compile(
    r"(?:信息|政务|政府)公开"
    r"(?:工作|总体|条例|贯彻|落实|执行|实施|推进|开展|自查|情况|年|度|的|及|和|暨|》|[12][0-9]{3})*"
    r"(?:报告|年报|汇报)"
)
# What is left of them in a title that the listing cuts: 某局2019年政府信息公开工作年…
_CUT_CORE = re.compile(r"(?:(?:信息|政务|政府)公开?[^》]{0,12}|(?:政府|政务)(?:信息?)?)$")

# Before the report's own words these tell of something made from a report. An issuer may be called
# 机构编制委员会办公室 or 考核办公室, so the other words count only behind them.
_MADE_FROM = re.compile(r"解读|图解|一图|图说|图读|漫画|视频")
_ABOUT = re.compile(
    r"解读|图解|图片版|格式|模板|样式|样本|范本|通知|通报|制度|指南|编制|考核|评估|方案|办法|细则|规定|要求"
    r"|填报|培训|会议|问卷"
)


def is_report_title(title: str) -> bool:
    """Say whether a listing row of this title can be an annual report.

    >>> is_report_title("喀什市2021年政府信息公开工作年度报告")
    True
    >>> is_report_title("关于做好2021年政府信息公开工作年度报告编制工作的通知")
    False
    >>> is_report_title("")
    False
    """
    plain = fold(title).translate(_SIMPLIFIED)
    cut = _CUT.search(plain)
    if cut:
        plain = plain[: cut.start()]
    core = _CORE.search(plain) or (_CUT_CORE.search(plain) if cut else None)
    if core is None or _MADE_FROM.search(plain, 0, core.start()):
        return False
    return not _ABOUT.search(plain, core.end()) or plain.endswith(("报告", "年报"))
