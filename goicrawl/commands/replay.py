"""`scrapy replay PATH...`: the spiders and pipelines of a crawl over saved pages, without a socket."""

import argparse
from functools import partial
from typing import cast

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from goicrawl.commands.queue import Waiting
from goicrawl.commands.record import add_summary_option, take_summary_option
from goicrawl.commands.run import Run
from goicrawl.portals import PortalError
from goicrawl.spiders import PortalSpiderLoader


class Command(BaseRunSpiderCommand):
    """Replay saved pages: fixtures, WARC files, and folders of them."""

    requires_project = True

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] PATH..."

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Replay saved pages through the spiders and pipelines of a crawl"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --summary."""
        super().add_options(parser)
        add_summary_option(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the paths, and keep the log to what is wrong unless a level is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        if not args:
            raise UsageError("give at least one PATH: WARC files, fixtures, or folders of them")
        take_summary_option(self.settings, opts)
        self.settings.set("GOICRAWL_REPLAY", args, priority="cmdline")
        self.settings.set("LOG_LEVEL", "WARNING", priority="spider")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Replay the paths in one run, print the summary, set the exit code."""
        assert self.crawler_process is not None  # noqa: S101 -- Scrapy sets it before it calls this
        assert self.settings is not None  # noqa: S101 -- likewise
        loader = cast("PortalSpiderLoader", self.crawler_process.spider_loader)
        try:
            spider = loader.load_replay()
        except PortalError as error:
            raise SystemExit(f"goicrawl: {error}") from None
        replay = Waiting(name="replay", hosts=frozenset(), create=partial(self._create_crawler, spider))
        self.exitcode = Run(self.crawler_process, self.settings, [replay]).run(opts.spargs)
