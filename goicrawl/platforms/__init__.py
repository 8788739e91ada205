"""Publishing systems: a listing page's text -> its rows and next pages; one small class a system."""

from goicrawl.platforms.base import Platform
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.jpaas import Jpaas
from goicrawl.platforms.listing import Listing, PageRequest, Row
from goicrawl.platforms.query import QueryList
from goicrawl.platforms.sichuan import SichuanShow
from goicrawl.platforms.titles import is_report_title
from goicrawl.platforms.trs import Trs
from goicrawl.platforms.ucap import Ucap

_SYSTEMS: tuple[Platform, ...] = (Hanweb(), Jpaas(), QueryList(), SichuanShow(), Trs(), Ucap())

PLATFORMS: dict[str, Platform] = {system.name: system for system in _SYSTEMS}
"""Every publishing system by its name."""

__all__ = ["PLATFORMS", "Listing", "PageRequest", "Platform", "Row", "is_report_title"]
