"""Hanweb JPAAS: rows as JSON in a script; the others by POST to /queryList, which answers in JSON."""

import json
import re
from urllib.parse import parse_qsl, urlencode

from goicrawl.platforms.base import Platform, join, unique
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.listing import PageRequest, Row
from goicrawl.text import squeeze

_ROWS = re.compile(r"\barticleList\s*:\s*(?=\[)")
_PAGER = re.compile(
    r"\bvar\s+params\s*=\s*\{(?P<params>[^}]{0,2000})\}\s*;[^<]{0,200}?\bloadPageData\(", re.S
)
_PARAM = re.compile(
    r"""\b(?P<name>\w{1,40})\s*:\s*(?P<list>\[)?\s*"""
    r"""(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[\w.]+))"""
)
_COLUMN = re.compile(r"\bchannelsTagSelf\s*=\s*(?=\{)")

QUERY = "/queryList"
"""Where loadPageData() of commonfiles/utils.js asks for rows."""


class Jpaas(Platform):
    """The cloud edition of Hanweb, as Jiangxi has it."""

    name = "jpaas"
    article = Hanweb.article

    def find_rows(self, text: str, url: str) -> tuple[Row, ...]:
        """Return the rows of the answer or of the page's script, else those that stand in the page."""
        entries = _answered(text) if text.lstrip().startswith("{") else _embedded(text)
        rows = unique(row for entry in entries if (row := _row(entry, url)))
        return rows or super().find_rows(text, url)

    def find_next_pages(self, text: str, asked: PageRequest) -> tuple[PageRequest, ...]:
        """Return the page after this one; an answer without rows is the end."""
        if asked.method == "POST":
            form = parse_qsl(asked.body.decode("ascii", "replace"), keep_blank_values=True)
            following = _turn(form, 1) if _answered(text) else None
        elif pager := _PAGER.search(text):
            form = _form_of(pager["params"])
            per_page = dict(form).get("pageSize", "")
            # The page shows more rows than a page of the pager has.
            following = _turn(form, len(_embedded(text)) // int(per_page)) if per_page.isdecimal() else None
        else:
            return super().find_next_pages(text, asked)
        address = join(asked.url, QUERY)
        if following is None or address is None:
            return ()
        return (PageRequest(url=address, method="POST", body=urlencode(following).encode()),)

    def find_total(self, text: str) -> int | None:
        """Return the article count of the page's column."""
        found = _COLUMN.search(text)
        column = _read_json(text, found.end()) if found else None
        total = column.get("articleCount") if isinstance(column, dict) else None
        return total if isinstance(total, int) else None


def _read_json(text: str, start: int) -> object:
    """Return the JSON value that begins at `start`, None where it is none."""
    try:
        value: object = json.JSONDecoder().raw_decode(text, start)[0]
    except ValueError:
        return None
    return value


def _form_of(params: str) -> list[tuple[str, str]]:
    """Return the form that a page's params make, with the page size that the script adds."""
    form = []
    for match in _PARAM.finditer(params):
        name = match["name"] + ("[]" if match["list"] else "")
        form.append((name, match["single"] or match["double"] or match["bare"] or ""))
    size = dict(form).get("perPage")
    return [*form, ("pageSize", size)] if size else form


def _turn(form: list[tuple[str, str]], pages: int) -> list[tuple[str, str]] | None:
    """Return the form with its page number so many pages higher, None where it has none."""
    current = dict(form).get("current", "")
    if not current.isdecimal():
        return None
    return [(name, str(int(current) + max(pages, 1)) if name == "current" else value) for name, value in form]


def _embedded(text: str) -> list[dict[str, object]]:
    """Return the entries of the page's own articleList."""
    found = _ROWS.search(text)
    entries = _read_json(text, found.end()) if found else None
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _answered(text: str) -> list[dict[str, object]]:
    """Return the entries of an answer: {"data": {"results": [{"source": {…}}]}}."""
    try:
        answer = json.loads(text)
    except ValueError:
        return []
    data = answer.get("data") if isinstance(answer, dict) else None
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, list):
        return []
    found = [result.get("source") for result in results if isinstance(result, dict)]
    return [entry for entry in found if isinstance(entry, dict)]


def _row(entry: dict[str, object], url: str) -> Row | None:
    """Return the row of one entry: {"title": …, "pubDate": …, "urls": "{\\"pc\\": …}"}."""
    title, date = entry.get("title"), entry.get("pubDate")
    path = _address_in(entry.get("urls"))
    address = join(url, path) if path else None
    if not isinstance(title, str) or not squeeze(title) or address is None:
        return None
    printed = squeeze(date) if isinstance(date, str) else ""
    return Row(url=address, title=squeeze(title), date=printed or None)


def _address_in(urls: object) -> str | None:
    """Return the desktop page's address of an entry's urls, which are JSON once more."""
    try:
        parsed = json.loads(urls) if isinstance(urls, str) else urls
    except ValueError:
        return None
    address = parsed.get("pc") if isinstance(parsed, dict) else None
    return address if isinstance(address, str) else None
