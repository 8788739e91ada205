"""A section's heading into its kind: overview, proactive, applications, …"""

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from goicrawl.text import fold

SIMILARITY = 0.8
"""Share of the longer title that the longest common subsequence must cover (0.8 parts all 92 known)."""

_YEAR = re.compile("[0-9]{4}(?=年)")
# Who speaks, and the words that every title may or may not repeat.
_PREFIX = re.compile("^(?:本机关|本单位|我[局委办市县区镇乡街]|行政机关)?(?:政府信息公开工作)?(?=.)")
_SUFFIX = re.compile("[。.;:,、!]+$")


def find_kind(heading: str) -> str | None:
    """Return the kind of a section, None if the heading is not one that reports use.

    >>> find_kind("2023年工作安排"), find_kind("收到的处理政府信息公开申请情况"), find_kind("丰富公开载体")
    ('plan', 'applications', None)
    """
    return _kind_of(_SUFFIX.sub("", _YEAR.sub("0000", fold(heading))))


@lru_cache(maxsize=4096)
def _kind_of(title: str) -> str | None:
    known = _titles()
    for form in (title, _PREFIX.sub("", title)):
        if form in known:
            return known[form]
    return next((kind for other, kind in known.items() if _is_similar(title, other)), None)


@cache
def _titles() -> dict[str, str]:
    source = files("goicrawl.parse.outline").joinpath("kinds.toml").read_text(encoding="utf-8")
    kinds: dict[str, list[str]] = tomllib.loads(source)["kinds"]
    return {fold(title): kind for kind, titles in kinds.items() for title in titles}


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
