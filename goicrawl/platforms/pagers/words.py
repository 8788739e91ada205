"""The words of a pager -> its counts: 共52条 1/11, 第2页 共5页, 总记录数:34."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html

from goicrawl.platforms.markup import text_of

_TOTAL = re.compile(
    r"(?:共[有计]?|总[共计数]|合计|记录[总]?数|总记录数?)\s?[:：]?\s?(?P<total>[0-9]{1,7})\s?(?:条|篇|个?记录|项)"
    r"|总?记录[总]?数\s?[:：]\s?(?P<records>[0-9]{1,7})"
)
_PAGES = re.compile(
    r"(?:共[有计]?|总[共计]|/)\s?[:：]?\s?(?P<pages>[0-9]{1,5})\s?页|总页数\s?[:：]?\s?(?P<count>[0-9]{1,5})"
)
# 2/11, but no date: 2022/2/9.
_OF = re.compile(r"(?<![0-9/.-])(?P<page>[0-9]{1,5})\s?/\s?(?P<pages>[0-9]{1,5})(?![0-9/])")
_PAGE = re.compile(r"(?:第|当前(?:页|第|为)?[:：]?)\s?(?P<page>[0-9]{1,5})\s?(?:页|/)")
# A label stands alone or among others, 首页上一页下一页尾页; 首页 alone is the site's, and 以上页面 is none.
_LABEL = re.compile(
    r"(?:(?<=[页頁])|(?<![一-鿿]))(?:[上下前后]\s{0,3}一?\s{0,3}[页頁]|[尾末]\s{0,3}[页頁])(?=[上下首尾末前后共第转跳到]|[^一-鿿]|$)"
)
# A pager without labels: 第1页/共3页, 当前第1页 共3页, 共3页 第1页.
_BOTH = re.compile(
    r"第\s?[0-9]{1,5}\s?页[\s/,，、|]{0,4}共\s?[0-9]{1,5}\s?页|共\s?[0-9]{1,5}\s?页[\s/,，、|]{0,4}(?:当前)?第\s?[0-9]{1,5}\s?页"
)

PAGER_CHARS = 300
"""More text than this is no pager: windowed pagers of ten numbers, labels and counts show under 120."""
PAGER_DEPTH = 5
"""How far above one of its labels the rest of a pager is looked for."""
MENTIONS = 30
"""So many places where a page speaks of pages are looked at for its pager."""
LABEL_CHARS = 80
"""More text than this in one piece is no label of a pager."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What a pager says in words; None where it does not."""

    total: int | None = None
    """Rows over all pages."""
    pages: int | None = None
    """Pages."""
    page: int | None = None
    """This page, from 1."""


def read_counts(text: str) -> Counts:
    """Return what the words of a pager say.

    >>> read_counts("共52条 首页 上页 1 2 下页 尾页 1/11")
    Counts(total=52, pages=11, page=1)
    >>> read_counts("2022/2/9")
    Counts(total=None, pages=None, page=None)
    """
    total, pages, of, page = (pattern.search(text) for pattern in (_TOTAL, _PAGES, _OF, _PAGE))
    return Counts(
        total=int(total["total"] or total["records"]) if total else None,
        pages=int(pages["pages"] or pages["count"]) if pages else int(of["pages"]) if of else None,
        page=int(page["page"]) if page else int(of["page"]) if of else None,
    )


def find_label(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return the first element whose own text is a pager's: 首页, 下一页, …; None where there is none."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "option", "title"):
            continue
        for text in (element.text, element.tail, *map(element.get, ("value", "title", "alt"))):
            if text and len(text) <= LABEL_CHARS and _LABEL.search(text):
                return element
    return None


def find_counting(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return a small element that says which page of how many this is; None where none does."""
    mentions = (element for element in tree.iter() if _mentions_pages(element))
    for mention in islice(mentions, MENTIONS):
        for element in (mention, *islice(mention.iterancestors(), 2)):
            text = text_of(element)
            if len(text) <= PAGER_CHARS and _BOTH.search(text):
                return element
    return None


def _mentions_pages(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "option", "title"):
        return False
    return any(text and len(text) <= LABEL_CHARS and "页" in text for text in (element.text, element.tail))


def counts_around(label: html.HtmlElement) -> Counts:
    """Return what the pager around one of its labels says in words: the nearest that says anything."""
    found = (read_counts(text) for _, text in _around(label))
    return next((counts for counts in found if counts != Counts()), Counts())


def pager_around(label: html.HtmlElement) -> html.HtmlElement:
    """Return the pager around one of its labels: the widest element that is small enough for one."""
    return [element for element, _ in _around(label)][-1]


def _around(label: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Give a label and the elements around it that are small enough for a pager, with their texts."""
    yield label, text_of(label)[:PAGER_CHARS]
    for element in islice(label.iterancestors(), PAGER_DEPTH):
        text = text_of(element)
        if len(text) > PAGER_CHARS:
            return
        yield element, text
