"""What storing costs as a database grows: run `python -m benchmarks.store [REPORTS...]`.

Fills one database with reports made of those of the fixtures (up to 220 statistics), and measures at 1,000,
10,000 and 100,000 reports, or at the sizes given, what each question and each upsert costs a report; then
what storing costs beside extracting, and four processes that write one database at once. A full run takes
about ten minutes and 9 GB in the folder for temporary files.
"""

import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median

from sqlite_utils import Database

from goicrawl.evaluation import read_cases
from goicrawl.extract import extract_report
from goicrawl.items import Page, Report
from goicrawl.store import (
    Fetch,
    find_previous,
    find_visit,
    open_database,
    open_readonly,
    read_report,
    see_listed,
    upsert_fetch,
    upsert_report,
)

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
ROUNDS, PER_ROUND = 25, 20
"""Each figure is the median of so many rounds of so many calls: the machine's other work only adds."""
UNITS, YEARS = 60, 17
"""Issuers of a portal, and years of each: a portal of a county; its reports come year by year."""
WRITERS, WRITTEN = 4, 250
CELL = """
    SELECT value FROM statistics
    WHERE url = ? AND "table" = 't3' AND row = 'new_received' AND "column" = 'total'
"""
CELLS = """
    SELECT count(value) FROM statistics
    WHERE "table" = 't3' AND row = 'new_received' AND "column" = 'total'
"""


def main(arguments: list[str]) -> None:
    """Print the costs at each size as milliseconds and as ratios to the first."""
    if arguments[:1] == ["--write"]:
        write(Path(arguments[1]), arguments[2])
        return
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    pages = [case.page for case in read_cases(ROOT / "fixtures")]
    reports = [report for report in map(extract_report, pages) if report.form]
    with tempfile.TemporaryDirectory(prefix="goicrawl-store-") as folder:
        print_growth(Path(folder) / "growth.db", reports, sizes)
        print_share(Path(folder) / "share.db", pages)
        print_writers(Path(folder) / "writers.db")


def made_of(reports: list[Report], name: str = "p") -> Iterator[Report]:
    """Give reports without end: each of another unit or year of another portal."""
    for number, report in zip(count(), cycle(reports)):
        portal, place = divmod(number, UNITS * YEARS)
        year, unit = divmod(place, UNITS)
        url = f"http://www.{name}{portal}.gov.cn/zwgk/{2008 + year}/t{2009 + year}0120_{number}.html"
        issuer = f"{name}{portal}县{unit}局"
        yield replace(
            report,
            url=url,
            portal=f"{name}{portal}",
            year=2008 + year,
            issuer=issuer,
            sha256=hashlib.sha256(url.encode()).hexdigest(),
        )


def print_growth(path: Path, reports: list[Report], sizes: list[int]) -> None:
    """Fill a database and measure it at each size."""
    made = made_of(reports)
    stored: list[Report] = []
    table: dict[str, list[float]] = {}
    for size in sizes:
        begun = time.monotonic()
        with closing(open_database(path)) as db:
            for report in islice(made, size - len(stored)):
                store(db, report)
                stored.append(replace(report, text="", sections=(), tables=(), statistics=(), checks=()))
        said = (
            f"{size} reports, {path.stat().st_size / 1e9:.2f} GB, filled in {time.monotonic() - begun:.0f} s"
        )
        print(said, file=sys.stderr)
        for name, cost in measure(path, stored, made_of(reports, f"new{size}-")).items():
            table.setdefault(name, []).append(cost)
    print(f"{'ms a report':<28}" + "".join(f"{size:>12,}" for size in sizes) + "   ratio to the first")
    for name, costs in table.items():
        ratios = " ".join(f"{cost / costs[0]:6.2f}" for cost in costs[1:])
        print(f"{name:<28}" + "".join(f"{cost:12.4f}" for cost in costs) + f"   {ratios}")


def store(db: Database, report: Report) -> None:
    """Store a report as a crawl does: its fetch, then what it says."""
    now = datetime.now(UTC)
    upsert_fetch(
        db, Fetch(url=report.url, portal=report.portal, status=200, sha256=report.sha256, fetched=now)
    )
    upsert_report(db, report, now=now, due=now.date())


