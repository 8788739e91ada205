"""What the publishing systems share: windows over rows, a row's markup, the frame of an article."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from html import escape
from math import ceil
from typing import ClassVar

from tests.province import chrome
from tests.province.bodies import body_of
from tests.province.papers import Paper
from tests.province.site import Answer, Entry, Request, Shown, Site
from tests.province.traps import DOUBTS, LOST_PAGE, OVERCOUNT

OVERLAP = 2
"""So many rows of a page stand on the next one too, where windows overlap."""
TITLE_CHARS = 14
"""Where titles are cut."""
STUB = "<html><head><title></title></head><body>" + "<!-- -->" * 30 + "</body></html>"


class System(ABC):
    """A publishing system, as a server plays it."""

    name: ClassVar[str]
    """What the province calls it."""
    platform: ClassVar[str]
    """What the registry calls it."""
    per_page: ClassVar[int] = 5
    has_pages: ClassVar[bool] = True
    """Whether its listings have more pages than one."""
    counts_pages: ClassVar[bool] = True
    """Whether a listing says how many pages it has, and not only how many rows."""

    @abstractmethod
    def path_of(self, site_index: int, number: int, day: date) -> str:
        """Return the address of article `number`."""

    def alias_of(self, path: str, site: Site) -> str:
        """Return another address of the same page."""
        return f"{path}?isMobile=true" if "?" not in path else f"{path}&isMobile=true"

    @abstractmethod
    def starts(self, site: Site) -> tuple[str, ...]:
        """Return the paths of the column's first page or pages."""

    def parameters(self, site: Site) -> dict[str, str]:
        """Return the system's parameters in the registry."""
        return {}

    @abstractmethod
    def listing(self, site: Site, request: Request) -> Answer | None:
        """Return a listing page; None where the address is none of the listing's."""

    def article(self, site: Site, entry: Entry) -> str:
        """Return a report's page."""
        paper = site.paper(entry)
        inner = body_of(paper)
        attachment = ""
        if site.has("pdf_body") and entry.number == first_report(site):
            inner = ""
            attachment = '<p>附件：<a href="/files/P020220209.pdf">' + paper.title + ".pdf</a></p>"
        body = self.container(inner + attachment)
        if site.has("twice"):
            body += f'<div class="elder-version" style="display:none">{self.container(inner)}</div>'
        return chrome.page(site, paper.title, self.frame(site, paper, body), metas=self.metas(site, paper))

    def metas(self, site: Site, paper: Paper) -> tuple[tuple[str, str], ...]:
        """Return the page's meta tags."""
        return (
            ("ColumnName", "政府信息公开年报"),
            ("ArticleTitle", paper.title),
            ("PubDate", f"{paper.published} 10:00"),
            ("ContentSource", paper.issuer),
        )

    def frame(self, site: Site, paper: Paper, body: str) -> str:
        """Return headline, source line and body."""
        return (
            f"<h1 class='title'>{paper.title}</h1>"
            f"<div class='info'>发布日期：{paper.published}　来源：{paper.issuer}　"
            f"浏览次数：<span id='hits'>{site.night}</span></div>"
            f"{body}<div class='share'>【打印】【关闭】</div>"
        )

    @abstractmethod
    def container(self, inner: str) -> str:
        """Return the body in the element that this system keeps it in."""


def first_report(site: Site) -> int:
    """Return the number of the portal's first report."""
    return min(entry.number for entry in site.entries if entry.kind == "report")


def page_count(rows: Sequence[Shown], per_page: int) -> int:
    """Return how many pages there are."""
    return max(1, ceil(len(rows) / per_page))


def counted_pages(site: Site, rows: Sequence[Shown], per_page: int) -> int:
    """Return how many pages the pager says there are."""
    return page_count(rows, per_page) + site.has(OVERCOUNT)


def is_endless(site: Site) -> bool:
    """Say whether a linked pager has a next page on every page, and counts none."""
    return site.has("stub") or site.has("clamp")


def window(site: Site, rows: Sequence[Shown], page: int, per_page: int) -> Sequence[Shown] | None:
    """Return the rows of a page, from 1; None behind the end."""
    last = page_count(rows, per_page)
    if page > last and site.has("clamp"):
        page = last
    if not 1 <= page <= last or (site.has(LOST_PAGE) and page == last > 1):
        return None
    start = (page - 1) * per_page
    early = OVERLAP if site.has("overlap") and page > 1 else 0
    return rows[start - early : start + per_page]


def reachable(site: Site, rows: Sequence[Shown], per_page: int) -> Sequence[Shown]:
    """Return the rows that can be had where they are asked for by number: all but a lost page's."""
    last = page_count(rows, per_page)
    return rows[: (last - 1) * per_page] if site.has(LOST_PAGE) and last > 1 else rows


def behind_the_end(site: Site) -> Answer:
    """Return what a listing's address behind the last page answers."""
    return Answer(body=STUB, status=200 if site.has("stub") or site.traps & DOUBTS else 404, kind="listing")


def shown_title(site: Site, title: str) -> str:
    """Return the title as the row shows it."""
    return title[:TITLE_CHARS] + "…" if site.has("cut_titles") and len(title) > TITLE_CHARS else title


def item(site: Site, row: Shown, href: str | None = None, tag: str = "li", day: str = "span") -> str:
    """Return a row's markup."""
    date_shown = "" if site.has("no_dates") else f"<{day}>{row.day}</{day}>"
    return (
        f'<{tag}><a href="{escape(href or row.address)}" target="_blank" title="{row.title}">'
        f"{shown_title(site, row.title)}</a>{date_shown}</{tag}>"
    )


def template_row(site: Site) -> str:
    """Return a row template that nobody filled in."""
    if not site.has("template_variables"):
        return ""
    title = "{{title}}2021年政府信息公开工作年度报告"
    return f'<li><a href="{{{{url}}}}" title="{title}">{title}</a><span>{{{{date}}}}</span></li>'


def column(site: Site, rows: str, pager: str) -> str:
    """Return a whole listing page."""
    main = f"<h2><a href='./'>政府信息公开年报</a></h2>{rows}<div class='page'>{pager}</div>"
    return chrome.page(site, "政府信息公开年报", main)


def listing_page(site: Site, rows: str, pager: str) -> Answer:
    """Return the answer that is a whole listing page."""
    return Answer(body=column(site, rows, pager), kind="listing")
