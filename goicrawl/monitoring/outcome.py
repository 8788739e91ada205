"""The stats of a run -> how it went: outcome, exit code, a sentence for each thing that went wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

GOOD, BAD_START, USAGE, FAILED, BLOCKED = range(5)
"""The exit codes of a run."""

FAILURES = {
    "spider_exceptions/count": "callbacks that failed: {}; the log has the tracebacks",
    "goicrawl/items_failed": "pages that broke a pipeline: {}; the log has the tracebacks",
    "goicrawl/stored/failed": "rows that could not be stored: {}; the log says which",
    "goicrawl/listings/failed": "listing pages that could not be read: {}; the log says why",
    "goicrawl/listings/incomplete": "listings not proved complete: {}; the log says what was seen",
    "goicrawl/rejected/source.blocked": "anti-robot pages: {}; crawl more slowly or later",
    "goicrawl/archive/failed": "answers that could not be archived: {}; the log says why",
    "goicrawl/monitors/failed": "Spidermon monitors that failed: {}; the log says which",
    "goicrawl/replay/unresolved": "unchanged pages whose earlier answer is not given: {}; the log names them",
    "goicrawl/replay/unreadable": "saved pages that could not be read: {}; the log names them",
    "goicrawl/replay/missing": "pages asked for and not saved: {}; the log names them",
    "goicrawl/replay/unasked": "pages saved and never asked for: {}; the log names them",
}
"""What counts as a failure: the stat, and the sentence that tells it. A new stat that must fail a run is
added here, and to the table of docs/runs.md."""

_FAILED_PAGES = "goicrawl/pages/failed"
_INCOMPLETE = "goicrawl/listings/incomplete"
_READ = (
    "item_scraped_count",
    "goicrawl/reports/not_due",
    "goicrawl/reports/not_modified",
    "goicrawl/reports/unchanged",
)
_WALLS = ("goicrawl/obstacles/blocked", "goicrawl/obstacles/refused")

FEW_PAGES = 10
"""Of fewer pages than this no share is taken: two notices beside one report are no broken column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What a run may come to and still be good; each is a setting."""

    failed_pages: int = 0
    """Pages that could not be fetched, at most (GOICRAWL_MAX_FAILED_PAGES)."""
    rejects_share: float = 1.0
    """Share of the pages read that are no report, at most (GOICRAWL_MAX_REJECTS_SHARE)."""
    reports_ratio: float = 0.0
    """Reports found, as a share of what the last good run found, at least (GOICRAWL_MIN_REPORTS_RATIO)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a run went."""

    name: str
    """`good`, `incomplete` (a listing was not walked to a proved end), `failed`, `blocked`, `stopped` (by a
    signal) or `unstarted`."""
    failures: tuple[str, ...] = ()
    """A sentence for each thing that went wrong; none where the run is good."""

    @property
    def code(self) -> int:
        """The exit code of a run that ends so."""
        return {"good": GOOD, "unstarted": BAD_START, "blocked": BLOCKED}.get(self.name, FAILED)


_NO_LIMITS = Limits()


def judge(stats: Mapping[str, object], limits: Limits = _NO_LIMITS, *, before: int | None = None) -> Outcome:
    """Return the outcome of a run that began; `before` is how many reports its last good run found.

    >>> judge({"finish_reason": "finished", "item_scraped_count": 3})
    Outcome(name='good', failures=())
    """
    failures = [*find_failures(stats), *find_excesses(stats, limits, before)]
    # Scrapy logs what breaks in a signal, as when the disk is full under a feed, and counts it nowhere else.
    errors = count(stats, "log_count/ERROR") + count(stats, "log_count/CRITICAL")
    if not failures and errors and not count(stats, _FAILED_PAGES):
        failures.append(f"errors in the log: {errors}")
    return Outcome(name=_name(stats, failures), failures=tuple(failures))


def _name(stats: Mapping[str, object], failures: Sequence[str]) -> str:
    if not failures:
        return "good"
    reason = stats.get("finish_reason")
    # A portal that gives nothing but walls may end before it has given enough of them to be left alone.
    if reason == "blocked" or (not count_reports(stats) and any(count(stats, key) for key in _WALLS)):
        return "blocked"
    if reason == "shutdown":
        return "stopped"
    return "incomplete" if len(failures) == 1 and count(stats, _INCOMPLETE) else "failed"


def find_failures(stats: Mapping[str, object]) -> Iterator[str]:
    """Give a sentence for everything that went wrong in a run, whatever its limits."""
    for key, sentence in FAILURES.items():
        if seen := count(stats, key):
            yield sentence.format(seen)
    if any(key.startswith("feedexport/failed_count/") for key in stats):
        yield "a feed could not be written; the log says why"
    reason = stats.get("finish_reason")
    if reason != "finished":
        yield f"the run ended early: {reason}"
    if not count_reports(stats):
        yield "no report was read"


def find_excesses(stats: Mapping[str, object], limits: Limits, before: int | None) -> Iterator[str]:
    """Give a sentence for every limit that a run is beyond."""
    failed, dropped = count(stats, _FAILED_PAGES), count(stats, "item_dropped_count")
    if failed > limits.failed_pages:
        allowed = f" (at most {limits.failed_pages} may)" if limits.failed_pages else ""
        yield f"pages that could not be fetched: {failed}{allowed}; the log says why"
    pages = dropped + count(stats, "item_scraped_count")
    if pages >= FEW_PAGES and dropped > pages * limits.rejects_share:
        yield f"pages kept out: {dropped} of {pages}; at most {limits.rejects_share:.0%} may be"
    found = count_reports(stats)
    if before and found < before * limits.reports_ratio:
        yield f"reports found: {found}; the last good run found {before}"


def count_reports(stats: Mapping[str, object]) -> int:
    """Return how many reports a run found: those that it read, and those that were not due or unchanged."""
    return sum(count(stats, key) for key in _READ)


def count(stats: Mapping[str, object], key: str) -> int:
    """Return a stat that is a count; 0 where there is none."""
    value = stats.get(key, 0)
    return value if isinstance(value, int) else 0


def worst(codes: Iterable[int]) -> int:
    """Return the exit code of a run over several portals.

    A bad start (1) comes before failures (3), and those before blocks (4), which need only time; so a 4 says
    that all other portals went well.

    >>> worst([0, 4, 3]), worst([4, 0]), worst([])
    (3, 4, 0)
    """
    found = set(codes)
    return next((code for code in (BAD_START, FAILED, BLOCKED) if code in found), GOOD)
