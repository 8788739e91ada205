"""Pages that were screened -> whether a portal has shown so many obstacles in a row that a run must stop."""

from collections import Counter
from dataclasses import dataclass, field

WALLS = frozenset({"blocked", "refused", "maintenance", "login", "shell"})
"""Obstacles by which the whole portal keeps us out; a dead link or a cut page is that page's alone."""


@dataclass(kw_only=True, slots=True)
class Patience:
    """How many walls a portal may put up in a row."""

    limit: int
    """So many end it; 0 means that it never ends."""
    row: list[str] = field(default_factory=list)
    """The walls since the last page that was none."""

    def note(self, kind: str | None) -> bool:
        """Note a page, by the kind of its obstacle; return whether this one ended the patience."""
        if kind in WALLS:
            self.row.append(kind)
            return 0 < self.limit == len(self.row)
        if kind is None:
            self.row.clear()
        return False

    def tell(self) -> str:
        """Return the walls of the row in words.

        >>> Patience(limit=3, row=["blocked", "login", "blocked"]).tell()
        '2 blocked, 1 login'
        """
        return ", ".join(f"{count} {kind}" for kind, count in Counter(self.row).items())
