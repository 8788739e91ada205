"""A run that is over -> its summary for machines: one JSON file, whole or not at all."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from goicrawl.commands.feeds import FeedError, find_hindrance
from goicrawl.commands.files import replace_file
from goicrawl.commands.results import Result, RunResults
from goicrawl.extensions import Tally
from goicrawl.extensions.tally import COUNTS
from goicrawl.version import __version__

SCHEMA = 1
"""Raised when a reader of the file would have to change."""


def add_summary_option(parser: argparse.ArgumentParser) -> None:
    """Add --summary to a command."""
    parser.add_argument("--summary", metavar="FILE", help="write the summary as JSON (GOICRAWL_SUMMARY)")


def take_summary_option(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Take --summary for the setting."""
    if opts.summary:
        settings.set("GOICRAWL_SUMMARY", opts.summary, priority="cmdline")


def check_record(settings: BaseSettings) -> None:
    """Raise `FeedError` where the summary can't be written."""
    if settings.get("GOICRAWL_SUMMARY"):
        path = Path(settings["GOICRAWL_SUMMARY"])
        if why := find_hindrance(path):
            raise FeedError(
                f"Can't write the summary {path}: {why}. Mend that, or give --summary another path."
            )


def save_record(settings: BaseSettings, results: RunResults) -> None:
    """Write the summary where GOICRAWL_SUMMARY says. Raises OSError."""
    if settings.get("GOICRAWL_SUMMARY"):
        text = json.dumps(describe(results), ensure_ascii=False, indent=2) + "\n"
        replace_file(Path(settings["GOICRAWL_SUMMARY"]), text)


def describe(results: RunResults) -> dict[str, object]:
    """Return the summary of a run, as docs/runs.md describes it."""
    return {
        "schema": SCHEMA,
        "goicrawl": __version__,
        "began": _time(results.began),
        "ended": _time(results.ended),
        "code": results.code,
        "failures": [*results.refusals, *results.failures],
        "crawls": [_crawl(result) for result in results.results],
    }


def _crawl(result: Result) -> dict[str, object]:
    outcome = result.outcome
    return {
        "name": result.name,
        "outcome": outcome.name,
        "code": outcome.code,
        "failures": list(outcome.failures),
        "seconds": result.seconds,
        "portals": {name: _tally(tally) for name, tally in sorted(result.tallies.items())},
        "stats": {
            key: value for key, value in sorted(result.stats.items()) if isinstance(value, int | float)
        },
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {name: getattr(tally, name) for name in COUNTS} | {"rejects": dict(sorted(tally.rejects.items()))}


def _time(time: datetime | None) -> str | None:
    return time.isoformat(timespec="seconds") if time else None
