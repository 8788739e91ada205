"""A listing page -> what it says about its pages: by the script that counts them, by links, by words."""

from collections.abc import Callable
from dataclasses import replace

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import Pager
from goicrawl.platforms.pagers.chosen import find_chosen
from goicrawl.platforms.pagers.linked import find_linked, find_worded
from goicrawl.platforms.pagers.scripted import (
    find_counted,
    find_hint,
    find_object,
    find_records,
    find_tagged,
    find_trs_call,
    find_ucap_call,
)

Finder = Callable[[Answer], Pager | None]

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("createPageHTML, pages from 0", find_trs_call),
    ("createPageHTML, pages from 1", find_ucap_call),
    ("countPage", find_counted),
    ("m_nRecordCount", find_records),
    ("Pager({size, current})", find_object),
    ("tagname", find_tagged),
    ("links", find_linked),
    ("a list to choose from", find_chosen),
    ("words", find_worded),
    ("a pager that its script draws", find_hint),
)
"""The kinds of pagers by name; the first that a page has is its pager."""


def find_any_pager(answer: Answer) -> Pager | None:
    """Return what the page says about its pages, None where it has no pager."""
    found = (find(answer) for _, find in FINDERS)
    pager = next((pager for pager in found if pager is not None), None)
    if pager is None or pager.pages is not None or pager.next_pages:
        return pager
    # Labels that a script moves: the script may count.
    counted = find_hint(answer)
    return replace(pager, pages=counted.pages, total=pager.total or counted.total) if counted else pager


__all__ = ["FINDERS", "find_any_pager", "find_linked", "find_trs_call", "find_ucap_call"]
