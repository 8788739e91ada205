"""A reporting body's name into its region: GB/T 2260 code and the name that the code bore in the year."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from goicrawl.parse.metadata.central import begins_central
from goicrawl.parse.metadata.region_table import MAX_NAME_CHARS, Entry, load_regions
from goicrawl.parse.traditional import plain
from goicrawl.text import squeeze

_GENERIC_CHARS = 2
"""Names as short as 新区, 郊区 and 城区 are words as well: they count in their own years only."""
MAX_ISSUER_CHARS = 80
"""What is longer is no body's name."""


class Region(NamedTuple):
    """A province, prefecture or county, or a development zone in it."""

    code: str
    """GB/T 2260, six digits; a development zone has its parent's."""
    name: str
    """The name the code bore at the end of the year; a development zone's own as printed."""


# 遂宁经济技术开发区, 宁波国家高新区, 武汉市东湖生态旅游风景区: no code of their own.
_ZONE = re.compile(
    "(?P<zone>[^镇乡村局厅委]{0,16}?(?:开发区|高新区|经开区|新区|新城|园区|工业园区?|示范区|管理区|风景区|名胜区|度假区|保税区"
    "|投资区|合作区|实验区|试验区|集聚区|保税港区|综保区|自贸区|生态区|食品区|港区|科学城))"
)
# 安阳街道, 朝阳乡: the place of that name is a street's or a town's, not the city.
_LESSER = re.compile("街道|街|镇|乡|苏木|社区|村|路")
# 市卫生局 on a county's site is the city's; 县民政局 on a city's site says nothing of which county.
_LEVEL = re.compile("(?P<level>省|自治区|市|区|县|州|盟|旗)(?![县区])")


def find_region(name: str, year: int | None, hint: str | None = None) -> Region | None:
    """Return the region of a reporting body, or None where name and hint don't tell.

    `hint` is a code that its site is registered under: a GB/T 2260 code, or one that begins with it (the
    site code 5109030018). It decides between places of one name and stands in where the name has no place.

    >>> find_region("江源县人民政府", 2016)
    Region(code='220605', name='江源区')
    >>> find_region("九江县", 2010), find_region("郊区统计局", 2019, "3407110001")
    (Region(code='360421', name='九江县'), Region(code='340711', name='郊区'))
    >>> find_region("遂宁经济技术开发区管委会", 2018)
    Region(code='510900', name='遂宁经济技术开发区')
    >>> find_region("民政局", 2020) is None
    True
    """
    printed = "".join(squeeze(name[: 4 * MAX_ISSUER_CHARS]).split())[:MAX_ISSUER_CHARS]
    folded, near = plain(printed), _known_code(hint)
    for start in _starts(folded):
        if found := _walk(folded, start, year, near):
            entry, stop = found
            return _settle(entry, (start, stop), printed, year)
    if near is None or _names_a_place(folded) or (begins_central(folded) and not _ZONE.match(folded)):
        return None
    return _by_level(folded, near, year)


def region_of_code(code: str, year: int | None) -> Region | None:
    """Return the region that a code stands for, under the year's own name."""
    entries = load_regions().codes.get(code, [])
    named = [entry for entry in entries if year is None or entry.in_force(year)] or entries
    return Region(code, named[-1].name) if named else None


def is_central(name: str) -> bool:
    """Tell whether a body is of the whole country: a ministry, or the head office of a national service.

    >>> is_central("国家税务总局"), is_central("国家统计局湖北调查总队"), is_central("统计局")
    (True, False, False)
    """
    folded = plain(name[:MAX_ISSUER_CHARS])
    return begins_central(folded) and find_region(name, None) is None


def _known_code(hint: str | None) -> str | None:
    code = (hint or "")[:6]
    return code if code in load_regions().codes else None


def _starts(folded: str) -> Iterable[int]:
    """Give the places where a region's name may begin: the start, else inside (国家统计局湖北调查总队)."""
    yield 0
    if begins_central(folded):
        yield from range(2, len(folded) - 1)
    else:
        yield from (at for at in range(1, min(len(folded), 8)) if folded[at - 1] in "师:：)）、")


def _names_a_place(folded: str) -> bool:
    """Tell whether a body names its place, though not which of several of that name."""
    names = load_regions().names
    stops = range(3, min(len(folded), MAX_NAME_CHARS) + 1)
    return any(folded[:stop] in names and not _LESSER.match(folded, stop) for stop in stops)


def _walk(folded: str, start: int, year: int | None, near: str | None) -> tuple[Entry, int] | None:
    """Read place names one after the other, each inside the one before; return the last and its end."""
    within: Entry | None = None
    at = start
    while at < len(folded):
        found = _read(folded, at, within, year, near)
        if found is None:
            break
        within, at = found
    return (within, at) if within else None


def _read(
    folded: str, at: int, within: Entry | None, year: int | None, near: str | None
) -> tuple[Entry, int] | None:
    """Read the longest place name at `at`: a full one, else a short one that its rank or a body follows."""
    table = load_regions()
    for lookup, shortest in ((table.names, 2), (table.shorts, 2)):
        for stop in range(min(len(folded), at + MAX_NAME_CHARS), at + shortest - 1, -1):
            entries = lookup.get(folded[at:stop])
            if entries is None or _LESSER.match(folded, stop):
                continue
            if lookup is table.shorts and not _may_be_short(entries, folded, stop):
                continue
            if entry := _choose(entries, within, year, near):
                return entry, stop
    return None


