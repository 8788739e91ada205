"""A crawl -> `goicrawl/outcome` and `goicrawl/failures`, left in its stats before they are stored."""

from math import inf
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.spiders import Spider

from goicrawl.monitoring.outcome import Limits, Outcome, judge
from goicrawl.monitoring.runs import find_last_good
from goicrawl.store import open_database


class SettingError(ValueError):
    """A setting that makes no sense: one line that names it and what it must be."""


class RunJudge:
    """Judges a run by its stats, the limits of the settings and the portal's last good run.

    A crawl is judged when it closes, so that its row in `crawls` has the outcome; `judge` takes in what comes
    later, as a feed that can't be written.
    """

    def __init__(self, crawler: Crawler, limits: Limits) -> None:
        """Listen to a crawler."""
        self.crawler = crawler
        self.limits = limits
        self.before: int | None = None
        crawler.signals.connect(self.look_back, signal=signals.spider_opened)
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a crawler."""
        return cls(crawler, limits_of(crawler.settings))

    def look_back(self, spider: Spider) -> None:
        """Find how many reports the portal's last good run found; a replay has none before it."""
        path = self.crawler.settings.get("GOICRAWL_DATABASE")
        if not path or self.crawler.settings.getlist("GOICRAWL_REPLAY"):
            return
        db = open_database(path)
        try:
            last = find_last_good(db, spider.name)
        finally:
            db.close()
        self.before = last.reports if last else None

    def close(self, reason: str) -> None:
        """Leave the outcome in the stats."""
        outcome = self.judge(reason)
        self.crawler.stats.set_value("goicrawl/outcome", outcome.name)
        self.crawler.stats.set_value("goicrawl/failures", list(outcome.failures))

    def judge(self, reason: str | None = None) -> Outcome:
        """Return the outcome by the stats of this moment; `reason` is why the crawl closes."""
        stats = self.crawler.stats.get_stats()
        if reason is not None:
            stats = {**stats, "finish_reason": reason}
        return judge(stats, self.limits, before=self.before)


def limits_of(settings: BaseSettings) -> Limits:
    """Return the limits that the settings name. Raises `SettingError` for one that is no number."""
    return Limits(
        failed_pages=int(read_number(settings, "GOICRAWL_MAX_FAILED_PAGES")),
        rejects_share=read_number(settings, "GOICRAWL_MAX_REJECTS_SHARE"),
        reports_ratio=read_number(settings, "GOICRAWL_MIN_REPORTS_RATIO"),
    )


def read_number(settings: BaseSettings, name: str) -> float:
    """Return a setting that is a number from 0 on. Raises `SettingError` for any other."""
    value = settings.get(name)
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number < inf:
        raise SettingError(f"{name} = {value!r} must be a number from 0 on")
    return number
