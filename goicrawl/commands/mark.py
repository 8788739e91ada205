"""`scrapy mark URL PATH VERDICT`: say of a value or a check that it is right, misread or wrong."""

import argparse
import csv
import getpass
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlite_utils import Database

from goicrawl.commands.columns import align
from goicrawl.commands.printing import printing
from goicrawl.export.records import escape_formula
from goicrawl.store import (
    VERDICTS,
    Mark,
    StoreError,
    Verdict,
    add_mark,
    open_database,
    read_marks,
    withdraw_mark,
)

_HEADINGS = ("id", "verdict", "path", "printed", "correction", "source", "note", "by", "at", "ended", "url")


class Command(ScrapyCommand):
    """Mark, list, withdraw and export the verdicts of people."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own way

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "URL PATH confirmed|parser_error|corrected [options] | --list [URL] | --withdraw ID"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Mark a value or a check as the source's error, the parser's error, or corrected"

    def long_desc(self) -> str:
        """Return what the command is for."""
        return (
            "PATH is a value of the report, as `scrapy diff` names it: t3/new_received/total, "
            "checks/T3_BALANCE, contact/phone, year. `confirmed`: the page says so, and it is wrong there; "
            "`parser_error`: it was read wrong; `corrected`: what it should say (--value) and where that is "
            "from (--source). Nothing takes the place of what the page prints: the view `marked` shows both. "
            "A mark lapses when the page says something else."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options."""
        super().add_options(parser)
        parser.add_argument("--value", help="what it should say, with `corrected`")
        parser.add_argument("--source", help="where the correction is from, with `corrected`")
        parser.add_argument("--note", help="anything else")
        parser.add_argument("--by", default=None, help="who says so (default: the user)")
        parser.add_argument("--list", action="store_true", help="list marks, of one URL or of all")
        parser.add_argument(
            "--all", action="store_true", help="with --list: those too that lapsed or were withdrawn"
        )
        parser.add_argument("--withdraw", type=int, metavar="ID", help="end a mark; it is kept")
        parser.add_argument("--json", action="store_true", help="with --list: JSON Lines")
        parser.add_argument("--csv", action="store_true", help="with --list: CSV")

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked for; exit with 1 and one line where that can't be done."""
        assert self.settings is not None  # noqa: S101 -- Scrapy sets it before it calls this
        self._check_arguments(args, opts)
        try:
            with closing(open_database(self.settings["GOICRAWL_DATABASE"], create=False)) as db:
                _run(db, args, opts)
        except StoreError as error:
            raise SystemExit(f"goicrawl: {error}") from None

    def _check_arguments(self, args: Sequence[str], opts: argparse.Namespace) -> None:
        if opts.list:
            fits = len(args) <= 1
        elif opts.withdraw is not None:
            fits = not args
        else:
            fits = len(args) == 3 and args[2] in VERDICTS
        if not fits:
            raise UsageError(
                "give URL PATH and one of " + ", ".join(VERDICTS) + "; or --list, or --withdraw ID"
            )


def _run(db: Database, args: Sequence[str], opts: argparse.Namespace) -> None:
    now, by = datetime.now(UTC), opts.by or getpass.getuser()
    if opts.list:
        _print_marks(list(read_marks(db, *args, ended=opts.all)), opts)
    elif opts.withdraw is not None:
        withdraw_mark(db, opts.withdraw, by=by, why=opts.note or "withdrawn", now=now)
        print(f"mark {opts.withdraw} is withdrawn")
    else:
        url, path, verdict = args
        mark = add_mark(
            db,
            url,
            path,
            cast("Verdict", verdict),
            correction=opts.value,
            source=opts.source,
            note=opts.note,
            by=by,
            now=now,
        )
        print(f"mark {mark}")


def _print_marks(marks: Sequence[Mark], opts: argparse.Namespace) -> None:
    if opts.json:
        for mark in marks:
            print(json.dumps(asdict(mark), ensure_ascii=False))
    elif opts.csv:
        writer = csv.writer(sys.stdout)
        writer.writerow([field.name for field in fields(Mark)])
        writer.writerows(map(_cells, marks))
    elif marks:
        print(align([_HEADINGS, *map(_row, marks)], texts=len(_HEADINGS)))
    else:
        print("no marks")


def _cells(mark: Mark) -> list[object]:
    return [escape_formula(value) if isinstance(value, str) else value for value in asdict(mark).values()]


def _row(mark: Mark) -> tuple[str, ...]:
    ended = f"{mark.ended_at[:10]} {mark.ended_why}" if mark.ended_at else None
    said = (mark.id, mark.verdict, mark.path, mark.printed, mark.correction, mark.source, mark.note)
    cells = (*said, mark.marked_by, mark.marked_at[:10], ended, mark.url)
    return tuple("-" if cell is None else " ".join(str(cell).split())[:60] for cell in cells)