def measure(path: Path, stored: list[Report], new: Iterator[Report]) -> dict[str, float]:
    """Return what each call costs, in milliseconds a report, each in a database that was just opened.

    A run asks for the pages of one portal, in any order; a reader asks anywhere.
    """
    first = len(stored) // (UNITS * YEARS) // 2 * (UNITS * YEARS)
    portal = spread(stored[first : first + UNITS * YEARS])
    now = datetime.now(UTC)
    with closing(open_readonly(path)) as db:
        whole = [known for report in portal[:PER_ROUND] if (known := read_report(db, report.url))]
    changed = (replace(report, title=f"{number}") for number, report in enumerate(cycle(whole)))
    run: dict[str, tuple[Iterator[Report], Callable[[Database, Report], object]]] = {
        "upsert, new": (new, store),
        "upsert, seen again": (cycle(whole), lambda db, report: upsert_report(db, report, now=now)),
        "upsert, changed": (changed, lambda db, report: upsert_report(db, report, now=now)),
        "last visit": (cycle(portal), lambda db, report: find_visit(db, report.url)),
        "not due, touched": (cycle(portal), lambda db, report: see_listed(db, report.url, now=now)),
        "the year before": (cycle(portal), find_previous),
        "one cell of a report": (cycle(portal), read_cell),
        "report by url": (cycle(portal), lambda db, report: read_report(db, report.url)),
    }
    anywhere = spread(stored)[: ROUNDS * PER_ROUND]
    costs = {f"run: {name}": cost_of(path, reports, call) for name, (reports, call) in run.items()}
    with closing(open_readonly(path)) as db:
        asked = cycle(anywhere)
        costs["reader: one cell, first time"] = per_call(lambda: read_cell(db, next(asked)))
        costs["reader: one cell, once more"] = per_call(lambda: read_cell(db, next(asked)))
        costs["reader: report by url"] = per_call(lambda: read_report(db, next(asked).url))
        costs["reader: one cell of all"] = per_call(lambda: db.execute(CELLS).fetchall(), 1) / len(stored)
    return costs


def cost_of(path: Path, reports: Iterator[Report], call: Callable[[Database, Report], object]) -> float:
    """Return what a call costs in a database that was just opened, in milliseconds a report."""
    with closing(open_database(path)) as db:
        return per_call(lambda: call(db, next(reports)))


def read_cell(db: Database, report: Report) -> object:
    """Ask for one cell of a report, as a reader without goicrawl does."""
    return db.execute(CELL, [report.url]).fetchall()


def spread(reports: list[Report]) -> list[Report]:
    """Return reports in an order that has nothing to do with that of the file."""
    return sorted(reports, key=lambda report: report.sha256 or "", reverse=True)


def per_call(call: Callable[[], object], calls: int = PER_ROUND) -> float:
    """Return the median CPU time of a call, in milliseconds."""
    costs = []
    for _ in range(ROUNDS if calls > 1 else 5):
        begun = time.process_time()
        for _ in range(calls):
            call()
        costs.append((time.process_time() - begun) / calls * 1000)
    return median(costs)


def print_share(path: Path, pages: list[Page]) -> None:
    """Print what storing costs beside extracting the same pages."""
    print("\nstoring beside extracting, ms of CPU")
    with closing(open_database(path)) as db:
        for number, page in enumerate(pages):
            report = extract_report(page)
            if report.form is None:
                continue
            extracting = per_call(partial(extract_report, page), 5)
            made = made_of([report], f"x{number}-")
            storing = per_call(lambda made=made: store(db, next(made)), 5)  # type: ignore[misc]
            share = storing / (extracting + storing)
            name = page.portal or page.url
            print(f"{name:<20} extracted {extracting:6.2f}, stored {storing:5.2f}: {share:4.0%} of the whole")


def print_writers(path: Path) -> None:
    """Print how many of the reports that several processes write at once are stored."""
    open_database(path).close()
    begun = time.monotonic()
    program = [sys.executable, "-m", "benchmarks.store", "--write", str(path)]
    writers = [
        subprocess.Popen([*program, str(number)], cwd=ROOT)  # noqa: S603 -- ourselves
        for number in range(WRITERS)
    ]
    failures = sum(writer.wait() != 0 for writer in writers)
    with closing(open_database(path)) as db:
        found = db.view("reports").count
        revised = db.table("revisions").count
    print(
        f"\n{WRITERS} processes, {WRITTEN} reports each and {WRITTEN} of one url in turn: {failures} failed, "
        f"{found} reports of {WRITERS * WRITTEN + 1}, {revised} revisions of {WRITERS * WRITTEN - 1}, "
        f"{time.monotonic() - begun:.0f} s"
    )


def write(path: Path, name: str) -> None:
    """Write as one of several processes: reports of its own, and one that all of them change."""
    report = extract_report(next(iter(read_cases(ROOT / "fixtures"))).page)
    with closing(open_database(path)) as db:
        for number, own in enumerate(islice(made_of([report], f"w{name}-"), WRITTEN)):
            store(db, own)
            store(db, replace(report, url="http://shared.gov.cn/", title=f"{name} {number}"))


if __name__ == "__main__":
    main(sys.argv[1:])
