"""The registry: which portals there are, on which publishing system, and where they list reports."""

from goicrawl.portals.columns import find_column
from goicrawl.portals.hosts import host_entry, host_of, suggest_name
from goicrawl.portals.portal import LEVELS, ORIGINS, Portal, PortalError, SettingValue, Sighting
from goicrawl.portals.registry import Registry, load_portals, load_registry, read_entries
from goicrawl.portals.writing import format_portal

__all__ = [
    "LEVELS",
    "ORIGINS",
    "Portal",
    "PortalError",
    "Registry",
    "SettingValue",
    "Sighting",
    "find_column",
    "format_portal",
    "host_entry",
    "host_of",
    "load_portals",
    "load_registry",
    "read_entries",
    "suggest_name",
]
