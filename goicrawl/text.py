"""Text primitives: white space, folding for matching, numerals and dates; from str to str, int, date.

Texts are stored as printed. What these functions fold is for matching only: NFKC alone turns a
Chinese comma into an ASCII one.
"""

import re
import unicodedata
from datetime import date
from itertools import pairwise

_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Ideographs, CJK punctuation, full-width forms, and the quotes and dashes that Chinese sets wide.
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
    if text.isprintable() and "  " not in text:
        return text  # no white space but single spaces, nothing of no width
    text = _unwrap(text) if "\n" in text or "\r" in text else " ".join(text.split())
    return text if text.isprintable() else _ZERO_WIDTH.sub("", text).strip()


def _unwrap(text: str) -> str:
    """Return the lines of a text as one, each squeezed, with a space between all but ideographs."""
    lines = [" ".join(words) for line in text.replace("\r", "\n").split("\n") if (words := line.split())]
    pieces = lines[:1]
    for before, after in pairwise(lines):
        if not (_IDEOGRAPH.match(before[-1]) and _IDEOGRAPH.match(after)):
            pieces.append(" ")
        pieces.append(after)
    return "".join(pieces)


# The radicals that NFKC leaves alone and PDF converters print for ideographs.
_RADICALS = dict(
    zip(
        "⺀⺁⺅⺉⺌⺝⺟⺠⺢⺣⺩⺫⺬⺭⺮⺶⺷⺸⺼⻀⻁⻃⻅⻆⻉⻊⻋⻌⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "冫厂亻刂小月母民氵灬王目示礻竹羊羊羊月艹虎覀见角贝足车辶阝长门阝青韦页风飞食食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_QUOTES = dict.fromkeys("“”„‟＂「」『』〝〞″", '"') | dict.fromkeys("‘’‛＇′´`", "'")
_NO_WIDTH = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_FOLDS = {**_RADICALS, **_QUOTES, **_NO_WIDTH}
_FOLDING = str.maketrans(_FOLDS)
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLDS))}]")


def fold(text: str) -> str:
    """Return `text` as labels are compared: NFKC, no white space, radicals and quotes unified.

    >>> fold("（三） 不予\\n公开")
    '(三)不予公开'
    >>> fold("３.危及“三安全一稳定”")
    '3.危及"三安全一稳定"'
    """
    text = "".join(unicodedata.normalize("NFKC", text).split())
    # Most texts have nothing else to fold, and to look for it costs a tenth of `translate`.
    return text.translate(_FOLDING) if _FOLDED.search(text) else text


_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
NUMERAL = "[〇零○一二两三四五六七八九十百千万亿]"
"""A character of a Chinese numeral, as a regular expression."""


def parse_numeral(text: str) -> int | None:
    """Return the value of a numeral in Chinese or Arabic digits, None if it is none.

    >>> parse_numeral("三百零五"), parse_numeral("十八"), parse_numeral("二〇一六"), parse_numeral("３")
    (305, 18, 2016, 3)
    >>> parse_numeral("三大") is None, parse_numeral("") is None
    (True, True)
    """
    text = unicodedata.normalize("NFKC", text)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 18 else None
    if not text or len(text) > 20 or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _positional(text)


def _positional(text: str) -> int | None:
    """Value a numeral with 十, 百, 千, 万 or 亿 in it; None where the units do not fall."""
    total = section = digit = 0
    last = 10**12
    for char in text:
        unit = _UNITS.get(char)
        if unit is None:
            digit = _DIGITS[char]
        elif unit >= 10_000:
            total, section, digit, last = total + (section + digit) * unit, 0, 0, unit
        elif unit < last or section == 0:
            section, digit, last = section + (digit or 1) * unit, 0, unit
        else:
            return None
    return total + section + digit


# Year, month and day with any of the separators that pages print, a time perhaps glued behind the day.
_DATE = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})\s?(?:年|[-./—－])\s?(?P<month>[01]?[0-9])\s?(?:月|[-./—－])\s?"
    r"(?P<day>[0-3][0-9](?=[0-2][0-9]:)|[0-3]?[0-9])"
)
_CHINESE_DATE = re.compile(
    f"(?P<year>[一二][〇零○一二三四五六七八九]{{3}})年(?P<month>{NUMERAL}{{1,2}})月(?P<day>{NUMERAL}{{1,3}})日"
)


def parse_date(text: str) -> date | None:
    """Return the first whole date in `text`; None if there is none.

    >>> parse_date("发布时间:2021-12-22 09:38"), parse_date("2018年 2月15日"), parse_date("2021-03-2918:26")
    (datetime.date(2021, 12, 22), datetime.date(2018, 2, 15), datetime.date(2021, 3, 29))
    >>> parse_date("二〇一三年二月二十八日")
    datetime.date(2013, 2, 28)
    >>> parse_date("2017年2月") is None
    True
    """
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for pattern in (_DATE, _CHINESE_DATE):
        for match in pattern.finditer(folded):
            if found := _date_of(match):
                return found
    return None


def _date_of(match: re.Match[str]) -> date | None:
    year, month, day = (parse_numeral(match[name]) for name in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
