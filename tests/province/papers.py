"""An issuer and a year into a report as its author knows it: title, form, figures. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.province.draw import chance, draw, pick
from tests.province.forms import ARTICLE20, COLUMNS, OUTCOMES, REMEDIES, Address, leaves

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_OFFICES = (
    "人民政府", "财政局", "教育局", "民政局", "司法局", "卫生健康局", "交通运输局", "水利局", "农业农村局",
    "审计局", "统计局", "市场监督管理局", "应急管理局", "文化和旅游局", "自然资源局", "住房和城乡建设局",
)  # fmt: skip
_LAST_YEAR = 2025
_FIRST_YEAR = 2010


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A report as its issuer wrote it."""

    issuer: str
    year: int
    title: str
    form: str
    """`t2021`, `t2019` or `narrative`."""
    published: date
    figures: Mapping[Address, int | None]
    """Every cell of the form; empty for a narrative."""
    proactive: int
    """How many pieces the text says were published."""
    received: int
    """How many applications the text says came in."""


def county_of(index: int) -> str:
    """Return the county of a portal; there are sixty, named by the sexagenary cycle."""
    return f"{_STEMS[index % 10]}{_BRANCHES[index % 12]}县"


def make_paper(county: str, number: int, edition: int = 0, seed: int = 0) -> Paper:
    """Return a portal's report number `number`, in its first or a later edition."""
    office = _OFFICES[(number + seed) % len(_OFFICES)]
    issuer = county + office
    year = _LAST_YEAR - (number // 3 + number + seed) % (_LAST_YEAR - _FIRST_YEAR + 1)
    form = "t2021" if year >= 2021 else "t2019" if year >= 2019 else "narrative"
    key = (seed, issuer, year, edition)
    figures = _figures(form, key) if form != "narrative" else {}
    total = figures.get(("t3", "new_received", "total"))
    return Paper(
        issuer=issuer,
        year=year,
        title=_title(issuer, year, seed),
        form=form,
        published=date(year + 1, 1 + draw(3, issuer, year), 1 + draw(28, issuer, year, "day")),
        figures=figures,
        proactive=100 + draw(5000, *key, "proactive"),
        received=draw(40, *key, "received") if total is None else total,
    )


def _title(issuer: str, year: int, seed: int) -> str:
    shapes = (
        "{issuer}{year}年政府信息公开工作年度报告",
        "{year}年{issuer}政府信息公开工作年度报告",
        "{issuer}{year}年度政府信息公开年度报告",
        "{issuer}政府信息公开{year}年度报告",
    )
    return pick(shapes, seed, issuer, year, "title").format(issuer=issuer, year=year)


def _figures(form: str, key: tuple[str | int, ...]) -> dict[Address, int | None]:
    figures: dict[Address, int | None] = {}
    for part in ARTICLE20[form]:
        for row, _ in part.rows:
            for column, _ in part.columns:
                # A county makes no rules.
                figures[part.code, row, column] = (
                    0 if row == "rules" else draw(90, *key, part.code, row, column)
                )
    _add_applications(figures, form, key)
    for row in REMEDIES:
        total = 0
        for column, _ in OUTCOMES:
            value = draw(4, *key, row, column) if chance(40, *key, row, column, "any") else 0
            figures["t4", row, column] = value
            total += value
        figures["t4", row, "total"] = total
    return figures


def _add_applications(figures: dict[Address, int | None], form: str, key: tuple[str | int, ...]) -> None:
    rows = ("new_received", "carried_over_in", *leaves(form), "total_handled", "carried_forward")
    counts = {row: dict.fromkeys(COLUMNS, 0) for row in rows}
    for column in COLUMNS:
        handled = 0
        for leaf in leaves(form):
            often = 60 if column == "natural_person" else 10
            value = draw(9, *key, leaf, column) if chance(often, *key, leaf, column, "any") else 0
            counts[leaf][column] = value
            handled += value
        counts["total_handled"][column] = handled
        counts["carried_forward"][column] = draw(3, *key, column, "carried")
        owed = handled + counts["carried_forward"][column]
        counts["carried_over_in"][column] = draw(owed + 1, *key, column, "in") // 4
        counts["new_received"][column] = owed - counts["carried_over_in"][column]
    blank = chance(20, *key, "blank")
    for row in rows:
        empty = blank and row in leaves(form) and not any(counts[row].values())
        for column in COLUMNS:
            figures["t3", row, column] = None if empty else counts[row][column]
        figures["t3", row, "total"] = None if empty else sum(counts[row].values())
