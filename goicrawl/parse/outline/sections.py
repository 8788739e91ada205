"""A body's blocks into its outline: the introduction and the tree of numbered sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from goicrawl.grids import Block
from goicrawl.items import Problem, Section
from goicrawl.parse.outline.kinds import find_kind, guess_kind, is_title
from goicrawl.parse.outline.markers import (
    ENUMERATOR,
    TOP,
    Marker,
    find_marker,
    has_successor,
    split_heading,
)
from goicrawl.parse.statistics.labels import is_row_label

_MIN_TITLES = 2
"""One line that reads like a title may be a caption."""


MAX_SECTIONS = 2000
"""No report has so many (the longest of those read has 60): the rest of such a page is left as text."""


class Outline(NamedTuple):
    """The report's prose in order. `intro` is what stands before the first heading."""

    intro: str
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Open:
    """A section while its text is still being read."""

    parent: int | None
    level: int
    rank: int
    marker: str
    ordinal: int | None
    heading: str | None
    lines: list[str] = field(default_factory=list)


def read_outline(blocks: Iterable[Block]) -> Outline:
    """Return the introduction and the sections of a body. Tables are passed over.

    Where no top section is numbered, lines that are titles of reports word for word are headings.
    """
    lines = [block for block in blocks if isinstance(block, str)]
    return _read(lines, numbered=sum(map(is_title, lines)) < _MIN_TITLES or any(map(_is_top, lines)))


def _is_top(line: str) -> bool:
    marker = find_marker(line)
    return marker is not None and marker.rank <= TOP


def _read(lines: Iterable[str], *, numbered: bool) -> Outline:
    intro: list[str] = []
    drafts: list[_Open] = []
    trail: list[int] = []  # positions of the sections that are open, outermost first
    problems: list[Problem] = []
    for line, marker in _join_lone_markers(lines):
        if not numbered and is_title(line):
            marker = Marker("", TOP, 0, line)
        if len(drafts) >= MAX_SECTIONS:
            marker = None
        draft = None if marker is None else _start(line, marker, drafts, trail, problems)
        if draft:
            drafts.append(draft)
            trail.append(len(drafts) - 1)
        elif drafts:
            drafts[-1].lines.append(line)
        else:
            intro.append(line)
    problems.extend(_repeated(drafts))
    if len(drafts) >= MAX_SECTIONS:
        detail = f"{MAX_SECTIONS} headings or more: what follows is text of the last"
        problems.append(Problem(code="parser.too_many_sections", detail=detail))
    return Outline("\n".join(intro), _finish(drafts), tuple(problems))


def _join_lone_markers(lines: Iterable[str]) -> Iterator[tuple[str, Marker | None]]:
    """Give the lines and their markers, a marker that stands alone ("一、") joined to the line below it."""
    waiting: tuple[str, Marker] | None = None
    for line in lines:
        marker = find_marker(line)
        if waiting and marker:
            yield waiting
        elif waiting:
            line = waiting[0] + line
            marker = find_marker(line)
        waiting = (line, marker) if marker and not marker.rest else None
        if waiting is None:
            yield line, marker
    if waiting:
        yield waiting


def _start(
    line: str, marker: Marker, drafts: list[_Open], trail: list[int], problems: list[Problem]
) -> _Open | None:
    """Return the section that `line` opens, closing those it ends; None if it is plain text."""
    if is_row_label(line):
        return None
    heading, text = split_heading(marker.rest)
    whole = not text and marker.rest.endswith("。")
    if marker.rank == ENUMERATOR and (heading is None or whole or has_successor(marker)):
        return None
    if marker.ordinal is None:
        marker = _repair(marker, drafts, trail, problems)
        if heading is None or marker.ordinal is None:
            return None
    while trail and drafts[trail[-1]].rank >= marker.rank:
        trail.pop()
    parent = trail[-1] if trail else None
    return _Open(
        parent, len(trail) + 1, marker.rank, marker.raw, marker.ordinal, heading, [text] if text else []
    )


def _repair(marker: Marker, drafts: list[_Open], trail: list[int], problems: list[Problem]) -> Marker:
    """Give a damaged marker the next ordinal of the list it stands in."""
    last = next((drafts[i] for i in reversed(trail) if drafts[i].rank == marker.rank), None)
    if last is None or last.ordinal is None:
        return marker
    ordinal = last.ordinal + 1
    detail = f"marker printed as {marker.raw!r} before {marker.rest[:20]!r}, read as number {ordinal}"
    problems.append(Problem(code="source.marker_repaired", detail=detail))
    return marker._replace(ordinal=ordinal)


def _repeated(drafts: list[_Open]) -> Iterable[Problem]:
    """Name each top-level heading that is printed twice."""
    seen: set[str] = set()
    for draft in drafts:
        if draft.level == 1 and draft.heading:
            if draft.heading in seen:
                detail = f"heading printed twice: {draft.marker}{draft.heading}"
                yield Problem(code="source.section_repeated", detail=detail)
            seen.add(draft.heading)


def _finish(drafts: list[_Open]) -> tuple[Section, ...]:
    kinds = _kinds(drafts)
    return tuple(
        Section(
            position=position,
            parent=draft.parent,
            level=draft.level,
            marker=draft.marker,
            heading=draft.heading,
            kind=kind,
            text="\n".join(draft.lines),
        )
        for position, (draft, kind) in enumerate(zip(drafts, kinds, strict=True))
    )


def _kinds(drafts: list[_Open]) -> list[str | None]:
    """Return each section's kind. Below the top only where the top has none such and is no topic itself:
    (一)主动公开情况 under 总体情况 sums up section two, unless it stands for it."""
    own = [_own_kind(draft) for draft in drafts]
    top = {kind for draft, kind in zip(drafts, own, strict=True) if draft.level == 1}
    kinds: list[str | None] = []
    for draft, kind in zip(drafts, own, strict=True):
        parent = None if draft.parent is None else kinds[draft.parent]
        inherits = draft.level > 1 and (kind in top or parent not in (None, "overview"))
        kinds.append(None if inherits else kind)
    return kinds


def _own_kind(draft: _Open) -> str | None:
    if draft.heading is None:
        return None
    return find_kind(draft.heading) or (guess_kind(draft.heading) if draft.level == 1 else None)
