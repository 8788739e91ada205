"""Runs and what they left in the database -> how each went, and what a person should look at."""

from goicrawl.monitoring.findings import Finding
from goicrawl.monitoring.judge import RunJudge
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
    "describe_states",
    "format_page",
    "judge",
    "read_states",
    "worst",
]
