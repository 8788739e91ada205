"""A page's text into a tree, and its links into absolute addresses."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from goicrawl.text import squeeze

# What stands in href and leads nowhere: scripts, templates that were never filled in.
NO_ADDRESS = re.compile(r"^(?:#|javascript:|mailto:|tel:|$)|[{}]|'\s*\+", re.I)


def parse_html(text: str) -> html.HtmlElement | None:
    """Return the tree of a page or fragment, None where it has no element."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but white space
        return None


def join(base: str, href: str) -> str | None:
    """Return the absolute address of a link without its fragment, None where it is none.

    >>> join("http://x.gov.cn/nb/index.html", "./1.html#top")
    'http://x.gov.cn/nb/1.html'
    >>> join("http://x.gov.cn/", "ftp://x.gov.cn/") is None
    True
    """
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address.partition("#")[0] if parts.scheme in ("http", "https") and parts.hostname else None


def find_base(tree: html.HtmlElement, url: str) -> str:
    """Return the address that a page's links are relative to."""
    for element in tree.iter("base"):
        href = element.get("href")
        if href:
            return join(url, href.strip()) or url
    return url


def address_of(link: html.HtmlElement, base: str) -> str | None:
    """Return where a link leads, None where that is a script or nowhere."""
    href = (link.get("href") or "").strip()
    return None if NO_ADDRESS.search(href) else join(base, href)


def text_of(element: html.HtmlElement) -> str:
    """Return an element's text on one line."""
    return squeeze(element.text_content())
