"""The registry: which portals there are, on which publishing system, and where they list reports."""

from goicrawl.portals.portal import LEVELS, ORIGINS, Portal, PortalError, SettingValue, Sighting
from goicrawl.portals.registry import load_portals, read_file

__all__ = [
    "LEVELS",
    "ORIGINS",
    "Portal",
    "PortalError",
    "SettingValue",
    "Sighting",
    "load_portals",
    "read_file",
]
