"""Registry files (*.toml) into portals by name."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from goicrawl.portals.entry import Systems, read_portal
from goicrawl.portals.hosts import host_of
from goicrawl.portals.portal import Portal, PortalError

_OWN = Path(__file__).parent


def load_portals(extra: Path | None = None, *, platforms: Systems | None = None) -> dict[str, Portal]:
    """Return every portal by name, in the order of the names: goicrawl's own and those of `extra`.

    `extra` is a directory with further *.toml files; `platforms` are the publishing systems there are,
    by name (None accepts any). Raise `PortalError`, with file, key and mend, for a file that can't be
    read, an entry that makes no sense, a name that is taken and a listing that two portals start from.
    """
    portals: dict[str, Portal] = {}
    sources: dict[str, Path] = {}
    starts: dict[str, str] = {}
    for source in _registry_files(extra):
        for portal in read_file(source, platforms):
            name = portal.name
            if name in portals:
                raise PortalError(f"{source}: [{name}] is already in {sources[name]}; give it another name")
            for url in portal.start:
                if (other := starts.setdefault(_bare(url), name)) != name:
                    raise PortalError(
                        f"{source}: [{name}] start: {url!r} is the start of [{other}] in {sources[other]}; "
                        "take one of them out"
                    )
            portals[name] = portal
            sources[name] = source
    return dict(sorted(portals.items()))


def read_file(source: Path, platforms: Systems | None = None) -> Iterator[Portal]:
    """Give the portals of one registry file. Raise `PortalError` where it is wrong."""
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise PortalError(f"{source}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PortalError(f"{source}: is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise PortalError(f"{source}: is no TOML: {error}") from None
    for name, table in tables.items():
        yield read_portal(name, table, source, platforms)


def _registry_files(extra: Path | None) -> list[Path]:
    own = sorted(_OWN.glob("*.toml"))
    if extra is None:
        return own
    if not extra.is_dir():
        raise PortalError(f"{extra}: no such directory; set GOICRAWL_PORTALS to one with *.toml files")
    further = sorted(extra.glob("*.toml"))
    if not further:
        raise PortalError(f"{extra}: no *.toml file in it; add one or unset GOICRAWL_PORTALS")
    return own + further


def _bare(url: str) -> str:
    """Return what an address asks of its host, whether by http or https and with www. or without."""
    parts = urlsplit(url)
    name, port = host_of(url) or ("", 0)
    place = name.removeprefix("www.") if port in (80, 443) else f"{name}:{port}"
    return f"{place}{parts.path or '/'}?{parts.query}"
