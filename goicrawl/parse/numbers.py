"""A sentence, folded to half width, into the counted numbers in it: value, operator, unit and place.

Counted is what carries a unit of counting, or is a plain 0. Ordinals (第2期), dates, deadlines
(20个工作日), document and house numbers, ranges and what has no unit are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goicrawl.text import parse_numeral

EQ, GE, UNCLEAR = "eq", "ge", "unclear"

MAX_DIGITS = 15
"""Longer runs of digits are identifiers."""


class Number(NamedTuple):
    """A counted number where it stands."""

    start: int
    """Where the number begins, the words of its operator included."""
    end: int
    """Where its unit ends, what qualifies it (以上) included."""
    value: int | float
    """The number, 万 and 亿 multiplied out, but for money: that stays in 万元."""
    op: str
    """`eq`, `ge`, or `unclear` (近, 约, 不足, 100条以内: neither equal nor at least)."""
    unit: str
    """As printed; "" for a plain 0."""


# Longest first. 部门, 人大, 场所, 条例, 次日 and their like are words, not units; 个工作日 and 个方面
# count no thing.
_UNITS = (
    "%|[万亿]元|元|人次|件次|条次|场次|批次|人(?![大民员事力士口])|名(?![单录称])|"
    "个(?!工作日|自然日|[日月人别]|小时|百分点|方面|部分|层面|维度|环节|阶段|季度)|"
    "条(?![例款])|件|次(?![日年于要])|期(?![间限满内末])|份(?!额)|册|篇|场(?![所景地])|项(?!目)|"
    "宗|起(?![诉点草止])|例|封|则|部(?![门分署])|家(?![庭长])|处(?![理罚室置])|本(?![级年次市区县局部])|"
    "幅|大(?=板块|栏目|专栏|专题)"
)
# A run of digits, commas and points is taken whole, and only from its first digit: no part of a date
# or a code is a number. 第2期, 除2件, 2019-2021, A4 and 1:3 are not counted; 每一, 逐一, 第三 and 任何一
# are words.
_NUMBER = re.compile(
    r"(?:(?<![第除0-9A-Za-z/\-~—–至〔\[#+*])(?<![0-9][.,:])(?P<digits>[0-9]++(?:[,.][0-9]++)*+)"
    r"|(?<![第每逐任同统唯之进何另单其某哪这那该分〇零一二两三四五六七八九十百千万])"
    r"(?:(?<![上数几])|(?![十百千万]))(?P<spelt>[一二两三四五六七八九十百千万]++))"
    r" ?(?P<scale>(?:[万亿千百](?!元)){0,2}+)(?P<more> ?[余多几])?"
    rf" ?(?P<unit>{_UNITS})(?P<after>以上|之多|以下|以内|左右|上下)?"
    r"|(?<![第0-9A-Za-z/\-~—–〔\[#+*.,:])(?P<zero>0)(?![0-9A-Za-z/\-~—–.:%年月日号])"
)
# One class of characters: the regex engine skips to it fast, and most of a text holds no number.
_CANDIDATE = re.compile("[0-9一二两三四五六七八九十百千万][0-9]*+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_OPERATOR = re.compile(
    r"(?:(?P<ge>不低于|不少于|不下于?|(?<!不)(?:超过|超出|高于|大于|多于|超)|至少|突破|逾|[>≥])"
    r"|(?P<unclear>不超过|不高于|不多于|不足|(?<!不)(?:少于|低于|小于)|至多|最多|将近|接近|大约|大概"
    r"|(?<![附最])近|(?<![预节签公])约|[<≤])) ?$"
)
# A number right before one of these is part of a name: "创业富民30条".
_CLOSING = ('"', "”", "’", "』", "」", "》", ">")
_LOOK_BACK = 5
_VAGUE_AFTER = ("以下", "以内", "左右", "上下")
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}


def find_numbers(text: str) -> Iterator[Number]:
    """Give the counted numbers of a sentence in order.

    >>> [number[2:] for number in find_numbers("主动公开18万余条,其中网站1,234 条,占6.5%")]
    [(180000, 'ge', '条'), (1234, 'eq', '条'), (6.5, 'eq', '%')]
    >>> list(find_numbers("第2期,20个工作日内,〔2018〕41号,32号203室"))
    []
    """
    end = 0
    while candidate := _CANDIDATE.search(text, end):
        match = _NUMBER.match(text, candidate.start())
        end = (match or candidate).end()
        value = _value_of(match) if match else None
        if match and value is not None and not text.startswith(_CLOSING, end):
            op, start = _operator(match)
            yield Number(start, end, value, op, match["unit"] or "")


def _value_of(match: re.Match[str]) -> int | float | None:
    if match["zero"]:
        return 0
    value = _spelt_value(match["spelt"], match["more"]) if match["spelt"] else _value(match["digits"])
    if value is None:
        return None
    for char in match["scale"]:
        value *= _SCALES[char]
    return int(value) if value == int(value) else float(value)


def _value(digits: str) -> int | Decimal | None:
    """Value a printed number; None for 2018.12.31, 5,10, 0351 and identifiers."""
    if len(digits) > MAX_DIGITS:
        return None
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if not _PLAIN.fullmatch(digits):
        return None
    return Decimal(digits) if "." in digits else int(digits)


def _spelt_value(numeral: str, more: str | None) -> int | None:
    """Value a spelt number; a lone 百, 千 or 万 counts only as 千余."""
    return None if numeral[0] in "百千万" and not more else parse_numeral(numeral)


def _operator(match: re.Match[str]) -> tuple[str, int]:
    """Return the operator, and where the number begins with the words that make it."""
    start = match.start()
    word = _OPERATOR.search(match.string, max(start - _LOOK_BACK, 0), start)
    if word:
        return (GE if word["ge"] else UNCLEAR), word.start()
    if match["after"] in _VAGUE_AFTER:
        return UNCLEAR, start
    return (GE if match["more"] or match["after"] else EQ), start
