"""A report's life over the nights of a scripted history: when it appears, changes, vanishes, comes back."""

from dataclasses import dataclass

from tests.province.draw import Key, chance, draw


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """When a page is there, and in which edition; without arguments: always, unchanged."""

    born: int = 0
    """The first night on which it is listed."""
    changes: tuple[int, ...] = ()
    """The nights on which a new edition takes its place."""
    absence: tuple[int, int] | None = None
    """From the first of these nights it is gone; on the second it is back."""

    def present(self, night: int) -> bool:
        """Say whether it is listed and served."""
        away = self.absence is not None and self.absence[0] <= night < self.absence[1]
        return night >= self.born and not away

    def edition(self, night: int) -> int:
        """Return its edition, from 0."""
        return sum(change <= night for change in self.changes)


_LONGEST_ABSENCE = 4
NEVER = 10**6
"""A night that doesn't come."""


def life_of(nights: int, *key: Key) -> Life:
    """Return the life of a page over so many nights; one night has no history."""
    if nights < 2:
        return Life()
    born = 1 + draw(nights - 1, *key, "born") if chance(25, *key, "late") else 0
    left = nights - born
    changes: tuple[int, ...] = ()
    if left > 2 and chance(20, *key, "changes"):
        count = 1 + draw(2, *key, "how often")
        changes = tuple(sorted({born + 1 + draw(left - 1, *key, "change", n) for n in range(count)}))
    absence = None
    if left > 3 and chance(20, *key, "vanishes"):
        start = born + 1 + draw(left - 2, *key, "gone")
        back = start + 1 + draw(_LONGEST_ABSENCE, *key, "back")
        absence = (start, back if chance(50, *key, "comes back") else NEVER)
    return Life(born=born, changes=changes, absence=absence)
