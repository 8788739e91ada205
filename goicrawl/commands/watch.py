"""The settings and the names of portals -> their states; what can't be read is refused in one line."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from goicrawl.extensions import is_locked
from goicrawl.monitoring import PortalState, SettingError, read_number, read_states
from goicrawl.portals import PortalError
from goicrawl.spiders import PortalSpiderLoader
from goicrawl.store import StoreError, open_database


def find_states(settings: BaseSettings, names: list[str], now: datetime) -> list[PortalState]:
    """Return the states of the portals of these names, of all where there is none.

    Raises UsageError for a name that is no portal's, SystemExit (1) where registry or database can't be read.
    """
    path = settings.get("GOICRAWL_DATABASE")
    if unknown := [name for name in names if name.startswith("-")]:
        raise UsageError(f"no option {unknown[0]}", print_help=False)
    if not path:
        raise UsageError("GOICRAWL_DATABASE is empty: there is no database to look at", print_help=False)
    try:
        stale_days = int(read_number(settings, "GOICRAWL_STALE_DAYS"))
        portals = cast("PortalSpiderLoader", get_spider_loader(settings)).portals
        for name in names:
            if name not in portals:
                raise UsageError(f"no portal {name!r} in the registry; `scrapy list` names them all")
        db = open_database(Path(path), create=False)
    except (PortalError, SettingError, StoreError) as error:
        raise SystemExit(f"goicrawl: {error}") from None
    try:
        return read_states(
            db,
            [portals[name] for name in names or portals],
            now=now,
            stale_days=stale_days,
            is_running=partial(is_locked, path),
        )
    finally:
        db.close()
