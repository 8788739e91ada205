"""What a run did for one portal, counted: its memory does not grow with the pages."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(kw_only=True, slots=True)
class Tally:
    """The counts of one portal in one run."""

    pages: int = 0
    """Answers to requests of the portal's: listings, reports, attachments."""
    read: int = 0
    """Reports that came through all stages."""
    new: int = 0
    """Of them, those that the database did not have."""
    changed: int = 0
    """Those that say something else than before."""
    unchanged: int = 0
    """Those that say the same, and those that the server says are the same."""
    not_due: int = 0
    """Reports that the listing shows and that were not asked for: it is too early to look again."""
    vanished: int = 0
    """Reports that the listing no longer shows."""
    rejects: Counter[str] = field(default_factory=Counter)
    """Pages kept out, by reason."""
    passed: int = 0
    """Checks of the reports read that came out PASS."""
    failed: int = 0
    """Checks of the reports read that came out FAIL."""
    problems: int = 0
    """Oddities of the reports read."""

    def add(self, other: "Tally") -> None:
        """Add another portal's counts, for a total."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.rejects.update(other.rejects)


COUNTS = (
    "pages", "read", "new", "changed", "unchanged", "not_due", "vanished", "passed", "failed", "problems",
)  # fmt: skip
"""The fields of a Tally that are numbers."""
