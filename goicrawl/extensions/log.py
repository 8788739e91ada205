"""Log records -> a log that is read: a line for what happened, and none for what is always the same."""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.extensions.logstats import LogStats
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.settings import BaseSettings
from scrapy.spiders import Spider
from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

SAME_IN_EVERY_RUN = {
    "scrapy.addons": ("Enabled addons",),
    "scrapy.core.engine": ("Spider opened", "Closing spider", "Spider closed"),
    "scrapy.crawler": ("Overridden settings",),
    "scrapy.extensions.memusage": ("Peak memory usage",),
    "scrapy.middleware": ("Enabled ",),
    "scrapy.utils.log": ("Scrapy ",),
}
"""What Scrapy says at INFO of every run alike, by logger: seventy lines. `-L DEBUG` shows them."""


class QuietLog:
    """A Scrapy add-on, which is asked before the first line is logged."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Take the lines that are the same in every run out of the log, unless it is one at DEBUG."""
        shown = str(settings["LOG_LEVEL"]).upper() in ("DEBUG", "NOTSET")
        for name in SAME_IN_EVERY_RUN:
            logging.getLogger(name).removeFilter(is_news)
            if not shown:
                logging.getLogger(name).addFilter(is_news)


def is_news(record: logging.LogRecord) -> bool:
    """Return whether a record says what is not the same in every run."""
    if record.levelno > logging.INFO:
        return True
    return not str(record.msg).startswith(SAME_IN_EVERY_RUN.get(record.name, ()))


class OneLineLogFormatter(LogFormatter):
    """Names an item by its address. Scrapy would print it whole: 49 KB a report, a page's bytes and all."""

    def scraped(
        self, item: object, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Say which page was read."""
        return {"level": logging.DEBUG, "msg": "Read %(url)s", "args": {"url": _address(item)}}

    def dropped(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Say which page was kept out and why."""
        return {"level": logging.WARNING, "msg": "Kept out %(why)s", "args": {"why": exception}}

    def item_error(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """Say which page broke a pipeline; the traceback follows."""
        return {"level": logging.ERROR, "msg": "Error processing %(url)s", "args": {"url": _address(item)}}


def _address(item: object) -> str:
    return str(getattr(item, "url", type(item).__name__))


class OwnLogCount(logging.Handler):
    """Counts a crawl's own log records by level, as Scrapy's LogCount does for all crawls of the process.

    A record that names no spider is the crawl's own where it is the only one; of several it may be anyone's,
    and is counted in `unowned` for the process.
    """

    unowned: int = 0
    _counting: list["OwnLogCount"] = []  # noqa: RUF012 - shared on purpose

    def __init__(self, crawler: Crawler) -> None:
        """Count from the opening of the spider to the end of the run."""
        super().__init__(level=crawler.settings.get("LOG_LEVEL"))
        self.crawler = crawler
        crawler.signals.connect(self.begin, signal=signals.spider_opened)
        crawler.signals.connect(self.end, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a crawler."""
        return cls(crawler)

    def begin(self) -> None:
        """Count from now on."""
        self._counting.append(self)
        logging.root.addHandler(self)

    def end(self) -> None:
        """Count no longer."""
        if self in self._counting:  # a crawl may close before it has opened
            logging.root.removeHandler(self)
            self._counting.remove(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record of this crawl's."""
        spider = getattr(record, "spider", None)
        if spider is self.crawler.spider or (spider is None and len(self._counting) == 1):
            self.crawler.stats.inc_value(f"log_count/{record.levelname}")
        elif spider is None and self._counting[0] is self and record.levelno >= logging.ERROR:
            OwnLogCount.unowned += 1


class LogProgress(LogStats):
    """Scrapy's LogStats, which says every LOGSTATS_INTERVAL seconds how far a crawl is, naming the portal."""

    def log(self, spider: Spider) -> None:
        """Log how far the crawl is; nothing before it has begun."""
        self.calculate_stats()
        if self.pages:
            message = "%d pages (%d a minute), %d reports so far"
            spider.logger.info(message, self.pages, self.prate, self.items)
