"""What came back for a listing page: its text, and as markup or JSON what is in it."""

import json
from collections.abc import Iterable
from functools import cached_property

from lxml import html

from goicrawl.platforms.listing import PageRequest
from goicrawl.platforms.markup import find_base, parse_html
from goicrawl.text import squeeze

Entry = dict[str, object]
"""An object of JSON."""


class Answer:
    """A page's text and the request it answers; tree and JSON are made when first asked for."""

    def __init__(self, text: str, asked: PageRequest) -> None:
        """Take the text that answered the request."""
        self.text = text
        self.asked = asked
        self.url = asked.url
        self.state = dict(asked.state)

    @cached_property
    def tree(self) -> html.HtmlElement | None:
        """The page's tree; None where it has no element."""
        return parse_html(self.text)

    @cached_property
    def base(self) -> str:
        """The address that the page's links are relative to."""
        return self.url if self.tree is None else find_base(self.tree, self.url)

    @cached_property
    def json(self) -> object:
        """The answer as a JSON object; None where it is none."""
        value = read_json(self.text) if self.text.lstrip().startswith("{") else None
        return value if isinstance(value, dict) else None


def read_json(text: str, start: int = 0) -> object:
    """Return the JSON value that begins at `start`, whatever follows; None where there is none."""
    while start < len(text) and text[start].isspace():
        start += 1
    try:
        value: object = json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None
    return value


def dig(value: object, *names: str) -> object:
    """Return what stands under the names, one inside the other; None where a step is missing.

    >>> dig({"data": {"total": 3}}, "data", "total"), dig([], "data")
    (3, None)
    """
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def entries_of(value: object) -> list[Entry]:
    """Return the objects of a list, [] where the value is none."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text_in(entry: object, names: Iterable[str]) -> str | None:
    """Return the first text among the named values, on one line; None where none has any."""
    found = (squeeze(value) for name in names if isinstance(value := dig(entry, name), str))
    return next(filter(None, found), None)


def number_in(entry: object, names: Iterable[str]) -> int | None:
    """Return the first whole number among the named values, in digits too; None where none is one.

    >>> number_in({"total": "12"}, ["count", "total"]), number_in({"total": True}, ["total"])
    (12, None)
    """
    for name in names:
        value = dig(entry, name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
    return None
