"""`scrapy savefixture URL`: save a page, and what was made of it, as a fixture for a person to review."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import cast

from scrapy import Request
from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from goicrawl import clean, parse, validate
from goicrawl.archive import ArchiveError
from goicrawl.archive.fixture_writer import save_fixture
from goicrawl.evaluation.draft import draft_report
from goicrawl.items import Page
from goicrawl.portals import PortalError
from goicrawl.spiders import PortalSpiderLoader
from goicrawl.spiders.single_spider import SingleSpider
from goicrawl.version import __version__

DRAFT, TEXT = "report.unreviewed.json", "article.txt"
WHY = "Not reviewed yet: say here what the page is here for."

_QUIET = {
    "ITEM_PIPELINES": {},
    "FEEDS": {},
    "GOICRAWL_DATABASE": "",
    "GOICRAWL_ARCHIVE": "",
    "RETRY_TIMES": 1,
}
"""The page is saved as a fixture and nowhere else."""


class Command(BaseRunSpiderCommand):
    """Save one page of a portal, live or out of saved pages."""

    requires_project = True

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] URL"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Save a page and what was made of it as a fixture to review"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --saved, --portal, --name and --to."""
        super().add_options(parser)
        parser.add_argument("--saved", action="append", help="take the page from these saved pages, not live")
        parser.add_argument("--portal", help="its portal (default: the one whose host the address is on)")
        parser.add_argument("--name", help="the fixture's name (default: report-YEAR, or page)")
        parser.add_argument(
            "--to", type=Path, default=Path("fixtures"), help="fixtures root (default: fixtures)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, and keep the log to what is wrong unless a level is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        if len(args) != 1 or not args[0].startswith(("http://", "https://")):
            raise UsageError("give one URL: http://host/path", print_help=False)
        self.settings.setdict(_QUIET, priority="cmdline")
        self.settings.set("GOICRAWL_REPLAY", opts.saved or [], priority="cmdline")
        self.settings.set("LOG_LEVEL", "WARNING", priority="spider")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch the page, save it, say where."""
        try:
            spider = self._fetch(args[0], opts.portal)
            if spider.answer is None or spider.page is None:
                raise ArchiveError(f"Nothing was saved: {args[0]} gave no page; the log says why")
            text, draft = _read(spider.page)
            year = draft["year"]
            name = opts.name or (f"report-{year}" if year else "page")
            origin = f"As served; saved by goicrawl {__version__}."
            folder = save_fixture(opts.to, name, spider.answer, origin=origin, why=WHY)
        except (ArchiveError, PortalError) as error:
            raise SystemExit(f"goicrawl: {error}") from None
        if text:
            (folder / TEXT).write_text(text + "\n", encoding="utf-8")
        (folder / DRAFT).write_text(json.dumps(draft, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        print(f"{folder}: check {DRAFT} and {TEXT} against the page, say why in meta.json, rename the draft")

    def _fetch(self, url: str, portal: str | None) -> SingleSpider:
        """Return the spider after it has asked for the page."""
        assert self.crawler_process is not None  # noqa: S101 -- Scrapy sets it before it calls this
        loader = cast("PortalSpiderLoader", self.crawler_process.spider_loader)
        names = [portal] if portal else loader.find_by_request(Request(url))
        if not names or names[0] not in loader.portals:
            raise PortalError(f"no portal of the registry has the address {url}; name one with --portal")
        own = loader.portals[names[0]]
        attributes = {
            "name": own.name,
            "portals": (own,),
            "custom_settings": dict(own.settings),
            "address": url,
        }
        crawler = self._create_crawler(type("OneSpider", (SingleSpider,), attributes))
        task = self.crawler_process.crawl(crawler)
        self.crawler_process.start()
        if isinstance(task, asyncio.Task) and task.done() and (error := task.exception()):
            raise error
        return cast("SingleSpider", crawler.spider)


def _read(page: Page) -> tuple[str, dict[str, object]]:
    """Return the article's text and the draft of what the report says."""
    article = clean.clean_page(page)
    return article.text, draft_report(validate.validate_report(parse.parse_article(article)))
