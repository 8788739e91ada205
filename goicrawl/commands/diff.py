"""`scrapy diff OLD.db NEW.db`: which values differ between two databases, and whose change it is."""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, fields

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from goicrawl.commands.columns import align
from goicrawl.commands.printing import printing
from goicrawl.export.records import escape_formula
from goicrawl.store import Difference, StoreError, compare_databases, compare_revisions, open_readonly

_NAMES = [field.name for field in fields(Difference)]
_SHOWN = 40
"""Characters of a value that a table shows."""
# Sections, tables, rows and cells are counted: the same change in each of them is one line.
_COUNT = re.compile("(?<=/)[0-9]+(?=/|$)|#[0-9]+")


class Command(ScrapyCommand):
    """Compare two databases, or one with what it said before."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own way

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] OLD.db [NEW.db]"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Tell which values differ between two databases, or changed within one, and why"

    def long_desc(self) -> str:
        """Return what the command is for."""
        return (
            "With one database: what changed in it from run to run, out of its revisions. A change is the "
            "page's (other bytes), the parser's (another version read the same bytes) or both. The files are "
            "only read. The exit code is that of diff(1): 0 nothing differs, 1 something does, 2 trouble."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options."""
        super().add_options(parser)
        parser.add_argument(
            "--values", action="store_true", help="a line for every value, not for every kind"
        )
        parser.add_argument("--json", action="store_true", help="every value as JSON Lines")
        parser.add_argument("--csv", action="store_true", help="every value as CSV")
        parser.add_argument("--why", help="only these: page, parser, 'page and parser', checks, vanished, …")
        parser.add_argument("--path", help="only values whose path starts so: statistics/t3, contact, …")
        parser.add_argument("--from", dest="old_version", help="only what this version had read")
        parser.add_argument("--to", dest="new_version", help="only what this version read otherwise")

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print what differs; set the exit code."""
        if len(args) not in (1, 2):
            raise UsageError("give two databases, or one to see what changed in it")
        self.exitcode = 2
        try:
            with ExitStack() as stack:
                databases = [stack.enter_context(closing(open_readonly(path))) for path in args]
                found = compare_databases(*databases) if len(args) == 2 else compare_revisions(*databases)
                self.exitcode = 1 if _print(_chosen(found, opts), opts) else 0
        except BrokenPipeError:  # what differs was more than anybody read
            self.exitcode = 1
            raise
        except StoreError as error:
            print(f"goicrawl: {error}", file=sys.stderr)


def _chosen(found: Iterable[Difference], opts: argparse.Namespace) -> Iterator[Difference]:
    for one in found:
        if (
            opts.why in (None, one.why)
            and one.path.startswith(opts.path or "")
            and opts.old_version in (None, one.old_version)
            and opts.new_version in (None, one.new_version)
        ):
            yield one


def _print(found: Iterator[Difference], opts: argparse.Namespace) -> bool:
    """Print the differences as asked for; return whether there are any."""
    if opts.json:
        return _print_lines(found)
    if opts.csv:
        return _print_csv(found)
    differences = list(found)
    if differences:
        print(format_values(differences) if opts.values else format_kinds(differences))
    return bool(differences)


def _print_lines(found: Iterable[Difference]) -> bool:
    count = 0
    for one in found:
        count += 1
        print(json.dumps(asdict(one), ensure_ascii=False))
    return count > 0


def _print_csv(found: Iterable[Difference]) -> bool:
    writer = csv.writer(sys.stdout)
    writer.writerow(_NAMES)
    count = 0
    for one in found:
        count += 1
        writer.writerow([_cell(value) for value in asdict(one).values()])
    return count > 0


def _cell(value: object) -> object:
    """Return a value as a spreadsheet takes it: unknown is empty, items are JSON."""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return escape_formula(value) if isinstance(value, str) else value


def format_kinds(found: Sequence[Difference]) -> str:
    """Return a line for each cause and path, most frequent first, with an example; and a total."""
    values: Counter[tuple[str, str]] = Counter()
    reports: dict[tuple[str, str], set[str]] = {}
    examples: dict[tuple[str, str], Difference] = {}
    for one in found:
        kind = (one.why, _COUNT.sub("*", one.path))
        values[kind] += 1
        reports.setdefault(kind, set()).add(one.url)
        examples.setdefault(kind, one)
    rows = [("why", "path", "example", "reports", "values")]
    for kind, count in sorted(values.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        rows.append((kind[0], kind[1] or "-", _example(examples[kind]), str(len(reports[kind])), str(count)))
    total = ("total", "", "", str(len({one.url for one in found})), str(len(found)))
    return align([*rows, total], texts=3)


def format_values(found: Iterable[Difference]) -> str:
    """Return a line for each value."""
    rows = [("why", "portal", "year", "path", "old", "new", "url")]
    for one in found:
        portal, year = one.portal or "-", "-" if one.year is None else str(one.year)
        rows.append((one.why, portal, year, one.path or "-", _short(one.old), _short(one.new), one.url))
    return align(rows, texts=7)


def _example(one: Difference) -> str:
    return f"{_short(one.old)} → {_short(one.new)}" if one.path else one.url


def _short(value: object) -> str:
    """Return a value on one line; what a page prints may hold characters that steer a terminal."""
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "".join(letter if letter.isprintable() else "?" for letter in " ".join(text.split())) or '""'
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
