"""`scrapy list`: every portal in the registry."""

import argparse

from scrapy.commands import list as scrapy_list

from goicrawl.commands.columns import align
from goicrawl.commands.printing import printing
from goicrawl.portals import Portal, PortalError
from goicrawl.spiders import PortalSpiderLoader

_HEAD = ("portal", "system", "start", "verified", "title")


class Command(scrapy_list.Command):
    """Scrapy's own command, which prints names alone; a registry file that is wrong is told in one line."""

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "List the portals of the registry"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --verbose."""
        super().add_options(parser)
        parser.add_argument(
            "-v",
            "--verbose",
            action="store_true",
            help="also each portal's system, where its start addresses come from, and when it was verified",
        )

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the portals' names, or a table of them."""
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        try:
            if opts.verbose:
                portals = PortalSpiderLoader.from_settings(self.settings).portals.values()
                print(align([_HEAD, *map(_row, portals)], texts=len(_HEAD)))
            else:
                super().run(args, opts)
        except PortalError as error:
            raise SystemExit(f"goicrawl: {error}") from None


def _row(portal: Portal) -> tuple[str, ...]:
    verified = portal.verified.isoformat() if portal.verified else "-"
    return (portal.name, portal.platform, portal.start_origin or "-", verified, portal.title)
