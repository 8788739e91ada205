"""`scrapy list`: every portal in the registry."""

import argparse

from scrapy.commands import list as scrapy_list

from goicrawl.portals import PortalError


class Command(scrapy_list.Command):
    """Scrapy's own command; a registry file that is wrong is told in one line."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the portals' names."""
        try:
            super().run(args, opts)
        except PortalError as error:
            raise SystemExit(f"goicrawl: {error}") from None
