"""VSB: the second page is COLUMN/N-1.htm, counted downwards; 共N条 and links stand on the page."""

from datetime import date

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import (
    System,
    behind_the_end,
    item,
    listing_page,
    page_count,
    template_row,
    window,
)

_COLUMN = "/zwgk/zfxxgknb"


class Vsb(System):
    name = "vsb"
    platform = "vsb"
    counts_pages = False

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/info/1021/{number}.htm"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (_COLUMN + ".htm",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        pages = page_count(site.rows(), self.per_page)
        if request.path == _COLUMN + ".htm":
            page = 1
        else:
            name = request.path.removeprefix(_COLUMN + "/").removesuffix(".htm")
            if not request.path.startswith(_COLUMN + "/") or not name.isdigit():
                return None
            page = pages - int(name) + 1
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None or page < 1:
            return behind_the_end(site)
        up = "../" if page == 1 else "../../"
        items = "".join(item(site, row, _upward(row.address, up)) for row in rows)
        pager = _pager(page, pages, len(site.rows()))
        return listing_page(site, f"<ul class='list'>{items}{template_row(site)}</ul>", pager)

    def container(self, inner: str) -> str:
        news = f"<div class='v_news_content'>{inner}</div>"
        return f"<form name='_newscontent_fromname'><div id='vsb_content'>{news}</div></form>"


def _upward(address: str, up: str) -> str:
    return up + address.lstrip("/") if address.startswith("/info") else address


def _pager(page: int, pages: int, total: int) -> str:
    base = "zfxxgknb/" if page == 1 else ""

    def link(number: int, label: str, style: str) -> str:
        href = (
            f"{base}{pages - number + 1}.htm"
            if number > 1
            else ("zfxxgknb.htm" if page == 1 else "../zfxxgknb.htm")
        )
        return f'<span class="{style}"><a href="{href}">{label}</a></span>'

    shown = range(1, pages + 1)
    numbers = "".join(
        f'<span class="p_no_d">{number}</span>' if number == page else link(number, str(number), "p_no")
        for number in shown
    )
    following = (
        link(page + 1, "下页", "p_next p_fun") + link(pages, "尾页", "p_last p_fun")
        if page < pages
        else '<span class="p_next_d p_fun_d">下页</span><span class="p_last_d p_fun_d">尾页</span>'
    )
    return (
        '<div class="pb_sys_common pb_sys_normal pb_sys_style1">'
        f'<span class="p_t">共{total}条</span> <span class="p_pages">{numbers}{following}</span>'
        f' <span class="p_t">{page}/{pages}</span></div>'
    )
