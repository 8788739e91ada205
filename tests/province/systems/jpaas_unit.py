"""Hanweb JPAAS of Zhejiang: markup in JSON from build/unit, asked for with a script's queryData."""

import json
from datetime import date
from math import ceil

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import OVERLAP, System, column, item, reachable

_API = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_COLUMN = "1487002"
_WEB = "2945"
_TEMPLATE = "quSyqDUrFfjv1nGRQhEEH"
_TAG = "年报_分页列表"
_QUERY = (
    f"{{'webId':'{_WEB}','pageId':'{_COLUMN}','parseType':'bulidstatic','pageType':'column',"
    f"'tagId':'{_TAG}','tplSetId':'{_TEMPLATE}'}}"
)


class JpaasUnit(System):
    name = "jpaas_unit"
    platform = "jpaas_unit"
    counts_pages = False
    per_page = 4

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{_COLUMN}_{number}.html"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/col/col{_COLUMN}/index.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == _API:
            return self._unit(site, request)
        if request.path != self.starts(site)[0]:
            return None
        script = (
            f'<div id="{_TAG}"><script type="text/javascript" charset="utf-8" src="/script/{_WEB}/load.js" '
            f'url="{_API}" queryData="{_QUERY}"></script></div>'
        )
        return Answer(body=column(site, script, ""), kind="listing")

    def _unit(self, site: Site, request: Request) -> Answer:
        asked = request.query
        good = (asked.get("webId"), asked.get("pageId"), asked.get("tagId"), asked.get("tplSetId"))
        rows = site.rows() if good == (_WEB, _COLUMN, _TAG, _TEMPLATE) else []
        wanted = json.loads(asked.get("paramJson", "{}"))
        size, page = int(wanted.get("pageSize", self.per_page)), int(wanted.get("pageNo", 1))
        page = min(page, max(1, ceil(len(rows) / size))) if site.has("clamp") else page
        early = OVERLAP if site.has("overlap") and page > 1 else 0
        there = reachable(site, rows, self.per_page)[(page - 1) * size - early : page * size]
        shown = "".join(item(site, row, day="b") for row in there)
        pager = (
            f'<div class="pagination" rows="{size}" count="{len(rows)}" pageNo="{page}" unitid="{_TAG}" '
            f'unitUrl="{_API}" queryData="{_QUERY}"></div>'
        )
        markup = f"<div class='page-content'><ul>{shown}</ul></div>{pager}"
        answer = {"success": True, "code": "200", "message": "", "data": {"html": markup}}
        return Answer(
            body=json.dumps(answer, ensure_ascii=False),
            content_type="application/json;charset=UTF-8",
            kind="listing",
        )

    def container(self, inner: str) -> str:
        return f"<div id='zoom'><!--ZJEG_RSS.content.begin-->{inner}<!--ZJEG_RSS.content.end--></div>"
