"""Saved pages made on the spot, and crawls over them inside the test's own event loop."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from goicrawl.portals import Portal
from goicrawl.spiders import PortalSpider
from goicrawl.spiders.replay_spider import ReplaySpider

HOST = "http://www.x.gov.cn"
LISTING = HOST + "/nb/index.html"
REPORT = HOST + "/nb/202202/t20220209_1.html"
TITLE = "某县2021年政府信息公开工作年度报告"
PORTAL = Portal(
    name="xian",
    title="某县人民政府",
    region_code="610100",
    platform="trs",
    start=(LISTING,),
    hosts=("www.x.gov.cn",),
)
META = {"status": 200, "fetched": None, "origin": "made up", "why": "a test"}


def save_page(root: Path, url: str, body: str | bytes, *, portal: str = "xian", **changes: Any) -> Path:
    """Save an answer as a fixture of `portal`."""
    folder = root / portal / f"page-{len(list(root.glob('*/*'))):03}"
    folder.mkdir(parents=True)
    headers = [["Content-Type", changes.pop("content_type", "text/html; charset=utf-8")]]
    headers += changes.pop("headers", [])
    (folder / "response.body").write_bytes(body.encode() if isinstance(body, str) else body)
    meta = {"url": url, "headers": headers, **META, **changes}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def listing(*rows: tuple[str, str], pages: int = 1, current: int = 0) -> str:
    """Return a listing page of TRS with (href, title) rows."""
    links = "".join(f"<li><a href='{href}'>{title}</a><span>2022-02-09</span></li>" for href, title in rows)
    return f'<ul>{links}</ul><script>createPageHTML({pages}, {current}, "index", "html");</script>'


def settings_of(**changes: object) -> Settings:
    """Return the project's settings for a crawl without a Twisted reactor, nothing stored or archived."""
    settings = Settings()
    settings.setmodule("goicrawl.settings")
    own = {
        "TWISTED_REACTOR_ENABLED": False,
        "ITEM_PIPELINES": {},
        "GOICRAWL_DATABASE": "",
        "GOICRAWL_ARCHIVE": "",
    }
    settings.setdict({**own, **changes}, priority="cmdline")
    return settings


async def crawl(
    spider: type[PortalSpider],
    settings: Settings,
    listeners: Mapping[object, Callable[..., None]] = MappingProxyType({}),
) -> tuple[Crawler, list[Any]]:
    """Run a spider, with `listeners` to its signals; return its crawler and the items of the pipelines."""
    items: list[Any] = []
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(spider)

    def note(item: object) -> None:
        items.append(item)

    crawler.signals.connect(note, signal=signals.item_scraped)
    for signal, listener in listeners.items():
        crawler.signals.connect(listener, signal=signal)
    await runner.crawl(crawler)
    return crawler, items


async def replay(
    *paths: Path, portals: Sequence[Portal] = (PORTAL,), **changes: object
) -> tuple[Crawler, list[Any]]:
    """Replay saved pages with the spider of `scrapy replay`."""
    spider = type("TestSpider", (ReplaySpider,), {"portals": tuple(portals)})
    return await crawl(spider, settings_of(GOICRAWL_REPLAY=[str(path) for path in paths], **changes))


def stat(crawler: Crawler, name: str) -> int:
    """Return one of goicrawl's own counts."""
    value = crawler.stats.get_value(f"goicrawl/{name}", 0)
    assert isinstance(value, int)
    return value
