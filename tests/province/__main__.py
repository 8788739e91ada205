"""Serve the province, or serve and crawl it and say what was found."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.province.crawl import Run, crawl
from tests.province.faults import PassingFaults
from tests.province.history import pasts
from tests.province.registry import write_registry
from tests.province.server import Province
from tests.province.soak import crawl_nights
from tests.province.systems import SYSTEMS
from tests.province.traps import TRAPS
from tests.province.truth import Verdict, compare_pasts, judge

_SHOWN = 15
"""So many lines of each kind are printed."""


def main() -> int:
    """Run the command; the exit code is 0 where everything was found and nothing else."""
    options = _options()
    on = frozenset(TRAPS) if options.traps == "all" else frozenset(options.traps.split(",")) - {"none"}
    systems = [system for system in SYSTEMS if not options.systems or system.name in options.systems]
    faults = PassingFaults(options.faults)
    with Province(
        options.portals,
        options.reports,
        nights=options.nights,
        traps=on,
        systems=systems,
        seed=options.seed,
        faults=faults,
    ) as province:
        folder = options.folder or Path(tempfile.mkdtemp(prefix="province-"))
        if options.nights > 1 and options.crawl:
            return _soak(province, folder, faults)
        if not options.crawl:
            return _serve(province, folder)
        begun = time.monotonic()
        run = crawl(province, folder, names=options.only)
        _say_run(province, run, time.monotonic() - begun)
        verdict = judge(province, run, options.only)
        _say_verdict(verdict)
        return 0 if verdict.faultless and not province.forbidden() else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.province", description=__doc__)
    parser.add_argument("--portals", type=int, default=40)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument(
        "--traps", default="all", help="names joined by commas, or all; none for a plain province"
    )
    parser.add_argument("--seed", type=int, default=0, help="another number, another province")
    parser.add_argument("--nights", type=int, default=1, help="crawl it so many nights, things changing")
    parser.add_argument("--faults", type=int, default=0, help="so many answers in a hundred fail once")
    parser.add_argument("--systems", nargs="*", help="these publishing systems alone")
    parser.add_argument("--only", nargs="*", help="crawl these portals alone")
    parser.add_argument("--folder", type=Path, help="where registry, database and log go")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--serve", action="store_true", help="serve until interrupted (the default)")
    what.add_argument("--crawl", action="store_true", help="crawl it and compare")
    return parser.parse_args()


def _serve(province: Province, folder: Path) -> int:
    write_registry(province, folder)
    for site in province.sites:
        print(f"{site.name}\t{site.origin}\t{', '.join(sorted(site.traps))}")
    print(f"GOICRAWL_PORTALS={folder}", flush=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 0


def _soak(province: Province, folder: Path, faults: PassingFaults) -> int:
    bad = 0
    for night in crawl_nights(province, folder, faults):
        verdict = night.verdict
        bad += not verdict.faultless
        print(
            f"night {night.number}: found {verdict.found} of {verdict.wanted}, exit {night.run.code},"
            f" {night.seconds:.1f} s{'' if verdict.faultless else ', not as it should be'}",
            flush=True,
        )
        if not verdict.faultless:
            _say_verdict(verdict)
    wanted = pasts(province, range(province.nights))
    events = sum((Counter(past.events) for past in wanted), Counter())
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(events.items()))
    failed = ", ".join(f"{kind} {count}" for kind, count in sorted(faults.made.items()))
    wrong = compare_pasts(wanted, folder / "goicrawl.db")
    print(f"{len(wanted)} reports over {province.nights} nights: {told}")
    print(f"answers that failed: {failed or 'none'}")
    _say("otherwise in the database's history", wrong)
    _say("requests that should not have been made", [one.target for one in province.forbidden()])
    return 1 if bad or wrong or province.forbidden() else 0


def _say_run(province: Province, run: Run, seconds: float) -> None:
    print(run.output.rstrip())
    kinds = Counter(one.kind for one in province.log)
    print(f"\nscrapy exited with {run.code} after {seconds:.1f} s; log: {run.log}")
    print(f"requests: {len(province.log)} ({', '.join(f'{kind} {n}' for kind, n in kinds.most_common())})")
    print(f"at once at one portal: {province.busiest}")
    _say(
        "requests that should not have been made",
        [f"{one.site} {one.kind} {one.target}" for one in province.forbidden()],
    )


def _say_verdict(verdict: Verdict) -> None:
    print(f"found {verdict.found} of {verdict.wanted} reports; {verdict.figures} figures compared")
    _say("ended otherwise than they should have", verdict.outcomes)
    _say("missed", verdict.missed)
    _say("stored twice", verdict.doubled)
    _say("stored and no report", verdict.strangers)
    _say("wrong", verdict.wrong)
    _say("not read", verdict.unread)


def _say(what: str, lines: Sequence[str]) -> None:
    print(f"{what}: {len(lines)}")
    for line in lines[:_SHOWN]:
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
