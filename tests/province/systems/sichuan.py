"""Sichuan's show system: list/HASH.html, show/HASH.html, pages by ?page=."""

from datetime import date
from hashlib import sha256

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


def _hash(*key: object) -> str:
    return sha256(repr(key).encode()).hexdigest()[:32]


class Sichuan(System):
    name = "sichuan"
    platform = "sichuan"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        section = ("gongkai", "news", "zwgk")[site_index % 3]
        return f"/{section}/show/{_hash(site_index, number)}.html"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/zwgk/list/{_hash(site.index)}.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        start = self.starts(site)[0]
        if request.path != start:
            return None
        page = int(request.query.get("page", "1"))
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None:
            return behind_the_end(site)
        pages = counted_pages(site, site.rows(), self.per_page)
        items = "".join(item(site, row) for row in rows)
        more = page < pages or is_endless(site)
        following = f'<li><a href="{start}?page={page + 1}">下一页</a></li>' if more else "<li>下一页</li>"
        count = "" if is_endless(site) else f"<li>第{page}页/共{pages}页</li>"
        pager = f"<ul class='pagination'>{count}{following}</ul>"
        return listing_page(site, f"<ul class='list-unstyled'>{items}{template_row(site)}</ul>", pager)

    def container(self, inner: str) -> str:
        return f"<div class='detail-con'>{inner}</div>"
