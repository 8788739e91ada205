"""Hanweb JPAAS with units: the page names a unit, /api-gateway/…/build/unit gives its HTML in JSON."""

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml import html

from goicrawl.platforms.answer import Answer, dig, number_in, read_json, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.queries import query_of, with_query

UNIT = "/front/page/build/unit"
"""The path that gives a unit of a page, behind the gateway's and the publishing server's names."""

# queryData="{'parseType':'bulidstatic','webId':'…','tagId':'当前栏目list','pageId':'1554467'}"
_PARAMETER = re.compile(r"['\"](?P<name>\w{1,40})['\"]\s*:\s*['\"](?P<value>[^'\"]{0,400})['\"]")
# A page has other units too; the one with the rows is named after them.
_LIST_NAME = re.compile(r"列表|list|分页|内容", re.I)
# <div class="pagination" rows="24" count="48" pageNo="1">, or the same in its queryData
_COUNT = r"\b{}['\"]?\s*[=:]\s*['\"]?(?P<value>[0-9]{{1,8}})"
_ROWS, _TOTAL, _PAGE = (re.compile(_COUNT.format(name), re.I) for name in ("rows", "count", "pageNo"))


class JpaasUnit(Platform):
    """The cloud edition of Hanweb, as Zhejiang and the ministries have it."""

    name = "jpaas_unit"
    article = Hanweb.article
    parameters = frozenset({"tag"})

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of the unit that answers, else those that stand in the page."""
        if answer.json is None:
            return super().find_rows(answer)
        return super().find_rows(Answer(_markup_of(answer), answer.asked))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of a unit, or the way from a page to the unit that holds its rows."""
        if answer.json is not None:
            return _pager_of_unit(answer)
        unit = _find_unit(answer)
        if unit is None:
            return super().find_pager(answer)
        return Pager(next_pages=(PageRequest(url=unit, headers=(("Referer", answer.url),)),), is_entry=True)


def _markup_of(answer: Answer) -> str:
    """Return the HTML of an answer: {"data": {"html": …}}."""
    return text_in(dig(answer.json, "data"), ["html"]) or ""


def _find_unit(answer: Answer) -> str | None:
    """Return the address of the unit with the rows: as the registry or its name says, else the last."""
    units = list(_units(answer))
    chosen = answer.state.get("tag")
    for wanted in (lambda tag: tag == chosen, lambda tag: bool(_LIST_NAME.search(tag))):
        for address in units:
            if wanted(query_of(address).get("tagId", "")):
                return address
    return units[-1] if units else None


def _units(answer: Answer) -> Iterator[str]:
    """Give the addresses of a page's units, in order."""
    scripts = answer.tree.iter("script", "div") if answer.tree is not None else ()
    for script in scripts:
        address = _unit_of(script, answer)
        if address:
            yield address


def _unit_of(script: html.HtmlElement, answer: Answer) -> str | None:
    # lxml lowers the names of attributes.
    url, settings = script.get("url") or "", unescape(script.get("querydata") or "")
    address = join(answer.base, url) if UNIT in url else None
    found = [(match["name"], match["value"]) for match in _PARAMETER.finditer(settings)]
    return with_query(address, *found) if address and found else None


def _pager_of_unit(answer: Answer) -> Pager:
    """Return the pager that a unit draws; without one it is a single page."""
    markup = _markup_of(answer)
    total, size = (_number(pattern, markup) for pattern in (_TOTAL, _ROWS))
    query = query_of(answer.url)
    page = number_in(read_json(query.get("paramJson", "")), ["pageNo"]) or _number(_PAGE, markup) or 1
    if total is None or not size:
        return Pager(total=total, page=page)
    pages = max(-(-total // size), 1)
    turn = json.dumps({"pageNo": page + 1, "pageSize": size}, separators=(",", ":"))
    following = PageRequest(url=with_query(answer.url, ("paramJson", turn)), headers=answer.asked.headers)
    return Pager(next_pages=(following,) if page < pages else (), total=total, pages=pages, page=page)


def _number(pattern: re.Pattern[str], markup: str) -> int | None:
    found = pattern.search(markup)
    return int(found["value"]) if found else None
