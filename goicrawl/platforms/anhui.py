"""Anhui's openness platforms: /public/column/N?…&pageIndex=N, and …AnnualReport lists with links."""

import re
from urllib.parse import urlsplit

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager, PageRequest
from goicrawl.platforms.markup import join
from goicrawl.platforms.pagers.turns import page_asked, request_page
from goicrawl.platforms.queries import query_of, with_query

# The list of a column is a label that is filled by script: /site/label/8888?…&labelName=publicInfoList&…
_LABEL = re.compile(
    r"['\"](?P<address>[^'\"\s]{0,80}/site/label/[0-9]{1,8}\?[^'\"\s]{0,1500}\blabelName=\w{1,40}[^'\"\s]{0,1500})['\"]"
)
_PAGES = re.compile(r"\bpageCount['\"]?\s*[:=]\s*['\"]?(?P<pages>[0-9]{1,6})")
_TOTAL = re.compile(r"\b(?:totalCount|rowCount|recordCount)['\"]?\s*[:=]\s*['\"]?(?P<total>[0-9]{1,8})")
_COLUMN = re.compile(r"/(?:public|content)/column/[0-9]+|/site/label/[0-9]+")

INDEX = "pageIndex"
"""The parameter that chooses the page, from 1."""


class Anhui(Platform):
    """The platforms that Anhui's portals share."""

    name = "anhui"
    article = re.compile(
        r"/(?:Openness|Xxgk)AnnualReport/(?:show/[0-9]+\.html|yearReportDetail/)|/Xxgknb/show/[0-9]+\.html"
        r"|/public/[0-9]+/[0-9]+\.html$|/public/column/[0-9]+\?(?:.*&)?action=detail\b"
        r"|/(?:openness|xxgk)\w*/show/[0-9a-f]{5,24}\.html|/opennessAnnualReport/\?(?:.*&)?id=[0-9a-f]+"
        r"|/UserData/DocHtml/\S{1,200}\.html$|/[0-9]{8,10}\.html$",
        re.I,
    )

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of a column, which is counted in a script; else the page's links."""
        if not _COLUMN.search(urlsplit(answer.url).path):
            return super().find_pager(answer)
        counted, totalled = _PAGES.search(answer.text), _TOTAL.search(answer.text)
        label = _LABEL.search(answer.text)
        if counted is None:
            filled = join(answer.url, label["address"].replace("&amp;", "&")) if label else None
            if filled is None or self.find_rows(answer):
                return super().find_pager(answer)
            return Pager(next_pages=(PageRequest(url=with_query(filled, (INDEX, "1"))),), is_entry=True)
        pages = max(int(counted["pages"]), 1)
        index = query_of(answer.url).get(INDEX, "")
        page = int(index) if index.isdecimal() else page_asked(answer)
        following = request_page(with_query(answer.url, (INDEX, str(page + 1))), page + 1)
        return Pager(
            next_pages=(following,) if page < pages else (),
            total=int(totalled["total"]) if totalled else None,
            pages=pages,
            page=page,
        )
