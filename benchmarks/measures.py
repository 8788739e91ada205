"""A cleaned text and the known body into figures: overlap, order, tables, chrome."""

from collections import Counter
from collections.abc import Iterable, Sequence

GRAM = 4
"""Characters a gram: a lost 无。 shows, a moved space does not."""


def f1(found: str, gold: str) -> float:
    """Return the F1 of the texts' character 4-grams, white space not counted.

    >>> f1("一、总体情况", "一、总体\\t情况"), f1("", "无。")
    (1.0, 0.0)
    """
    ours, theirs = grams(found), grams(gold)
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else float(not ours and not theirs)


def grams(text: str) -> Counter[str]:
    """Return how often each run of four characters occurs; a shorter text is one run."""
    text = "".join(text.split())
    return Counter(text[start : start + GRAM] for start in range(max(len(text) - GRAM + 1, bool(text))))


def order(found: str, gold: str) -> float:
    """Return the longest common subsequence of the gold's words (lines, cells) as a share of them.

    >>> order("一、 无。", "一、 无。"), order("无。 一、", "一、 无。")
    (1.0, 0.5)
    """
    ours, theirs = found.split(), gold.split()
    if not theirs:
        return 1.0
    row = [0] * (len(theirs) + 1)
    for word in ours:
        before = row[:]
        for place, other in enumerate(theirs, 1):
            row[place] = before[place - 1] + 1 if word == other else max(before[place], row[place - 1])
    return row[-1] / len(theirs)


def _lines(text: str) -> list[str]:
    return [line for line in ("".join(line.split()) for line in text.split("\n")) if line]


def share_of_rows(found: str, rows: Sequence[Sequence[str]]) -> float | None:
    """Return the share of rows that stand on one line, all their filled cells in order; None without rows."""
    if not rows:
        return None
    lines = Counter(_lines(found))
    wanted = Counter("".join("".join(cell.split()) for cell in row).replace("|", "") for row in rows)
    lines = Counter({line.replace("|", ""): count for line, count in lines.items()})
    return (lines & wanted).total() / wanted.total()


def share_of_cells(found: str, rows: Sequence[Sequence[str]]) -> float | None:
    """Return the share of filled cells that stand in the text as often as in the table; None without."""
    cells = Counter("".join(cell.split()) for row in rows for cell in row if cell.strip())
    if not cells:
        return None
    text = "".join(found.split())
    return sum(min(count, text.count(cell)) for cell, count in cells.items()) / cells.total()


def share_of_strings(found: str, strings: Iterable[str]) -> float | None:
    """Return the share of strings that stand in the text; None without strings."""
    text = "".join(found.split())
    hits = ["".join(string.split()) in text for string in strings]
    return sum(hits) / len(hits) if hits else None


def share_of_lines(found: str, lines: Sequence[str]) -> float | None:
    """Return the share of lines that stand in the text as lines of their own; None without lines."""
    known = set(_lines(found))
    hits = ["".join(line.split()) in known for line in lines]
    return sum(hits) / len(hits) if hits else None
