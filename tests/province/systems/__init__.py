"""The publishing systems that the province plays, in the order in which portals get them."""

from tests.province.systems.anhui import Anhui
from tests.province.systems.base import System
from tests.province.systems.fujian import Fujian
from tests.province.systems.generic import Generic
from tests.province.systems.gkmlpt import Gkmlpt
from tests.province.systems.hanweb import HanwebAnnual, HanwebJpage
from tests.province.systems.jpaas import Jpaas
from tests.province.systems.jpaas_unit import JpaasUnit
from tests.province.systems.query import Query
from tests.province.systems.sichuan import Sichuan
from tests.province.systems.trs import TrsStatic
from tests.province.systems.ucap import Ucap
from tests.province.systems.vsb import Vsb

SYSTEMS: tuple[System, ...] = (
    TrsStatic(),
    Fujian(),
    HanwebJpage(),
    HanwebAnnual(),
    Jpaas(),
    JpaasUnit(),
    Ucap(),
    Gkmlpt(),
    Anhui(),
    Vsb(),
    Sichuan(),
    Query(),
    Generic(),
)

__all__ = ["SYSTEMS", "System"]
