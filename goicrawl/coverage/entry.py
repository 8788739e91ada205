"""One unit's one year in the ledger."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["published", "changed", "vanished", "rejected", "blocked", "failed", "not_found"]
"""What is known of a report:

- `published`: it is there, as it was when it was first read;
- `changed`: it is there, and its page said something else before;
- `vanished`: it was there, and is no longer;
- `rejected`: a row of the listing names it, and its page is no report that can be read (a file, a notice, …);
- `blocked`: the portal answers with robot checks or refusals in its place;
- `failed`: a row of the listing names it, and its page could not be had (a timeout, an error, a login, …);
- `not_found`: nothing that was read names it, or its page is gone.
"""
Timely = Literal["in_time", "late", "unclear", "unknown"]
"""Whether it was published by the day that the law of its year sets: `unclear` where the day depends on what
the issuer is, `unknown` where the page prints no date of publication."""

STATUSES: tuple[Status, ...] = (
    *("published", "changed", "vanished"),
    *("rejected", "blocked", "failed", "not_found"),
)
TIMELY: tuple[Timely, ...] = ("in_time", "late", "unclear", "unknown")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What is known of one unit's report of one year."""

    portal: str | None
    """The name of the portal in the registry."""
    unit: str | None
    """The reporting body as its latest report prints it; None where no page says it."""
    year: int
    """The reporting year."""
    status: Status
    """What is known of the report."""
    timely: Timely | None = None
    """Whether it was published in time; None where no report was read."""
    published: str | None = None
    """The date of publication as the page states it (ISO 8601); None where it states none."""
    due: str
    """The day by which the law of that year wanted it (ISO 8601): the later one where two are possible."""
    is_gap: bool = False
    """Reports of years before and after it are known, and this one is not."""
    url: str | None = None
    """The page that the entry rests on."""
    evidence: str
    """What it rests on, in words."""
