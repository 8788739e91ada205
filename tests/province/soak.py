"""A province crawled night after night -> how each night went, and whether the history is what happened."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.province.crawl import Run, crawl
from tests.province.faults import PassingFaults
from tests.province.server import Province
from tests.province.truth import Verdict, judge

EVERY_NIGHT = {"GOICRAWL_REVISIT": "0", "GOICRAWL_MIN_REPORTS_RATIO": "0"}
"""Look at every report every night, and let reports vanish."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Night:
    """One night's crawl."""

    number: int
    run: Run
    verdict: Verdict
    seconds: float


def crawl_nights(province: Province, folder: Path, faults: PassingFaults | None = None) -> Iterator[Night]:
    """Crawl every night of a province's history into one database; other answers fail each night."""
    for number in range(province.nights):
        province.advance(number)
        if faults is not None:
            faults.begin(number)
        begun = time.monotonic()
        run = crawl(province, folder, settings=EVERY_NIGHT)
        seconds = time.monotonic() - begun
        yield Night(number=number, run=run, verdict=judge(province, run), seconds=seconds)
