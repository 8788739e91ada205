"""Anhui's openness column: show/ID.html, a list whose pages are linked."""

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

_LIST = "/openness/OpennessAnnualReport/showList/1442/45712/page_"


class Anhui(System):
    name = "anhui"
    platform = "anhui"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return (
            f"/openness/OpennessAnnualReport/show/{number}.html"
            if site_index % 2
            else f"/XxgkAnnualReport/show/{number}.html"
        )

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"{_LIST}1.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        number = request.path.removeprefix(_LIST).removesuffix(".html")
        if not request.path.startswith(_LIST) or not number.isdigit():
            return None
        page = int(number)
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None:
            return behind_the_end(site)
        pages = counted_pages(site, site.rows(), self.per_page)
        items = "".join(item(site, row) for row in rows)
        pager = _endless(page) if is_endless(site) else _pager(page, pages, len(site.rows()))
        return listing_page(site, f"<ul class='xxgk_list'>{items}{template_row(site)}</ul>", pager)

    def container(self, inner: str) -> str:
        return f"<div class='wzcon j-fontContent'>{inner}</div>"


def _endless(page: int) -> str:
    return f'<a href="{_LIST}{page + 1}.html">下一页</a>'


def _pager(page: int, pages: int, total: int) -> str:
    def link(number: int, label: str) -> str:
        return (
            f'<a href="{_LIST}{number}.html">{label}</a> '
            if number != page
            else f"<span class='disabled'>{label}</span> "
        )

    numbers = "".join(link(number, str(number)) for number in range(1, pages + 1))
    return (
        f"共{total}条 {page}/{pages}页 {link(1, '首页')}{link(max(1, page - 1), '上一页')}"
        f"{numbers}{link(min(pages, page + 1), '下一页')}{link(pages, '尾页')}"
    )
