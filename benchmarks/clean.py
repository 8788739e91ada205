"""Compare goicrawl's cleaning with other extractors: run `python -m benchmarks.clean [NAME...]`.

All run over the same pages in one run, each in a process of its own. Needs the extra `benchmark` for the
peers; pages come from the fixtures, the templates of the tests, and `../shared/pages` where it stands.
"""

import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import mean

from lxml import html

from benchmarks.bodies import Case, fixture_cases, real_cases
from benchmarks.constructions import beside_cases, chrome_cases, nameless, template_cases
from benchmarks.measures import f1, order, share_of_cells, share_of_lines, share_of_rows, share_of_strings
from benchmarks.peers import PEERS, is_installed

REPEATS = 5
"""Runs of the pages that are timed; the fastest counts."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one extractor made of one page."""

    group: str
    f1: float
    order: float
    cells: float | None
    rows: float | None
    leaked: float | None
    """Share of the chrome's strings that are in the text."""
    short: float | None
    is_empty: bool


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one extractor made of all pages, or why it made nothing of them."""

    name: str
    failure: str | None
    scores: tuple[Score, ...] = ()
    milliseconds: float = 0.0
    """CPU a page, over the saved pages and the fixtures."""
    total_ratio: float = 0.0
    """CPU of all these pages to that of decoding and parsing them."""
    mean_ratio: float = 0.0
    """The same, as the mean over pages."""
    megabytes: float = 0.0
    """Most memory the process ever held."""


def cases() -> list[Case]:
    """Return every page of the comparison."""
    pages = [*real_cases(), *fixture_cases(), *chrome_cases()]
    return [*pages, *template_cases(), *beside_cases(), *nameless(pages)]


def score(case: Case, text: str) -> Score:
    """Return what a text is worth as the body of a page."""
    strings = [string for string in case.go if string not in case.text]
    return Score(
        group=case.group,
        f1=f1(text, case.text),
        order=order(text, case.text),
        cells=share_of_cells(text, case.rows),
        rows=share_of_rows(text, case.rows),
        leaked=share_of_strings(text, strings),
        short=share_of_lines(text, case.short),
        is_empty=not text.strip(),
    )


def measure(name: str) -> Result:
    """Run one extractor over all pages; meant for a process of its own."""
    warnings.simplefilter("ignore")
    if not is_installed(name):
        return Result(name=name, failure="not installed")
    extract = PEERS[name][1]
    pages = cases()
    scores, failures = [], []
    for case in pages:
        try:
            scores.append(score(case, extract(case.body)))
        except Exception as error:  # whatever a peer raises is part of the result, and is said
            failures.append(f"{type(error).__name__}: {error}")
            scores.append(score(case, ""))
    if len(failures) == len(pages):
        return Result(name=name, failure=f"failed on every page: {failures[0][:100]}")
    timed = [case.body for case in pages if case.group in ("real", "fixture")]
    bare = [cpu(parse, body) for body in timed]
    spent = [cpu(extract, body) for body in timed]
    return Result(
        name=name,
        failure=f"failed on {len(failures)} of {len(pages)} pages: {failures[0][:100]}" if failures else None,
        scores=tuple(scores),
        milliseconds=mean(spent),
        total_ratio=sum(spent) / sum(bare),
        mean_ratio=mean(ours / base for ours, base in zip(spent, bare, strict=True)),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def parse(body: bytes) -> object:
    """Decode and parse a page: the least that any extractor must do."""
    return html.document_fromstring(body.decode("gb18030" if b"charset=gb" in body else "utf-8", "replace"))


def cpu(run: Callable[[bytes], object], body: bytes) -> float:
    """Return the CPU milliseconds of a run, the fastest of several; 0 where it fails."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        try:
            run(body)
        except Exception:  # a failure was counted when the page was scored
            return 0.0
        best = min(best, time.process_time() - start)
    return best * 1000


def table(results: Sequence[Result]) -> str:
    """Return the comparison as text: one line an extractor."""
    groups = sorted({score.group for result in results for score in result.scores})
    lines = ["F1 of character 4-grams: mean and worst page", _row("", groups)]
    for result in results:
        cells = []
        for group in groups:
            found = [score.f1 for score in result.scores if score.group == group]
            cells.append(f"{mean(found):.3f} {min(found):.3f}" if found else "-")
        lines.append(_row(result.name, cells))
    heads = [
        "order",
        "cells",
        "rows",
        "short lines",
        "leaked",
        "empty",
        "ms a page",
        "x parse",
        "x mean",
        "MB",
    ]
    lines += [
        "",
        "All pages; time over saved pages and fixtures, to decoding and parsing the same",
        _row("", heads),
    ]
    lines += [_row(result.name, _figures(result)) for result in results if result.scores]
    lines += [f"{result.name}: {result.failure}" for result in results if result.failure]
    return "\n".join(lines)


def _figures(result: Result) -> list[str]:
    scores = result.scores
    return [
        _mean(score.order for score in scores),
        _mean(score.cells for score in scores),
        _mean(score.rows for score in scores),
        _mean(score.short for score in scores),
        _mean(score.leaked for score in scores),
        str(sum(score.is_empty for score in scores)),
        f"{result.milliseconds:.1f}",
        f"{result.total_ratio:.1f}",
        f"{result.mean_ratio:.1f}",
        f"{result.megabytes:.0f}",
    ]


def _mean(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{mean(known):.3f}" if known else "-"


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<18}" + "".join(f"{cell:>14}" for cell in cells)


def main(names: Sequence[str]) -> None:
    """Print the comparison of the named extractors, of all by default."""
    chosen = list(names) or list(PEERS)
    if unknown := set(chosen) - set(PEERS):
        raise SystemExit(f"unknown: {', '.join(sorted(unknown))}; known are {', '.join(PEERS)}")
    results = []
    for name in chosen:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own_process:
            results.append(own_process.submit(measure, name).result())
        print(f"{name}: done", file=sys.stderr)
    print(table(results))


if __name__ == "__main__":
    main(sys.argv[1:])
