"""`scrapy evaluate [PATH]`: score saved pages against what is known of them; fail below the floors."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from goicrawl.archive import ArchiveError
from goicrawl.commands.columns import align
from goicrawl.commands.printing import printing
from goicrawl.evaluation import (
    FAMILIES,
    Case,
    EvaluationError,
    Score,
    add_scores,
    find_falls,
    read_cases,
    read_floors,
    read_gold,
    save_floors,
    score_case,
)
from goicrawl.extract import extract_report

BASELINE = "baseline.json"

Scores = Mapping[str, Mapping[str, Score]]


class Command(ScrapyCommand):
    """Score fixtures, or real pages with --gold, field family by field family."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's own way

    def syntax(self) -> str:
        """Return the command's arguments."""
        return "[options] [PATH]"

    def short_desc(self) -> str:
        """Return the command's line in the list of commands."""
        return "Score saved pages against what is known of them"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --gold, --baseline, --accept and --notes."""
        super().add_options(parser)
        parser.add_argument(
            "--gold", type=Path, help="folder of gold files (default: tests/gold for real pages)"
        )
        parser.add_argument("--baseline", type=Path, help=f"floors to hold (default: PATH/{BASELINE})")
        parser.add_argument("--accept", action="store_true", help="write the scores as the new floors")
        parser.add_argument("--notes", action="store_true", help="list what is wrong and what is missing")

    @printing()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the table of scores; set the exit code."""
        if len(args) > 1:
            raise UsageError("give one PATH: a fixtures root, a portal's folder or a folder of saved pages")
        path = Path(args[0] if args else "fixtures")
        baseline: Path = opts.baseline or path / BASELINE
        try:
            scores = {
                case.name: score_case(case.expected, extract_report(case.page))
                for case in _cases(path, opts.gold)
            }
            if not scores:
                raise EvaluationError(f"{path}: nothing to score; give fixtures with report.json, or --gold")
            if opts.accept:
                save_floors(baseline, scores)
            falls = list(find_falls(scores, read_floors(baseline)))
        except (ArchiveError, EvaluationError) as error:
            print(f"goicrawl: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        print(format_scores(scores, notes=opts.notes))
        for fall in falls:
            print(f"goicrawl: {fall}", file=sys.stderr)
        self.exitcode = 1 if falls else 0


def _cases(path: Path, gold: Path | None) -> Iterable[Case]:
    """Return fixtures with their own truth, or saved pages with gold beside them."""
    if gold is None and not (path / "manifest.tsv").exists():
        return read_cases(path)
    return read_gold(path, gold or Path("tests/gold"))


def format_scores(scores: Scores, *, notes: bool = False) -> str:
    """Return the table: a line for each case and family, and one for each family's total."""
    rows = [_row(case, name, score) for case, families in scores.items() for name, score in families.items()]
    for name in FAMILIES:
        of_family = [families[name] for families in scores.values() if name in families]
        if of_family:
            rows.append(_row("total", name, add_scores(of_family)))
    lines = [align([("case", "family", "expected", "found", "wrong", "missing"), *rows], texts=2)]
    return "\n".join([*lines, *(_notes(scores) if notes else ())])


def _row(case: str, family: str, score: Score) -> tuple[str, ...]:
    return (case, family, str(score.expected), str(score.found), str(score.wrong), str(score.missing))


def _notes(scores: Scores) -> Iterator[str]:
    for case, families in scores.items():
        for name, score in families.items():
            yield from (f"{case}: {name}: {note}" for note in score.notes)
