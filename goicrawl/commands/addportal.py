"""`scrapy addportal URL`: look at a listing, live, and write the registry entry of its portal."""

import argparse
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from goicrawl.commands.findings import describe
from goicrawl.commands.new_entry import Given, add_entry, make_portal
from goicrawl.platforms import PLATFORMS
from goicrawl.portals import Portal, PortalError, host_entry, host_of, load_registry, suggest_name
from goicrawl.portals.guesses import guess_site
from goicrawl.spiders.probe import Findings, ListingProbe


class Command(ScrapyCommand):
    """Names the publishing system of a listing and writes the entry.

    It exits with 0 where there is an entry, 1 where none could be made, 2 on wrong usage.
    """

    requires_project = True

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] URL"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Look at a listing of annual reports and write its portal's registry entry"

    def long_desc(self) -> str:
        """Return what the command does, in whole sentences."""
        return (
            "Fetch a listing as a crawl would, name the publishing system that it is recognised as and why, "
            "show the reports that would be followed and the pager, and write the registry entry: to FILE, "
            "else to a file in the directory of GOICRAWL_PORTALS, else to standard output."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what the page may not say, and where the entry goes."""
        super().add_options(parser)
        own = parser.add_argument_group("the entry")
        own.add_argument("--name", help="the portal's name (else its host's)")
        own.add_argument("--title", help="what the site is called (else what the page says)")
        own.add_argument("--region", metavar="CODE", help="GB/T 2260 code (else what the page says)")
        own.add_argument("--platform", help="the publishing system (else the one recognised)")
        own.add_argument("-o", "--output", metavar="FILE", help="the registry file to add the entry to")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; keep the log to what goes wrong unless more is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        if len(args) != 1 or host_of(args[0]) is None:
            raise UsageError("give the whole address of one listing: http://host/path", print_help=False)
        if opts.platform and opts.platform not in PLATFORMS:
            known = ", ".join(PLATFORMS)
            raise UsageError(f"no publishing system {opts.platform!r}; known are {known}", print_help=False)
        if opts.output and not opts.output.endswith(".toml"):
            raise UsageError(f"{opts.output}: a registry file's name ends in .toml", print_help=False)
        if (self.settings.getpriority("LOG_LEVEL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look at the listing, say what is found, write the entry, set the exit code."""
        try:
            self._add(args[0], opts)
        except PortalError as error:
            print(f"goicrawl: {error}", file=sys.stderr)
            self.exitcode = 1

    def _add(self, url: str, opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        extra = Path(self.settings["GOICRAWL_PORTALS"]) if self.settings["GOICRAWL_PORTALS"] else None
        given = Given(name=opts.name or suggest_name(url), title=opts.title, region_code=opts.region)
        target = Path(opts.output) if opts.output else extra / f"{given.name}.toml" if extra else None
        # A directory that is empty so far is no mistake here.
        filled = extra if extra and any(extra.glob("*.toml")) else None
        registry = load_registry(filled, platforms=PLATFORMS)
        if given.name in registry.portals:
            raise PortalError(f"the registry has a portal {given.name!r} already; give another --name")
        findings = self._look(url, given.name, opts.platform)
        guesses = guess_site(findings.text)
        print("\n".join(describe(findings, guesses)), file=sys.stderr)
        portal = make_portal(given, findings, guesses, datetime.now(UTC).date())
        entry = add_entry(portal, target, registry)
        if target is None:
            print(entry, end="")
        else:
            print(f"written   [{portal.name}] to {target}", file=sys.stderr)

    def _look(self, url: str, name: str, platform: str | None) -> Findings:
        """Fetch the listing. Raise `PortalError` where there is nothing to make an entry of."""
        assert self.crawler_process is not None  # noqa: S101 -- Scrapy sets it before it calls this
        # What keeps robots.txt from being read keeps the page from it too, and is told there.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        asked = Portal(
            name=name,
            title=name,
            region_code="000000",
            platform=platform or "generic",
            start=(url,),
            hosts=(host_entry(url),),
        )
        spider = type("ListingProbe", (ListingProbe,), {"portals": (asked,), "platform": platform})
        crawler = self.crawler_process.create_crawler(spider)
        self.crawler_process.crawl(crawler)
        self.crawler_process.start()
        probe = crawler.spider
        assert isinstance(probe, ListingProbe)  # noqa: S101 -- it is made of it
        if probe.failure or probe.findings is None:
            raise PortalError(f"{url}: {probe.failure or 'nothing came back; the log says why'}")
        return probe.findings
