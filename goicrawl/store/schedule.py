"""A report's year, and the day it was looked at, into the day it is due again."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from goicrawl.store.database import StoreError

_STEP = re.compile("(?P<age>[0-9]{1,3}|older|unknown):(?P<days>[0-9]{1,5})")


class ScheduleError(StoreError):
    """A schedule that can't be read: one line that shows how one is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """How many days a page is left alone, by the age of its reporting year."""

    steps: tuple[tuple[int, int], ...] = ()
    """(age, days): up to this age in years, so many days; youngest first."""
    older: int = 0
    """Days for all that is older."""
    unknown: int = 0
    """Days for pages whose year is not known: rejects among them."""

    def next_due(self, year: int | None, day: date) -> date:
        """Return the day on which a page looked at on `day` is due again.

        >>> schedule = parse_schedule("1:1 2:30 older:365 unknown:30")
        >>> schedule.next_due(2020, date(2021, 3, 1)), schedule.next_due(2019, date(2021, 3, 1))
        (datetime.date(2021, 3, 2), datetime.date(2021, 3, 31))
        """
        return day + timedelta(days=self._days(year, day))

    def _days(self, year: int | None, day: date) -> int:
        if year is None:
            return self.unknown
        age = day.year - year
        return next((days for upto, days in self.steps if age <= upto), self.older)


def parse_schedule(text: str) -> Schedule:
    """Return the schedule that GOICRAWL_REVISIT writes: `AGE:DAYS ... older:DAYS unknown:DAYS`.

    A number alone is that many days for every page. Raises ScheduleError.

    >>> parse_schedule("0")
    Schedule(steps=(), older=0, unknown=0)
    """
    if text.strip().isdecimal():
        text = f"older:{text.strip()} unknown:{text.strip()}"
    found = [_STEP.fullmatch(step) for step in text.replace(",", " ").split()]
    days = {match["age"]: int(match["days"]) for match in found if match}
    if not all(found) or len(days) < len(found) or not {"older", "unknown"} <= days.keys():
        raise ScheduleError(
            f"GOICRAWL_REVISIT is {text!r}: write AGE:DAYS for each age in years, older:DAYS and "
            "unknown:DAYS, as in '1:1 2:30 older:365 unknown:30', or one number of days for all"
        )
    older, unknown = days.pop("older"), days.pop("unknown")
    return Schedule(
        steps=tuple(sorted((int(age), left) for age, left in days.items())), older=older, unknown=unknown
    )
