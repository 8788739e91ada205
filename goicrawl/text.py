"""Text primitives: white space, full width, numerals and dates, from str to str, numbers and dates."""

import re
from datetime import date

_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
# Han, kana-free: ideographs, CJK punctuation, full-width forms.
_IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef“”‘’—…·]")


def squeeze(text: str) -> str:
    """Return `text` on one line: white space runs become one space, none at the ends.

    A line break of the source between two ideographs is no space: editors wrap Chinese anywhere.

    >>> squeeze("  2018年\\u00a0 2月15日 ")
    '2018年 2月15日'
    >>> squeeze("主动公\\n  开")
    '主动公开'
    >>> squeeze("")
    ''
    """
    text = text.strip()
    if "\n" in text or "\r" in text:
        text = _SPACES.sub(_unwrap, text)
    else:
        text = _SPACES.sub(" ", text)
    return _ZERO_WIDTH.sub("", text).strip()


def _unwrap(space: re.Match[str]) -> str:
    around, start, end = space.string, space.start(), space.end()
    wrapped = "\n" in space[0] or "\r" in space[0]
    if wrapped and _IDEOGRAPH.match(around[start - 1]) and _IDEOGRAPH.match(around[end]):
        return ""
    return " "
