"""`scrapy crawl PORTAL`: crawl one portal, live; the exit code says whether the run went well."""

import argparse

from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from goicrawl.commands.run import run_crawler
from goicrawl.portals import PortalError


class Command(crawl.Command):
    """Scrapy's own command, which exits with 0 after most failures, made to tell them."""

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] PORTAL"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Crawl a portal of the registry, by name"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; exit with one line, before the log begins, where there is no such portal."""
        super().process_options(args, opts)
        if len(args) != 1:
            raise UsageError("give the name of one portal; `scrapy list` names them all")
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        try:
            get_spider_loader(self.settings).load(args[0])
        except (KeyError, PortalError) as error:
            raise SystemExit(f"goicrawl: {error.args[0]}") from None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the portal, print the summary, set the exit code."""
        assert self.crawler_process is not None  # noqa: S101 -- Scrapy sets it before it calls this
        self.exitcode = run_crawler(self.crawler_process, self._create_crawler(args[0]), opts.spargs)
