"""Listings of no known system: rows that are links with dates, pages that are linked."""

from datetime import date

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import (
    System,
    behind_the_end,
    counted_pages,
    is_endless,
    item,
    listing_page,
    template_row,
    window,
)


class Generic(System):
    name = "generic"
    platform = "generic"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/gk/detail.aspx?id={number}" if site_index % 2 else f"/Pages_183_{number}.aspx"

    def starts(self, site: Site) -> tuple[str, ...]:
        return ("/gk/list.aspx?cid=77",) if site.index % 2 else ("/gk/column-index-1.shtml",)

    def _address(self, site: Site, page: int) -> str:
        return f"/gk/list.aspx?cid=77&page={page}" if site.index % 2 else f"/gk/column-index-{page}.shtml"

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path == "/gk/list.aspx":
            page = int(request.query.get("page", "1"))
        elif request.path.startswith("/gk/column-index-"):
            page = int(request.path.removeprefix("/gk/column-index-").removesuffix(".shtml"))
        else:
            return None
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None:
            return behind_the_end(site)
        pages = counted_pages(site, site.rows(), self.per_page)
        items = "".join(f"<tr><td>{item(site, row, tag='div', day='i')}</td></tr>" for row in rows)
        more = page < pages or is_endless(site)
        following = f'<a href="{self._address(site, page + 1)}">下一页</a>' if more else "下一页"
        previous = f'<a href="{self._address(site, page - 1)}">上一页</a>' if page > 1 else "上一页"
        count = "" if is_endless(site) else f"共 {len(site.rows())} 条记录 第 {page}/{pages} 页"
        pager = f"<p>{count} {previous} {following}</p>"
        return listing_page(site, f"<table>{items}</table><ul>{template_row(site)}</ul>", pager)

    def container(self, inner: str) -> str:
        return (
            "<table width='95%'><tr><td class='zw'><div id='Content' class='MsoNormal'>"
            f"{inner}</div></td></tr></table>"
        )
