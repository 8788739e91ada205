"""Crawls of several portals: a few at once, never two on one host, none after a stop."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from goicrawl.commands.queue import CrawlQueue, Waiting, share_host


class FakeCrawler:
    """Ends for a reason; `crawl` of the process takes a moment for it."""

    def __init__(self, reason: str = "finished", error: Exception | None = None) -> None:
        self.error = error
        self.stats = SimpleNamespace(get_value=lambda _: reason)
        self._stats = self.stats


class FakeProcess:
    """Runs fake crawlers as Scrapy's process runs real ones, and notes how many run at once."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.active: set[asyncio.Task[None]] = set()
        self.most = 0

    def crawl(self, crawler: FakeCrawler) -> asyncio.Task[None]:
        task = self.loop.create_task(self.take_a_moment(crawler))
        self.active.add(task)
        task.add_done_callback(self.active.discard)
        return task

    async def take_a_moment(self, crawler: FakeCrawler) -> None:
        self.most = max(self.most, len(self.active))
        await asyncio.sleep(0.001)
        if crawler.error:
            raise crawler.error

    async def join(self) -> None:
        while self.active:
            await asyncio.wait(self.active)

    def start(self) -> None:
        self.loop.run_until_complete(self.join())


@pytest.fixture
def process() -> Iterator[FakeProcess]:
    process = FakeProcess()
    yield process
    process.loop.close()


def waiting(name: str, *hosts: str, crawler: FakeCrawler | None = None) -> Waiting:
    made = crawler or FakeCrawler()
    return Waiting(name=name, hosts=frozenset(hosts or (name,)), create=lambda: cast("Crawler", made))


class Told:
    """What the queue said of its crawls."""

    def __init__(self, goes_on: bool = True) -> None:
        self.goes_on = goes_on
        self.begun: list[str] = []
        self.ended: list[tuple[str, str | None]] = []

    def begin(self, name: str, _: Crawler) -> None:
        self.begun.append(name)

    def end(self, name: str, _: Crawler, error: BaseException | None) -> bool:
        self.ended.append((name, str(error) if error else None))
        return self.goes_on


def run(
    process: FakeProcess, *crawls: Waiting, at_once: int = 2, goes_on: bool = True
) -> tuple[CrawlQueue, Told]:
    queue = CrawlQueue(cast("AsyncCrawlerProcess", cast("Any", process)), crawls, at_once=at_once)
    told = Told(goes_on)
    queue.run({}, told.begin, told.end)
    return queue, told


@pytest.mark.parametrize("at_once", [1, 2, 9])
def test_all_are_crawled_and_no_more_than_so_many_at_once(process: FakeProcess, at_once: int) -> None:
    _, told = run(process, *(waiting(name) for name in "abcde"), at_once=at_once)
    assert sorted(name for name, _ in told.ended) == list("abcde")
    assert process.most == min(at_once, 5)


def test_portals_of_one_host_take_turns(process: FakeProcess) -> None:
    _, told = run(process, waiting("a", "x"), waiting("b", "x"), waiting("c", "y", "x"), at_once=3)
    assert (told.begun, process.most) == (["a", "b", "c"], 1)


def test_one_of_another_host_goes_first_meanwhile(process: FakeProcess) -> None:
    _, told = run(process, waiting("a", "x"), waiting("b", "x"), waiting("c", "y"))
    assert told.begun == ["a", "c", "b"]


def test_a_crawl_that_breaks_keeps_no_other_from_its_turn(process: FakeProcess) -> None:
    broken = waiting("a", crawler=FakeCrawler(error=ValueError("broken")))
    _, told = run(process, broken, waiting("b"), at_once=1)
    assert told.ended == [("a", "broken"), ("b", None)]


@pytest.mark.parametrize(
    ("reason", "goes_on"), [("shutdown", True), ("finished", False)], ids=["a signal", "the caller"]
)
def test_none_begins_after_a_stop(process: FakeProcess, reason: str, goes_on: bool) -> None:
    stopped = waiting("a", crawler=FakeCrawler(reason))
    queue, told = run(process, stopped, waiting("b"), at_once=1, goes_on=goes_on)
    assert (told.begun, [crawl.name for crawl in queue.waiting]) == (["a"], ["b"])


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        pytest.param("x.cn", "x.cn", True, id="same"),
        pytest.param("x.cn", "y.cn", False, id="other"),
        pytest.param("x.cn:80", "x.cn", True, id="a port of a name"),
        pytest.param("x.cn", "x.cn:80", True, id="a name of a port"),
        pytest.param("x.cn:80", "x.cn:81", False, id="two ports"),
        pytest.param("[::1]:80", "[::1]", True, id="literal with a port"),
        pytest.param("[::1]", "[::2]", False, id="two literals"),
    ],
)
def test_hosts_are_shared_by_name_and_port(one: str, other: str, shared: bool) -> None:
    assert share_host(frozenset({one}), frozenset({other})) is shared
