"""A region code, a level and a registry file's name -> what does not fit together, or None."""

import re

from goicrawl.parse.metadata.region_table import load_regions

PROVINCES = {
    "beijing": "11",
    "tianjin": "12",
    "hebei": "13",
    "shanxi": "14",
    "neimenggu": "15",
    "liaoning": "21",
    "jilin": "22",
    "heilongjiang": "23",
    "shanghai": "31",
    "jiangsu": "32",
    "zhejiang": "33",
    "anhui": "34",
    "fujian": "35",
    "jiangxi": "36",
    "shandong": "37",
    "henan": "41",
    "hubei": "42",
    "hunan": "43",
    "guangdong": "44",
    "guangxi": "45",
    "hainan": "46",
    "chongqing": "50",
    "sichuan": "51",
    "guizhou": "52",
    "yunnan": "53",
    "xizang": "54",
    "shaanxi": "61",
    "gansu": "62",
    "qinghai": "63",
    "ningxia": "64",
    "xinjiang": "65",
}
"""The first two digits of a province's codes, by the name of its registry file."""

NATION = "000000"
"""What stands for the whole nation, which has no code in GB/T 2260."""

_CODE = re.compile(r"[0-9]{6}")
_STILL = 9999  # the last year of a code that is in force
_RANKS = {"province": ("0000", "a province's"), "city": ("00", "a city's or prefecture's")}


def find_region_mistake(code: str, level: str | None, stem: str) -> str | None:
    """Return what is wrong with a region code in the registry file `stem`, None where nothing is.

    A file that is not called after a province may hold portals of any.

    >>> find_region_mistake("653101", "county", "xinjiang"), find_region_mistake("653101", None, "my-portals")
    (None, None)
    >>> find_region_mistake("653101", "county", "gansu")
    'is no code of gansu, whose codes begin with 62; move the entry to xinjiang.toml'
    """
    if not _CODE.fullmatch(code):
        return "must be the six digits of GB/T 2260"
    if (level == "central") != (code == NATION):
        return f"and level = {level!r} do not fit: {NATION}, and it alone, is the level 'central'"
    if code == NATION:
        return None
    if mistake := _find_code_mistake(code):
        return mistake
    province = PROVINCES.get(stem)
    if province and not code.startswith(province):
        home = next((name for name, digits in PROVINCES.items() if code.startswith(digits)), "another file")
        return f"is no code of {stem}, whose codes begin with {province}; move the entry to {home}.toml"
    ending, whose = _RANKS.get(level or "", ("", ""))
    if not code.endswith(ending):
        return f"is no code of {whose}: those end in {ending}; mend it or the level, {level!r}"
    if level == "county" and code.endswith("00"):
        return "is no county's code: none ends in 00; mend it or the level, 'county'"
    return None


def _find_code_mistake(code: str) -> str | None:
    """Return why a code is not one of GB/T 2260 as it is now."""
    entries = load_regions().codes.get(code)
    if not entries:
        return "is not in GB/T 2260; take the county's, city's or province's, a development zone its parent's"
    if entries[-1].last < _STILL:
        heirs = " or ".join(entries[-1].successors) or "the code that took over"
        return f"({entries[-1].name}) ended in {entries[-1].last + 1}; take {heirs}"
    return None
