"""Crawls on disks that are full or become read-only -> what was lost; needs root, to mount such disks.

    python -m tests.reliability.disks [--sizes 0.3 0.6 1 1.5 2 3]

Each trial crawls a local province onto a file system of so many MiB in memory, which holds the database and
the archive, and looks at what that left. Then the disk gets room, and the next crawl must complete the work.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.province.server import Province
from tests.reliability.kills import PORTALS, QUIET, REPORTS
from tests.reliability.subject import Subject

ENOUGH = "size=200m"
KIB = 1024


@contextmanager
def disk(place: Path, options: str) -> Iterator[None]:
    """Mount a disk in memory at a folder."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def remount(place: Path, options: str) -> None:
    """Change a mounted disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", place], check=True)


def try_disk(subject: Subject, place: Path, before: str, after: str) -> str:
    """Crawl onto a bad disk and then onto a good one; return a line on both."""
    remount(place, before)
    # The log is kept elsewhere: it is no part of what must not be lost.
    code, output = subject.crawl()
    said = next((line for line in output.splitlines() if line.startswith("goicrawl:")), output[-100:])
    faults = [] if code else ["exit 0"]
    if subject.database.exists() and subject.database.stat().st_size:
        faults += [*subject.find_damage()] if "ro" not in before else []
    stored, torn = (subject.stored(), subject.count_torn()) if subject.database.exists() else (0, 0)
    remount(place, after)
    again, output = subject.crawl()
    if again:
        faults.append(f"the next crawl exits with {again}: {output[-300:]}")
    faults += subject.find_lacks()
    told = "; ".join(faults) or "nothing lost"
    return f"{before}: exit {code}, {stored} stored, {torn} torn, {said[:110]!r}: {told}"


def main() -> int:
    """Run the trials and print a line for each; the exit code is 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.disks")
    parser.add_argument("--sizes", nargs="*", type=float, default=[0.3, 0.6, 1, 1.5, 2, 3], metavar="MIB")
    options = parser.parse_args()
    bad = 0
    trials = [(f"size={int(size * KIB)}k", ENOUGH) for size in options.sizes]
    with (
        Province(PORTALS, REPORTS, traps=frozenset(), systems=QUIET) as province,
        tempfile.TemporaryDirectory() as folder,
    ):
        for number, (before, after) in enumerate([*trials, ("ro", f"rw,{ENOUGH}")]):
            place = Path(folder) / str(number)
            with disk(place, ENOUGH):
                subject = Subject(province, place / "crawl")
                subject.settings["LOG_FILE"] = Path(folder) / f"{number}.log"
                line = try_disk(subject, place, before, after)
            bad += not line.endswith("nothing lost")
            print(line, flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
