"""A served province -> a crawl of it through Scrapy's command line, as a user runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.province.registry import write_registry
from tests.province.server import Province

ROOT = Path(__file__).parents[2]
QUICK = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "GOICRAWL_ARCHIVE": "",
    "GOICRAWL_CONTACT": "province@example.gov.cn",
}
"""Settings of a crawl on one's own machine."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """How a crawl ended."""

    code: int
    database: Path
    log: Path
    output: str
    outcomes: Mapping[str, str]
    """How it went at each portal, in the run's own words: good, incomplete, failed, …"""


def crawl(
    province: Province,
    folder: Path,
    *,
    names: Sequence[str] | None = None,
    settings: Mapping[str, str] | None = None,
    timeout: float = 600,
) -> Run:
    """Crawl the portals, all unless named, into `folder`: the database, the log and the registry."""
    registry = write_registry(province, folder / "portals")
    database, log, summary = folder / "goicrawl.db", folder / "crawl.log", folder / "summary.json"
    chosen = {
        **QUICK,
        "GOICRAWL_PORTALS": str(registry),
        "GOICRAWL_DATABASE": str(database),
        "LOG_FILE": str(log),
        "LOG_FILE_APPEND": "True",
        "GOICRAWL_SUMMARY": str(summary),
        **(settings or {}),
    }
    options = [part for key, value in chosen.items() for part in ("-s", f"{key}={value}")]
    portals = names if names is not None else [site.name for site in province.sites]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", *portals, *options],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Run(
        code=done.returncode, database=database, log=log, output=done.stdout, outcomes=_outcomes(summary)
    )


def _outcomes(summary: Path) -> dict[str, str]:
    if not summary.exists():
        return {}
    crawls = json.loads(summary.read_text(encoding="utf-8"))["crawls"]
    return {crawl["name"]: crawl["outcome"] for crawl in crawls}
