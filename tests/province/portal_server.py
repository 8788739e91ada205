"""A request to a portal into its answer: the column, an article, a trouble, or what no crawl asks for."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.province import chrome
from tests.province.site import Answer, Entry, Request, Site
from tests.province.systems.base import first_report
from tests.province.traps import TROUBLES
from tests.province.troubles import trouble_answer

_ENTRANCE = "/nb"
_FIRST_EDITION = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def start_urls(site: Site) -> tuple[str, ...]:
    """Return the addresses that the registry names."""
    if site.has("redirect_in"):
        return (site.origin + _ENTRANCE,)
    return tuple(site.origin + path for path in site.system.starts(site))


def answer(site: Site, request: Request) -> Answer:
    """Return what the portal answers."""
    plain = _answer(site, request)
    return _finish(site, request, plain)


def _answer(site: Site, request: Request) -> Answer:
    if request.path == "/robots.txt":
        return _robots(site)
    if site.has("crawl_delay") and request.path.startswith("/admin/"):
        return Answer(body="closed", kind="closed")
    if site.has("redirect_in") and request.path == _ENTRANCE:
        return Answer(status=302, headers=(("Location", site.system.starts(site)[0]),), kind="listing")
    entry = site.find(request.target)
    if entry is not None:
        return _entry(site, request, entry)
    listing = site.system.listing(site, request)
    if listing is not None:
        return listing
    if request.path == "/files/P020220209.pdf":
        return Answer(body=b"%PDF-1.4\n" + b"0" * 200, content_type="application/pdf", kind="attachment")
    if any(request.target == path for path, _ in chrome.CHROME_PATHS) or request.path.startswith("/xwzx/"):
        return Answer(body=chrome.page(site, "首页", "<p>欢迎</p>"), kind="chrome")
    return Answer(body="<html><h1>404 Not Found</h1></html>", status=404, kind="unknown")


def _robots(site: Site) -> Answer:
    if site.has("crawl_delay"):
        body = "User-agent: *\nCrawl-delay: 0\nDisallow: /admin/\nDisallow: /search\n"
        return Answer(body=body, content_type="text/plain", kind="robots")
    return Answer(body="<html><h1>404</h1></html>", status=404, kind="robots")


def _entry(site: Site, request: Request, entry: Entry) -> Answer:
    if entry.kind in TROUBLES:
        return trouble_answer(site, entry)
    if entry.kind == "negative":
        return Answer(body=chrome.notice_page(site, entry.title), kind="negative")
    if not entry.life.present(site.night):
        return Answer(body="<html><h1>404 Not Found</h1></html>", status=404, kind="report")
    if site.has("validators"):
        return _validated(site, request, entry)
    return Answer(body=site.system.article(site, entry), kind="report")


def _validated(site: Site, request: Request, entry: Entry) -> Answer:
    edition = entry.life.edition(site.night)
    tag = f'"{site.index}-{entry.number}-{edition}"'
    modified = format_datetime(_FIRST_EDITION + timedelta(days=edition), usegmt=True)
    headers = (("ETag", tag), ("Last-Modified", modified))
    asked = request.headers.get("if-none-match")
    if asked == tag or (asked is None and request.headers.get("if-modified-since") == modified):
        return Answer(status=304, headers=headers, kind="report")
    return Answer(body=site.system.article(site, entry), headers=headers, kind="report")


def _finish(site: Site, request: Request, given: Answer) -> Answer:
    """Encode, type and compress as the portal does."""
    page = given.kind in ("listing", "report", "negative", "chrome") and given.content_type == "text/html"
    body = given.body
    if isinstance(body, str):
        if page and site.has("gb18030"):
            body = body.replace("主办：", "主办（䶮）：")  # four bytes in GB18030, none in GBK
        body = body.encode(chrome.sent_charset(site) if page else "utf-8", "xmlcharrefreplace")
    kind = given.content_type
    if page:
        kind = "text/plain" if site.has("wrong_type") else None if site.has("no_type") else _html_type(site)
    headers = given.headers
    if site.has("gzip") and body and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, mtime=0)
        headers = (*headers, ("Content-Encoding", "gzip"))
    return replace(given, body=body, content_type=kind, headers=headers)


def _html_type(site: Site) -> str:
    plain = chrome.declared_charset(site) == "utf-8" and site.index % 2
    return "text/html;charset=UTF-8" if plain else "text/html"


def clone_answer(site: Site) -> Answer:
    """Return what the look-alike host answers: a copy with gambling in it."""
    entry = next(entry for entry in site.entries if entry.number == first_report(site))
    body = site.system.article(site, entry).replace(site.county, "澳门新")
    return Answer(body=body.encode(), kind="clone")
