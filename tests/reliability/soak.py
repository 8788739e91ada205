"""Hundreds of nightly crawls of a local province with random faults -> whether the ledger is the truth.

    python -m tests.reliability.soak [--nights 300] [--seed N] [--folder PATH]

Night by night reports appear, change, vanish and come back, as a script that the server knows. In some
nights answers fail, are cut or reset, in some the crawl is killed. A portal whose crawl calls itself good
must be stored as it is that night, to the figure. At the end every report that a good crawl can have seen
must be in the ledger with its life: what it says, whether it is gone, how often it changed.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.province.server import Province
from tests.province.site import Entry, Request, Site
from tests.province.systems import SYSTEMS
from tests.province.traps import HINDRANCES, TRAPS
from tests.province.truth import compare
from tests.province.wire import Fault
from tests.reliability.subject import Subject

PORTALS, REPORTS = 10, 80
SCRIPTED = [system for system in SYSTEMS if system.name != "hanweb_annual"]
"""There each unit lists its own: the last that vanishes leaves an empty listing, which is a failure."""
FAULTY, KILLED = 0.4, 0.1
"""Shares of the nights in which answers fail, and in which the crawl is killed."""
FAULT_RATE = 0.02
"""Share of the answers that fail in a faulty night."""
FAULTS = (
    Fault(kind="status", status=500),
    Fault(kind="status", status=503),
    Fault(kind="reset"),
    Fault(kind="truncate"),
    Fault(kind="slow", seconds=0.3),
)
Life = list[int | None]
"""A report's edition in each night that a good crawl saw; None where it was not there."""


@dataclass
class Weather:
    """What goes wrong with the answers of a night. Called by the server for each."""

    dice: random.Random
    rate: float = 0.0
    struck: Counter[str] = field(default_factory=Counter)

    def __call__(self, request: Request, kind: str) -> Fault | None:
        """Return the fault of an answer, None for most."""
        if self.dice.random() >= self.rate:
            return None
        fault = self.dice.choice(FAULTS)
        self.struck[fault.kind] += 1
        return fault


class Soak:
    """The nights, and what was wrong with them."""

    def __init__(self, province: Province, subject: Subject, weather: Weather) -> None:
        """Take a province with a script, what its crawls fill, and its weather."""
        self.province, self.subject, self.weather = province, subject, weather
        self.lives: defaultdict[tuple[str, int], Life] = defaultdict(list)
        self.nights: Counter[str] = Counter()
        self.crawls: Counter[str] = Counter()
        self.faults: list[str] = []
        self.last_crawl = 0

    def run(self) -> None:
        """Let the nights pass; the last is quiet."""
        for night in range(self.province.nights):
            self.province.advance(night)
            self.pass_night(night, is_last=night == self.province.nights - 1)
        self.faults += self.find_wrong_lives()

    def pass_night(self, night: int, *, is_last: bool) -> None:
        """Crawl once, and compare what calls itself good with the truth."""
        fate = self.weather.dice.random()
        self.weather.rate = FAULT_RATE if not is_last and fate < FAULTY else 0.0
        code, output = 0, ""
        if is_last or fate < 1 - KILLED:
            kind = "faulty" if self.weather.rate else "quiet"
            code, output = self.subject.crawl()
        else:
            kind = "killed"
            self.subject.kill(self.weather.dice.randint(1, 150), self.weather.dice.uniform(0, 0.02))
        self.nights[kind] += 1
        outcomes = self.read_outcomes()
        self.crawls.update(outcomes.values())
        good = [site for site in self.province.sites if outcomes.get(site.name) == "good"]
        if kind == "quiet" and (code or len(good) < len(self.province.sites)):
            self.faults.append(
                f"night {night}, nothing wrong with it: exit {code}, {outcomes}: {output[-600:]}"
            )
        if kind == "faulty" and (code == 0) != (len(good) == len(self.province.sites)):
            self.faults.append(f"night {night}: exit {code} for {outcomes}")
        self.compare(night, good)

    def compare(self, night: int, good: list[Site]) -> None:
        """Hold the portals whose crawl calls itself good against the truth, and note what was to be seen."""
        verdict = compare(self.province, self.subject.database, [site.name for site in good])
        names = {site.name for site in good}
        for what in ("missed", "doubled", "wrong", "unread"):
            if found := getattr(verdict, what):
                self.faults.append(f"night {night}: {what}: {len(found)}, as {found[0]}")
        strangers = [line for line in verdict.strangers if line.partition(":")[0] in names]
        if strangers:
            self.faults.append(f"night {night}: not marked as vanished: {len(strangers)}, as {strangers[0]}")
        for site in good:
            for entry in _reports(site):
                there = entry.life.present(night)
                self.lives[site.name, entry.number].append(entry.life.edition(night) if there else None)

    def read_outcomes(self) -> dict[str, str]:
        """Return how the crawls of this night ended, by portal; a killed one has no end."""
        with closing(sqlite3.connect(self.subject.database)) as connection:
            rows = connection.execute(
                "SELECT id, portal, stats FROM crawls WHERE id > ? ORDER BY id", [self.last_crawl]
            ).fetchall()
        self.last_crawl = max((row[0] for row in rows), default=self.last_crawl)
        return {
            portal: json.loads(stats or "{}").get("goicrawl/outcome", "killed") for _, portal, stats in rows
        }

    def find_wrong_lives(self) -> Iterator[str]:
        """Say which report's history in the database is not the one that was to be seen."""
        with closing(sqlite3.connect(self.subject.database)) as connection:
            gone = dict(connection.execute("SELECT url, vanished_at IS NOT NULL FROM reports"))
            noted = Counter(connection.execute("SELECT url, kind FROM revisions").fetchall())
        for site in self.province.sites:
            for entry in _reports(site):
                urls = [_url(site, path) for path in (entry.path, *entry.aliases)]
                known = [url for url in urls if url in gone]
                kinds = {kind: sum(noted[url, kind] for url in urls) for kind in ("changed", "reappeared")}
                life = self.lives[site.name, entry.number]
                yield from (
                    f"{site.name}: {urls[0]}: {fault}"
                    for fault in _judge_life(entry, life, len(known), kinds)
                )
                there = entry.life.present(self.province.night)
                if known and gone[known[0]] == there:
                    yield f"{site.name}: {known[0]}: {'there' if there else 'gone'}, and stored otherwise"


