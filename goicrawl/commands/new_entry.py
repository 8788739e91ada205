"""What was found at a listing's address -> its portal's entry, and the entry into a registry file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import (
    Portal,
    PortalError,
    Registry,
    Sighting,
    format_portal,
    host_entry,
    read_entries,
)
from goicrawl.portals.guesses import SiteGuesses
from goicrawl.spiders.probe import Findings


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What the user says of the portal; None where the page is to say it."""

    name: str
    """Its name."""
    title: str | None = None
    """What the site is called."""
    region_code: str | None = None
    """Its GB/T 2260 code."""


def make_portal(given: Given, findings: Findings, guesses: SiteGuesses, today: date) -> Portal:
    """Return the portal. Raise `PortalError` for what is missing, with the option that gives it."""
    url = findings.url
    if findings.platform is None:
        raise PortalError(f"{url}: no publishing system is recognised; give one with --platform")
    if not findings.listing.rows:
        raise PortalError(f"{url}: the system {findings.platform!r} reads no row in it")
    title = given.title or (guesses.title.value if guesses.title else None)
    if title is None:
        raise PortalError(f"{url}: the page does not say whose it is; give --title")
    guessed = guesses.region_code.value if guesses.region_code else None
    region_code = given.region_code or guessed
    if region_code is None:
        raise PortalError(f"{url}: the page does not say where it belongs; give --region CODE")
    return Portal(
        name=given.name,
        title=title,
        issuer=guesses.issuer,
        level=guesses.level if region_code == guessed else None,
        region_code=region_code,
        platform=findings.platform,
        start=(url,),
        start_origin="seen",
        hosts=(host_entry(url),),
        seen=(Sighting(url=url, on=today),),
    )


def add_entry(portal: Portal, target: Path | None, registry: Registry) -> str:
    """Write the entry at the end of the registry file `target`; return it.

    Without a target nothing is written. Before anything is, the file as it will be is read as a crawl
    reads it; raise `PortalError` where that refuses it, and where the file can't be written.
    """
    entry = format_portal(portal)
    source = target or Path("the new entry")
    earlier = _read(target) if target else ""
    text = f"{earlier.rstrip()}\n\n{entry}" if earlier.strip() else entry
    *_, read = read_entries(text, source, PLATFORMS)
    if read != portal:
        raise PortalError(f"{source}: the entry reads back as another: {read}")
    registry.add(portal, source)
    if target:
        _write(target, text)
    return entry


def _read(target: Path) -> str:
    try:
        return target.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise PortalError(f"{target}: can't be read: {error}") from None


def _write(target: Path, text: str) -> None:
    """Put the file in its place whole."""
    draft = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise PortalError(f"{target}: can't be written: {error.strerror}") from None
