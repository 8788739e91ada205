"""Rows of texts into lines of aligned columns, as a terminal that shows Chinese sets them."""

import unicodedata
from collections.abc import Sequence


def align(rows: Sequence[Sequence[str]], *, texts: int) -> str:
    """Return the rows as lines; the first `texts` columns are set left, the others right.

    >>> print(align([("portal", "cells"), ("喀什", "53")], texts=1))
    portal  cells
    喀什       53
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths, texts) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], texts: int) -> str:
    padded = []
    for place, (text, room) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (room - width(text))
        padded.append(text + blank if place < texts else blank + text)
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: an ideograph takes two.

    >>> width("喀什 2021")
    9
    """
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
