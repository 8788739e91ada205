"""A listing page's tree -> its rows: links that lead to articles, with their titles and dates."""

import re
from collections.abc import Callable, Iterable
from itertools import islice

from lxml import etree, html

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import Row
from goicrawl.platforms.markup import find_base, leads_to, parse_html, text_of
from goicrawl.text import squeeze

_DATE = re.compile(r"(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]{1,2}\s?[-/.月]\s?[0-9]{1,2}日?")
_DATE_AT_END = re.compile(rf"^[\[(]?{_DATE.pattern}[\])]?\s?|\s?[\[(]?{_DATE.pattern}[\])]?$")
_CUT = re.compile(r"(?:…|\.{2,})$")

ROW_TAGS = frozenset({"li", "tr", "dl"})
"""Elements that hold one row."""
HEADLINES = ("h1", "h2", "h3", "h4", "h5", "h6")
"""What a card's title stands in."""
ROW_DEPTH = 6
"""How far above its link a row's own element is looked for."""
ROW_CHARS = 2_000
"""More text than this is a layout, not a row."""

IsRow = Callable[[str, str], bool]
"""Says of an address and a title whether that is a row although it shows no date."""


def find_rows(answer: Answer, is_row: IsRow) -> tuple[Row, ...]:
    """Return the rows of a page, each address once; those in comments where it keeps them only there."""
    if answer.tree is None:
        return ()
    rows = _rows_of(answer.tree, answer.url, is_row)
    if not rows:
        hidden = (parse_html(comment.text or "") for comment in answer.tree.iter(etree.Comment))
        rows = [row for part in hidden if part is not None for row in _rows_of(part, answer.base, is_row)]
    return unique(rows)


def unique(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows, each address once: the first."""
    by_address: dict[str, Row] = {}
    for row in rows:
        by_address.setdefault(row.url, row)
    return tuple(by_address.values())


def _rows_of(tree: html.HtmlElement, url: str, is_row: IsRow) -> list[Row]:
    """Return the rows of a parsed page or part of one, repeats included."""
    rows = []
    base = find_base(tree, url)
    texts: dict[html.HtmlElement, str] = {}
    for link in tree.iter("a"):
        address, title = leads_to(link, base), title_of(link)
        if not address or not title:
            continue
        dates = find_dates(link, texts)
        if dates or is_row(address, title):
            rows.append(Row(url=address, title=title, date=dates[0] if len(dates) == 1 else None))
    return rows


def title_of(link: html.HtmlElement) -> str:
    """Return a link's title: its text, or its title= where that has the same more wholly.

    Of a card, which is a link as a whole, it is the headline: a summary stands below.
    """
    headline = next((text for element in link.iter(*HEADLINES) if (text := text_of(element))), None)
    text = headline or _DATE_AT_END.sub("", text_of(link))
    title = squeeze(link.get("title") or "")
    whole = title and (_CUT.search(text) or text in title or title in text)
    return title if whole else text


def find_dates(link: html.HtmlElement, texts: dict[html.HtmlElement, str]) -> tuple[str, ...]:
    """Return the different dates that stand in a link's row, as printed: those beside it, else in it.

    `texts` keeps the text of each row: a layout table is the row of every link in it.
    """
    row = _row_of(link)
    if row is None:
        return ()
    text = texts.get(row)
    if text is None:
        text = texts[row] = row.text_content()
    if len(text) > ROW_CHARS:
        return ()
    inside = link.text_content()
    found = _DATE.findall(squeeze(text.replace(inside, " ", 1))) or _DATE.findall(squeeze(inside))
    return tuple(dict.fromkeys(found))


def _row_of(link: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element that holds the link's row: a list item, or the widest that holds no other link."""
    row = None
    for element in islice(link.iterancestors(), ROW_DEPTH):
        if element.tag in ROW_TAGS:
            return element
        if any(True for _ in islice(element.iter("a"), 1, None)):
            break
        row = element
    return row
