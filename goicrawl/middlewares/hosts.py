"""A request -> nothing, or a refusal: only a portal's own hosts are asked, on public addresses.

Links and redirections that leave a portal, other schemes, and names that resolve to private or
loopback addresses are refused before anything is sent. A portal whose registry entry itself is an
address literal or localhost is someone's local trial: its own addresses are asked as any other's.
"""

import asyncio
import socket
from collections.abc import Iterable
from typing import NoReturn, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from goicrawl.middlewares.addresses import is_literal, is_public
from goicrawl.portals import Portal
from goicrawl.refused import Refused


class HostsMiddleware:
    """Refuses what is no address of the portal that a request belongs to."""

    def __init__(self, crawler: Crawler) -> None:
        """Take a crawler whose spider has portals."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise `Refused` for another scheme or another host; robots.txt may be any portal's."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            self._refuse("scheme", f"{parts.scheme}: is neither http nor https")
        name = request.meta.get("portal")
        portals: Iterable[Portal] = getattr(self.crawler.spider, "portals", ())
        # `scrapy fetch` and the like have no portals.
        if portals and not any(portal.owns(request.url) for portal in portals if name in (None, portal.name)):
            self._refuse("other_host", f"{parts.netloc} is no host of {name or 'the portal'}")

    def _refuse(self, kind: str, why: str) -> NoReturn:
        self.crawler.stats.inc_value(f"goicrawl/refused/{kind}")
        raise Refused(kind, why)


class AddressMiddleware:
    """Refuses names that resolve to addresses which are not public."""

    def __init__(self, crawler: Crawler) -> None:
        """Take a crawler."""
        self.crawler = crawler
        self.timeout = crawler.settings.getfloat("DNS_TIMEOUT")
        self.known: dict[str, str | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; a replay needs none."""
        if crawler.settings.getlist("GOICRAWL_REPLAY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Resolve a request's host; raise `Refused` where any of its addresses is not public."""
        host = self._checked_host(request)
        if host is None:
            return
        if host not in self.known:
            self.known[host] = await self._find_private(host)
        if (address := self.known[host]) is not None:
            self._refuse(host, address)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer. Raise `Refused` where it came from elsewhere than the name led to before."""
        host = self._checked_host(request)
        if host is not None and response.ip_address is not None and not is_public(response.ip_address):
            self._refuse(host, str(response.ip_address))
        return response

    def _checked_host(self, request: Request) -> str | None:
        """Return the name that must lead to a public address; a proxy's address is its own affair."""
        host = urlsplit(request.url).hostname
        return None if host is None or is_literal(host) or request.meta.get("proxy") else host

    async def _find_private(self, host: str) -> str | None:
        """Return an address of the host that is not public; None where all are, or none is known."""
        lookup = asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.wait_for(lookup, self.timeout)
        except (OSError, TimeoutError, UnicodeError):
            return None  # the download will say so
        addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
        return next((address for address in addresses if not is_public(address)), None)

    def _refuse(self, host: str, address: str) -> NoReturn:
        self.crawler.stats.inc_value("goicrawl/refused/private_address")
        raise Refused("private_address", f"{host} leads to {address}, which is no public address")
