"""A page's text into a tree, and its links into absolute addresses."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from goicrawl.text import squeeze

# What stands in href and leads nowhere: scripts, templates that were never filled in.
NO_ADDRESS = re.compile(r"^(?:#|javascript:|mailto:|tel:|$)|[{}]|'\s*\+", re.I)

# Where a link moves on by script, the address may stand in it: location.href='list_2.html'.
_IN_SCRIPT = re.compile(
    r"['\"](?P<address>[^'\"\s]{0,300}(?:\.[a-z]{3,5}|\?[\w.-]+=)[^'\"\s]{0,200})['\"]", re.I
)


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


def leads_to(link: html.HtmlElement, base: str) -> str | None:
    """Return where a link leads: its own address, else the one that its script moves to; None without."""
    if address := address_of(link, base):
        return address
    for script in (link.get("onclick") or "", link.get("href") or ""):
        if found := _IN_SCRIPT.search(script):
            return join(base, found["address"])
    return None


def text_of(element: html.HtmlElement) -> str:
    """Return an element's text on one line."""
    return squeeze(element.text_content())
