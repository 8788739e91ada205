"""From a report to the same report with checks: every rule that its figures can answer."""

from goicrawl.validate.carry import carried_forms, recheck_carried
from goicrawl.validate.report import validate_report

__all__ = ["carried_forms", "recheck_carried", "validate_report"]
