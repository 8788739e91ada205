"""From a report to the same report with checks: every rule that its figures can answer."""

from goicrawl.validate.report import validate_report

__all__ = ["validate_report"]
