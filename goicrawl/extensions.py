"""What a run tells of itself: a line for each report, and log lines without whole items in them."""

import logging
from dataclasses import dataclass
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.spiders import Spider
from twisted.python.failure import Failure

from goicrawl.items import Report


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLine:
    """What the summary says of one report."""

    portal: str | None
    """The name of the portal."""
    year: int | None
    """The reporting year."""
    issuer: str | None
    """The reporting body as printed."""
    form: str | None
    """The form of its tables."""
    cells: int
    """Cells of the statutory tables that hold a figure."""
    passed: int
    """Checks that came out PASS."""
    failed: int
    """Checks that came out FAIL."""
    problems: int
    """Oddities of the page."""


class RunSummary:
    """Collects a line for each report of a run, and counts the items that broke a pipeline."""

    def __init__(self, crawler: Crawler) -> None:
        """Listen to a crawler."""
        self.crawler = crawler
        self.lines: list[ReportLine] = []
        crawler.signals.connect(self.note_report, signal=signals.item_scraped)
        crawler.signals.connect(self.note_error, signal=signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a crawler."""
        return cls(crawler)

    def note_report(self, item: object) -> None:
        """Keep the line of a report; other items are not the summary's."""
        if isinstance(item, Report):
            self.lines.append(line_of(item))

    def note_error(self) -> None:
        """Count an item that a pipeline failed on."""
        self.crawler.stats.inc_value("goicrawl/items_failed")


def line_of(report: Report) -> ReportLine:
    """Return what the summary says of a report."""
    verdicts = [check.verdict for check in report.checks]
    return ReportLine(
        portal=report.portal,
        year=report.year,
        issuer=report.issuer,
        form=report.form,
        cells=sum(statistic.status == "reported" for statistic in report.statistics),
        passed=verdicts.count("PASS"),
        failed=verdicts.count("FAIL"),
        problems=len(report.problems),
    )


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
