"""UCAP: zwgklist.shtml, zwgklist_2.shtml …; pages and rows are counted in createPageHTML."""

from datetime import date

from tests.province.site import Answer, Request, Site
from tests.province.systems.base import (
    System,
    behind_the_end,
    counted_pages,
    item,
    listing_page,
    template_row,
    window,
)

_COLUMN = "/jzx/c110634/"


class Ucap(System):
    name = "ucap"
    platform = "ucap"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"{_COLUMN}{day:%Y%m}/{174_000_000 + number}.shtml"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (_COLUMN + "zwgklist.shtml",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        name = request.path.removeprefix(_COLUMN)
        if not request.path.startswith(_COLUMN + "zwgklist") or "/" in name:
            return None
        number = name.removeprefix("zwgklist").removesuffix(".shtml").removeprefix("_")
        page = int(number) if number.isdigit() else 1
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None:
            return behind_the_end(site)
        items = "".join(item(site, row, day="b") for row in rows)
        pages, total = counted_pages(site, site.rows(), self.per_page), len(site.rows())
        script = (
            '<script type="text/javascript" src="/jzx/xhtml/js/page.js"></script>'
            f"<script>createPageHTML('page_div',{pages}, {page},'zwgklist','shtml',{total});</script>"
        )
        return listing_page(
            site, f"<ul class='list'>{items}{template_row(site)}{script}</ul>", "<div id='page_div'></div>"
        )

    def container(self, inner: str) -> str:
        return f"<div class='article_content'><UCAPCONTENT>{inner}</UCAPCONTENT></div>"
