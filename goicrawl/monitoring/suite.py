"""A crawl's stats -> Spidermon monitors, and an action that makes the crawl fail with them.

Spidermon (extra `monitor`) logs and reports what fails, and leaves the exit code at 0.
"""

from collections.abc import Mapping
from typing import ClassVar

from spidermon import Monitor, MonitorSuite
from spidermon.core.actions import Action

from goicrawl.monitoring.judge import limits_of
from goicrawl.monitoring.outcome import Limits, count, count_reports, find_excesses


class FailRun(Action):  # type: ignore[misc]  # Spidermon has no types
    """Counts the monitors that failed, which fails the run; for any suite's `monitors_failed_actions`."""

    def run_action(self) -> None:
        """Count them in the stat `goicrawl/monitors/failed`."""
        failed = len(self.result.monitors_failed_results)
        self.data.crawler.stats.inc_value("goicrawl/monitors/failed", failed)


class _StatsMonitor(Monitor):  # type: ignore[misc]  # Spidermon has no types
    """A monitor of the stats."""

    def stats(self) -> Mapping[str, object]:
        stats: Mapping[str, object] = self.data.crawler.stats.get_stats()
        return stats

    def limits(self) -> Limits:
        return limits_of(self.data.crawler.settings)


class ReportsMonitor(_StatsMonitor):
    """Reports."""

    def test_reports_were_found(self) -> None:
        """At least one report was read, unchanged or not due."""
        self.assertGreater(count_reports(self.stats()), 0)

    def test_reports_were_stored(self) -> None:
        """Every row could be stored."""
        self.assertEqual(count(self.stats(), "goicrawl/stored/failed"), 0)


class ListingsMonitor(_StatsMonitor):
    """Listings."""

    def test_listings_were_read(self) -> None:
        """Every page of every listing could be read."""
        self.assertEqual(count(self.stats(), "goicrawl/listings/failed"), 0)

    def test_listings_are_complete(self) -> None:
        """Every listing was walked to a proved end."""
        self.assertEqual(count(self.stats(), "goicrawl/listings/incomplete"), 0)


class PagesMonitor(_StatsMonitor):
    """Pages."""

    def test_pages_are_within_the_limits(self) -> None:
        """No more pages failed or were kept out than the settings allow."""
        self.assertEqual(list(find_excesses(self.stats(), self.limits(), None)), [])

    def test_no_page_is_a_robot_check(self) -> None:
        """The portal shows its pages."""
        self.assertEqual(count(self.stats(), "goicrawl/rejected/source.blocked"), 0)


class RunSuite(MonitorSuite):  # type: ignore[misc]  # Spidermon has no types
    """What a good crawl holds to."""

    monitors: ClassVar[list[type[Monitor]]] = [ReportsMonitor, ListingsMonitor, PagesMonitor]
    monitors_failed_actions: ClassVar[list[type[Action]]] = [FailRun]
