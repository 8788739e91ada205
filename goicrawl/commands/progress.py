"""Crawls that run -> a bar for each on the terminal; nothing at all where standard error is none."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from goicrawl.commands.feeds import STANDARD_OUTPUT


class Progress:
    """A bar a crawl: how many of the reports that its listings showed are dealt with."""

    def __init__(self, bars: Bars, total: int) -> None:
        """Take the bars, and how many crawls there will be."""
        self.bars = bars
        self.overall = bars.add_task("portals", total=total) if total > 1 else None
        self.watched: dict[str, _Watch] = {}

    def begin(self, name: str, crawler: Crawler) -> None:
        """Show a crawl from now on."""
        self.watched[name] = _Watch(self.bars, name, crawler)

    def end(self, name: str) -> None:
        """Show a crawl no longer."""
        watch = self.watched.pop(name, None)
        if watch:
            self.bars.remove_task(watch.task)
        if self.overall is not None:
            self.bars.advance(self.overall)


class _Watch:
    """Keeps one crawl's bar up to date. Crawlers hold their listeners weakly: somebody must keep it."""

    def __init__(self, bars: Bars, name: str, crawler: Crawler) -> None:
        self.bars = bars
        self.crawler = crawler
        self.task: TaskID = bars.add_task(name, total=None)
        self.asked = 0
        for signal in (signals.item_scraped, signals.item_dropped, signals.response_received):
            crawler.signals.connect(self.show, signal=signal)
        crawler.signals.connect(self.note, signal=signals.request_scheduled)

    def note(self, request: Request) -> None:
        if request.meta.get("kind") == "report":
            self.asked += 1
            self.show()

    def show(self) -> None:
        # Until a listing has been read nobody knows how many reports there are.
        self.bars.update(self.task, total=self.asked or None, completed=self._count_done())

    def _count_done(self) -> int:
        stats = self.crawler.stats.get_stats()
        return sum(int(stats.get(name, 0)) for name in _DONE)


_DONE = (
    "item_scraped_count",
    "item_dropped_count",
    "goicrawl/reports/not_due",
    "goicrawl/reports/not_modified",
)


@contextmanager
def start_progress(settings: BaseSettings, total: int) -> Iterator[Progress | None]:
    """Show progress while the block runs, None where there is no terminal to show it on.

    Crawlers that are created in the block log above the bars.
    """
    if not is_wanted(settings):
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=False) as bars:
        yield Progress(bars, total)


def is_wanted(settings: BaseSettings) -> bool:
    """Return whether standard error is a terminal that can show bars, and nothing else is written there."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return False
    feeds = (str(uri) for uri in settings.getdict("FEEDS"))
    return not (sys.stdout.isatty() and any(uri in STANDARD_OUTPUT for uri in feeds))
