"""`scrapy monitor [PORTAL...]`: what a person should look at; the exit code is 3 where there is something."""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy.commands import ScrapyCommand

from goicrawl.commands.printing import printing
from goicrawl.commands.watch import find_states
from goicrawl.monitoring import FAILED, PortalState, describe_states

_WRONG = {
    "stale": "no good run since {last_good:%Y-%m-%d}",
    "never": "no run yet",
}


class Command(ScrapyCommand):
    """Look at the runs and reports in the database for what is wrong, or silently dead."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own way

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] [PORTAL...]"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Say what is wrong with portals and their runs"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --json and --never."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print states and findings as JSON")
        parser.add_argument("--never", action="store_true", help="portals that were never crawled count too")

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line for each thing that is wrong; set the exit code."""
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        now = datetime.now(UTC)
        states = find_states(self.settings, args, now)
        # A name that is given is meant to be crawled.
        lines = [line for state in states for line in find_wrongs(state, never=opts.never or bool(args))]
        if opts.json:
            print(json.dumps(describe_states(states, now), ensure_ascii=False, indent=2))
        else:
            print("\n".join(lines) or f"nothing wrong; portals looked at: {len(states)}")
        self.exitcode = FAILED if lines else 0


def find_wrongs(state: PortalState, *, never: bool) -> Iterator[str]:
    """Give a line for each thing that is wrong with a portal; `never` says whether no run at all is one."""
    if state.state == "stale" or (state.state == "never" and never):
        yield f"{state.portal}: {_WRONG[state.state].format(last_good=state.last_good)}"
    for finding in state.findings:
        yield f"{state.portal}: {finding.kind}: {finding.detail}"
