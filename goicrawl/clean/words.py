"""A line's text as its words are compared."""

import re
from functools import lru_cache

_FOLDS = dict(zip("：［］【】（）｜，／＞", ":[][]()|,/>", strict=True))
_FOLDED = re.compile("[：［］【】（）｜，／＞]")
_SIGNS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_SIGN = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")

_FIRST_SIGN, _LAST_SIGN = "\u3400", "\u9fff"

OPENING = "[【（(·•>*- \u3000"
"""What may stand before the first word of a line."""


def fold_line(text: str) -> str:
    """Return a line without white space, its colons and brackets in ASCII.

    >>> fold_line("【打印】 来源：")
    '[打印]来源:'
    """
    text = "".join(text.split())
    if _FOLDED.search(text):
        for sign, plain in _FOLDS.items():  # `translate` takes seven times as long for a sentence
            text = text.replace(sign, plain)
    return text


@lru_cache(maxsize=4096)
def condense(text: str) -> str:
    """Return the ideographs, letters and digits of a line.

    >>> condense("【打印】 【关闭】")
    '打印关闭'
    """
    return _SIGNS.sub("", text)


def first_sign(text: str) -> str:
    """Return the first ideograph, letter or digit of a line, "" where it has none.

    >>> first_sign("【打印】"), first_sign("——")
    ('打', '')
    """
    first = text[:1]
    if _FIRST_SIGN <= first <= _LAST_SIGN:
        return first  # as nearly always
    found = _SIGN.search(text)
    return found[0] if found else ""
