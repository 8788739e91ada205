"""`scrapy status [PORTAL...]`: the state of every portal, as a table, JSON or an HTML page."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from goicrawl.commands.columns import align
from goicrawl.commands.files import replace_file
from goicrawl.commands.printing import printing
from goicrawl.commands.watch import find_states
from goicrawl.monitoring import PortalState, describe_states, format_page

_HEADINGS = ("portal", "state", "last good", "last run", "next due", "latest", "reports", "findings")


class Command(ScrapyCommand):
    """Tell how each portal of the registry is doing, by the runs and reports in the database."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own way

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] [PORTAL...]"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Show the state of every portal"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --json and --html."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print the states as JSON")
        parser.add_argument(
            "--html", metavar="FILE", type=Path, help="write a status page, whole or not at all"
        )

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print or write the states; the exit code is 0 whatever they are: `scrapy monitor` judges."""
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        now = datetime.now(UTC)
        states = find_states(self.settings, args, now)
        if opts.html:
            try:
                replace_file(opts.html, format_page(states, now))
            except OSError as error:
                print(f"goicrawl: Can't write the page: {error}", file=sys.stderr)
                self.exitcode = 1
        if opts.json:
            print(json.dumps(describe_states(states, now), ensure_ascii=False, indent=2))
        elif not opts.html:
            print(format_states(states))


def format_states(states: list[PortalState]) -> str:
    """Return the table of states; "-" stands for what is not there."""
    return align([_HEADINGS, *map(_row, states)], texts=5)


def _row(state: PortalState) -> tuple[str, ...]:
    days = [time.date().isoformat() if time else "-" for time in (state.last_good, state.last_run)]
    due = str(state.next_deadline or "-")
    latest = str(state.latest_year or "-")
    return (state.portal, state.state, *days, due, latest, str(state.reports), str(len(state.findings)))
