"""The province's portals -> a directory of registry files for GOICRAWL_PORTALS."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from tests.province.portal_server import start_urls
from tests.province.server import Province
from tests.province.site import Site


def write_registry(province: Province, directory: Path) -> Path:
    """Write the registry; return its directory."""
    directory.mkdir(parents=True, exist_ok=True)
    text = "# An invented province.\n\n" + "\n".join(map(_entry, province.sites))
    (directory / "province.toml").write_text(text, encoding="utf-8")
    return directory


def _entry(site: Site) -> str:
    lines = [
        f"[{site.name}]",
        f'title = "{site.county}人民政府"',
        'region_code = "610100"',
        f'platform = "{site.system.platform}"',
        f"start = {json.dumps(start_urls(site))}",
        f"hosts = {json.dumps([urlsplit(site.origin).netloc])}",
    ]
    if parameters := site.system.parameters(site):
        lines += [f"[{site.name}.parameters]"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in parameters.items()]
    return "\n".join(lines) + "\n"
