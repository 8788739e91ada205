"""Pagers that are a list to choose a page from -> how many pages there are, and the next one's address."""

import re

from lxml import html

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import Pager
from goicrawl.platforms.markup import join, text_of
from goicrawl.platforms.pagers.turns import page_asked, request_page

_NUMBER = re.compile(r"^第?\s?(?P<number>[0-9]{1,4})\s?页?$")
# What is chosen is an address: index_2.html, ?page=2.
_ADDRESS = re.compile(r"\.[a-z]{3,5}(?:$|\?)|[?/]", re.I)


def find_chosen(answer: Answer) -> Pager | None:
    """Return the pager of a <select> whose options are the pages from 1; None where there is none."""
    selects = answer.tree.iter("select") if answer.tree is not None else ()
    options = next((found for select in selects if (found := _pages_of(select))), None)
    if options is None:
        return None
    page = page_asked(answer)
    value = options[page].get("value") or "" if page < len(options) else ""
    address = join(answer.base, value) if _ADDRESS.search(value) else None
    following = (request_page(address, page + 1),) if address and address != answer.url else ()
    return Pager(next_pages=following, pages=len(options), page=page)


def _pages_of(select: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the options of a list, [] where they are no pages: 1, 2, 3, …."""
    options = list(select.iter("option"))
    for number, option in enumerate(options, 1):
        shown = _NUMBER.search(text_of(option))
        if shown is None or int(shown["number"]) != number:
            return []
    return options
