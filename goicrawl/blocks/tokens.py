"""An element into its markup, cut at its tags."""

import re
from typing import NamedTuple

from lxml import etree

# For a broken page, which may have a < inside a name.
_TAG = re.compile("<(?P<tag>[^>]*)>")
# A cell with nothing but text, in one paragraph or none: in the statutory tables nearly all are.
_PLAIN_CELL = re.compile(
    r"<(?P<cell>t[dh](?: [^>]*+(?<!/))?)>\s*+(?:<p(?: [^>]*+)?>)?(?P<plain>[^<]*+)(?:</p>\s*+)?</t[dh]>"
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
    return _COMMENT.sub("", markup) if markup.rfind("<!--") >= 0 else markup


def split_tags(markup: str) -> Tokens:
    """Return a markup cut at its tags.

    >>> split_tags("<p>1</p>a<br/>")
    Tokens(texts=['', '1', 'a', ''], tags=['p', '/p', 'br/'], plain=[None, None, None])
    """
    if markup.count("</td>") < MANY_CELLS:
        return _split(markup)
    pieces = _PLAIN_CELL.split(markup)
    tokens = _split("<>".join(pieces[::3]))  # no tag of the markup is empty
    cells, plain = iter(pieces[1::3]), iter(pieces[2::3])
    return Tokens(
        tokens.texts,
        [tag or next(cells) for tag in tokens.tags],
        [None if tag else next(plain) for tag in tokens.tags],
    )


def _split(markup: str) -> Tokens:
    """Return a markup cut at each of its tags: in a sound one `<` and `>` stand nowhere else."""
    pieces = markup.replace(">", "<").split("<")
    if len(pieces) != 2 * markup.count("<") + 1:
        pieces = _TAG.split(markup)
    return Tokens(pieces[::2], pieces[1::2], [None] * (len(pieces) // 2))
