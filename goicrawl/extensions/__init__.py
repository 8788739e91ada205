"""Scrapy's extensions of goicrawl: what a run tells of itself, and that no other runs beside it."""

from goicrawl.extensions.lines import ReportLine, line_of
from goicrawl.extensions.lock import LockError, PortalLock, is_locked
from goicrawl.extensions.log import LogProgress, OneLineLogFormatter, OwnLogCount, QuietLog
from goicrawl.extensions.summary import MAX_LINES, RunSummary
from goicrawl.extensions.tally import Tally

__all__ = [
    "MAX_LINES",
    "LockError",
    "LogProgress",
    "OneLineLogFormatter",
    "OwnLogCount",
    "PortalLock",
    "QuietLog",
    "ReportLine",
    "RunSummary",
    "Tally",
    "is_locked",
    "line_of",
]
