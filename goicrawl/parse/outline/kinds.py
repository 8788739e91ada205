"""A section's heading into its kind: overview, proactive, applications, …"""

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from goicrawl.text import fold

SIMILARITY = 0.8
"""Share of the longer title that the longest common subsequence must cover (0.8 parts all 92 known)."""

_YEAR = re.compile("[0-9]{4}(?=年)")
# Who speaks, and the words that every title may or may not repeat.
_PREFIX = re.compile("^(?:本机关|本单位|我[局委办市县区镇乡街]|行政机关)?(?:政府信息公开工作)?(?=.)")
_SUFFIX = re.compile("[。.;:,、!]+$")
_NOTE = re.compile("(?<=.)\\([^()]*\\)$")
_MAX_GUESSED = 40
"""A longer title says more than what its section is about."""


def find_kind(heading: str) -> str | None:
    """Return the kind of a section, None if the heading is not one that reports use.

    >>> find_kind("2023年工作安排"), find_kind("收到的处理政府信息公开申请情况"), find_kind("丰富公开载体")
    ('plan', 'applications', None)
    """
    return _kind_of(_plain(heading))


def guess_kind(heading: str) -> str | None:
    """Return the kind that the words of a top section's title tell; None if none or two do.

    >>> guess_kind("政府信息公开复议、诉讼情况"), guess_kind("存在的不足和下步工作打算")
    ('remedies', 'problems')
    >>> guess_kind("依申请公开及行政复议情况"), guess_kind("强化组织领导")
    (None, None)
    """
    title = _plain(heading)
    if len(title) > _MAX_GUESSED:
        return None
    for family in ("words", "summary"):
        found = [kind for kind, pattern in _words()[family] if pattern.search(title)]
        if found:
            return found[0] if len(found) == 1 or found == ["problems", "plan"] else None
    return None


def is_title(line: str) -> bool:
    """Tell whether a line is, word for word, a title that reports use.

    >>> is_title("总体情况"), is_title("一、总体情况"), is_title("总体情况良好")
    (True, False, False)
    """
    return (
        len(line) <= _MAX_GUESSED and line.lstrip()[:1] in _first_characters() and _plain(line) in _titles()
    )


def _plain(heading: str) -> str:
    title = _SUFFIX.sub("", _YEAR.sub("0000", fold(heading)))
    return _NOTE.sub("", title) if title.endswith(")") and title not in _titles() else title


@lru_cache(maxsize=4096)
def _kind_of(title: str) -> str | None:
    known = _titles()
    for form in (title, _PREFIX.sub("", title)):
        if form in known:
            return known[form]
    # 政府信息公开收费情况 is much like 政府信息公开基本情况; what its words tell must not be another kind.
    told = {kind for kind, pattern in _words()["words"] if pattern.search(title)}
    likely = ((other, kind) for other, kind in known.items() if not told or kind in told)
    return next((kind for other, kind in likely if _is_similar(title, other)), None)


@cache
def _titles() -> dict[str, str]:
    kinds: dict[str, list[str]] = _vocabulary()["kinds"]
    return {fold(title): kind for kind, titles in kinds.items() for title in titles}


@cache
def _first_characters() -> frozenset[str]:
    """Return what titles begin with; most lines begin otherwise and need not be folded."""
    return frozenset(title[0] for title in _titles()) | frozenset("0123456789０１２３４５６７８９")


@cache
def _words() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    families: dict[str, dict[str, str]] = {name: _vocabulary()[name] for name in ("words", "summary")}
    return {
        name: [(kind, re.compile(words)) for kind, words in family.items()]
        for name, family in families.items()
    }


@cache
def _vocabulary() -> dict[str, dict[str, Any]]:
    source = files("goicrawl.parse.outline").joinpath("kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def _is_similar(one: str, other: str) -> bool:
    needed = SIMILARITY * max(len(one), len(other))
    if min(len(one), len(other)) < max(needed, 5):
        return False
    if (Counter(one) & Counter(other)).total() < needed:
        return False
    return _common_length(one, other) >= needed


def _common_length(one: str, other: str) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for a in one:
        diagonal = 0
        for column, b in enumerate(other, 1):
            diagonal, row[column] = row[column], diagonal + 1 if a == b else max(row[column], row[column - 1])
    return row[-1]
