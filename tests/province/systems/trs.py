"""TRS, static pages: index.html, index_1.html …; the page count stands only in a script."""

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

_COLUMN = "/zwgk/zfxxgknb/"


class TrsStatic(System):
    name = "trs"
    platform = "trs"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"{_COLUMN}{day:%Y%m}/t{day:%Y%m%d}_{2_000_000 + number}.html"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (_COLUMN if site.index % 2 else _COLUMN + "index.html",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if not request.path.startswith(_COLUMN) or "/" in request.path.removeprefix(_COLUMN):
            return None
        name = request.path.removeprefix(_COLUMN) or "index.html"
        number = name.removeprefix("index").removesuffix(".html").removeprefix("_")
        if not name.startswith("index") or (number and not number.isdigit()) or number == "0":
            return None
        page = int(number or 0)
        rows = window(site, site.rows(), page + 1, self.per_page)
        if rows is None:
            return behind_the_end(site)
        items = "".join(item(site, row, _relative(row.address)) for row in rows)
        pages = counted_pages(site, site.rows(), self.per_page)
        return listing_page(site, f"<ul>{items}{template_row(site)}</ul>", _pager(site, page, pages))

    def container(self, inner: str) -> str:
        return f"<div class=TRS_Editor><div class='Custom_UnionStyle'>{inner}</div></div>"


def _relative(address: str) -> str:
    return "./" + address.removeprefix(_COLUMN) if address.startswith(_COLUMN) else address


def _pager(site: Site, page: int, pages: int) -> str:
    if site.index % 3 == 0:
        return (
            f"<script>var currentPage = {page};//所在页从0开始\nvar countPage = {pages}//共多少页\n"
            'document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>");</script>'
        )
    return f'<script>createPageHTML({pages}, {page}, "index", "html");</script>'
