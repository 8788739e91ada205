"""Old PHP sites: a unit's table list.php?unit=…&page=N, articles by number."""

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


class Query(System):
    name = "query"
    platform = "query"

    def path_of(self, site_index: int, number: int, day: date) -> str:
        return f"/gknb_show.php?id={3000 + number}"

    def starts(self, site: Site) -> tuple[str, ...]:
        return (f"/list.php?unit=HA{site.index:03}&xxflid=12000000",)

    def listing(self, site: Site, request: Request) -> Answer | None:
        if request.path != "/list.php" or request.query.get("unit") != f"HA{site.index:03}":
            return None
        page = int(request.query.get("page", "1"))
        rows = window(site, site.rows(), page, self.per_page)
        if rows is None:
            return behind_the_end(site)
        pages = counted_pages(site, site.rows(), self.per_page)
        lines = "".join(
            f"<tr><td>{number}</td><td>{item(site, row, tag='span', day='em')}</td></tr>"
            for number, row in enumerate(rows, 1)
        )
        start = self.starts(site)[0].replace("&", "&amp;")
        more = page < pages or is_endless(site)
        following = f'<a href="{start}&amp;page={page + 1}">下一页</a>' if more else "下一页"
        count = "" if is_endless(site) else f"共{len(site.rows())}条信息 当前第{page}页 共{pages}页"
        table = f"<table class='list-tab'>{lines}</table><ul>{template_row(site)}</ul>"
        return listing_page(site, table, f"{count} {following}")

    def container(self, inner: str) -> str:
        return f"<table><tr><td class='zw'><div id='Content'>{inner}</div></td></tr></table>"
