"""Pages whose body is known: saved ones with gold made by hand, and known bodies inside the chrome of saved pages.

The gold of a page (`tests/gold/bodies/*.toml`) says by an XPath which element a reader takes for the
body, where it begins and ends, what must stay and what must go; no text of the page is kept here.
"""

import copy
import tomllib
from collections.abc import Callable, Iterator
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
    """real, fixture, short, split, twice or whole: how the page came about."""
    body: bytes
    text: str
    """The body's text; only its characters and their order count, not its white space."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of the rows of its data tables."""
    stay: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Short lines that must come out as lines of their own."""


@dataclass(frozen=True, kw_only=True)
class Gold:
    """What was noted by hand about a saved page."""

    name: str
    page: Path
    slot: str
    """XPath of the element that a known body can take the place of."""
    first: str | None
    last: str | None
    title: str | None
    stay: tuple[str, ...]
    go: tuple[str, ...]
    short: tuple[str, ...]


def read_gold() -> list[Gold]:
    """Return the gold of the saved pages; empty where they don't stand beside the project."""
    found = []
    for path in sorted(GOLD.glob("*.toml")):
        noted = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(
            Gold(
                name=path.stem,
                page=PAGES / noted["page"],
                slot=noted.get("body") or noted["slot"],
                first=noted.get("first"),
                last=noted.get("last"),
                title=noted.get("title"),
                **{key: tuple(noted.get(key, ())) for key in ("stay", "go", "short")},
            )
        )
    return [gold for gold in found if gold.page.exists()]


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
        text = path.read_text(encoding="utf-8").rstrip("\n")
        lines = text.split("\n")
        yield Case(
            name=f"{path.parts[-3]}-{path.parts[-2]}",
            group="fixture",
            body=path.with_name("response.body").read_bytes(),
            text=text,
            rows=tuple(tuple(line.split("\t")) for line in lines if "\t" in line),
            short=tuple(line for line in lines if len(line) < 12 and "\t" not in line),
        )


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
        inner = [nested for nested in table.iterdescendants("table")]
        if inner or len(list(table.iter("td", "th"))) < 2:
            continue
        for row in table.iter("tr"):
            cells = tuple("".join("".join(cell.itertext()).split()) for cell in row.iter("td", "th"))
            if len(cells) > 1 and any(cells):
                rows.append(cells)
    return tuple(rows)


Filling = Callable[[html.HtmlElement, list[html.HtmlElement]], None]
"""Puts the parts of a body in the place of a slot."""


def put_inside(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Fill the page's own container."""
    slot[:] = parts
    slot.text = None


def put_plain(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with one element that has no name."""
    _replace(slot, [_div(parts)])


def put_bare(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with the paragraphs themselves."""
    _replace(slot, parts)


def put_split(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with three elements that have no name."""
    _replace(slot, [_div(third) for third in _thirds(parts)])


def put_split_named(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with three containers of its name."""
    _replace(slot, [_div(third, dict(slot.attrib)) for third in _thirds(parts)])


def put_split_half(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Leave the first third in the container, the rest beside it."""
    first, *rest = _thirds(parts)
    _replace(slot, [_div(first, dict(slot.attrib)), *map(_div, rest)])


def put_twice(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Fill the container, and put a hidden elder version beside it."""
    elder = _div([_div(copy.deepcopy(parts), dict(slot.attrib))], {"id": "slb_content", "style": "display: none"})
    _replace(slot, [_div(parts, dict(slot.attrib)), elder])


def put_twice_seen(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    """Take the container's place with two copies, both to be seen."""
    _replace(slot, [_div(parts), _div(copy.deepcopy(parts), {"class": "print-version"})])


def fill(gold: Gold, filling: Filling, parts: list[html.HtmlElement], title: str | None = None) -> bytes:
    """Return a saved page with a known body in place of its own; with another title where one is given."""
    markup = gold.page.read_text(encoding="utf-8")
    if title and gold.title:
        markup = markup.replace(gold.title, title)
    tree = html.document_fromstring(markup)
    slot = find_slot(tree, gold.slot)
    if slot.tag == "body":
        filling = put_inside
    elif slot.tag == "td" and filling is not put_inside:
        inner = _div([])
        slot[:] = [inner]
        slot.text = None
        slot.attrib.clear()
        slot = inner
    filling(slot, copy.deepcopy(parts))
    return etree.tostring(tree, encoding="utf-8", method="html")


def parts_of(lines: list[str]) -> list[html.HtmlElement]:
    """Return a body's lines as markup: a paragraph a line, lines with tabs as the rows of a table."""
    parts: list[html.HtmlElement] = []
    table: html.HtmlElement | None = None
    for line in lines:
        if "\t" not in line:
            table = None
            parts.append(_element("p", line))
            continue
        if table is None:
            table = _element("table")
            parts.append(table)
        row = _element("tr")
        row.extend(_element("td", cell) for cell in line.split("\t"))
        table.append(row)
    return parts


def _thirds(parts: list[html.HtmlElement]) -> list[list[html.HtmlElement]]:
    size = max(1, -(-len(parts) // 3))
    return [parts[start : start + size] for start in range(0, len(parts), size)]


def _element(tag: str, text: str | None = None) -> html.HtmlElement:
    element = html.Element(tag)
    element.text = text
    return element


def _div(parts: list[html.HtmlElement], attributes: dict[str, str] | None = None) -> html.HtmlElement:
    element = html.Element("div", attributes or {})
    element.extend(parts)
    return element


def _replace(slot: html.HtmlElement, parts: list[html.HtmlElement]) -> None:
    parent = slot.getparent()
    assert parent is not None
    place = parent.index(slot)
    parts[-1].tail = slot.tail
    parent[place : place + 1] = parts
