"""A `Portal` -> its entry in a registry file, as the registry's own files write it."""

import json
from collections.abc import Mapping
from datetime import date

from goicrawl.portals.portal import Portal, Sighting


def format_portal(portal: Portal) -> str:
    """Return the entry as TOML, the line [name] first and a line break at the end."""
    lines = [f"[{portal.name}]", f"title = {_value(portal.title)}"]
    for key, optional in (("issuer", portal.issuer), ("level", portal.level)):
        if optional:
            lines.append(f"{key} = {_value(optional)}")
    lines.append(f"region_code = {_value(portal.region_code)}")
    lines.append(f"platform = {_value(portal.platform)}")
    lines.append(f"hosts = {_value(list(portal.hosts))}")
    lines.append(f"start = {_addresses(portal.start)}")
    if portal.start_origin:
        lines.append(f"start_origin = {_value(portal.start_origin)}")
    if portal.parameters:
        lines.append(f"parameters = {_value(portal.parameters)}")
    if portal.seen:
        lines.append("seen = [\n" + "".join(f"  {_sighting(one)},\n" for one in portal.seen) + "]")
    lines.append(f"verified = {_value(portal.verified or '')}")
    if portal.settings:
        lines.append(f"settings = {_value(portal.settings)}")
    return "\n".join(lines) + "\n"


def _addresses(urls: tuple[str, ...]) -> str:
    if len(urls) == 1:
        return _value(list(urls))
    return "[\n" + "".join(f"  {_value(url)},\n" for url in urls) + "]"


def _sighting(sighting: Sighting) -> str:
    said = {
        "url": sighting.url,
        "year": sighting.year,
        "issuer": sighting.issuer,
        "published": sighting.published,
        "on": sighting.on,
    }
    return _value({key: value for key, value in said.items() if value is not None})


def _value(value: object) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    # JSON's texts, numbers and booleans are TOML's, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
