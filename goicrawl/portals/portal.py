"""A table of a registry file into a `Portal`; a table that makes no sense into one clear line."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import default_settings

SettingValue = str | int | float | bool | list[str] | dict[str, str]
"""A Scrapy setting as TOML writes it."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REGION_CODE = re.compile(r"[0-9]{6}")
_HOST = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_SETTING = re.compile(r"[A-Z][A-Z0-9_]*")

REQUIRED = ("title", "region_code", "platform", "start", "hosts")
OPTIONAL = ("settings",)


class PortalError(ValueError):
    """A registry file that can't be read; its message is one line that names the mend."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Portal:
    """A site that publishes annual reports, and where it lists them."""

    name: str
    """Its name in the registry and on the command line: letters, digits and hyphens."""
    title: str
    """The publishing body in Chinese."""
    region_code: str
    """GB/T 2260 code of its county, city or province; a development zone has its parent's."""
    platform: str
    """The name of its publishing system in `goicrawl.platforms`."""
    start: tuple[str, ...]
    """The first page of each listing."""
    hosts: tuple[str, ...]
    """Host names that are the portal's own; a link to any other is not followed."""
    settings: dict[str, SettingValue] = field(default_factory=dict)
    """Scrapy settings for this portal alone, as DOWNLOAD_DELAY. A server that speaks TLS 1.0 only needs
    the aiohttp handler for https in DOWNLOAD_HANDLERS, DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0" and
    DOWNLOADER_CLIENT_TLS_CIPHERS = "ALL:@SECLEVEL=0"."""


def read_portal(name: str, table: object, source: Path, platforms: Collection[str] | None = None) -> Portal:
    """Return the portal that `[name]` of the registry file `source` describes.

    `platforms` are the names of the publishing systems there are; None accepts any.
    Raise `PortalError` where the table is wrong.
    """
    entry = _Entry(name, table, source)
    entry.check_name()
    entry.check_keys()
    portal = Portal(
        name=name,
        title=entry.text("title"),
        region_code=entry.text("region_code"),
        platform=entry.text("platform"),
        start=entry.texts("start"),
        hosts=entry.texts("hosts"),
        settings=entry.settings(),
    )
    entry.check_region_code(portal.region_code)
    entry.check_platform(portal.platform, platforms)
    entry.check_hosts(portal.hosts)
    for url in portal.start:
        entry.check_start(url, portal.hosts)
    return portal


class _Entry:
    """A registry entry while it is read: where it stands, and what it may hold."""

    def __init__(self, name: str, table: object, source: Path) -> None:
        self.where = f"{source}: [{name}]"
        self.name = name
        if not isinstance(table, dict):
            raise PortalError(f"{source}: {name} stands outside a table; put it below a line [portal-name]")
        self.table: dict[str, object] = table

    def refuse(self, what: str) -> PortalError:
        return PortalError(f"{self.where} {what}")

    def check_name(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise self.refuse("is no portal name; use lower-case letters, digits and single hyphens")

    def check_keys(self) -> None:
        known = REQUIRED + OPTIONAL
        for key in self.table:
            if key not in known:
                raise self.refuse(f"has an unknown key {key!r}; known are {', '.join(known)}")
        for key in REQUIRED:
            if key not in self.table:
                raise self.refuse(f"has no {key!r}; add it")

    def text(self, key: str) -> str:
        value = self.table[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"{key} = {value!r} must be a text that is not empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table[key]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self.refuse(f'{key} = {value!r} must be a list of texts: {key} = ["…"]')
        return tuple(value)

    def settings(self) -> dict[str, SettingValue]:
        value = self.table.get("settings", {})
        if not isinstance(value, dict):
            raise self.refuse(f"settings = {value!r} must be a table of Scrapy settings")
        for key, setting in value.items():
            self.check_setting(key, setting)
        return value

    def check_setting(self, key: str, value: object) -> None:
        if not _SETTING.fullmatch(key) or not hasattr(default_settings, key):
            raise self.refuse(f"settings: {key!r} is no Scrapy setting; their names are upper-case")
        default = getattr(default_settings, key)
        kind = dict if isinstance(default, dict) else int | float
        if isinstance(default, kind) and not isinstance(value, kind):
            raise self.refuse(f"settings: {key} = {value!r} must be like Scrapy's default, {default!r}")

    def check_region_code(self, code: str) -> None:
        if not _REGION_CODE.fullmatch(code):
            raise self.refuse(f"region_code = {code!r} must be the six digits of GB/T 2260")

    def check_platform(self, platform: str, platforms: Collection[str] | None) -> None:
        if platforms is not None and platform not in platforms:
            known = ", ".join(sorted(platforms))
            raise self.refuse(f"platform = {platform!r} is no publishing system; known are {known}")

    def check_hosts(self, hosts: tuple[str, ...]) -> None:
        for host in hosts:
            if not _HOST.fullmatch(host):
                raise self.refuse(f"hosts: {host!r} must be a lower-case host name without port and path")

    def check_start(self, url: str, hosts: tuple[str, ...]) -> None:
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise self.refuse(f"start: {url!r} is no address: {error}") from None
        if parts.scheme not in ("http", "https") or not host:
            raise self.refuse(f"start: {url!r} must be a whole address: http://host/path")
        if host not in hosts:
            raise self.refuse(f"start: {url!r} is on no host of the portal; add {host!r} to hosts")
