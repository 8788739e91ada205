"""Runs and what they left in the database -> how each went, and what a person should look at."""

from goicrawl.monitoring.judge import RunJudge
from goicrawl.monitoring.outcome import BAD_START, FAILED, Limits, Outcome, judge, worst

__all__ = ["BAD_START", "FAILED", "Limits", "Outcome", "RunJudge", "judge", "worst"]
