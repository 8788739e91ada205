"""The tables of words in `indicators.toml` into each word's tags, and a pattern that finds every word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, product


def tag_words(
    tables: Iterable[Mapping[str, Sequence[str]]],
    compounds: Mapping[str, Sequence[Sequence[str]]],
    neutral: Iterable[str],
    bits: Mapping[str, int],
) -> dict[str, int]:
    """Return each word's tags; 0 for a neutral one. A compound stands for each sequence of its parts.

    >>> parts = [["收到"], ["并"], ["", "及时"], ["办理"]]
    >>> tag_words([{"receive": ["收到"]}], {"receive": parts}, ["公开栏"], {"receive": 1})
    {'公开栏': 0, '收到': 1, '收到并办理': 1, '收到并及时办理': 1}
    """
    tags = dict.fromkeys(neutral, 0)
    joined = {name: ["".join(parts) for parts in product(*rows)] for name, rows in compounds.items()}
    for table in (*tables, joined):
        for name, words in table.items():
            for word in words:
                tags[word] = tags.get(word, 0) | bits[name]
    return tags


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds every word, of those that begin together the longest.

    >>> compile_words(["信息", "信息公开", "公开"]).findall("主动公开信息公开年报信息")
    ['公开', '信息公开', '信息']
    """
    return re.compile(_alternatives(sorted(words)))


def _alternatives(words: Sequence[str]) -> str:
    """Return a pattern for sorted words that branches letter by letter and prefers the longest."""
    branches = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        branches.append(re.escape(first) + _alternatives([word[1:] for word in group]))
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if not words[0] else "")
