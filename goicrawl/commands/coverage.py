"""`scrapy coverage`: which unit's report of which year is there, in time, changed, gone or missing."""

import argparse
import csv
import json
import sys
from dataclasses import asdict, fields
from datetime import date
from functools import partial
from typing import TextIO

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from goicrawl.commands.columns import align
from goicrawl.commands.printing import printing
from goicrawl.coverage import Entry, build_ledger, format_matrix, read_traces
from goicrawl.export.records import escape_formula
from goicrawl.store import StoreError, open_database


class Command(ScrapyCommand):
    """Print or export the ledger of units and years."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] [PORTAL...]"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Tell which unit's report of which year is published, late, changed, gone or missing"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options."""
        super().add_options(parser)
        parser.add_argument(
            "--years", metavar="FROM-TO", help="only these reporting years: 2019-2025, or 2021"
        )
        parser.add_argument("--gaps", action="store_true", help="only years that lack between known ones")
        parser.add_argument("--csv", action="store_true", help="a line an entry, with the evidence, as CSV")
        parser.add_argument("--json", action="store_true", help="the same as JSON Lines")
        parser.add_argument(
            "--today", type=_day, default=None, metavar="DATE", help="judge what was due by this day instead"
        )

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the ledger of the named portals, of all by default."""
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        years = _years(opts.years) if opts.years else None
        try:
            db = open_database(self.settings["GOICRAWL_DATABASE"], create=False)
        except StoreError as error:
            raise SystemExit(f"goicrawl: {error}") from None
        try:
            traces = read_traces(db, args)
        finally:
            db.close()
        entries = build_ledger(traces, today=opts.today or date.today(), years=years)
        if opts.gaps:
            entries = [entry for entry in entries if entry.is_gap]
        if opts.csv:
            _write_csv(entries, sys.stdout)
        elif opts.json:
            for entry in entries:
                print(json.dumps(asdict(entry), ensure_ascii=False))
        else:
            print(format_matrix(entries, partial(align, texts=2)))


def _write_csv(entries: list[Entry], file: TextIO) -> None:
    writer = csv.writer(file)
    names = [field.name for field in fields(Entry)]
    writer.writerow(names)
    for entry in entries:
        writer.writerow([_cell(getattr(entry, name)) for name in names])


def _cell(value: object) -> object:
    return escape_formula(value) if isinstance(value, str) else value


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    try:
        years = int(first), int(last or first)
    except ValueError:
        raise UsageError(f"--years {text}: give one year or two, as 2019-2025") from None
    if years[0] > years[1]:
        raise UsageError(f"--years {text}: the first is after the last")
    return years


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; give one as 2026-01-31") from None
