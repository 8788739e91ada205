"""The registry: which portals there are, on which publishing system, and where they list reports."""

from goicrawl.portals.portal import Portal, PortalError, SettingValue
from goicrawl.portals.registry import load_portals

__all__ = ["Portal", "PortalError", "SettingValue", "load_portals"]
