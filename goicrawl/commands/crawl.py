"""`scrapy crawl PORTAL`: crawl one portal, live; the exit code says whether the run went well."""

import argparse
import sys

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the portal, print the summary, set the exit code."""
        if len(args) != 1:
            raise UsageError("give the name of one portal; `scrapy list` names them all")
        assert self.crawler_process  # noqa: S101 -- Scrapy sets it before it runs a command
        try:
            spider = self.crawler_process.spider_loader.load(args[0])
        except (KeyError, PortalError) as error:
            print(f"goicrawl: {error.args[0]}", file=sys.stderr)
            self.exitcode = 1
            return
        self.exitcode = run_crawler(self.crawler_process, self._create_crawler(spider), opts.spargs)
