"""Registry files (*.toml) into portals by name."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

from goicrawl.portals.portal import Portal, PortalError, read_portal

_OWN = Path(__file__).parent


def load_portals(extra: Path | None = None, *, platforms: Collection[str] | None = None) -> dict[str, Portal]:
    """Return every portal by name, in the order of the names: goicrawl's own and those of `extra`.

    `extra` is a directory with further *.toml files; `platforms` are the names of the publishing
    systems there are (None accepts any). Raise `PortalError`, with file, key and mend, for a file
    that can't be read, an entry that makes no sense and a name that is taken.
    """
    portals: dict[str, Portal] = {}
    sources: dict[str, Path] = {}
    for source in _registry_files(extra):
        for portal in _read_file(source, platforms):
            if portal.name in portals:
                raise PortalError(
                    f"{source}: [{portal.name}] is already in {sources[portal.name]}; give it another name"
                )
            portals[portal.name] = portal
            sources[portal.name] = source
    return dict(sorted(portals.items()))


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


def _read_file(source: Path, platforms: Collection[str] | None) -> Iterator[Portal]:
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
