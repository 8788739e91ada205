"""An opening tag into the mark that its name, class and id give it: body, chrome, hidden or title."""

import re
from functools import lru_cache

from goicrawl.clean.vocab import (
    ARTICLE_NAMES,
    BODY_NAMES,
    CHROME_ELEMENTS,
    CHROME_NAMES,
    HIDDEN_NAMES,
    MARKERS,
    MENU_NAMES,
    TITLE_ELEMENTS,
    TITLE_NAMES,
    WEAK_CHROME_NAMES,
)

BODY, CHROME, DOUBTFUL, HIDDEN, TITLE = "body", "chrome", "chrome?", "hidden", "title"

MENU = "…"
"""The text that stands for a menu that was emptied."""

_NAMED = re.compile(r' (?:class|id)="(?P<names>[^"]*)"')
# shareBox, share_box, share-box and share2 all say share.
_PARTS = re.compile("[A-Z]?[a-z]+|[A-Z]+")


def is_hidden_name(names: str | None) -> bool:
    """Tell whether a class attribute holds a name that hides."""
    return names is not None and not HIDDEN_NAMES.isdisjoint(names.lower().split())


@lru_cache(maxsize=4096)
def is_menu_name(element: str, classes: str | None, id_: str | None) -> bool:
    """Tell whether an element's name, class or id says that it is a menu, header or footer of the site."""
    if element in CHROME_ELEMENTS:
        return True
    parts = {part.lower() for part in _PARTS.findall(f"{classes or ''} {id_ or ''}")}
    return not MENU_NAMES.isdisjoint(parts) and ARTICLE_NAMES.isdisjoint(parts)


@lru_cache(maxsize=8192)
def mark_of(tag: str) -> str:
    """Return the mark of an opening tag: "" for most, `body:RULE` for a known container.

    >>> mark_of('div class=TRS_Editor'.replace("=", '="') + '"')
    'body:trs_editor'
    >>> mark_of('ul class="shareBox"'), mark_of("p"), mark_of('div hidden=""')
    ('chrome', '', 'hidden')
    """
    element = tag.partition(" ")[0]
    if len(element) == len(tag):
        return _mark_of_element(element)
    names = [name for found in _NAMED.findall(tag) for name in found.split()]
    lowered = [name.lower() for name in names]
    is_hidden = " hidden=" in tag or not HIDDEN_NAMES.isdisjoint(lowered)
    for name in (*lowered, element):
        if rule := _rule_of(name):
            return f"{BODY}:{rule}:{HIDDEN}" if is_hidden else f"{BODY}:{rule}"
    if is_hidden:
        return HIDDEN
    if mark := _mark_of_element(element):
        return mark
    parts = [*lowered, *(part.lower() for name in names for part in _PARTS.findall(name))]
    if not CHROME_NAMES.isdisjoint(parts):
        return CHROME
    if not WEAK_CHROME_NAMES.isdisjoint(parts) and BODY_NAMES.isdisjoint(parts):
        return DOUBTFUL
    return TITLE if not TITLE_NAMES.isdisjoint(parts) else ""


def _rule_of(name: str) -> str | None:
    # VSB numbers its containers: vsb_content_2, vsb_content_501.
    return MARKERS.get(name) or ("vsb" if name.startswith("vsb_content") else None)


def _mark_of_element(element: str) -> str:
    if element in CHROME_ELEMENTS:
        return CHROME
    if element in TITLE_ELEMENTS:
        return TITLE
    return f"{BODY}:{MARKERS[element]}" if element in MARKERS else ""
