"""Hanweb JPAAS: rows as JSON in a script; the others by POST to /queryList, which answers in JSON."""

import re
from urllib.parse import parse_qsl, urlencode

from goicrawl.platforms.answer import Answer, Entry, dig, entries_of, number_in, read_json, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.rows import unique

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

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of the answer or of the page's script, else those that stand in the page."""
        entries = _embedded(answer.text) if answer.json is None else _answered(answer)
        rows = unique(row for entry in entries if (row := _row(entry, answer.url)))
        return rows or super().find_rows(answer)

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the page after this one; an answer without rows is the end."""
        if answer.asked.method == "POST":
            form = parse_qsl(answer.asked.body.decode("ascii", "replace"), keep_blank_values=True)
            shown = _answered(answer)
            following = _turn(form, 1) if shown else None
        elif pager := _PAGER.search(answer.text):
            form, shown = _form_of(pager["params"]), _embedded(answer.text)
            size = number_in(dict(form), ["pageSize"])
            # The page shows more rows than a page of the pager has, or none: then it asks for its own.
            following = _turn(form, max(len(shown) // size, 1) if shown else 0) if size else None
        else:
            total = _total(answer)
            return super().find_pager(answer) if total is None else Pager(total=total)
        return _pager(answer, dict(form), following, is_entry=not shown and answer.asked.method == "GET")


def _pager(
    answer: Answer, form: dict[str, str], following: list[tuple[str, str]] | None, *, is_entry: bool
) -> Pager:
    """Return the pager of a page that was asked for, or is described, by a form."""
    page, size = number_in(form, ["current"]), number_in(form, ["pageSize"])
    total = _total(answer)
    pages = max(-(-total // size), 1) if total is not None and size else None
    turned = number_in(dict(following or ()), ["current"])
    address = join(answer.url, QUERY)
    more = address and turned and (pages is None or turned <= pages)
    request = (
        PageRequest(url=address, method="POST", body=urlencode(following or ()).encode()) if address else None
    )
    return Pager(
        next_pages=(request,) if request and more else (),
        total=total,
        pages=pages,
        page=page,
        is_entry=is_entry,
    )


def _total(answer: Answer) -> int | None:
    """Return the article count of the page's column, or the total of an answer."""
    if answer.json is not None:
        return number_in(dig(answer.json, "data"), ["total"])
    found = _COLUMN.search(answer.text)
    return number_in(read_json(answer.text, found.end()), ["articleCount"]) if found else None


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
    current = number_in(dict(form), ["current"])
    if current is None:
        return None
    return [(name, str(current + pages) if name == "current" else value) for name, value in form]


def _embedded(text: str) -> list[Entry]:
    """Return the entries of the page's own articleList."""
    found = _ROWS.search(text)
    return entries_of(read_json(text, found.end())) if found else []


def _answered(answer: Answer) -> list[Entry]:
    """Return the entries of an answer: {"data": {"results": [{"source": {…}}]}}."""
    results = entries_of(dig(answer.json, "data", "results"))
    return entries_of([result.get("source") for result in results])


def _row(entry: Entry, url: str) -> Row | None:
    """Return the row of one entry: {"title": …, "pubDate": …, "urls": "{\\"pc\\": …}"}."""
    title, path = text_in(entry, ["title"]), _address_in(entry.get("urls"))
    address = join(url, path) if path else None
    return Row(url=address, title=title, date=text_in(entry, ["pubDate"])) if title and address else None


def _address_in(urls: object) -> str | None:
    """Return the desktop page's address of an entry's urls, which are JSON once more."""
    return text_in(read_json(urls) if isinstance(urls, str) else urls, ["pc"])
