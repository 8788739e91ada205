"""Crawls of a local province, killed at random moments -> what was lost, doubled or left half.

    python -m tests.reliability.kills [--kills 50] [--seed N] [--rotate]

Each trial begins with nothing, kills a crawl with SIGKILL some milliseconds after it has sent one of its
requests, whichever, looks at what it left, and lets the next crawl go on. It must find a sound database
without half a report, and then all reports, each once, in the database and in the archive.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.province.server import Province
from tests.province.systems import SYSTEMS
from tests.reliability.subject import Subject

PORTALS, REPORTS = 4, 60
LONGEST = 0.02
"""Seconds between the request and the kill at most: an answer is archived, parsed and stored in a third."""
SMALL = 10_000
"""Bytes of a WARC file: two or three answers."""
QUIET = [system for system in SYSTEMS if system.name in ("trs", "hanweb", "jpaas", "ucap")]
"""Publishing systems of the portals: static pages, and listings that are asked for with POST."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One kill and what came of it."""

    requests: int
    """How many requests it had sent."""
    stored: int
    """Reports that were in the database at that moment."""
    torn: int
    """Files of the archive that ended in the midst of a record."""
    faults: tuple[str, ...]
    """What should not have happened; empty where all is well."""


def main() -> int:
    """Run the trials and print a line for each; the exit code is 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.kills")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rotate", action="store_true", help="begin another WARC file every few answers")
    options = parser.parse_args()
    settings = {"GOICRAWL_ARCHIVE_MAXSIZE": SMALL} if options.rotate else {}
    trials = []
    for trial in run_trials(options.kills, seed=options.seed, settings=settings):
        trials.append(trial)
        state = "; ".join(trial.faults) or "nothing lost"
        print(
            f"killed after {trial.requests:3} requests: {trial.stored:3} stored, {trial.torn} torn: {state}",
            flush=True,
        )
    bad = sum(bool(trial.faults) for trial in trials)
    amidst = sum(0 < trial.stored < REPORTS for trial in trials)
    torn = sum(trial.torn > 0 for trial in trials)
    print(
        f"{len(trials)} kills, {amidst} between the first report and the last, {torn} within a record:",
        end=" ",
    )
    print(f"{bad} left a fault")
    return 1 if bad or not trials else 0


def run_trials(
    kills: int,
    *,
    seed: int = 1,
    portals: int = PORTALS,
    reports: int = REPORTS,
    settings: Mapping[str, object] | None = None,
) -> Iterator[Trial]:
    """Give each trial as it ends; `settings` are further ones of every crawl."""
    settings = settings or {}
    dice = random.Random(seed)  # noqa: S311 -- no secret
    with (
        Province(portals, reports, traps=frozenset(), systems=QUIET) as province,
        tempfile.TemporaryDirectory() as place,
    ):
        first = Subject(province, Path(place) / "undisturbed", **settings)
        code, output = first.crawl()
        whole = len(province.log)
        if code or [*first.find_lacks()]:
            raise SystemExit(f"the crawl fails without any kill: {output}\n{[*first.find_lacks()]}")
        for number in range(kills):
            subject = Subject(province, Path(place) / f"kill-{number}", **settings)
            yield _try(subject, dice.randint(1, whole), dice.uniform(0, LONGEST))


def _try(subject: Subject, requests: int, delay: float) -> Trial:
    subject.kill(requests, delay)
    left = [*subject.find_damage()]
    stored, torn = subject.stored(), subject.count_torn()
    code, output = subject.crawl()
    if code:
        left.append(f"the next crawl exits with {code}: {output.strip()[-300:]}")
    left += subject.find_lacks()
    return Trial(requests=requests, stored=stored, torn=torn, faults=tuple(left))


if __name__ == "__main__":
    sys.exit(main())
