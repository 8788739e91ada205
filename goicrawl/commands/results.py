"""What is kept of each crawl of a run -> the run's exit code and the sentences of what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from goicrawl.commands.queue import CrawlQueue
from goicrawl.extensions import ReportLine, Tally
from goicrawl.monitoring import FAILED, Outcome, worst


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One crawl, or a replay of any portals, when it is over."""

    name: str
    """The portal's name, or `replay`."""
    outcome: Outcome
    """How it went."""
    stats: Mapping[str, object] = field(default_factory=dict)
    """Scrapy's stats; none where it could not start."""
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    """What it did for each portal."""
    lines: tuple[ReportLine, ...] = ()
    """A line for each of its first reports."""

    @property
    def began(self) -> bool:
        """Whether it started at all."""
        return self.outcome.name != "unstarted"

    @property
    def seconds(self) -> float | None:
        """How long it took; None where it did not start."""
        taken = self.stats.get("elapsed_time_seconds")
        return float(taken) if isinstance(taken, int | float) else None


@dataclass(kw_only=True)
class RunResults:
    """All crawls of a run."""

    began: datetime
    """When the run began (aware, UTC)."""
    ended: datetime | None = None
    """When it ended."""
    alone: bool = True
    """Whether the run is of one crawl only: its sentences need no name before them."""
    results: list[Result] = field(default_factory=list)
    """The crawls that are over, in the order of their ends."""
    further: list[str] = field(default_factory=list)
    """What went wrong with the run as a whole."""

    def add(self, result: Result) -> None:
        """Take in a crawl that is over."""
        self.results.append(result)

    def close(self, queue: CrawlQueue, *, unowned: int, now: datetime) -> None:
        """Take in the crawls that never ended or began, and errors in the log that no crawl owns up to."""
        self.ended = now
        # A signal that comes before Scrapy's engine runs ends the process without ending the crawl.
        if queue.running:
            self.further.append(f"crawls cut off by a signal: {', '.join(sorted(queue.running))}")
        if queue.waiting and (self.began_any or queue.running):
            self.further.append(f"portals not begun, for the run was stopped: {len(queue.waiting)}")
        if unowned and not self.failures:
            self.further.append(f"errors in the log: {unowned}")

    @property
    def began_any(self) -> bool:
        """Whether any crawl started."""
        return any(result.began for result in self.results)

    @property
    def code(self) -> int:
        """The exit code: the worst of the crawls'."""
        return worst([*(result.outcome.code for result in self.results), *([FAILED] if self.further else [])])

    @property
    def refusals(self) -> list[str]:
        """A sentence for each reason for which crawls could not start, once."""
        told = (result.outcome.failures[0] for result in self.results if not result.began)
        return list(dict.fromkeys(told))

    @property
    def failures(self) -> list[str]:
        """A sentence for each thing that went wrong in the crawls that started, and in the run."""
        of_crawls = [
            failure if self.alone else f"{result.name}: {failure}"
            for result in sorted(self.results, key=attrgetter("name"))
            if result.began
            for failure in result.outcome.failures
        ]
        return [*of_crawls, *self.further]
