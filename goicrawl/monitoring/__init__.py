"""Runs and what they left in the database -> how each went, and what a person should look at."""

from goicrawl.monitoring.findings import Finding
from goicrawl.monitoring.judge import RunJudge, SettingError, limits_of, read_number
from goicrawl.monitoring.outcome import BAD_START, FAILED, Limits, Outcome, judge, worst
from goicrawl.monitoring.page import describe_states, format_page
from goicrawl.monitoring.states import PortalState, read_states

__all__ = [
    "BAD_START",
    "FAILED",
    "Finding",
    "Limits",
    "Outcome",
    "PortalState",
    "RunJudge",
    "SettingError",
    "describe_states",
    "format_page",
    "judge",
    "limits_of",
    "read_number",
    "read_states",
    "worst",
]
