"""A crawl -> what the summary says of it: counts for each portal, a line for each of a few reports.

It also logs a line for each report and for the beginning and end of each crawl.
"""

import logging
from collections import defaultdict
from typing import Protocol, Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spiders import Spider

from goicrawl.extensions.lines import ReportLine, line_of
from goicrawl.extensions.tally import Tally
from goicrawl.items import Problem, Report
from goicrawl.signals import report_stored

MAX_LINES = 50
"""Reports of a run that get a line each, at most: a page or two of a terminal."""

_STORED_AS = {"new": "new", "changed": "changed", "seen": "unchanged"}


class _HasProblem(Protocol):
    problem: Problem


class RunSummary:
    """Counts what a run did for each of its portals, and keeps a line for each of its first reports."""

    def __init__(self, crawler: Crawler) -> None:
        """Listen to a crawler."""
        self.crawler = crawler
        self.lines: list[ReportLine] = []
        self.portals: defaultdict[str, Tally] = defaultdict(Tally)
        self.outcomes: dict[str, str] = {}
        listeners = {
            signals.spider_opened: self.say_begin,
            signals.spider_closed: self.say_end,
            signals.response_received: self.note_page,
            signals.item_scraped: self.note_report,
            signals.item_dropped: self.note_reject,
            signals.item_error: self.note_error,
            report_stored: self.note_stored,
        }
        for signal, listener in listeners.items():
            crawler.signals.connect(listener, signal=signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension for a crawler."""
        return cls(crawler)

    @property
    def reports(self) -> int:
        """How many reports came through all stages."""
        return sum(tally.read for tally in self.portals.values())

    def note_page(self, response: Response, request: Request) -> None:
        """Count an answer to a request of the spider's; robots.txt is none."""
        if portal := request.meta.get("portal"):
            self.portals[portal].pages += 1

    def note_stored(self, report: Report, outcome: str) -> None:
        """Keep what storing a report came to until it has come through the last stage."""
        self.outcomes[report.url] = outcome

    def note_report(self, item: object) -> None:
        """Count a report and log its line; other items are not the summary's."""
        if not isinstance(item, Report):
            return
        line, tally = line_of(item), self.portals[item.portal or ""]
        outcome = self.outcomes.pop(item.url, None)
        tally.read += 1
        tally.passed += line.passed
        tally.failed += line.failed
        tally.problems += line.problems
        if stored := _STORED_AS.get(outcome or ""):
            setattr(tally, stored, getattr(tally, stored) + 1)
        if len(self.lines) < MAX_LINES:
            self.lines.append(line)
        self._log(item.portal, format_report(item, line, _STORED_AS.get(outcome or "", "read")))

    def note_reject(self, item: object, exception: Exception) -> None:
        """Count a page that was kept out, by its reason."""
        problem = cast("_HasProblem", exception).problem if hasattr(exception, "problem") else None
        reason = problem.code if problem else type(exception).__name__
        self.portals[getattr(item, "portal", None) or ""].rejects[reason] += 1

    def note_error(self, item: object) -> None:
        """Count an item that a pipeline failed on."""
        self.outcomes.pop(getattr(item, "url", ""), None)
        self.crawler.stats.inc_value("goicrawl/items_failed")

    def say_begin(self, spider: Spider) -> None:
        """Log that a crawl begins."""
        self._log(spider.name, "begins")

    def say_end(self, spider: Spider, reason: str) -> None:
        """Log how the crawl ended."""
        total = Tally()
        for tally in self.tallies(spider.name).values():
            total.add(tally)
        not_due = f", {total.not_due} not due" if total.not_due else ""
        self._log(spider.name, f"ends ({reason}): {total.pages} pages, {total.read} reports read{not_due}")

    def tallies(self, name: str) -> dict[str, Tally]:
        """Return the counts of each portal; what only the stats tell is the one portal's of a live crawl.

        `name` is the spider's, the portal's where nothing was counted. A replay asks for everything.
        """
        if len(self.portals) > 1:
            return dict(self.portals)
        portal, total = next(iter(self.portals), name), Tally()
        total.add(self.portals.get(portal, Tally()))
        total.not_due += self._stat("not_due")
        total.unchanged += self._stat("not_modified") + self._stat("unchanged")
        total.vanished += self._stat("vanished")
        return {portal: total}

    def _stat(self, name: str) -> int:
        return int(self.crawler.stats.get_value(f"goicrawl/reports/{name}", 0))

    def _log(self, name: str | None, message: str) -> None:
        logger = logging.getLogger(name or __name__)
        logger.info("%s", message, extra={"spider": self.crawler.spider})


def format_report(report: Report, line: ReportLine, outcome: str) -> str:
    """Return the log's line for a report; "-" stands for what it does not say.

    >>> report = Report(url="http://x.gov.cn/1", year=2021, issuer="某县", form="t2021")
    >>> format_report(report, line_of(report), "new")
    'new: 某县 2021 t2021, 0 cells, 0 checks failed, 0 problems: http://x.gov.cn/1'
    """
    said = " ".join("-" if text is None else str(text) for text in (line.issuer, line.year, line.form))
    counts = f"{line.cells} cells, {line.failed} checks failed, {line.problems} problems"
    return f"{outcome}: {said}, {counts}: {report.url}"
