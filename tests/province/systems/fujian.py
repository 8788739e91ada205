"""TRS as Fujian uses it: ten static rows, the rest by POST to /fjdzapp/search."""

import json
from datetime import date
from math import ceil

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import System, column, item, reachable, template_row

_COLUMN = "/zwgk/zfxxgk/zfxxgknb/"
_STATIC = 10


class Fujian(System):
    name = "fujian"
    platform = "fujian"
    counts_pages = False
    per_page = _STATIC

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"{_COLUMN}{day:%Y%m}/t{day:%Y%m%d}_{100_000 + number}.htm"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (_COLUMN if site.index % 2 else _COLUMN + "nlist.htm",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == "/fjdzapp/search" and request.method == "POST":
            return self._search(site, request)
        if request.path not in (_COLUMN, _COLUMN + "nlist.htm", _COLUMN + "index.htm"):
            return None
        rows = site.rows()
        items = "".join(
            "<dl><dd class='text_align_left'>" + item(site, row, tag="span") + "</dd></dl>"
            if site.has("no_dates")
            else f"<dl><dd>{_link(site, row.address, row.title)}</dd><dd>{row.day}</dd></dl>"
            for row in rows[:_STATIC]
        )
        script = (
            f"<script>var SiteInfo = {{ itpStatus:true, searchId: {200_000 + site.index},\n"
            ' defaultPgTemp: "pgBar_pt.html" };</script>'
            '<script>require(["list2.trsapi", "tools"], function(listModel, tools) { listModel({\n'
            ' quickMode: "动静结合",\n maxStaticIndex: 1,\n'
            f' listArgs: {{ channelid: SiteInfo.searchId, classsql: "" || "chnlid={1800 + site.index}",'
            ' sortfield: "-docorderpri,-docreltime" },\n'
            f" pagebar: {{ prepage: {_STATIC}, recordCount: '{len(rows)}', pgTemp: \"pgBar_xxgk.html\","
            ' pgCountMode: "recordCount", displayNum: 2 } }); });</script>'
        )
        template = (
            '<div style="display: none" ms-visible="!showStatic"><dl ms-repeat="list"><dd>'
            '<a ms-attr-href="el.chnldocurl" ms-attr-title="el.doctitle" ms-text="el.doctitle|html"></a>'
            "</dd></dl></div>"
        )
        return Answer(
            body=column(
                site, f"<div class='rules_tabs_01'>{items}</div>{template}{template_row(site)}", script
            ),
            kind="listing",
        )

    def _search(self, site: Site, request: Request) -> Answer:
        form = request.form
        good = (
            form.get("channelid") == str(200_000 + site.index)
            and form.get("classsql") == f"chnlid={1800 + site.index}"
        )
        rows = site.rows() if good else []
        size = int(form.get("prepage", "10"))
        page = int(form.get("page", "1"))
        pages = ceil(len(rows) / size)
        if site.has("clamp") and pages:
            page = min(page, pages)
        data = [
            {
                "doctitle": row.title,
                "docpuburl": row.address if row.address.startswith("http") else site.origin + row.address,
                "chnldocurl": row.address if row.address.startswith("http") else site.origin + row.address,
                "docreltime": f"{row.day} 10:00:00",
                "chnlid": str(1800 + site.index),
            }
            for row in reachable(site, rows, _STATIC)[(page - 1) * size : page * size]
        ]
        answer = {"data": data, "page": page, "prepage": size, "pageCount": pages, "recordCount": len(rows)}
        return Answer(
            body=json.dumps(answer, ensure_ascii=False),
            content_type="application/json;charset=UTF-8",
            kind="listing",
        )

    def container(self, inner: str) -> str:
        return f"<div class='article_content'><div class=TRS_Editor>{inner}</div></div>"


def _link(site: Site, address: str, title: str) -> str:
    href = "./" + address.removeprefix(_COLUMN) if address.startswith(_COLUMN) else address
    return f'<a href="{href}" target="_blank" title="{title}">{title}</a>'
