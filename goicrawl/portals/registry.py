"""Registry files (*.toml) into portals by name."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import urlsplit

from goicrawl.portals.entry import Systems, read_portal
from goicrawl.portals.hosts import host_of
from goicrawl.portals.portal import Portal, PortalError

_OWN = files("goicrawl.portals")
"""goicrawl's own files; they may be in a zip, as in the eggs that Scrapyd runs."""


class Registry:
    """The portals of the files read so far; no two have a name or a listing in common."""

    def __init__(self) -> None:
        """Begin without any."""
        self.portals: dict[str, Portal] = {}
        self._sources: dict[str, Path] = {}
        self._starts: dict[str, str] = {}

    def add(self, portal: Portal, source: Path) -> None:
        """Take a portal in. Raise `PortalError` where its name or one of its listings is taken."""
        name = portal.name
        if name in self.portals:
            raise PortalError(f"{source}: [{name}] is already in {self._sources[name]}; give it another name")
        for url in portal.start:
            other = self._starts.setdefault(_bare(url), name)
            if other != name:
                raise PortalError(
                    f"{source}: [{name}] start: {url!r} is the start of [{other}] in {self._sources[other]}; "
                    "take one of them out"
                )
        self.portals[name] = portal
        self._sources[name] = source


def load_portals(extra: Path | None = None, *, platforms: Systems | None = None) -> dict[str, Portal]:
    """Return every portal by name, in the order of the names: goicrawl's own and those of `extra`.

    `extra` is a directory with further *.toml files; `platforms` are the publishing systems there are,
    by name (None accepts any). Raise `PortalError`, with file, key and mend, for a file that can't be
    read, an entry that makes no sense, a name that is taken and a listing that two portals start from.
    """
    return dict(sorted(load_registry(extra, platforms=platforms).portals.items()))


def load_registry(extra: Path | None = None, *, platforms: Systems | None = None) -> Registry:
    """Return the registry of the same files, to add to."""
    registry = Registry()
    for file in _registry_files(extra):
        source = Path(str(file))
        for portal in read_entries(_read_file(file), source, platforms):
            registry.add(portal, source)
    return registry


def read_entries(text: str, source: Path, platforms: Systems | None = None) -> Iterator[Portal]:
    """Give the portals that a registry file's text describes; `source` names the file in errors."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PortalError(f"{source}: is no TOML: {error}") from None
    for name, table in tables.items():
        yield read_portal(name, table, source, platforms)


def _read_file(source: Traversable) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except OSError as error:
        raise PortalError(f"{source}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PortalError(f"{source}: is not UTF-8; save it as UTF-8") from None


def _registry_files(extra: Path | None) -> list[Traversable]:
    own = sorted((file for file in _OWN.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    if extra is None:
        return own
    if not extra.is_dir():
        raise PortalError(f"{extra}: no such directory; set GOICRAWL_PORTALS to one with *.toml files")
    further = sorted(extra.glob("*.toml"))
    if not further:
        raise PortalError(f"{extra}: no *.toml file in it; add one or unset GOICRAWL_PORTALS")
    return [*own, *further]


def _bare(url: str) -> str:
    """Return what an address asks of its host, whether by http or https and with www. or without."""
    parts = urlsplit(url)
    name, port = host_of(url) or ("", 0)
    place = name.removeprefix("www.") if port in (80, 443) else f"{name}:{port}"
    return f"{place}{parts.path or '/'}?{parts.query}"
