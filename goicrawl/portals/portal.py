"""What the registry says of a portal: plain data."""

from dataclasses import dataclass, field
from datetime import date

from goicrawl.portals.hosts import is_on

SettingValue = str | int | float | bool | list[str] | dict[str, str]
"""A Scrapy setting as TOML writes it."""

LEVELS = ("central", "province", "city", "county", "township", "zone", "department")
"""What an issuer can be: the State Council or a ministry; the government of a province (省, 自治区, 直辖市),
of a prefecture (市, 地区, 州, 盟), of a county (县, 区, 县级市, 旗) or of a township (乡, 镇, 街道); a
development zone (开发区, 风景区); a department (局, 厅, 办公室) that has a portal of its own."""

ORIGINS = ("seen", "derived", "stand-in")
"""Where the addresses of `start` come from: the listing itself was seen; it follows by the publishing
system's own rule from the address of a report that was seen; or it only stands in for one that nobody
knows, so that saved pages can be replayed."""


class PortalError(ValueError):
    """A registry file that can't be read; its message is one line that names the mend."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A report's or a listing's address that what the registry says of a portal was taken from."""

    url: str
    """The address, on one of the portal's hosts."""
    year: int | None = None
    """The reporting year of the report that stood there; None for a listing, or where it is unknown."""
    issuer: str | None = None
    """The body whose report it was; None for a listing, or where the report does not name it."""
    published: date | None = None
    """The day that the page gave as its own; None where it gave none."""
    on: date | None = None
    """The day on which it was seen; None where nobody wrote it down."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """A site that publishes annual reports, and where it lists them."""

    name: str
    """Its name in the registry and on the command line: letters, digits and hyphens."""
    title: str
    """What the site is called, in Chinese."""
    issuer: str | None = None
    """The body that runs it; None where the entry does not say."""
    level: str | None = None
    """What the issuer is: one of `LEVELS`; None where the entry does not say."""
    region_code: str
    """GB/T 2260 code of its county, city or province; a development zone has its parent's, the nation
    000000."""
    platform: str
    """The name of its publishing system in `goicrawl.platforms`."""
    start: tuple[str, ...]
    """The first page of each listing."""
    start_origin: str | None = None
    """Where these addresses come from: one of `ORIGINS`; None where the entry does not say."""
    hosts: tuple[str, ...]
    """Hosts that are the portal's own, `name` or `name:port`; a link to any other is not followed."""
    parameters: dict[str, str] = field(default_factory=dict)
    """What the publishing system needs to know of this portal; its class says which there are."""
    seen: tuple[Sighting, ...] = ()
    """Where and when these facts were seen."""
    verified: date | None = None
    """The day of the last live crawl that went well; None where there has been none."""
    settings: dict[str, SettingValue] = field(default_factory=dict)
    """Scrapy settings for this portal alone, as DOWNLOAD_DELAY. A server that speaks TLS 1.0 only needs
    the aiohttp handler for https in DOWNLOAD_HANDLERS, DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0" and
    DOWNLOADER_CLIENT_TLS_CIPHERS = "ALL:@SECLEVEL=0"."""

    def owns(self, url: str) -> bool:
        """Say whether an address is on one of the portal's hosts."""
        return is_on(url, self.hosts)
