"""From the sentences of a report to the numbers that they state, each with its code.

Numbers and denials are found first; only the clauses round them are read. Which words make which
code is data: `indicators.toml`. A number that no rule fits, or that two codes could claim, is left out.
"""

from goicrawl.parse.indicators.report import find_indicators, find_unread

__all__ = ["find_indicators", "find_unread"]
