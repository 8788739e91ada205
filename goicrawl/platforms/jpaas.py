"""Hanweb JPAAS: rows as JSON in a script; the others by POST to /queryList, which answers in JSON."""

import re
from urllib.parse import parse_qsl, urlencode

from goicrawl.platforms.answer import Answer, Entry, dig, entries_of, number_in, read_json, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers.turns import PAGE, page_asked
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

Form = list[tuple[str, str]]
"""The fields of a form, by name and value."""
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
            return _pager_of_answer(answer)
        if pager := _PAGER.search(answer.text):
            return _pager_of_page(answer, _form_of(pager["params"]))
        total = _total(answer)
        return super().find_pager(answer) if total is None else Pager(total=total)


def _pager_of_page(answer: Answer, form: Form) -> Pager:
    """Return the pager of the page that shows the first rows, or leaves them all to its script."""
    shown, total = len(_embedded(answer.text)), _total(answer)
    current, size = (number_in(dict(form), [name]) for name in ("current", "pageSize"))
    if current is None or not size:
        return Pager(total=total, page=1)
    if not shown:
        return Pager(next_pages=_request(answer, form, current, page=1), is_entry=True)
    # The page shows more rows than a page of the pager has; what is counted is what is asked for.
    covered = max(shown // size, 1)
    pages = max(-(-total // size) - covered + 1, 1) if total is not None else None
    more = pages is None or pages > 1
    next_pages = _request(answer, form, current + covered, page=2) if more else ()
    return Pager(next_pages=next_pages, total=total, pages=pages, page=1)


def _pager_of_answer(answer: Answer) -> Pager:
    """Return the pager of an answer in JSON."""
    form = parse_qsl(answer.asked.body.decode("ascii", "replace"), keep_blank_values=True)
    current, size = (number_in(dict(form), [name]) for name in ("current", "pageSize"))
    total, page = _total(answer), page_asked(answer)
    last = max(-(-total // size), 1) if total is not None and size else None
    more = current is not None and bool(_answered(answer)) and (last is None or current < last)
    next_pages = _request(answer, form, current + 1, page=page + 1) if current is not None and more else ()
    # An answer that is the first page counts for itself.
    return Pager(next_pages=next_pages, total=total, pages=last if page == 1 else None, page=page)


def _request(answer: Answer, form: Form, current: int, *, page: int) -> tuple[PageRequest, ...]:
    """Return the request for the pager's page `current`, the listing's page number `page`."""
    address = join(answer.url, QUERY)
    if address is None:
        return ()
    turned = [(name, str(current) if name == "current" else value) for name, value in form]
    body = urlencode(turned).encode()
    return (PageRequest(url=address, method="POST", body=body, state=((PAGE, str(page)),)),)


def _total(answer: Answer) -> int | None:
    """Return the article count of the page's column, or the total of an answer."""
    if answer.json is not None:
        return number_in(dig(answer.json, "data"), ["total"])
    found = _COLUMN.search(answer.text)
    return number_in(read_json(answer.text, found.end()), ["articleCount"]) if found else None


def _form_of(params: str) -> Form:
    """Return the form that a page's params make, with the page size that the script adds."""
    form = []
    for match in _PARAM.finditer(params):
        name = match["name"] + ("[]" if match["list"] else "")
        form.append((name, match["single"] or match["double"] or match["bare"] or ""))
    size = dict(form).get("perPage")
    return [*form, ("pageSize", size)] if size else form


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
