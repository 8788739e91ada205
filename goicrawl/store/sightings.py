"""When a page was served and when it is read -> the moments that its row of the database gets.

A live page is served as it is read. A saved one was served when it was saved: what it says gets that moment,
so that reading an archive again gives the history its true dates, and what is known to be newer stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from goicrawl.store.times import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """A look at a page; moments are as the database keeps them."""

    now: str
    """When it is read."""
    served: str
    """When the page was served; of a saved page that nobody knows it of, when it is read."""
    live: bool
    """Whether the network answered: then nothing that is known is newer, whatever the clocks say."""
    dated: bool
    """Whether it is known when the page was served."""

    @classmethod
    def of(cls, now: datetime, *, live: bool, fetched: datetime | None = None) -> Self:
        """Return the look at a page that is read `now`, and was `fetched` then if it is a saved one.

        Raises ValueError for a naive time.
        """
        dated = live or fetched is not None
        served = now if live or fetched is None else fetched
        return cls(now=utc(now), served=utc(served), live=live, dated=dated)

    @property
    def known(self) -> str | None:
        """When the page was served, None where nobody knows."""
        return self.served if self.dated else None

    def follows(self, moment: str | None) -> bool:
        """Say whether the page is known to have been served after a moment."""
        return self.live or (self.dated and (moment is None or self.served > moment))

    def precedes(self, moment: str | None) -> bool:
        """Say whether the page is known to have been served before a moment."""
        return not self.live and self.dated and moment is not None and self.served < moment

    def first(self, known: str) -> str:
        """Return when a page was first seen that was first seen at `known`."""
        return min(known, self.served) if self.dated else known

    def last(self, known: str) -> str:
        """Return when a page was last seen that was last seen at `known`."""
        return self.served if self.live or not self.dated else max(known, self.served)
