"""The table of GB/T 2260 codes (`regions.tsv`) into look-ups by name, short name and code."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from goicrawl.parse.traditional import plain


class Entry(NamedTuple):
    """A code while it bore one name."""

    code: str
    name: str
    first: int
    """The first year end at which it bore the name."""
    last: int
    """The last one; 9999 while it still does."""
    successors: tuple[str, ...]
    """The codes that took over, the main one first."""

    def in_force(self, year: int) -> bool:
        """Tell whether the code bore the name at the end of `year`."""
        return self.first <= year <= self.last


class RegionTable(NamedTuple):
    """The look-ups over all entries."""

    names: dict[str, list[Entry]]
    """By full name, in simplified characters: 江源区."""
    shorts: dict[str, list[Entry]]
    """By the name without its rank (遂宁, 黔南州, 黔南), of names borne since 2000."""
    codes: dict[str, list[Entry]]
    """By code, the latest name last."""
    successors: dict[str, list[Entry]]
    """The ended entries, by each code that took over."""


MAX_NAME_CHARS = 15
"""The longest names: 双江拉祜族佤族布朗族傣族自治县."""
_SHORTS_SINCE = 2000

_RANK = re.compile("(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市县区盟旗]$|地区$|林区$|特区$")
# 黔南布依族苗族自治州 is called 黔南州: the peoples' names go, the rank stays.
_PEOPLES = re.compile(
    "(?:蒙古族?|回族|藏族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族"
    "|塔吉克族?|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族?|各族)*自治(?P<rank>[州县旗])$"
)


@cache
def load_regions() -> RegionTable:
    """Read the table that comes with the package; later calls give the same one."""
    table = RegionTable({}, {}, {}, {})
    for line in files("goicrawl.parse.metadata").joinpath("regions.tsv").read_text("utf-8").splitlines():
        if line[0].isdigit():
            code, name, first, last, successors = line.split("\t")
            _enter(
                table,
                Entry(
                    code,
                    name,
                    int(first),
                    int(last or 9999),
                    tuple(successors.split(",")) if successors else (),
                ),
            )
    return table


def _enter(table: RegionTable, entry: Entry) -> None:
    table.names.setdefault(plain(entry.name), []).append(entry)
    table.codes.setdefault(entry.code, []).append(entry)
    for successor in entry.successors:
        table.successors.setdefault(successor, []).append(entry)
    if entry.last >= _SHORTS_SINCE:
        for short in _shorts_of(entry.name):
            table.shorts.setdefault(short, []).append(entry)


def _shorts_of(name: str) -> set[str]:
    """Return the names by which a place is called without its rank, two characters or longer."""
    peoples = _PEOPLES.search(name)
    stem = name[: peoples.start()] if peoples and peoples.start() else _RANK.sub("", name)
    shorts = {stem + peoples["rank"], stem} if peoples else {stem}
    return {short for short in shorts if len(short) >= 2 and short != name}
