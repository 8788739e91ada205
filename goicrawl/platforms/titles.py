"""A title of a listing row -> whether it can be an annual report's.

A row that is missed is a report lost, a row too many costs one page: where a title leaves it open,
it passes, and the page itself decides.
"""

import re
import tomllib
from importlib.resources import files

from goicrawl.text import fold

_WORDS = tomllib.loads(files(__package__).joinpath("titles.toml").read_text(encoding="utf-8"))
_SIMPLIFIED = str.maketrans(_WORDS["traditional"], _WORDS["simplified"])
# fold() makes three dots of an ellipsis.
_CUT = re.compile(r"\.{2,}$")

# The report's own words: 政府信息公开工作年度报告, 政务公开年报, 信息公开工作2017年度报告, ….
_CORE = re.compile(rf"(?:信息|资讯|政务|政府)公开(?:{'|'.join(_WORDS['between'])})*(?:报告|年报|汇报)")
# What is left of them in a title that the listing cuts: 某局2019年政府信息公开工作年…
_CUT_CORE = re.compile(r"(?:(?:信息|政务|政府)公开?[^》]{0,12}|(?:政府|政务)(?:信息?)?)$")
_MADE_FROM = re.compile("|".join(_WORDS["made_from"]))
_ABOUT = re.compile("|".join(_WORDS["about"]))
_CARRIES, _CARRIED = re.compile("|".join(_WORDS["carries"])), re.compile(_WORDS["carried"])
_IN_COLUMN = re.compile(
    "|".join(f"(?:{words})" for words in _WORDS["in_column"]).replace("<issuer>", _WORDS["issuer"])
)
_OFFICE = re.compile(_WORDS["office"])
_BODY = re.compile(_WORDS["body"])
_ENDS = tuple(_WORDS["ends"])


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
    behind = _BODY.sub("", plain[core.end() :])
    if _CARRIED.search(behind):
        return bool(_CARRIES.search(plain, 0, core.start()))
    return not _ABOUT.search(behind) or plain.endswith(_ENDS)


def is_title_in_column(title: str) -> bool:
    """Say whether a row of this title in a column of annual reports can be one, though it does not say so.

    >>> is_title_in_column("温州市林业局"), is_title_in_column("某镇2021年年报")
    (True, True)
    >>> is_title_in_column("关于某局年报的通知")
    False
    """
    plain = _OFFICE.sub("机构", fold(title).translate(_SIMPLIFIED))
    if _MADE_FROM.search(plain) or _ABOUT.search(plain):
        return False
    return _IN_COLUMN.fullmatch(plain) is not None