# What may follow a place's short name: a zone, a branch of a national body, the place's own body.
_AFTER_SHORT = re.compile(
    "海关|调查|监管|证监|银保监|金融监管|特派|分行|中心支行|支行|邮政|税务|出入境|检验|海事|气象|地震|通信|测绘|国家|高新|经济|工业|技术|循环|保税|综合|新区|新城|州|县|市|自治[州县旗]|示范|.{2,3}新区"
    "|园区|经开|开发|临港|自贸|航空|生态|旅游|农高|现代|军民|城乡|化工"
)


def _may_be_short(entries: list[Entry], folded: str, stop: int) -> bool:
    """Tell whether a short name is one here: a body or zone follows, or a place inside it (重庆合川)."""
    if _AFTER_SHORT.match(folded, stop) or (folded[stop:] == "局" and begins_central(folded)):
        return True
    table, prefixes = load_regions(), tuple({_prefix(entry.code) for entry in entries})
    for end in range(stop + 2, min(len(folded), stop + MAX_NAME_CHARS) + 1):
        inner = table.names.get(folded[stop:end]) or table.shorts.get(folded[stop:end]) or []
        if any(entry.code.startswith(prefixes) for entry in inner) and not _LESSER.match(folded, end):
            return True
    return False


def _choose(entries: list[Entry], within: Entry | None, year: int | None, near: str | None) -> Entry | None:
    """Return the entry that is meant, or None where several are and nothing decides."""
    if within:
        prefix = _prefix(within.code)
        entries = [entry for entry in entries if entry.code.startswith(prefix) and entry.code != within.code]
    fitting = _in_force(entries, year)
    if len({entry.code for entry in fitting}) <= 1:
        return fitting[-1] if fitting else None
    for prefix in (near[:6], near[:4], near[:2]) if near else ():
        close = [entry for entry in fitting if entry.code.startswith(prefix)]
        if len({entry.code for entry in close}) == 1:
            return close[-1]
    ranks = [entry for entry in fitting if entry.code.endswith("00")]
    return ranks[0] if len(ranks) == 1 and within is None else None


def _in_force(entries: list[Entry], year: int | None) -> list[Entry]:
    """Return the entries of the year; where there is none, the last ones before it, else what they became."""
    at = 9999 if year is None else year
    current = [entry for entry in entries if entry.in_force(at)]
    if current or not entries or len(entries[0].name) <= _GENERIC_CHARS:
        return current
    past = [entry for entry in entries if entry.last < at]
    if past:
        latest = max(entry.last for entry in past)
        return [entry for entry in past if entry.last == latest]
    return [entry for entry in entries if len(_before(entry, at)) == 1]


def _prefix(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


# 泰安市生态环境局肥城分局: the city's body in a county.
_BRANCH = re.compile("[局心队院会](?P<place>[^局心队院会]{2,8}?)(?:分局|分中心|分队|支队|大队)")


def _settle(entry: Entry, span: tuple[int, int], printed: str, year: int | None) -> Region:
    """Return the region under the year's own name, or the development zone that follows the place."""
    folded, (start, stop) = plain(printed), span
    if zone := _ZONE.match(folded, stop):
        return Region(_of_year(entry, year).code, printed[start : zone.end()])
    branch = _BRANCH.search(folded, stop)
    if branch and entry.code.endswith("00"):
        table, place = load_regions(), branch["place"]
        places = table.names.get(place) or table.shorts.get(place) or []
        entry = _choose(places, entry, year, None) or entry
    current = _of_year(entry, year)
    return Region(current.code, current.name)


def _of_year(entry: Entry, year: int | None) -> Entry:
    """Follow a name that had ended to what took over, and one that had not begun to what was there before."""
    table, at = load_regions(), 9999 if year is None else year
    for _ in range(8):
        if entry.last >= at or not entry.successors:
            break
        entry = _named(table.codes[entry.successors[0]], entry)
    if entry.first > at:
        before = _before(entry, at)
        return before[0] if len(before) == 1 else entry
    return entry


def _before(entry: Entry, year: int) -> list[Entry]:
    """Return what stood in a year where later the entry did."""
    return [old for old in load_regions().successors.get(entry.code, []) if old.in_force(year)]


def _named(entries: list[Entry], before: Entry) -> Entry:
    """Return the name under which a successor's code went on after `before` had ended."""
    later = [entry for entry in entries if entry.last > before.last]
    return later[0] if later else entries[-1]


def _by_level(folded: str, near: str, year: int | None) -> Region | None:
    """Return the region for a body without a place: the site's own, or the one above that 市 and 省 mean."""
    zone, level = _ZONE.match(folded), _LEVEL.match(folded)
    word = level["level"] if level else ""
    rank = 1 if near.endswith("0000") else 2 if near.endswith("00") else 3
    home = region_of_code(near, year)
    if word in ("省", "自治区"):
        near = near[:2] + "0000"
    elif word in ("市", "州", "盟") and rank == 3 and home and home.name.endswith(("区", "县", "旗")):
        near = near[:4] + "00" if near[:4] + "00" in load_regions().codes else near[:2] + "0000"
    elif word in ("区", "县", "旗") and rank < 3 and not zone:
        return None
    region = region_of_code(near, year)
    if region and zone:
        return Region(region.code, folded[: zone.end()])
    return region
