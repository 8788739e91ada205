"""How many portals and reports there shall be -> the portals with all their rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.province.draw import draw, pick
from tests.province.nights import Life, life_of
from tests.province.papers import county_of, make_paper
from tests.province.site import Entry, Site
from tests.province.systems import SYSTEMS, System
from tests.province.systems.hanweb import HanwebAnnual
from tests.province.traps import TRAPS, TROUBLES, traps_of

MOST_REPORTS = 47
"""A portal has no more reports: from there on issuer and year would repeat."""
MOST_PORTALS = 60
"""There are no more names."""
NO_ROWS_OF_OTHERS = frozenset({"hanweb_annual"})
"""Systems whose listing holds reports only."""
_NO_REDIRECT = frozenset({"hanweb_annual", "gkmlpt"})
_DATED_PATHS = frozenset({"trs", "fujian"})
_NEGATIVES = (
    "关于做好{county}{year}年政府信息公开工作年度报告编制工作的通知",
    "《{county}{year}年政府信息公开工作年度报告》解读",
    "一图读懂{county}{year}年政府信息公开工作年度报告",
    "{county}召开{year}年政府信息公开工作推进会",
    "关于咨询公租房申请条件的来信及答复",
    "{county}政府信息公开指南（{year}年版）",
    "{county}政府信息公开工作考核办法",
    "{county}{year}年法治政府建设年度报告",
)
"""Titles that say themselves that they are no report's."""


def make_sites(
    portals: int,
    reports: int,
    switched_on: frozenset[str] = frozenset(TRAPS),
    systems: Sequence[System] = SYSTEMS,
    seed: int = 0,
) -> list[Site]:
    """Return the portals, without rows: those need the ports."""
    if not portals * 2 <= reports <= portals * MOST_REPORTS or portals > MOST_PORTALS:
        most = f"2 to {MOST_REPORTS} each, {MOST_PORTALS} portals at most"
        raise ValueError(f"{portals} portals can't have {reports} reports: {most}")
    return [_make_site(index, systems, switched_on, seed) for index in range(portals)]


def _make_site(index: int, systems: Sequence[System], switched_on: frozenset[str], seed: int) -> Site:
    system = systems[index % len(systems)]
    traps = traps_of(index, len(systems), switched_on, seed)
    return Site(
        name=f"x{index:02}-{system.name.replace('_', '-')}",
        county=county_of(index + seed),
        index=index,
        seed=seed,
        system=system,
        traps=traps - _impossible(system.name),
    )


def _impossible(system: str) -> frozenset[str]:
    """Return the traps that a system has no place for."""
    without: set[str] = set()
    if system in NO_ROWS_OF_OTHERS:
        without |= TROUBLES | {"aliases", "foreign_rows"}
    if system in _NO_REDIRECT:
        without.add("redirect_in")
    if system not in _DATED_PATHS:
        without.add("t1970")
    return frozenset(without)


def share_out(portals: int, reports: int) -> list[int]:
    """Return how many reports each portal has: not all the same, together as many as asked for.

    >>> share_out(4, 30)
    [5, 8, 6, 11]
    """
    counts = [max(2, reports // portals + (index * 3) % 5 - 2) for index in range(portals)]
    counts[-1] = 0
    index = 0
    while sum(counts) > reports - 2:
        counts[index % (portals - 1)] -= counts[index % (portals - 1)] > 2
        index += 1
    counts[-1] = min(MOST_REPORTS, reports - sum(counts))
    while sum(counts) < reports:
        counts[index % (portals - 1)] += 1
        index += 1
    return counts


def populate(site: Site, reports: int, nights: int) -> None:
    """Give a portal its rows. Its ports must be known."""
    site.entries = [_report(site, number, nights) for number in range(reports)]
    if isinstance(site.system, HanwebAnnual):
        _address_by_unit(site, site.system)
    if site.has("aliases"):
        site.entries = [_with_alias(site, entry) for entry in site.entries]
    if site.system.name not in NO_ROWS_OF_OTHERS:
        site.entries += [_negative(site, 500 + index, title) for index, title in enumerate(_NEGATIVES)]
        site.entries += [
            _trouble(site, 900 + index, name) for index, name in enumerate(sorted(site.traps & TROUBLES))
        ]
    if site.has("foreign_rows"):
        site.entries.append(_foreign(site))


def _report(site: Site, number: int, nights: int) -> Entry:
    paper = make_paper(site.county, number, seed=site.seed)
    in_1970 = site.has("t1970") and number == 0
    day = date(1970, 1, 1) if in_1970 else paper.published
    return Entry(
        number=number,
        kind="report",
        title=paper.title,
        day=paper.published,
        path=site.system.path_of(site.index, number, day),
        life=_life(site, number, nights),
        issuer=paper.issuer,
        year=paper.year,
    )


def _life(site: Site, number: int, nights: int) -> Life:
    """Return a report's life. No portal is ever without any report, no unit without its one."""
    if number < 2:
        return Life()
    life = life_of(nights, site.seed, site.name, number)
    return replace(life, born=0, absence=None) if site.system.name in NO_ROWS_OF_OTHERS else life


def _address_by_unit(site: Site, system: HanwebAnnual) -> None:
    site.entries = [
        replace(entry, path=system.address(system.area_of(entry.issuer, site), entry.year))
        for entry in site.entries
        if entry.issuer and entry.year
    ]


def _with_alias(site: Site, entry: Entry) -> Entry:
    match draw(4, site.seed, site.name, entry.number, "alias"):
        case 0:
            return replace(entry, aliases=(site.system.alias_of(entry.path, site),))
        case 1:
            return replace(entry, aliases=("/m" + entry.path,))
        case _:
            return entry


def _negative(site: Site, number: int, template: str) -> Entry:
    key = (site.seed, site.name, number)
    year = 2012 + draw(13, *key)
    day = date(year + 1, 1 + draw(12, *key, "month"), 1 + draw(28, *key, "day"))
    return Entry(
        number=number,
        kind="negative",
        title=template.format(county=site.county, year=year),
        day=day,
        path=site.system.path_of(site.index, number, day),
    )


def _trouble(site: Site, number: int, name: str) -> Entry:
    office = pick(("信访局", "档案局"), site.seed, site.name, name)
    day = date(2019, 3, 1 + draw(28, site.seed, site.name, name))
    path = site.system.path_of(site.index, number, day)
    return Entry(
        number=number,
        kind=name,
        title=f"{site.county}{office}2018年政府信息公开工作年度报告",
        day=day,
        path="/files/2018/P0201903010001.pdf" if name == "pdf_row" else path,
    )


def _foreign(site: Site) -> Entry:
    paper = make_paper(site.county, 0, seed=site.seed)
    path = site.system.path_of(site.index, 0, paper.published) or "/module/xxgk/copy.jsp"
    return Entry(
        number=990,
        kind="foreign",
        title=paper.title,
        day=paper.published,
        path=f"http://127.0.0.1:{site.clone_port}{path}",
    )
