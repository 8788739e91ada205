"""Years in Chinese numerals, with whatever was typed for their zeros, into the same with 〇."""

import re

# 二○一五年, 二零一五年, 二O一五年, 二0一五年: only what stands before 年, so that no other letter changes.
_YEAR = re.compile("[一二][〇○零OoＯｏ0０一二三四五六七八九]{3}(?=\\s?年)")
_ZEROS = str.maketrans(dict.fromkeys("○零OoＯｏ0０", "〇"))


def mend_zeros(text: str) -> str:
    """Return the text, of the same length, with 〇 for the zeros of its years in Chinese numerals.

    >>> mend_zeros("二O一五年"), mend_zeros("二○○八年度"), mend_zeros("2015年"), mend_zeros("")
    ('二〇一五年', '二〇〇八年度', '2015年', '')
    """
    return text if text.isascii() else _YEAR.sub(lambda year: year[0].translate(_ZEROS), text)
