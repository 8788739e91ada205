"""A tag into what it does to the lines and tables around it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_SPAN = re.compile(r' (?P<axis>row|col)span="\s*(?P<digits>[0-9]{1,5})')

INLINE, LINK, LINK_END, BREAK, MARKED_LEAF = range(5)
BOX, TABLE, ROW, CELL, BOX_END, TABLE_END, ROW_END, CELL_END, BLANK = range(5, 14)
_ENDS = {LINK: LINK_END, BOX: BOX_END, TABLE: TABLE_END, ROW: ROW_END, CELL: CELL_END}
_LEAVES = "br caption dd dt figcaption h1 h2 h3 h4 h5 h6 hr legend li option p pre title"
_BOXES = (
    "address article aside blockquote body center dir div dl fieldset figure footer form header html main "
    "menu nav ol optgroup section tbody tfoot thead ucapcontent ul"
)
_KINDS = dict.fromkeys(_LEAVES.split(), BREAK) | dict.fromkeys(_BOXES.split(), BOX)
_KINDS |= {"a": LINK, "table": TABLE, "tr": ROW, "td": CELL, "th": CELL}
_KINDS |= {f"/{name}": _ENDS.get(kind, kind) for name, kind in _KINDS.items()}
ONE_PLACE = (1, 1)

_ADDRESSED = ("a ", "img ")
"""Tags that hold an address."""
LONG_TAG = 500
"""A longer tag is not remembered: it may hold a picture."""
MAX_TAGS = 8192
"""Tags that are remembered at once."""
MAX_COLSPAN = 1000
"""The HTML standard's own limit."""


def is_break(tag: str) -> bool:
    """Tell whether a tag ends the line before it."""
    return _KINDS.get(tag.partition(" ")[0].rstrip("/"), INLINE) >= BREAK


class TagClass(NamedTuple):
    """What a tag does, the places (down, across) that it covers as a cell, and its mark."""

    kind: int
    spans: tuple[int, int] = ONE_PLACE
    mark: str = ""


class ByTag(dict[str, T]):
    """What is known of each tag that was seen before: the pages of a site have their tags in common.

    >>> names = ByTag(str.upper)
    >>> names["br"], names["br"], len(names)
    ('BR', 'BR', 1)
    """

    def __init__(self, find: Callable[[str], T]) -> None:
        """Take what tells of a tag when it is first asked for."""
        self.find = find

    def __missing__(self, tag: str) -> T:
        """Find what is to be known of a new tag; begin anew when too many are."""
        found = self.find(tag)
        if len(tag) > LONG_TAG or tag.startswith(_ADDRESSED):
            return found  # it is hardly seen again
        if len(self) >= MAX_TAGS:
            self.clear()
        self[tag] = found
        return found


class TagClasses(NamedTuple):
    """Kinds, places and marks, each by tag."""

    kinds: ByTag[int]
    spans: ByTag[tuple[int, int]]
    marks: ByTag[str]


@lru_cache(maxsize=8)
def classes_by(mark_of: Callable[[str], str] | None) -> TagClasses:
    """Return what tags do, marked by `mark_of`."""
    return TagClasses(
        ByTag(lambda tag: _kind_of(tag, mark_of)),
        ByTag(lambda tag: class_of(tag, mark_of).spans),
        ByTag(lambda tag: class_of(tag, mark_of).mark),
    )


def _kind_of(tag: str, mark_of: Callable[[str], str] | None) -> int:
    if tag.startswith("a "):
        return INLINE if tag[-1] == "/" else LINK
    return class_of(tag, mark_of).kind


def class_of(tag: str, mark_of: Callable[[str], str] | None) -> TagClass:
    """Return what the inside of a tag says; block-level opening tags are marked by `mark_of`."""
    kind = _KINDS.get(tag.partition(" ")[0].rstrip("/"), INLINE)
    if not kind or tag[0] == "/":
        return TagClass(kind)
    if kind == LINK:
        return TagClass(INLINE if tag[-1] == "/" else kind)
    spans = _spans_of(tag) if kind == CELL else ONE_PLACE
    if tag[-1] == "/":
        return TagClass(BLANK if kind == CELL else BREAK, spans)
    mark = mark_of(tag) if mark_of is not None else ""
    return TagClass(MARKED_LEAF if mark and kind == BREAK else kind, spans, mark)


def _spans_of(tag: str) -> tuple[int, int]:
    if "span=" not in tag:
        return ONE_PLACE
    spans = dict(_SPAN.findall(tag))
    down, across = int(spans.get("row", 1)), int(spans.get("col", 1))
    return max(down, 1), min(max(across, 1), MAX_COLSPAN)
