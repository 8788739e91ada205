"""Names and texts into the places in them: what a body's name begins with, what stands before it."""

import re

from goicrawl.parse.metadata.region_table import MAX_NAME_CHARS, load_regions
from goicrawl.parse.traditional import plain

# Towns, streets and zones have no code; their names end so.
_PLACE_END = re.compile(".{2,14}(?:镇|乡|苏木|街道|开发区|高新区|新区|园区)$")


def is_place(name: str) -> bool:
    """Tell whether a name is nothing but a place's, no body's: 喀什市, 重庆市綦江区, 安溪县城厢镇.

    >>> is_place("重庆市綦江区"), is_place("綦江区民政局"), is_place("")
    (True, False, False)
    """
    places = split_places(name)
    return bool(places) and (_is_listed(places[-1]) or _PLACE_END.fullmatch(plain(places[-1])) is not None)


def split_places(name: str) -> list[str]:
    """Return the places that a name begins with, one after the other, and what is left.

    >>> split_places("重庆市綦江区永新镇"), split_places("")
    (['重庆市', '綦江区', '永新镇'], [])
    """
    folded, names = plain(name), load_regions().names
    places, at = [], 0
    while at < len(folded):
        stops = range(min(len(folded), at + MAX_NAME_CHARS), at + 1, -1)
        stop = next((stop for stop in stops if folded[at:stop] in names), len(folded))
        places.append(name[at:stop])
        at = stop
    return places


def places_before(text: str) -> str:
    """Return the places that a text ends with, one in the other, "" if none.

    >>> places_before("2022年,石家庄市藁城区"), places_before("坚持")
    ('石家庄市藁城区', '')
    """
    tail = text[-3 * MAX_NAME_CHARS :]
    folded, names = plain(tail), load_regions().names
    start: int | None = len(folded)
    stop = len(folded)
    while start is not None:
        stop = start
        starts = range(max(0, stop - MAX_NAME_CHARS), stop - 1)
        start = next((at for at in starts if folded[at:stop] in names), None)
    return tail[stop:]


def _is_listed(name: str) -> bool:
    """Tell whether a name is that of a province, prefecture or county, now or formerly."""
    return plain(name) in load_regions().names
