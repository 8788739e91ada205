"""Saved pages whose body is known, and the body that is known of each.

The gold of a page (`tests/gold/bodies/*.toml`) says by an XPath which element a reader takes for the
body, where it begins and ends, what must stay and what must go; no text of the page is kept here.
"""

import copy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "bodies"
PAGES = ROOT.parent / "shared" / "pages"
FIXTURES = ROOT / "fixtures"

_BREAKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "section", "center", "td", "th")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A page and what a reader takes for its body."""

    name: str
    group: str
    """real, fixture, short, split, twice, template or beside: how the page came about."""
    body: bytes
    text: str
    """The body's text; only its characters and their order count, not its white space."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of the rows of its data tables."""
    stay: tuple[str, ...] = ()
    """Strings that must stay."""
    go: tuple[str, ...] = ()
    """Strings of the page's chrome: none of them stands in the text."""
    short: tuple[str, ...] = ()
    """Short lines that must come out as lines of their own."""


@dataclass(frozen=True, kw_only=True)
class Gold:
    """What was noted by hand about a saved page."""

    name: str
    page: Path
    slot: str
    """XPath of the element that holds the body, or that a known body can take the place of."""
    first: str | None
    """How the body's first line begins; None for a listing, which has no body."""
    last: str | None
    title: str | None
    stay: tuple[str, ...]
    go: tuple[str, ...]
    short: tuple[str, ...]


def read_gold() -> list[Gold]:
    """Return the gold of the saved pages; empty where they don't stand beside the project."""
    return [gold for path in sorted(GOLD.glob("*.toml")) if (gold := _read_gold(path)).page.exists()]


def _read_gold(path: Path) -> Gold:
    noted = tomllib.loads(path.read_text(encoding="utf-8"))
    return Gold(
        name=path.stem,
        page=PAGES / noted["page"],
        slot=noted.get("body") or noted["slot"],
        first=noted.get("first"),
        last=noted.get("last"),
        title=noted.get("title"),
        **{key: tuple(noted.get(key, ())) for key in ("stay", "go", "short")},
    )


def real_cases() -> Iterator[Case]:
    """Give the saved pages that have a body."""
    for gold in read_gold():
        if gold.first is None or gold.last is None:
            continue
        markup = gold.page.read_bytes()
        body = find_slot(html.document_fromstring(markup.decode("utf-8")), gold.slot)
        lines = lines_of(body)
        first = next(place for place, line in enumerate(lines) if line.startswith(gold.first))
        last = max(place for place, line in enumerate(lines) if line.startswith(gold.last))
        yield Case(
            name=gold.name,
            group="real",
            body=markup,
            text="\n".join(lines[first : last + 1]),
            rows=rows_of(body),
            stay=gold.stay,
            go=gold.go,
            short=gold.short,
        )


def fixture_cases() -> Iterator[Case]:
    """Give the fixtures that are reports."""
    for path in sorted(FIXTURES.glob("*/*/article.txt")):
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        yield Case(
            name=f"{path.parts[-3]}-{path.parts[-2]}",
            group="fixture",
            body=path.with_name("response.body").read_bytes(),
            text="\n".join(lines),
            rows=rows_in(lines),
            short=tuple(line for line in lines if len(line) < 12 and "\t" not in line),
        )


def rows_in(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of the lines that are rows."""
    return tuple(tuple(line.split("\t")) for line in lines if "\t" in line)


def find_slot(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    """Return the element that an XPath names."""
    found = tree.xpath(path)
    assert isinstance(found, list), path
    element = found[0]
    assert isinstance(element, html.HtmlElement), path
    return element


def lines_of(body: html.HtmlElement) -> list[str]:
    """Return an element's lines as a reader sees them; written apart from the code that is measured."""
    body = copy.deepcopy(body)
    body.tail = None
    etree.strip_elements(body, "script", "style", etree.Comment, with_tail=False)
    for element in body.iter(*_BREAKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(body.itertext()).split("\n"))
    return [line for line in lines if line]


def rows_of(body: html.HtmlElement) -> tuple[tuple[str, ...], ...]:
    """Return the cells of each row of an element's innermost tables of two cells or more."""
    rows = []
    for table in body.iter("table"):
        if next(table.iterdescendants("table"), None) is not None or len(list(table.iter("td", "th"))) < 2:
            continue
        for row in table.iter("tr"):
            cells = tuple("".join("".join(cell.itertext()).split()) for cell in row.iter("td", "th"))
            if len(cells) > 1 and any(cells):
                rows.append(cells)
    return tuple(rows)
