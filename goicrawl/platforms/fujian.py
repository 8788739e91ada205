"""TRS of Fujian: the first rows stand in the page, the others come by POST to /fjdzapp/search, in JSON."""

import re
from urllib.parse import parse_qsl, urlencode

from goicrawl.platforms.answer import Answer, Entry, dig, entries_of, number_in, text_in
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest, Row
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers.turns import PAGE, page_asked
from goicrawl.platforms.rows import unique
from goicrawl.platforms.trs import Trs

SEARCH = "/fjdzapp/search"
"""Where the module list2.trsapi asks for rows."""

# listModel({maxStaticIndex: 1, listArgs: {channelid: SiteInfo.searchId, classsql: "" || "chnlid=1813",
# sortfield: "-docorderpri,-docreltime"}, pagebar: {prepage: 10, recordCount: '20'}})
_LIST = re.compile(r"\blistModel\s*\(\s*\{")
_TOTAL = re.compile(r"\brecordCount\s*:\s*['\"]?(?P<value>[0-9]{1,8})")
_PER_PAGE = re.compile(r"\bprepage\s*:\s*['\"]?(?P<value>[0-9]{1,4})")
_STATIC = re.compile(r"\bmaxStaticIndex\s*:\s*['\"]?(?P<value>[0-9]{1,4})")
_CLASS = re.compile(
    r"\bclasssql\s*:\s*[^,\n}]{0,80}?[\"'](?P<value>chnlid\s*=\s*[0-9]{1,10}[^\"']{0,80})[\"']"
)
_SORT = re.compile(r"\bsortfield\s*:\s*[\"'](?P<value>[\w,+-]{1,80})[\"']")
_CHANNEL = re.compile(r"\b(?:channelid|searchId)\s*:\s*['\"]?(?P<value>[0-9]{1,12})")

_TITLES = ("doctitle", "title")
_ADDRESSES = ("docpuburl", "chnldocurl", "url")
_DATES = ("docreltime", "docpubtime", "pubdate")
_PAGES = ("pageCount", "pagecount", "pagenum")
_TOTALS = ("recordCount", "recordcount", "total")


class Fujian(Platform):
    """The edition of TRS that Fujian's portals share."""

    name = "fujian"
    article = Trs.article
    parameters = frozenset({"channelid", "chnlid"})

    def find_rows(self, answer: Answer) -> tuple[Row, ...]:
        """Return the rows of an answer, else those that stand in the page."""
        if answer.json is None:
            return super().find_rows(answer)
        return unique(row for entry in _entries(answer) if (row := _row(entry, answer.url)))

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of the page's script or of an answer."""
        if answer.asked.method == "POST":
            return _pager_of_answer(answer)
        total, per_page = _number(_TOTAL, answer.text), _number(_PER_PAGE, answer.text)
        if total is None or _LIST.search(answer.text) is None:
            return super().find_pager(answer)
        size = per_page or 10
        read = _number(_STATIC, answer.text) or 1
        # The page holds as many of the pager's pages as maxStaticIndex says.
        pages = max(-(-total // size) - read + 1, 1)
        form = _form(answer, size)
        more = form is not None and read * size < total
        following = _request(answer.url, [*form, ("page", str(read + 1))], 2) if form and more else None
        return Pager(next_pages=(following,) if following else (), total=total, pages=pages, page=1)


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found["value"]) if found else None


def _form(answer: Answer, size: int) -> list[tuple[str, str]] | None:
    """Return the form that asks for rows, without the page; None where page and registry name no channel."""
    channel, column, sort = (pattern.search(answer.text) for pattern in (_CHANNEL, _CLASS, _SORT))
    library = answer.state.get("channelid") or (channel["value"] if channel else "")
    chosen = answer.state.get("chnlid")
    condition = f"chnlid={chosen}" if chosen else column["value"] if column else ""
    if not library or not condition:
        return None
    return [
        ("channelid", library),
        ("sortfield", sort["value"] if sort else "-docorderpri,-docreltime"),
        ("classsql", condition),
        ("classcol", "publishyear"),
        ("classnum", "100"),
        ("classsort", "0"),
        ("cache", "true"),
        ("prepage", str(size)),
    ]


def _request(url: str, form: list[tuple[str, str]], page: int) -> PageRequest | None:
    """Return the request for the rows that a form asks for, the listing's page number `page`."""
    address = join(url, SEARCH)
    if address is None:
        return None
    state = ((PAGE, str(page)),)
    return PageRequest(url=address, method="POST", body=urlencode(form).encode(), state=state)


def _pager_of_answer(answer: Answer) -> Pager:
    """Return the pager of an answer, to be read on while it has rows and counts more pages."""
    form = dict(parse_qsl(answer.asked.body.decode("ascii", "replace"), keep_blank_values=True))
    number, page = number_in(form, ["page"]) or 1, page_asked(answer)
    total, size, last = (
        number_in(answer.json, _TOTALS),
        number_in(form, ["prepage"]),
        number_in(answer.json, _PAGES),
    )
    if last is None and total is not None and size:
        last = -(-total // size)
    turned = list({**form, "page": str(number + 1)}.items())
    more = bool(_entries(answer)) and (last is None or number < last)
    following = _request(answer.url, turned, page + 1) if more else None
    return Pager(next_pages=(following,) if following else (), total=total, page=page)


def _entries(answer: Answer) -> list[Entry]:
    """Return the rows of an answer: {"data": […]} or, by another template, {"docs": […]}."""
    return entries_of(dig(answer.json, "data")) or entries_of(dig(answer.json, "docs"))


def _row(entry: Entry, url: str) -> Row | None:
    title, href = text_in(entry, _TITLES), text_in(entry, _ADDRESSES)
    address = join(url, href) if href else None
    return Row(url=address, title=title, date=text_in(entry, _DATES)) if address and title else None
