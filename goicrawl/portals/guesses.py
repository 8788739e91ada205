"""A listing page's text -> what it says of its site: name, issuer, level and region."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree, html

from goicrawl.clean.page_meta import find_head_titles, read_meta_tags
from goicrawl.parse.metadata.regions import find_region, region_of_code
from goicrawl.text import squeeze


class Guess(NamedTuple):
    """What a page says of its site, and where it says it."""

    value: str
    source: str


class SiteGuesses(NamedTuple):
    """What an entry can take over from a page; None where the page does not say."""

    title: Guess | None
    issuer: str | None
    level: str | None
    region_code: Guess | None


# 喀什市人民政府门户网站: whose it is stands before what it is.
_GOVERNMENT = re.compile(r"(?P<issuer>.{1,20}?人民政府)(?:(?:公众|门户|信息|政务)*(?:网站?|平台)|$)")
_SEPARATOR = re.compile(r"\s*[-_|—–>»·]+\s*")
_BODY = re.compile(r"政府|委员会|管委会|[局厅委办]$|网站?$")
_SITE_CODE = re.compile(r"[0-9]{10}")


def guess_site(text: str) -> SiteGuesses:
    """Return what a page says of its site.

    >>> page = "<meta name=SiteName content=喀什市人民政府><meta name=SiteIDCode content=6531010001><p>"
    >>> guess_site(page).region_code
    Guess(value='653101', source='meta SiteIDCode 6531010001')
    >>> guess_site("")
    SiteGuesses(title=None, issuer=None, level=None, region_code=None)
    """
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return SiteGuesses(None, None, None, None)
    meta = {name.lower(): value for name, value in read_meta_tags(tree).items()}
    title = _title(meta, find_head_titles(tree, meta).page)
    government = _GOVERNMENT.fullmatch(title.value) if title else None
    issuer = government["issuer"] if government else None
    region = _region(meta, title)
    return SiteGuesses(title, issuer, _level(region.value) if issuer and region else None, region)


def _title(meta: Mapping[str, str], head: str | None) -> Guess | None:
    if name := meta.get("sitename"):
        return Guess(name, "meta SiteName")
    parts = [part for part in _SEPARATOR.split(squeeze(head or "")) if _BODY.search(part)]
    return Guess(parts[-1], "<title>") if parts else None


def _region(meta: Mapping[str, str], title: Guess | None) -> Guess | None:
    code = meta.get("siteidcode", "")
    if _SITE_CODE.fullmatch(code) and region_of_code(code[:6], None):
        return Guess(code[:6], f"meta SiteIDCode {code}")
    region = find_region(title.value, None, code or None) if title else None
    return Guess(region.code, f"{title.source} {title.value}") if region and title else None


def _level(code: str) -> str:
    """Return the level of the government of a region."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"
