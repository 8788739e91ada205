"""A page's own metadata: its `<meta>` tags, its title, and the labelled fields around the body."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from goicrawl.blocks.units import Unit
from goicrawl.clean.edges import is_control
from goicrawl.clean.fields import VALUE_CHARS, begins_with_label, find_fields
from goicrawl.clean.headline import strip_site
from goicrawl.text import squeeze

_TAG = re.compile("</?[a-zA-Z][^<>]{0,2000}>")
BEFORE, AFTER = 40, 15
"""Units before and after the body in which its fields are looked for: what is farther belongs to the site."""


def read_meta_tags(root: etree._Element) -> dict[str, str]:
    """Return the contents of a page's named meta tags, the first of each name; blank ones are left out."""
    meta: dict[str, str] = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name"), squeeze(tag.get("content", ""))
        if name and content:
            meta.setdefault(name, content)
    return meta


class HeadTitles(NamedTuple):
    """What a page's head says that it is called."""

    article: str | None
    """The content of the meta tag ArticleTitle."""
    page: str | None
    """The text of `<title>`, the names of column and site included."""

    def known(self) -> list[str]:
        """Return what is known, the most trusted first; the page's title also without the site's name."""
        bare = strip_site(self.page) if self.page else None
        return [title for title in dict.fromkeys((self.article, self.page, bare)) if title]


def find_head_titles(root: etree._Element, meta: Mapping[str, str]) -> HeadTitles:
    """Return what the head says that the page is called."""
    article = next((value for name, value in meta.items() if name.lower() == "articletitle"), None)
    # An editor's markup in a title is shown as it is typed: <title><b>年度报告</b></title>.
    texts = (squeeze(_TAG.sub("", "".join(title.itertext()))) for title in root.iter("title"))
    return HeadTitles(article, next(filter(None, texts), None))


def read_labelled(units: Sequence[Unit]) -> dict[str, str]:
    """Return the labelled fields of lines and tables: label without white space and colon -> value."""
    found: dict[str, str] = {}
    for label, value in find_fields(units):
        if value and len(value) <= VALUE_CHARS and not (is_control(value) or begins_with_label(value)):
            found.setdefault(label, value)
    return found
