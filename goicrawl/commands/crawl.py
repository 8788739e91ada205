"""`scrapy crawl PORTAL...`: crawl portals, live; the exit code says whether the run went well."""

import argparse
from functools import partial
from typing import cast

from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from goicrawl.commands.feeds import FeedError, check_feed_names
from goicrawl.commands.queue import Waiting
from goicrawl.commands.record import add_summary_option, take_summary_option
from goicrawl.commands.run import Run
from goicrawl.portals import Portal, PortalError
from goicrawl.spiders import PortalSpiderLoader


class Command(crawl.Command):
    """Scrapy's own command, which exits with 0 after most failures; here it tells them."""

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] PORTAL..."

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Crawl portals of the registry, by name"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --all and --summary."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="crawl every portal of the registry")
        add_summary_option(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; refuse names that are no portal's before the log begins."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        take_summary_option(self.settings, opts)
        unknown = [arg for arg in args if arg.startswith("-")]
        if unknown:
            raise UsageError(f"no option {unknown[0]}", print_help=False)
        if bool(args) == opts.all:
            raise UsageError(
                "give the names of portals, or --all; `scrapy list` names them", print_help=False
            )
        try:
            self._portals = _find_portals(cast("PortalSpiderLoader", get_spider_loader(self.settings)), args)
        except PortalError as error:
            raise SystemExit(f"goicrawl: {error}") from None
        if len(self._portals) > 1:
            try:
                check_feed_names(self.settings)
            except FeedError as error:
                raise UsageError(str(error), print_help=False) from None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the portals, print the summary, set the exit code."""
        assert self.crawler_process is not None  # noqa: S101 -- Scrapy sets it before it calls this
        assert self.settings is not None  # noqa: S101 -- likewise
        crawls = [
            Waiting(
                name=portal.name,
                hosts=frozenset(portal.hosts),
                create=partial(self._create_crawler, portal.name),
            )
            for portal in self._portals
        ]
        self.exitcode = Run(self.crawler_process, self.settings, crawls).run(opts.spargs)


def _find_portals(loader: PortalSpiderLoader, names: list[str]) -> list[Portal]:
    """Return the portals of these names, each once; all where there is none."""
    if not names:
        return list(loader.portals.values())
    for name in names:
        if name not in loader.portals:
            raise UsageError(
                f"no portal {name!r} in the registry; `scrapy list` names them all", print_help=False
            )
    return [loader.portals[name] for name in dict.fromkeys(names)]
