"""A table cell's text into its figure: value, unit and status. What is not plainly a figure is none."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from goicrawl.text import NUMERAL, fold, parse_numeral

REPORTED, MISSING, NOT_APPLICABLE, AMBIGUOUS = "reported", "missing", "not_applicable", "ambiguous"

MAX_DIGITS = 15
"""Longer figures are numbers of something else, or two that ran together."""

_DASH = re.compile(r"[-—–―－/／\\无×]+")
# One number, its unit, and a note in parentheses: "22（其中修订16件）", "160.5964万元", "1,423".
# Left of it the mojibake that stands for a lost non-breaking space.
_FIGURE = re.compile(
    r"[?\ufffd]?(?P<sign>[+\-—–－]{1,2}|增加?|减少?|新增)?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<unit>万元|亿元|元|件|条|次|个|人次|人|项|宗|份|期|篇|%)?"
    r"(?:\((?P<note>[^()]*)\))?"
)
_NUMERAL = re.compile(f"(?P<numeral>{NUMERAL}{{1,9}})(?P<unit>件|条|次|个|项|宗)?")
_MINUS = ("-", "—", "–", "－", "减")


class Figure(NamedTuple):
    """What a cell says. `value` is None unless `status` is `reported`; `unit` only if the cell prints it."""

    value: int | float | None
    unit: str | None
    status: str


_BLANK = Figure(None, None, MISSING)
_UNCLEAR = Figure(None, None, AMBIGUOUS)


@lru_cache(maxsize=16384)
def parse_figure(text: str, kind: str = "count") -> Figure:
    """Return the figure that a cell prints; `kind` is that of its column: count, signed or decimal.

    >>> parse_figure("22（其中修订16件）"), parse_figure("160.5964万元", "decimal").unit
    (Figure(value=22, unit=None, status='reported'), '万元')
    >>> parse_figure("--253", "signed").value, parse_figure("增1423", "signed").value
    (-253, 1423)
    >>> parse_figure("+22").status, parse_figure("/").status, parse_figure("").status
    ('ambiguous', 'not_applicable', 'missing')
    """
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return Figure(int(text), None, REPORTED)
    if not text:
        return _BLANK
    if any(a.isdigit() and b.isdigit() for a, b in _split_neighbours(text)):
        return _UNCLEAR
    folded = fold(text)
    if not folded.strip("?\ufffd"):
        return _BLANK
    if _DASH.fullmatch(folded):
        return Figure(None, None, NOT_APPLICABLE)
    return _parse_number(folded, kind) or _parse_words(folded) or _UNCLEAR


def _split_neighbours(text: str) -> list[tuple[str, str]]:
    """Return the characters on both sides of white space: two numbers in a cell are not one."""
    parts = text.split()
    return [(a[-1], b[0]) for a, b in pairwise(parts)]


def _parse_number(folded: str, kind: str) -> Figure | None:
    match = _FIGURE.fullmatch(folded)
    if match is None or (match["sign"] and kind != "signed") or len(match["number"]) > MAX_DIGITS:
        return None
    number, unit = match["number"].replace(",", ""), match["unit"]
    value = float(number) if "." in number else int(number)
    if kind != "decimal" and isinstance(value, float):
        if not value.is_integer():
            return None
        value = int(value)
    if (match["sign"] or "").startswith(_MINUS):
        value = -value
    return Figure(value, unit, REPORTED)


def _parse_words(folded: str) -> Figure | None:
    """Read a figure that is spelt: 十二, 零件 is not one."""
    match = _NUMERAL.fullmatch(folded)
    value = parse_numeral(match["numeral"]) if match else None
    return None if match is None or value is None else Figure(value, match["unit"], REPORTED)


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Tell whether a cell holds a figure, a dash or nothing, so that no label ends here.

    >>> is_figure(""), is_figure("12"), is_figure("增5"), is_figure("其他")
    (True, True, True, False)
    """
    if not text or (text.isascii() and text.isdigit()):
        return True
    return (
        parse_figure(text, "signed").status != AMBIGUOUS or parse_figure(text, "decimal").status != AMBIGUOUS
    )
