"""Publishing systems: a listing page's text -> its rows and next pages; one small class a system."""

from goicrawl.platforms.anhui import Anhui
from goicrawl.platforms.base import Platform
from goicrawl.platforms.fujian import Fujian
from goicrawl.platforms.generic import Generic
from goicrawl.platforms.gkmlpt import Gkmlpt
from goicrawl.platforms.hanweb import Hanweb
from goicrawl.platforms.hanweb_annual import HanwebAnnual
from goicrawl.platforms.jpaas import Jpaas
from goicrawl.platforms.jpaas_unit import JpaasUnit
from goicrawl.platforms.listing import Listing, Pager, PageRequest, Row
from goicrawl.platforms.query import QueryList
from goicrawl.platforms.sichuan import SichuanShow
from goicrawl.platforms.titles import is_report_title
from goicrawl.platforms.trs import Trs
from goicrawl.platforms.ucap import Ucap
from goicrawl.platforms.vsb import Vsb

_SYSTEMS: tuple[Platform, ...] = (
    Trs(),
    Fujian(),
    Hanweb(),
    HanwebAnnual(),
    Jpaas(),
    JpaasUnit(),
    Ucap(),
    Gkmlpt(),
    Anhui(),
    Vsb(),
    SichuanShow(),
    QueryList(),
    Generic(),
)

PLATFORMS: dict[str, Platform] = {system.name: system for system in _SYSTEMS}
"""Every publishing system by its name."""

FAMILIES = (("trs", "fujian"), ("hanweb", "jpaas", "jpaas_unit"))
"""Systems of one maker: each reads the others' pages where it makes nothing of a page itself."""

for _family in FAMILIES:
    for _name in _family:
        PLATFORMS[_name].kin = tuple(PLATFORMS[other] for other in _family if other != _name)

__all__ = ["PLATFORMS", "Listing", "PageRequest", "Pager", "Platform", "Row", "is_report_title"]
