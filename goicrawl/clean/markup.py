"""A page's markup, cut down to its body: well-formed HTML that reads the same when it is cleaned again."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from goicrawl.blocks.tags import ByTag, is_break
from goicrawl.blocks.tokens import Tokens
from goicrawl.blocks.units import DataTable, Unit
from goicrawl.clean.names import HIDDEN, mark_of
from goicrawl.clean.tree import BEGIN, END

CLASS = "goicrawl-body"
"""The class of what is returned: a rule finds it first."""

_HIDING = re.compile(' (?:hidden|class)="[^"]*"')
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_TABLE_PARTS = frozenset(["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"])


class Cut(NamedTuple):
    """What to cut out of a page: the texts from `start` to `end`, and the tags between them."""

    start: int
    end: int
    is_balanced: bool
    """Each element that opens within closes within: true inside one element."""


def cut_around(units: Iterable[Unit]) -> Cut:
    """Return the cut that holds some units and what stands between; captions come before their table."""
    units = list(units)
    start = min(unit.start for unit in units)
    end = max(unit.end + (isinstance(unit, DataTable) or unit.is_cell) for unit in units)
    return Cut(start, end, is_balanced=False)


def cut_markup(
    tokens: Tokens,
    cut: Cut,
    units: Sequence[Unit],
    kept: Collection[Unit],
    layouts: Sequence[tuple[int, int]],
) -> str:
    """Return a cut as HTML without the units that are not kept.

    `units` is all that was scanned. Layout tables come as `div`, so that nobody takes them for data.
    """
    part = Tokens(
        tokens.texts[cut.start : cut.end + 1],
        tokens.tags[cut.start : cut.end],
        tokens.plain[cut.start : cut.end],
    )
    for unit in units:
        if unit not in kept and unit.end >= cut.start and unit.start <= cut.end:
            _blank(part, unit, cut)
    if any(start < cut.end and end >= cut.start for start, end in layouts):
        _open_layouts(part.tags, {start - cut.start for start, _ in layouts})
    if not cut.is_balanced:
        _balance(part)
    shown = [*map(_SHOWN.__getitem__, part.tags)]
    if part.plain.count(None) < len(part.plain):
        shown = [
            tag if text is None else f"{tag}{text}</{name[:3].rstrip()}>"
            for tag, text, name in zip(shown, part.plain, part.tags, strict=True)
        ]
    pieces = [""] * (2 * len(shown) + 1)
    pieces[::2], pieces[1::2] = part.texts, shown
    return f'<div class="{CLASS}">{"".join(pieces)}</div>'


def _blank(part: Tokens, unit: Unit, cut: Cut) -> None:
    """Empty a unit's places: a line loses its text, a table its tags too."""
    first, last = max(unit.start, cut.start) - cut.start, min(unit.end, cut.end) - cut.start
    if isinstance(unit, DataTable):
        last = min(last, len(part.tags) - 1)
        part.texts[first + 1 : last + 1] = [""] * (last - first)
        part.tags[first : last + 1] = [""] * (last + 1 - first)
        part.plain[first : last + 1] = [None] * (last + 1 - first)
    elif unit.is_cell:
        part.plain[first : last + 1] = [""] * len(part.plain[first : last + 1])
    else:
        part.texts[first : last + 1] = [""] * (last + 1 - first)


def _open_layouts(tags: list[str], starts: Collection[int]) -> None:
    """Turn the parts of layout tables into `div`; what belongs to no table here is a part of one outside."""
    parts = {tag: name for tag in {*tags} if (name := tag.strip("/").partition(" ")[0]) in _TABLE_PARTS}
    nesting: list[bool] = []
    for place, tag in enumerate(tags):
        if tag not in parts:
            continue
        if parts[tag] == "table" and tag[0] != "/" and tag[-1] != "/":
            nesting.append(place in starts)
        if not nesting or nesting[-1]:
            tags[place] = "/div" if tag[0] == "/" else "br/" if tag[-1] == "/" else "div"
        if tag == "/table" and nesting:
            nesting.pop()


def _balance(part: Tokens) -> None:
    """Take off the closing tags of elements that open before, and close those that stay open."""
    nesting: list[int] = []
    for place, (tag, plain) in enumerate(zip(part.tags, part.plain, strict=True)):
        if tag[-1:] in ("/", "") or plain is not None:
            continue
        if tag[0] != "/":
            nesting.append(place)
        elif nesting:
            nesting.pop()
        else:
            part.tags[place] = "br/" if is_break(tag) else ""
    for place in reversed(nesting):
        part.tags.append("/" + part.tags[place].partition(" ")[0])
        part.texts.append("")
        part.plain.append(None)


def _show(tag: str) -> str:
    """Return a tag in angle brackets; an empty element that HTML does not know as one is closed."""
    name = tag.partition(" ")[0].strip("/")
    if not tag or name in (BEGIN, END):
        return ""
    if tag[0] != "/" and mark_of(tag).endswith(HIDDEN):
        tag = _HIDING.sub("", tag)  # it is kept, so it is shown
    if tag[-1] == "/" and tag[0] != "/" and name not in _VOID:
        return f"<{tag.rstrip('/').rstrip()}></{name}>"
    return f"<{tag}>"


_SHOWN = ByTag(_show)
