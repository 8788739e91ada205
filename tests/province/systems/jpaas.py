"""Hanweb JPAAS: rows as JSON by POST to /queryList, asked for with what loadPageData() is given."""

import json
from datetime import date
from math import ceil

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import System, column, reachable, shown_title

_CODE = "jzx"
_CHANNEL = "col42150"
_UNIT = "380055"


class Jpaas(System):
    name = "jpaas"
    platform = "jpaas"
    counts_pages = False
    per_page = 4

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/{_CODE}/{_CHANNEL}/{day:%Y%m}/content_19{number:017}.html"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/{_CODE}/col/{_CHANNEL}/index.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == "/queryList" and request.method == "POST":
            return self._query(site, request)
        if request.path != f"/{_CODE}/col/{_CHANNEL}/index.html":
            return None
        template = (
            f'<script id="div{_UNIT}" type="text/x-handlebars-template">'
            '<ul class="List_list">{{#each data}}<li>'
            "<a href='{{pcUrl}}' target='_blank' title='{{title}}'>{{title}}</a></li>{{/each}}</ul></script>"
        )
        script = (
            "<script>var params = {\n current: 1,\n"
            f" unitid: '{_UNIT}',\n webSiteCode: ['{_CODE}'],\n channelCode: ['{_CHANNEL}'],\n"
            f" dataBefore: '',\n dataAfter: '',\n perPage: '{self.per_page}',\n notReturnContent:false,\n"
            " showMode: 'normal',\n groupSize: 1,\n barPosition: 'bottom',\n titleMax: '34',\n"
            f" templateContainerId: 'div{_UNIT}',\n themeName: 'lucidity',\n}};\n"
            f" loadPageData(params, '{_UNIT}');</script>"
        )
        return Answer(body=column(site, f"<div id='{_UNIT}'></div>{template}", script), kind="listing")

    def _query(self, site: Site, request: Request) -> Answer:
        form = request.form
        good = form.get("webSiteCode[]") == _CODE and form.get("channelCode[]") == _CHANNEL
        rows = site.rows() if good else []
        size = int(form.get("pageSize") or form.get("perPage") or "15")
        page = int(form.get("current", "1"))
        if site.has("clamp"):
            page = min(page, max(1, ceil(len(rows) / size)))
        early = 2 if site.has("overlap") and page > 1 else 0
        start = (page - 1) * size
        results = [
            {
                "id": str(number),
                "source": {
                    "title": row.title,
                    "showTitle": shown_title(site, row.title),
                    "pubDate": f"{row.day} 10:00:00",
                    "urls": json.dumps({"pc": row.address}),
                },
            }
            for number, row in enumerate(reachable(site, rows, self.per_page)[start - early : start + size])
        ]
        data = {
            "total": len(rows),
            "pages": ceil(len(rows) / size),
            "rows": size,
            "page": page,
            "results": results,
        }
        return Answer(
            body=json.dumps({"code": "200", "success": True, "data": data}, ensure_ascii=False),
            content_type="application/json;charset=UTF-8",
            kind="listing",
        )

    def container(self, inner: str) -> str:
        return f"<div class='jgzn_content'><div id='zoom' class='zoom'>{inner}</div></div>"
