"""Pagers made of links: 下一页, or the numbers of pages -> the next page's address."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import html

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import Pager, PageRequest
from goicrawl.platforms.markup import address_of, leads_to, text_of
from goicrawl.platforms.pagers.least import find_least
from goicrawl.platforms.pagers.turns import page_asked, request_page
from goicrawl.platforms.pagers.words import counts_around, find_counting, find_label, pager_around
from goicrawl.text import squeeze

# Old sites space their labels: 下 一 页; arrows of any kind stand around them.
_NEXT = re.compile(r"^[\W_]*(?:[下后後]\s?一?\s?[页頁]|[Nn]ext(?: ?[Pp]age)?)[\W_]*$")
_ARROW = re.compile(r"^(?:>|›|＞|&gt;)$")
# Outside a pager of numbers this is 更多.
_ARROWS = re.compile(r"^(?:>>|»|＞＞)$")
_NUMBER = re.compile(r"^[\[【(（第 ]{0,2}(?P<number>[0-9]{1,4})[\]】)）页 ]{0,2}$")
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])(?:next|Next|nextpage|p_next)(?:$|[\s_-])")
_DISABLED = re.compile(r"disabled?|_d\b|nolink|gray|grey|\bno\b", re.I)

ARROW_CHARS = 6
"""A link marked as the next page shows no more than this: >, >>, next."""


def find_linked(answer: Answer) -> Pager | None:
    """Return the pager of a page's links; None where it shows no label of one and no numbered links."""
    tree = answer.tree
    if tree is None:
        return None
    label, following = find_label(tree), _find_next(tree, answer.base)
    anchor = label if label is not None else following
    if anchor is None:
        return _find_numbered(answer)
    counts = counts_around(anchor)
    page = counts.page or page_asked(answer)
    address = leads_to(following, answer.base) if following is not None else None
    pages = counts.pages or find_least(_links_around(anchor, answer), page, address)
    pager = Pager(total=counts.total, pages=pages, page=page)
    if address and address != answer.url:
        return replace(pager, next_pages=(request_page(address, page + 1),))
    if numbered := _numbered_after(answer, page):
        return replace(pager, next_pages=numbered)
    ends = address is not None or _is_dead(anchor if following is None else following)
    return replace(pager, pages=pager.pages or page) if ends else pager


def find_worded(answer: Answer) -> Pager | None:
    """Return the pager that only says in words which page of how many this is; None where nothing does."""
    element = find_counting(answer.tree) if answer.tree is not None else None
    if element is None:
        return None
    counts = counts_around(element)
    return Pager(total=counts.total, pages=counts.pages, page=counts.page or page_asked(answer))


def _find_next(tree: html.HtmlElement, base: str) -> html.HtmlElement | None:
    """Return the link 下一页: by its label or title, else one with an address that arrow or class mark."""
    links = list(tree.iter("a"))
    for link in links:
        if any(map(_NEXT.search, (text_of(link), squeeze(link.get("title") or ""), *_pictures(link)))):
            return link
    for link in links:
        text = text_of(link)
        marked = (link.get("rel") or "") == "next" or _NEXT_CLASS.search(link.get("class") or "")
        if (_ARROW.search(text) or (marked and len(text) <= ARROW_CHARS)) and address_of(link, base):
            return link
    numbered = any(_NUMBER.search(text_of(link)) for link in links)
    arrows = (link for link in links if _ARROWS.search(text_of(link)) and address_of(link, base))
    return next(arrows, None) if numbered else None


def _pictures(link: html.HtmlElement) -> tuple[str, ...]:
    """Return what the pictures of a link that shows no text are called."""
    return tuple(squeeze(image.get("alt") or image.get("title") or "") for image in link.iter("img"))


def _is_dead(label: html.HtmlElement) -> bool:
    """Say whether 下一页 leads nowhere because this is the last page: it is no link, or a disabled one."""
    parent = label.getparent()
    around = [label] if parent is None else [label, parent]
    if label.tag in ("input", "button", "img") or any(element.get("onclick") for element in around):
        return False
    # A label that a script knows by its name is moved by that script.
    if label.get("id") or any(name.startswith("data-") for name in label.attrib):
        return any(_DISABLED.search(element.get("class") or "") for element in around)
    if label.tag != "a" or label.get("href") is None:
        return True
    return any(_DISABLED.search(element.get("class") or "") for element in around)


def _find_numbered(answer: Answer) -> Pager | None:
    """Return the pager of numbered links alone: 1 2 3; None where none has a number next to this page's."""
    page = page_asked(answer)
    following = _numbered_after(answer, page)
    if following:
        return Pager(next_pages=following, page=page)
    return Pager(pages=page, page=page) if page > 1 and _numbered(answer, page - 1) else None


def _numbered_after(answer: Answer, page: int) -> tuple[PageRequest, ...]:
    """Return the request for the page behind `page`, where a link has its number."""
    address = _numbered(answer, page + 1)
    return (request_page(address, page + 1),) if address else ()


def _numbered(answer: Answer, page: int) -> str | None:
    """Return the address that a link with a page's number leads to, in the listing's own folder or below."""
    return _numbers(answer).get(page)


def _links_around(label: html.HtmlElement, answer: Answer) -> dict[str, str]:
    """Return where the links of the pager around one of its labels lead, by what they show."""
    links = ((text_of(link), leads_to(link, answer.base)) for link in pager_around(label).iter("a"))
    return {text: address for text, address in links if address}


def _numbers(answer: Answer) -> dict[int, str]:
    """Return where the links lead that show a page's number, by that number."""
    if answer.tree is None:
        return {}
    folder = urlsplit(answer.url).path.rpartition("/")[0]
    numbers: dict[int, str] = {}
    for link in answer.tree.iter("a"):
        shown = _NUMBER.search(text_of(link))
        address = leads_to(link, answer.base) if shown else None
        if shown and address and address != answer.url and urlsplit(address).path.startswith(folder):
            numbers.setdefault(int(shown["number"]), address)
    return numbers
