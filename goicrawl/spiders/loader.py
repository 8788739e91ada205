"""The registry of portals -> a spider for each, by the portal's name."""

import builtins
from functools import cached_property
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import Portal, load_portals
from goicrawl.spiders.portal_spider import PortalSpider
from goicrawl.spiders.replay_spider import ReplaySpider


class PortalSpiderLoader:
    """Makes a spider of every portal; Scrapy's SPIDER_LOADER_CLASS.

    The registry is read when it is first needed, so that a command can say in one line what is wrong
    with it. GOICRAWL_PORTALS names a directory with further registry files.
    """

    def __init__(self, extra: Path | None) -> None:
        """Take the directory of the user's own registry files."""
        self.extra = extra

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Return the loader that the settings ask for."""
        extra = settings.get("GOICRAWL_PORTALS")
        return cls(Path(extra) if extra else None)

    @cached_property
    def portals(self) -> dict[str, Portal]:
        """Every portal by name. Raises `PortalError` where a registry file is wrong."""
        return load_portals(self.extra, platforms=PLATFORMS)

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of a portal. Raise `KeyError`, with the mend, where there is none."""
        portal = self.portals.get(spider_name)
        if portal is None:
            raise KeyError(f"no portal {spider_name!r} in the registry; `scrapy list` names them all")
        attributes = {
            "__doc__": portal.title,
            "name": portal.name,
            "portals": (portal,),
            "custom_settings": dict(portal.settings),
        }
        return type("PortalSpider", (PortalSpider,), attributes)

    def load_replay(self) -> type[ReplaySpider]:
        """Return the spider that replays the saved pages of any portals."""
        return type("ReplaySpider", (ReplaySpider,), {"portals": tuple(self.portals.values())})

    def list(self) -> list[str]:
        """Return the names of all portals."""
        return list(self.portals)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the names of the portals whose host the request goes to."""
        return [name for name, portal in self.portals.items() if portal.owns(request.url)]
