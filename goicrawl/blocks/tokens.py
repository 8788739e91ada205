"""An element into its markup, cut at its tags."""

import re
from typing import NamedTuple

from lxml import etree

# Exact for markup as `markup_of` gives it, where > stands only at the end of a tag.
_TAG = re.compile("<(?P<tag>[^>]*)>")
# The same, and a cell with nothing but text, in one paragraph or none, as one tag: in the statutory
# tables nearly all are.
_CELL_OR_TAG = re.compile(
    r"<(?:(?P<cell>t[dh](?: [^<>]*[^<>/])?)>\s*(?:<p(?: [^<>]*)?>)?(?P<plain>[^<]*)(?:</p>\s*)?</t[dh]>"
    r"|(?P<tag>[^>]*)>)"
)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)

MANY_CELLS = 30
"""From so many cells on it pays to look for plain ones."""


class Tokens(NamedTuple):
    """Markup cut at its tags."""

    texts: list[str]
    """Text number n stands right before tag number n; there is one more than tags."""
    tags: list[str]
    """What stands between < and >; a plain cell counts as one tag, with what stands in its opening tag."""
    plain: list[str | None]
    """The text of a plain cell, None for all other tags."""


def markup_of(element: etree._Element) -> str:
    """Return an element's markup without comments: `&`, `<` and `>` stand in it as entities only."""
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    return _COMMENT.sub("", markup) if "<!--" in markup else markup


def split_tags(markup: str) -> Tokens:
    """Return a markup cut at its tags.

    >>> split_tags("<p>1</p>a<br/>")
    Tokens(texts=['', '1', 'a', ''], tags=['p', '/p', 'br/'], plain=[None, None, None])
    """
    if markup.count("</td>") < MANY_CELLS:
        pieces = _TAG.split(markup)
        return Tokens(pieces[::2], pieces[1::2], [None] * (len(pieces) // 2))
    pieces = _CELL_OR_TAG.split(markup)
    tags = [cell or tag for cell, tag in zip(pieces[1::4], pieces[3::4], strict=True)]
    return Tokens(pieces[::4], tags, pieces[2::4])
