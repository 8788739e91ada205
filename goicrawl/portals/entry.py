"""A table of a registry file -> a `Portal`; a table that makes no sense -> one clear line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Protocol
from urllib.parse import urlsplit

from goicrawl.portals.hosts import host_of, is_host_entry, is_on
from goicrawl.portals.places import find_region_mistake
from goicrawl.portals.portal import LEVELS, ORIGINS, Portal, Sighting
from goicrawl.portals.table import Table

REQUIRED = ("title", "region_code", "platform", "start", "hosts")
OPTIONAL = ("issuer", "level", "start_origin", "parameters", "seen", "verified", "settings")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR = 2000  # a city or two reported before the duty began in 2008


class PublishingSystem(Protocol):
    """What the registry asks of a publishing system."""

    parameters: ClassVar[frozenset[str]]
    """The names of the parameters that an entry may give."""


Systems = Mapping[str, PublishingSystem]
"""The publishing systems by their names."""


def read_portal(name: str, value: object, source: Path, systems: Systems | None = None) -> Portal:
    """Return the portal that `[name]` of the registry file `source` describes.

    `systems` are the publishing systems that there are; None accepts any.
    Raise `PortalError` where the table is wrong.
    """
    table = Table.of_portal(name, value, source)
    if not _NAME.fullmatch(name):
        raise table.refuse("is no portal name; use lower-case letters, digits and single hyphens")
    table.check_keys(REQUIRED, OPTIONAL)
    portal = Portal(
        name=name,
        title=table.text("title"),
        issuer=table.text_or_none("issuer"),
        level=table.choice("level", LEVELS),
        region_code=table.text("region_code"),
        platform=table.text("platform"),
        start=table.texts("start"),
        start_origin=table.choice("start_origin", ORIGINS),
        hosts=table.texts("hosts"),
        parameters=table.texts_by_name("parameters"),
        seen=tuple(map(_read_sighting, table.tables("seen"))),
        verified=table.day("verified"),
        settings=table.settings(),
    )
    _check_region(table, portal, source)
    _check_system(table, portal, systems)
    _check_addresses(table, portal)
    return portal


def _read_sighting(table: Table) -> Sighting:
    table.check_keys(("url",), ("year", "issuer", "published", "on"))
    year = table.number_or_none("year")
    if year is not None and not _FIRST_YEAR <= year < 2100:
        raise table.refuse(f"year = {year} must be the year that the report is about, as 2021")
    return Sighting(
        url=table.text("url"),
        year=year,
        issuer=table.text_or_none("issuer"),
        published=table.day("published"),
        on=table.day("on"),
    )


def _check_region(table: Table, portal: Portal, source: Path) -> None:
    mistake = find_region_mistake(portal.region_code, portal.level, source.stem)
    if mistake:
        raise table.refuse(f"region_code = {portal.region_code!r} {mistake}")


def _check_system(table: Table, portal: Portal, systems: Systems | None) -> None:
    if systems is None:
        return
    system = systems.get(portal.platform)
    if system is None:
        known = ", ".join(sorted(systems))
        raise table.refuse(f"platform = {portal.platform!r} is no publishing system; known are {known}")
    for parameter in portal.parameters:
        if parameter not in system.parameters:
            known = ", ".join(sorted(system.parameters)) or "none"
            raise table.refuse(
                f"parameters: the system {portal.platform!r} knows no {parameter!r}; it knows {known}"
            )


def _check_addresses(table: Table, portal: Portal) -> None:
    for host in portal.hosts:
        if not is_host_entry(host):
            raise table.refuse(
                f"hosts: {host!r} must be a lower-case host name, as 'www.x.gov.cn' or 'www.x.gov.cn:8080'"
            )
    for url in portal.start:
        _check_address(table, "start", url, portal)
    for sighting in portal.seen:
        _check_address(table, "seen", sighting.url, portal)


def _check_address(table: Table, key: str, url: str, portal: Portal) -> None:
    try:
        _ = urlsplit(url).port
    except ValueError as error:
        raise table.refuse(f"{key}: {url!r} is no address: {error}") from None
    host = host_of(url)
    if host is None or not url.isprintable() or " " in url:
        raise table.refuse(f"{key}: {url!r} must be a whole address: http://host/path")
    if "@" in urlsplit(url).netloc or "\\" in url:
        raise table.refuse(f"{key}: {url!r} must hold neither a user's name nor a backslash; take it out")
    if not is_on(url, portal.hosts):
        raise table.refuse(f"{key}: {url!r} is on no host of the portal; add {host[0]!r} to hosts")
