"""Pagers that a script draws: the page count stands in a call or a variable -> the next page's address."""

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import Pager, PageRequest
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers.turns import page_asked

# A call, and none that is commented out.
_CALLED = r"(?<!//)(?<!// )\bcreatePage\w{0,20}\s?\("
# TRS: createPageHTML(50, 0, "index", "html"): pages, this page from 0, file name, file ending.
_TRS_CALL = re.compile(
    _CALLED + r"""\s*["']?(?P<pages>[0-9]{1,6})["']?\s*,\s*["']?(?P<current>[0-9]{1,6})["']?\s*,"""
    r"""\s*["'](?P<name>[^"']{0,200})["']\s*,\s*["'](?P<ending>[^"']{1,10})["']"""
)
# UCAP: createPageHTML('page_div',10,1,'list','shtml',200): element, pages, this page from 1, file, rows.
_UCAP_CALL = re.compile(
    _CALLED + r"""\s*["'][\w-]{0,80}["']\s*,\s*(?P<pages>[0-9]{1,6})\s*,\s*(?P<current>[0-9]{1,6})\s*,"""
    r"""\s*["'](?P<name>[^"']{0,200})["']\s*,\s*["'](?P<ending>[^"']{1,10})["']\s*(?:,\s*(?P<total>[0-9]{1,8}))?"""
)
# TRS without a call: var currentPage = 0; var countPage = 2; … "index"+"_" + nextPage + "."+"html"
_COUNT = re.compile(r"\bcountPage\s*=\s*['\"]?(?P<pages>[0-9]{1,6})")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*['\"]?(?P<current>[0-9]{1,6})")
_NUMBERED = re.compile(r"_(?P<current>[0-9]{1,5})(?=\.\w{1,8}$)")
_FILE = re.compile(
    r"""\b(?P<name>\w{1,40})\\?"\s*\+\s*"_"\s*\+[^;]{0,40}?"\."\s*\+\s*"(?P<ending>\w{1,10})"""
)
# TRS by records: var m_nRecordCount = "213"; var m_nPageSize = 20; var m_nCurrPage = 0; this page from 0.
_RECORDS = re.compile(r"\bm_nRecordCount\s*=\s*[\"']?(?P<value>[0-9]{1,8})")
_RECORDS_A_PAGE = re.compile(r"\bm_nPageSize\s*=\s*[\"']?(?P<value>[0-9]{1,4})")
_RECORDS_PAGE = re.compile(r"\bm_nCurrPage\s*=\s*[\"']?(?P<value>[0-9]{1,6})")
# Beijing: Pager({size:50, current:0, prefix:'index', suffix:'html'}), this page from 0.
_OBJECT = re.compile(r"\bPager\(\s*\{(?P<settings>[^{}]{1,1000})\}")
_SETTING = re.compile(r"\b(?P<name>size|current|prefix|suffix)\s*:\s*['\"]?(?P<value>[\w-]{1,40})")
# easysite: <a onclick="queryArticleByCondition(this,'/a/21892-2.html')" tagname="/a/21892-2.html">下一页</a>,
# <input name="article_paging_list_hidden" moduleid="21892" totalpage="6">
_TAGGED_MARKS = ("tagname", "article_paging_list_hidden")
_TAGGED_PAGES = re.compile(r"\btotalpage\s*=\s*[\"']?(?P<pages>[0-9]{1,6})", re.I)
_TAGGED_NUMBER = re.compile(r"-(?P<page>[0-9]{1,5})\.\w{1,8}$")
FROM = "from"
"""The name in a request's state of the number that the first page has, where that is 0."""
# Calls of pagers that fetch by script, and the counts that they are given.
_HINT = re.compile(
    r"\.(?:pagination|paging|jpage|createPage|initPage|twbsPagination|jqPaginator)\(\s*(?:\{|[0-9])"
    r"|\bkkpager\.|\b(?:class|id|onclick)\s*=\s*['\"]?[^'\"<>]{0,60}\bload[_-]?[Mm]ore\b|>\s{0,9}(?:点击)?加载更多|\blaypage\s*[.(]|\blistModel\s*\(|\bcreatePage\w{0,20}\(\s*['\"]?[\w-]*['\"]?\s*,"
    r"|\bclass\s*=\s*['\"]?(?:pagination|pagebar|page_div|fenye)\b|\bid\s*=\s*['\"]?(?:page_div|pagination|pagebar|fenye)\b"
)
_DEFINITION = re.compile(r"\bfunction\s+createPage\w{0,20}\([^)]{0,200}\)")
_COUNTED = re.compile(
    r"\b(?:pageCount|totalPages?|pagecount|allPages?|page_count|m_nPageCount)['\"]?\s*[:=]\s*['\"]?(?P<pages>[0-9]{1,6})"
)
_TOTALLED = re.compile(
    r"(?:\b(?:recordCount|totalRecords?|totalCount)['\"]?\s*[:=]\s*['\"]?|\.pagination\(\s*)(?P<total>[0-9]{1,8})"
)


def find_trs_call(answer: Answer) -> Pager | None:
    """Return the pager of createPageHTML as TRS calls it: the first page has no number, the second 1."""
    call = _TRS_CALL.search(answer.text)
    if call is None:
        return None
    return _counted_up(answer, int(call["pages"]), int(call["current"]), call["name"], call["ending"])


def find_ucap_call(answer: Answer) -> Pager | None:
    """Return the pager of createPageHTML as UCAP calls it: the first page has no number, the second 2.

    Where the first page calls itself 0, the second is 1, as TRS has it.
    """
    call = _UCAP_CALL.search(answer.text)
    if call is None:
        return None
    pages, current = int(call["pages"]), int(call["current"])
    from_0 = current == 0 or answer.state.get(FROM) == "0"
    page = current + 1 if from_0 else current
    address = urljoin(answer.base, f"{call['name']}_{current + 1}.{call['ending']}")
    following = PageRequest(url=address, state=((FROM, "0"),) if from_0 else ())
    return Pager(
        next_pages=(following,) if page < pages else (),
        total=int(call["total"]) if call["total"] else None,
        pages=pages,
        page=page,
    )


def find_counted(answer: Answer) -> Pager | None:
    """Return the pager of a TRS script that counts in variables; the file is named there or is the page's."""
    counted = _COUNT.search(answer.text)
    if counted is None:
        return None
    at = _CURRENT.search(answer.text) or _NUMBERED.search(answer.url)
    name, ending = _file_of(answer)
    return _counted_up(answer, int(counted["pages"]), int(at["current"]) if at else 0, name, ending)


def find_records(answer: Answer) -> Pager | None:
    """Return the pager of a TRS script that counts records; the file is the page's own."""
    found = [pattern.search(answer.text) for pattern in (_RECORDS, _RECORDS_A_PAGE, _RECORDS_PAGE)]
    total, size, current = (int(match["value"]) if match else None for match in found)
    if total is None or not size:
        return None
    at = _NUMBERED.search(answer.url)
    here = current if current is not None else int(at["current"]) if at else 0
    pager = _counted_up(answer, -(-total // size), here, *_file_of(answer))
    return replace(pager, total=total)


def find_object(answer: Answer) -> Pager | None:
    """Return the pager that is made by Pager({…}); pages are counted from 0."""
    made = _OBJECT.search(answer.text)
    found = _SETTING.finditer(made["settings"]) if made else ()
    settings = {setting["name"]: setting["value"] for setting in found}
    pages, current = settings.get("size", ""), settings.get("current", "")
    if not pages.isdecimal() or not current.isdecimal():
        return None
    name, ending = settings.get("prefix", "index"), settings.get("suffix", "html")
    return _counted_up(answer, int(pages), int(current), name, ending)


def find_tagged(answer: Answer) -> Pager | None:
    """Return the pager of easysite, whose links keep their addresses in tagname=."""
    if answer.tree is None or not any(mark in answer.text for mark in _TAGGED_MARKS):
        return None
    counted = _TAGGED_PAGES.search(answer.text)
    number = _TAGGED_NUMBER.search(urlsplit(answer.url).path)
    page = int(number["page"]) if number else 1
    links = [link for link in answer.tree.iter("a") if link.get("tagname")]
    labelled = next((link for link in links if "下一页" in link.text_content()), None)
    address = join(answer.base, labelled.get("tagname", "")) if labelled is not None else None
    if counted is None and address is None:
        return None
    pages = int(counted["pages"]) if counted else None
    more = address and address != answer.url and (pages is None or page < pages)
    return Pager(next_pages=(PageRequest(url=address),) if address and more else (), pages=pages, page=page)


def find_hint(answer: Answer) -> Pager | None:
    """Return a pager of which only the counts can be read, or nothing but that a script draws one."""
    text = _DEFINITION.sub("", answer.text) if "function" in answer.text else answer.text
    pages, total = _COUNTED.search(text), _TOTALLED.search(text)
    if pages is None and total is None and _HINT.search(text) is None:
        return None
    # A count of 0 waits for the script's answer.
    return Pager(
        pages=int(pages["pages"]) or None if pages else None,
        total=int(total["total"]) or None if total else None,
        page=page_asked(answer),
    )


def _counted_up(answer: Answer, pages: int, current: int, name: str, ending: str) -> Pager:
    """Return the pager of files name.ending, name_1.ending, …, of which this is number `current`, from 0."""
    address = urljoin(answer.base, f"{name}_{current + 1}.{ending}")
    return Pager(
        next_pages=(PageRequest(url=address),) if current + 1 < pages else (),
        pages=max(pages, 1),
        page=current + 1,
    )


def _file_of(answer: Answer) -> tuple[str, str]:
    """Return the name and ending of the listing's files, as the script or else the address has them."""
    if written := _FILE.search(answer.text):
        return written["name"], written["ending"]
    file = urlsplit(answer.url).path.rpartition("/")[2]
    ending = file.rpartition(".")[2]
    return _NUMBERED.sub("", file).removesuffix(f".{ending}") or "index", ending or "html"
