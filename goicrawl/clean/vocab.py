"""The words of `vocab.toml`, in the shapes in which they are looked up."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files


def _one_of(words: Iterable[str], between: str = "") -> str:
    """Return the pattern of some words, the longest first, with `between` between their characters.

    They are grouped by their first character: a regex tries one alternative after the other.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted({*words}, key=len, reverse=True):
        first, *rest = map(re.escape, word)
        groups.setdefault(first, []).append("".join(between + sign for sign in rest))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())


_FILE = tomllib.loads(files("goicrawl.clean").joinpath("vocab.toml").read_text(encoding="utf-8"))

MARKERS: dict[str, str] = {name: rule for rule, names in _FILE["markers"].items() for name in names}
"""Name of a container -> the rule it stands for."""
RULES: tuple[str, ...] = tuple(_FILE["markers"])
"""The rules of `MARKERS`, the most trusted first."""

CHROME_NAMES = frozenset(_FILE["chrome"]["names"])
MENU_NAMES = frozenset(_FILE["chrome"]["menus"])
ARTICLE_NAMES = frozenset(_FILE["chrome"]["articles"])
WEAK_CHROME_NAMES = frozenset(_FILE["chrome"]["weak_names"])
BODY_NAMES = frozenset(_FILE["chrome"]["body"])
CHROME_ELEMENTS = frozenset(_FILE["chrome"]["elements"])
HIDDEN_NAMES = frozenset(_FILE["chrome"]["hidden"])
TITLE_NAMES = frozenset(_FILE["title"]["names"])
TITLE_ELEMENTS = frozenset(_FILE["title"]["elements"])

_ROW_WORDS = (*_FILE["words"]["controls"], *_FILE["words"]["row_words"])
CONTROL_ROW = re.compile(f"(?:{_one_of(_ROW_WORDS)})++")
"""One control or several in a row, the longest first; possessive, so that no row is tried twice."""
CONTROL_STARTS = (*_FILE["words"]["path_starts"], *_FILE["words"]["control_starts"])
PATH_STARTS = tuple(_FILE["words"]["path_starts"])
CONTROL_FIRST = frozenset(word[0] for word in (*_ROW_WORDS, *CONTROL_STARTS, "{", "$"))
"""What a control can begin with, opening brackets apart."""
EDGES = frozenset(_FILE["words"]["edges"])
EDGE_STARTS = tuple(_FILE["words"]["edge_starts"])
EDGE_FIRST = frozenset(word[0] for word in EDGE_STARTS)
"""What such a line can begin with."""
EDGE_PART = re.compile("|".join(map(re.escape, _FILE["words"]["edge_parts"])))
FOOTER_ENDS = tuple(_FILE["words"]["footer_ends"])
FOOTER = re.compile("|".join(_FILE["words"]["footer_parts"]))
ASIDES = frozenset(_FILE["words"]["asides"])
TAILS = frozenset(_FILE["words"]["tails"])
ASIDE_FIRST = frozenset(word[0] for word in ASIDES | TAILS)
"""What either can begin with."""

FIELDS = frozenset(_FILE["labels"]["fields"])
SHARED_FIELDS = frozenset(_FILE["labels"]["shared"])
INDEX_LABELS = frozenset(_FILE["labels"]["indexes"])
TITLE_LABELS = tuple(_FILE["labels"]["titles"])
TITLE_STARTS = frozenset(label[0] for label in TITLE_LABELS)
HEADINGS = frozenset(heading.replace("、", "") for heading in _FILE["evidence"]["headings"])
HEADING_WORD = re.compile("|".join(_FILE["evidence"]["heading_words"]))
REPORT_WORD = re.compile("|".join(_FILE["evidence"]["report_words"]))
FORM_CELLS = frozenset(_FILE["evidence"]["cells"])

_SPACED = "[ \u00a0\u2002-\u200b\u3000]{0,4}"
FIELD = re.compile(_one_of(FIELDS, _SPACED))
"""A label of the page's metadata, the longest first; up to four blanks between its characters."""
FIELD_FIRST = frozenset(label[0] for label in FIELDS)
"""What such a label can begin with."""
