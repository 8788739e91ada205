"""What storing came to -> counts in the stats, and log lines where a person should know."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from scrapy.statscollectors import StatsCollector

from goicrawl.items import Report
from goicrawl.store import Fate, Reject, Stored, StoreError

logger = logging.getLogger(__name__)


class Notices:
    """Counts and says what becomes of reports."""

    def __init__(self, stats: StatsCollector) -> None:
        """Take the stats of the run."""
        self.stats = stats

    def tell_stored(self, report: Report, stored: Stored) -> None:
        """Count what an upsert did; say what came back and which marks lapsed."""
        self.stats.inc_value(f"goicrawl/stored/{stored.outcome}")
        if stored.reappeared:
            self.tell_reappeared(report.url)
        for path in stored.lapsed:
            self.stats.inc_value("goicrawl/marks/lapsed")
            logger.warning("mark lapsed, for the page changed: %s of %s", path, report.url)

    def tell_fate(self, reject: Reject, fate: Fate) -> None:
        """Say what becomes of the report whose page was kept out."""
        if fate == "vanished":
            self.tell_vanished(reject.url, reject.reason)
        elif fate == "removed":
            self.stats.inc_value("goicrawl/reports/removed")
            logger.warning("it never was a report, and moves to the revisions: %s", reject.url)
        elif fate == "kept":
            logger.warning("the report stored for %s is kept", reject.url)

    def tell_vanished(self, url: str, why: str) -> None:
        """Count and say a report that is not to be found any more."""
        self.stats.inc_value("goicrawl/reports/vanished")
        logger.warning("report vanished, and is kept: %s (%s)", url, why)

    def tell_reappeared(self, url: str) -> None:
        """Count and say a report that is back."""
        self.stats.inc_value("goicrawl/reports/reappeared")
        logger.warning("report reappeared: %s", url)

    def count_failure(self) -> None:
        """Count what could not be stored."""
        self.stats.inc_value("goicrawl/stored/failed")

    @contextmanager
    def saying(self) -> Iterator[None]:
        """Log and count a failure: Scrapy's signals would swallow it."""
        try:
            yield
        except StoreError as error:
            logger.error("%s", error)
            self.count_failure()
