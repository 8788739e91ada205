"""A report and a path into the value that a person can mark there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goicrawl.items import Check, Indicator, Report, Statistic
from goicrawl.store.changes import name_items
from goicrawl.store.database import StoreError
from goicrawl.store.rows import CONTACT, SCALARS

Value = int | float | str | None

_CHILDREN = ("statistics", "indicators", "checks")
_COUNTED = re.compile("(?P<item>.+)#(?P<ordinal>[0-9]{1,4})")
_SHOWN = 12
"""Paths that an error names at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A value that can be marked."""

    path: str
    """Where it stands, in full."""
    printed: Value
    """What the report says there."""
    is_number: bool = False
    """Whether it can only be corrected to a number."""

    @property
    def item(self) -> str:
        """The path without the count of equal names."""
        match = _COUNTED.fullmatch(self.path)
        return match["item"] if match else self.path

    @property
    def ordinal(self) -> int:
        """Which of the items of this name it is, from 1."""
        match = _COUNTED.fullmatch(self.path)
        return int(match["ordinal"]) if match else 1

    def read_correction(self, text: str) -> Value:
        """Return a correction as its type. Raises StoreError for a text in a number's place."""
        if not self.is_number:
            return text
        try:
            return int(text) if re.fullmatch("-?[0-9]{1,18}", text) else float(text)
        except ValueError:
            raise StoreError(f"{self.path} is a number, and {text!r} is none") from None


def find_marked(report: Report, path: str) -> Marked:
    """Return the value at a path, or at one that only lacks its first name (`t3/new_received/total`).

    Raises StoreError, which names paths that are like it.
    """
    known = {value.path: value for value in _values(report)}
    for full in (path, *(f"{name}/{path}" for name in _CHILDREN)):
        if full in known:
            return known[full]
    last = path.rpartition("/")[2]
    near = [name for name in known if last in name][:_SHOWN] or [*SCALARS[1:4], *list(known)[-_SHOWN:]]
    raise StoreError(f"nothing can be marked at {path!r}; there are: {', '.join(near)}")


def _values(report: Report) -> Iterator[Marked]:
    for name in SCALARS:
        if name != "url":
            yield Marked(path=name, printed=_plain(getattr(report, name)), is_number=name == "year")
    if report.contact:
        for name in CONTACT:
            yield Marked(path=f"contact/{name}", printed=getattr(report.contact, name))
    for name in _CHILDREN:
        for path, item in name_items(name, getattr(report, name)).items():
            if isinstance(item, Statistic):
                yield Marked(path=path, printed=item.raw, is_number=True)
            elif isinstance(item, Indicator):
                yield Marked(path=path, printed=item.value, is_number=True)
            elif isinstance(item, Check):
                yield Marked(path=path, printed=f"{item.verdict}: {item.evidence}")


def _plain(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value
