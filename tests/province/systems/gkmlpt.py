"""Guangdong's gkmlpt: a shell with window._CONFIG, rows as JSON from /gkmlpt/api/all/{column}."""

import json
from calendar import timegm
from datetime import date
from math import ceil

from tests.province import chrome
from tests.province.site import Answer, Request, Shown, Site
from tests.province.systems.base import System, reachable

_COLUMN = 2811
_SIZE = 6


class Gkmlpt(System):
    name = "gkmlpt"
    platform = "gkmlpt"
    counts_pages = False
    per_page = _SIZE

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/gkmlpt/content/{number // 1000}/{number}/post_{number}.html"

    def alias_of(self, path: str, site: Site) -> str:
        return path.replace("/post_", "/mpost_")

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/gkmlpt/index#{_COLUMN}",)

    def sid(self, site: Site) -> str:
        """Return the portal's number in the system."""
        return str(755_000 + site.index)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == "/gkmlpt/index":
            tree = [
                {"id": 2800, "name": "机构职能", "children": [], "post_count": 3},
                {"id": _COLUMN, "name": "政府信息公开年报", "children": [], "post_count": len(site.rows())},
            ]
            shell = (
                f"<script>window._CONFIG = {{ SID: '{self.sid(site)}', BASE: '/gkmlpt',"
                f" TREE: {json.dumps(tree, ensure_ascii=False)} }};</script><div id='app'></div>"
            )
            return Answer(body=chrome.page(site, "政府信息公开目录", shell), kind="listing")
        if request.path == f"/gkmlpt/api/all/{_COLUMN}":
            return self._api(site, request)
        return None

    def _api(self, site: Site, request: Request) -> Answer:
        rows = site.rows() if request.query.get("sid") == self.sid(site) else []
        page = int(request.query.get("page", "1"))
        if site.has("clamp"):
            page = min(page, max(1, ceil(len(rows) / _SIZE)))
        offset = (page - 1) * _SIZE
        early = 2 if site.has("overlap") and page > 1 else 0
        shown = reachable(site, rows, _SIZE)[offset - early : offset + _SIZE]
        articles = [self._article(site, row) for row in shown]
        answer = {
            "articles": articles,
            "total": len(rows),
            "offset": offset,
            "classify": {"id": _COLUMN, "name": "政府信息公开年报", "post_count": len(rows), "jump_url": ""},
        }
        return Answer(
            body=json.dumps(answer, ensure_ascii=False), content_type="application/json", kind="listing"
        )

    def _article(self, site: Site, row: Shown) -> dict[str, object]:
        address = row.address if row.address.startswith("http") else site.origin + row.address
        moment = timegm((row.day.year, row.day.month, row.day.day, 2, 0, 0))
        number = "".join(filter(str.isdigit, row.address.rsplit("_", 1)[-1])) or "0"
        return {
            "id": int(number),
            "title": row.title,
            "url": address,
            "post_url": address,
            "type": "normal",
            "classify_main": _COLUMN,
            "create_time": moment,
            "display_publish_time": moment,
            "date": moment,
            "publisher": site.county + "人民政府",
            "document_number": "",
        }

    def container(self, inner: str) -> str:
        return f"<div class='article-content'>{inner}</div>"
