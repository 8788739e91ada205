"""Page to article, to report, to checked report: each hands an item to its stage and counts the outcome."""

import hashlib
import logging
from collections.abc import Iterable
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from goicrawl import clean, parse, validate
from goicrawl.items import Article, Page, Problem, Report
from goicrawl.pipelines.claims import find_claim
from goicrawl.pipelines.rejected import RejectedPage
from goicrawl.platforms.obstacles import find_obstacle
from goicrawl.portals import Portal
from goicrawl.signals import page_screened

logger = logging.getLogger(__name__)

GONE = frozenset({404, 410})
"""Statuses of a dead link. Portals have many, for good: they fail no run, as any other error does."""


FAILURES = frozenset(
    {"source.refused", "source.maintenance", "source.login", "source.shell", "source.cut_short"}
)
"""Obstacles that fail a run: the page is there, and was not shown. A page that says it does not exist
(soft_404) is a dead link."""


class _HasPortals(Protocol):
    portals: tuple[Portal, ...]


class _Stage:
    """A pipeline that needs nothing but the stats."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline for a crawler."""
        return cls(crawler)

    def count(self, outcome: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(f"goicrawl/{outcome}", count)


class ScreenPipeline(_Stage):
    """Keeps out what is no page to read: errors, files, robot checks, pages of other portals."""

    def process_item(self, item: Page) -> Page:
        """Return the page. Raise `RejectedPage`, logged and counted, where it can't be one."""
        self.count("pages")
        obstacle = find_obstacle(item) or self._find_foreigner(item)
        self.crawler.signals.send_catch_log(
            page_screened, portal=item.portal, url=item.url, obstacle=obstacle
        )
        if obstacle is None:
            return item
        self.count(f"rejected/{obstacle.code}")
        self._say(item, obstacle)
        sha256 = hashlib.sha256(item.body).hexdigest()
        raise RejectedPage(item.url, obstacle, was_read=False, sha256=sha256)

    def _say(self, page: Page, obstacle: Problem) -> None:
        """Log and count what kept a page out, where it is a failure of the run."""
        if obstacle.code == "source.blocked":
            logger.error("blocked: %s: %s", page.url, obstacle.detail)
        elif obstacle.code in FAILURES or (obstacle.code == "source.status" and page.status not in GONE):
            self.count("pages/failed")
            logger.error("page not fetched: %s: %s", page.url, obstacle.detail)

    def _find_foreigner(self, page: Page) -> Problem | None:
        """Return the problem of a page of another host, or that is another portal's by its own words."""
        portals: Iterable[Portal] = cast("_HasPortals", self.crawler.spider).portals
        portal = next((portal for portal in portals if portal.name == page.portal), None)
        if portal is None:
            return None
        if portal.owns(page.url):
            return find_claim(page, portal)
        return Problem(
            code="source.other_host", detail=f"{urlsplit(page.url).hostname} is no host of {page.portal}"
        )


class CleanPipeline(_Stage):
    """A page into its article."""

    def process_item(self, item: Page) -> Article:
        """Return the article, counted by the rule that found its body."""
        article = clean.clean_page(item)
        self.count(f"cleaned/{article.container or 'no_body'}")
        return article


class ParsePipeline(_Stage):
    """An article into its report."""

    def process_item(self, item: Article) -> Report:
        """Return the report, counted by its form. Raise `RejectedPage` where the page holds none."""
        report = parse.parse_article(item)
        if report.form is None:
            # The parser names its verdict last, behind the oddities that it met on the way.
            problem = (report.problems or (Problem(code="source.no_report", detail="no annual report"),))[-1]
            self.count(f"rejected/{problem.code}")
            raise RejectedPage(report.url, problem, was_read=True, sha256=report.sha256, text=item.text)
        self.count(f"parsed/{report.form}")
        return report


class ValidatePipeline(_Stage):
    """A report into the same report with checks."""

    def process_item(self, item: Report) -> Report:
        """Return the checked report; verdicts and problems are counted."""
        report = validate.validate_report(item)
        for check in report.checks:
            self.count(f"checks/{check.verdict}")
        for problem in report.problems:
            self.count(f"problems/{problem.code}")
        return report
