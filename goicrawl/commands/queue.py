"""Portals that wait -> their crawls, a few at once, in one process; never two that ask the same host."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scrapy.crawler import AsyncCrawlerProcess, Crawler


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A crawl that has not begun."""

    name: str
    """The portal's name, or `replay`."""
    hosts: frozenset[str]
    """The host names that it asks."""
    create: Callable[[], Crawler]
    """Makes its crawler; called when its turn comes, so that few are in memory at once."""


Begun = Callable[[str, Crawler], None]
"""Hears of a crawl that is about to begin: its name, its crawler."""
Finished = Callable[[str, Crawler, BaseException | None], bool]
"""Hears of a crawl that is over: its name, its crawler and what kept it from starting. Says whether the next
may begin."""


class CrawlQueue:
    """Starts crawls as places become free.

    Two portals on one host are crawled one after the other: side by side they would ask it twice as often as
    the manners of each allow.
    """

    def __init__(self, process: AsyncCrawlerProcess, waiting: Sequence[Waiting], *, at_once: int = 1) -> None:
        """Take the crawls in the order in which they are wanted."""
        self.process = process
        self.waiting = list(waiting)
        self.at_once = at_once
        self.running: dict[str, frozenset[str]] = {}

    def run(self, arguments: Mapping[str, str], begun: Begun, finished: Finished) -> None:
        """Run all crawls to their end; those that a stop signal kept from starting stay in `waiting`."""
        self.arguments = arguments
        self.begun, self.finished = begun, finished
        self._fill()
        self.process.start()

    def _fill(self) -> None:
        while len(self.running) < self.at_once and (crawl := self._find_next()):
            self.waiting.remove(crawl)
            self.running[crawl.name] = crawl.hosts
            crawler = crawl.create()
            self.begun(crawl.name, crawler)
            task = self.process.crawl(crawler, **self.arguments)
            # Called before the process looks whether it has anything left to wait for.
            task.add_done_callback(partial(self._end, crawl.name, crawler))

    def _find_next(self) -> Waiting | None:
        busy = frozenset[str]().union(*self.running.values())
        return next((crawl for crawl in self.waiting if not share_host(crawl.hosts, busy)), None)

    def _end(self, name: str, crawler: Crawler, task: asyncio.Task[None]) -> None:
        del self.running[name]
        error = None if task.cancelled() else task.exception()
        if self.finished(name, crawler, error) and not task.cancelled() and not was_stopped(crawler):
            self._fill()


def share_host(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two portals' hosts have one in common: `name` is any port of it, `name:port` that port.

    >>> share_host(frozenset({"x.gov.cn"}), frozenset({"x.gov.cn:81"}))
    True
    >>> share_host(frozenset({"x.gov.cn:80"}), frozenset({"x.gov.cn:81"}))
    False
    """
    if one & other:
        return True
    return bool({_name(host) for host in one} & other or one & {_name(host) for host in other})


def _name(host: str) -> str:
    """Return a host entry without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def was_stopped(crawler: Crawler) -> bool:
    """Return whether a signal (Ctrl-C, SIGTERM) ended a crawl: then no other is to begin."""
    # The attribute has a value only once the crawl has begun.
    return crawler._stats is not None and crawler.stats.get_value("finish_reason") == "shutdown"
