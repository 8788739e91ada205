"""Hanweb xxgkAnnualReport.jsp?area=…&fbtime=YEAR: a report a year; its year selector is the listing."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, Row
from goicrawl.platforms.markup import join, text_of
from goicrawl.platforms.queries import query_of, with_query
from goicrawl.platforms.rows import unique
from goicrawl.text import squeeze

YEAR = "fbtime"
"""The parameter that chooses the year."""
AREA = "area"
"""The parameter that chooses the publishing body."""

_YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?![0-9])")
_YEARS = re.compile(r"^(?P<first>(?:19|20)[0-9]{2})-(?P<last>(?:19|20)[0-9]{2})$")
# Links and scripts of the selector: …?area=1&fbtime=2019, '…&fbtime=' + 2019 is no year yet.
_ASKED_YEAR = re.compile(r"\bfbtime=(?P<year>(?:19|20)[0-9]{2})\b")
_ASKED_AREA = re.compile(r"\barea=(?P<area>[\w-]{1,60})")
_NAMED = re.compile(r"年报|年度报告")
HEADINGS = ("h1", "h2", "h3", "title")
"""Where a page names itself."""


class HanwebAnnual(Platform):
    """The page of Hanweb's openness module that shows an annual report for each year.

    `years` are those that its selector has where a script makes it: 2008-2024.
    """

    name = "hanweb_annual"
    article = re.compile(r"/xxgkAnnualReport\.jsp\?\S*\bfbtime=[0-9]{4}")
    parameters = frozenset({"years"})

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return a row for each year of the page's selector, and for its own year."""
        if not _is_selector(answer):
            return super().find_rows(answer)
        labels: dict[str, str] = {}
        for year, label in _years_of(answer):
            labels[year] = labels.get(year) or label
        name = _name_of(answer)
        return unique(
            Row(url=with_query(answer.url, (YEAR, year)), title=_title(label, year, name), is_report=True)
            for year, label in sorted(labels.items(), reverse=True)
        )

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the one page that a year selector is; its years are what there is."""
        if not _is_selector(answer):
            return super().find_pager(answer)
        years = len(self.find_rows(answer))
        return Pager(total=years, pages=1, page=1) if years else None


def _is_selector(answer: Answer) -> bool:
    return "xxgkannualreport" in urlsplit(answer.url).path.lower()


def _years_of(answer: Answer) -> Iterator[tuple[str, str]]:
    """Give the years that page, address and registry name, each with the label that it has in the page."""
    own = query_of(answer.url).get(YEAR, "")
    if _YEAR.fullmatch(own):
        yield own, ""
    if given := _YEARS.search(answer.state.get("years", "")):
        yield from ((str(year), "") for year in range(int(given["first"]), int(given["last"]) + 1))
    if answer.tree is None:
        return
    area = query_of(answer.url).get(AREA, "")
    for element in answer.tree.iter("a", "option", "li", "span", "div", "input"):
        if year := _year_of(element, answer, area):
            yield year, text_of(element)


def _year_of(element: html.HtmlElement, answer: Answer, area: str) -> str | None:
    """Return the year that a link or option of the selector chooses for this area, None for anything else."""
    if element.tag == "option":
        chosen = _YEAR.search(element.get("value") or text_of(element))
        return chosen["year"] if chosen and _YEAR.fullmatch(text_of(element).removesuffix("年")) else None
    asked = " ".join(element.get(name) or "" for name in ("href", "onclick"))
    found, other = _ASKED_YEAR.search(asked), _ASKED_AREA.search(asked)
    if found is None or (other and area and other["area"] != area):
        return None
    href = join(answer.base, element.get("href") or "")
    same = not element.get("href") or href is None or urlsplit(href).path == urlsplit(answer.url).path
    return found["year"] if same else None


def _name_of(answer: Answer) -> str:
    """Return what the page calls its reports, "" where it does not say."""
    if answer.tree is None:
        return ""
    named = (text_of(element) for tag in HEADINGS for element in answer.tree.iter(tag))
    return next((text for text in named if _NAMED.search(text)), "")


def _title(label: str, year: str, name: str) -> str:
    """Return a row's title: its label, and where that is the year alone, what the page calls its reports."""
    label = squeeze(label) or year
    return label if _NAMED.search(label) or not name else f"{label} {name}"
