"""Hanweb jpage: records in CDATA, the next ones by POST to dataproxy.jsp; and its annual-report pages."""

from collections.abc import Sequence
from datetime import date
from html import escape
from math import ceil
from urllib.parse import quote

from tests.province import chrome
from tests.province.site import Answer, Entry, Request, Shown, Site
from tests.province.systems.base import System, item, listing_page, reachable, template_row

_COLUMN_ID = 8812
_UNIT = "37204"
_GROUP = 2
_CONTAINER = (
    "<div id='zoom' class='bt-content'><!--<$[信息内容]>begin--><meta name='ContentStart'>{}"
    "<meta name='ContentEnd'><!--<$[信息内容]>end--></div>"
)


class HanwebJpage(System):
    name = "hanweb"
    platform = "hanweb"
    counts_pages = False
    per_page = 3

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{_COLUMN_ID}_{number}.html"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/col/col{_COLUMN_ID}/index.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == f"/col/col{_COLUMN_ID}/index.html":
            return self._first(site)
        if request.path == "/module/web/jpage/dataproxy.jsp":
            return self._proxy(site, request)
        return None

    def _first(self, site: Site) -> Answer:
        rows = site.rows()
        query = (
            f"page=1&appid=1&webid=62&path=/&columnid={_COLUMN_ID}&unitid={_UNIT}"
            f"&webname={quote(site.county)}&permissiontype=0"
        )
        group = f'<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?{query}"></a>]]></nextgroup>'
        records = _records(site, reachable(site, rows, self.per_page)[: self.per_page * _GROUP])
        script = (
            f"<script>var param_{_UNIT}={{col:1,webid:62,path:'/',columnid:{_COLUMN_ID},sourceContentType:1,"
            f"unitid:'{_UNIT}',webname:'{site.county}人民政府',permissiontype:0}};\n"
            f"$('#{_UNIT}').jpage({{totalRecord:{len(rows)},perPage:{self.per_page},groupSize:{_GROUP},"
            f"ajaxParam:param_{_UNIT},proxyUrl:'/module/web/jpage/dataproxy.jsp'}});</script>"
        )
        store = (
            f"<div id='{_UNIT}'><script type=\"text/xml\"><datastore>\n{group}\n"
            f"<recordset>\n{records}</recordset></datastore></script></div>"
        )
        return listing_page(site, store + template_row(site), script)

    def _proxy(self, site: Site, request: Request) -> Answer:
        asked = {**request.query, **request.form}
        rows = (
            site.rows() if asked.get("columnid") == str(_COLUMN_ID) and asked.get("unitid") == _UNIT else []
        )
        start = int(asked.get("startrecord", "1"))
        # Real servers give one record more than they were asked for.
        end = int(asked.get("endrecord", "1")) + (1 if site.has("overlap") else 0)
        if site.has("clamp") and start > len(rows):
            start = max(1, len(rows) - self.per_page + 1)
        pages = ceil(len(rows) / self.per_page)
        body = (
            f"<datastore><totalrecord>{len(rows)}</totalrecord><totalpage>{pages}</totalpage><recordset>"
            f"{_records(site, reachable(site, rows, self.per_page)[start - 1 : end])}</recordset></datastore>"
        )
        return Answer(body=body, content_type="text/xml;charset=UTF-8", kind="listing")

    def container(self, inner: str) -> str:
        return _CONTAINER.format(inner)


def _records(site: Site, rows: Sequence[Shown]) -> str:
    return "\n".join(f"<record><![CDATA[{item(site, row, day='b')}]]></record>" for row in rows)


class HanwebAnnual(System):
    """A page a unit and year; the unit's first page links the years."""

    name = "hanweb_annual"
    platform = "hanweb_annual"
    counts_pages = False
    has_pages = False
    _PATH = "/module/xxgk/xxgkAnnualReport.jsp"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return ""

    def address(self, area: str, year: int) -> str:
        """Return the address of a unit's report for a year."""
        return f"{self._PATH}?area={area}&fbtime={year}"

    def area_of(self, issuer: str, site: Site) -> str:
        """Return the unit's code."""
        issuers = sorted({entry.issuer for entry in site.entries if entry.issuer})
        return f"1137{site.index:02}00{issuers.index(issuer):04}K"

    def alias_of(self, path: str, site: Site) -> str:
        return path + "&showType=2"

    def starts(self, site: Site) -> tuple[str, ...]:
        issuers = sorted({entry.issuer for entry in site.entries if entry.issuer})
        return tuple(f"{self._PATH}?area={self.area_of(issuer, site)}" for issuer in issuers)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path != self._PATH or "fbtime" in request.query:
            return None
        area = request.query.get("area", "")
        own = [entry for entry in site.present() if entry.kind == "report" and f"area={area}&" in entry.path]
        years = _selector(own) if site.index % 2 else _year_links(own)
        shown = self.container("<p>请选择年份。</p>")
        main = f"<div class='xxgk_nb'><h2>政府信息公开年报</h2>{years}</div>{shown}"
        return Answer(body=chrome.page(site, "政府信息公开年报", main), kind="listing")

    def container(self, inner: str) -> str:
        return _CONTAINER.format(inner)


def _year_links(entries: list[Entry]) -> str:
    links = (f'<li><a href="{escape(entry.path)}">{entry.year}年</a></li>' for entry in entries)
    return f"<ul class='nblist'>{''.join(links)}</ul>"


def _selector(entries: list[Entry]) -> str:
    options = (f'<option value="{entry.year}">{entry.year}年</option>' for entry in entries)
    return f"<select id='fbtime' name='fbtime' onchange='changeYear(this.value)'>{''.join(options)}</select>"