def _judge_life(entry: Entry, life: Life, stored: int, noted: dict[str, int]) -> Iterator[str]:
    """Compare what a report's history notes with what good crawls saw: at least that, at most its script."""
    seen = [edition for edition in life if edition is not None]
    if seen and stored != 1:
        yield f"seen and stored {stored} times"
    least = sum(old != new for old, new in pairwise(seen))
    if not least <= noted["changed"] <= len(entry.life.changes):
        yield f"{noted['changed']} changes noted of {least} to {len(entry.life.changes)}"
    comebacks = sum(
        old is None and new is not None and any(edition is not None for edition in life[:place])
        for place, (old, new) in enumerate(pairwise(life), 1)
    )
    if noted["reappeared"] < comebacks:
        yield f"{noted['reappeared']} returns noted of {comebacks}"


def _reports(site: Site) -> list[Entry]:
    return [entry for entry in site.entries if entry.kind == "report"]


def _url(site: Site, path: str) -> str:
    return path if path.startswith("http") else site.origin + path


def soak(folder: Path, *, nights: int, seed: int = 1, portals: int = PORTALS, reports: int = REPORTS) -> Soak:
    """Pass so many nights and return them."""
    weather = Weather(random.Random(seed))  # noqa: S311 -- no secret
    traps = frozenset(TRAPS) - HINDRANCES  # a portal that shuts us out has no truth to compare
    with Province(portals, reports, nights=nights, traps=traps, systems=SCRIPTED, faults=weather) as province:
        passed = Soak(province, Subject(province, folder / "soak", GOICRAWL_REVISIT=0), weather)
        passed.run()
    return passed


def main() -> int:
    """Run the soak and say what came of it; the exit code is 0 where the ledger is the truth."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.soak")
    parser.add_argument("--nights", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="soak-"))
    passed = soak(folder, nights=options.nights, seed=options.seed)
    print(f"nights: {dict(passed.nights)}; crawls: {dict(passed.crawls)}")
    print(f"faults injected: {dict(passed.weather.struck)}; requests: {len(passed.province.log)}")
    print(f"reports with a life: {len(passed.lives)}; wrong: {len(passed.faults)}")
    for fault in passed.faults[:40]:
        print(f"  {fault}")
    return 1 if passed.faults else 0


if __name__ == "__main__":
    sys.exit(main())
