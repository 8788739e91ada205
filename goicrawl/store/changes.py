"""Two readings of one page into what differs between them: fields, cells and lines, by path.

A path is made of names and slashes: `title`, `contact/phone`, `statistics/t3/new_received/total/value`,
`checks/T3_BALANCE/verdict`, `tables/0/rows/2/5`. The second of two equal names ends in `#2`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TypeVar

from goicrawl.items import CHILDREN, Contact, Report, Table
from goicrawl.store.rows import CHILD_COLUMNS, CONTACT, ROW_OF, SCALARS

Plain = int | float | str | None | dict[str, "Plain"] | list["Plain"]
"""What JSON can hold."""
T = TypeVar("T")

NAMES: dict[str, tuple[str, ...]] = {
    "sections": ("position",),
    "tables": ("position",),
    "statistics": ("table", "row", "column"),
    "indicators": ("code", "category"),
    "checks": ("rule",),
    "problems": ("code",),
    "attachments": ("url",),
}
"""For each of CHILDREN, the fields that an item is called by."""
# Two problems of one code that say different things are two, not one that changed.
_KEYS: dict[str, tuple[str, ...]] = NAMES | {"problems": ("code", "detail")}
_FIELDS: dict[type, tuple[str, ...]] = {item: CHILD_COLUMNS[name] for name, item in CHILDREN.items()}
_FIELDS[Contact] = CONTACT


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One value that two readings have otherwise."""

    path: str
    """Where it stands."""
    old: Plain
    """What it was; None where there was nothing."""
    new: Plain
    """What it is; None where there is nothing."""


def find_changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Return what differs between two readings; 3 is not 3.0. The page's bytes are no part of it.

    Of the text, and of a table that has other rows, only the lines between the first and the last that
    differ are told.
    """
    found = [*_scalars("", SCALARS, old, new), *_contacts(old.contact, new.contact)]
    if old.text != new.text:
        before, after = _trim(old.text.split("\n"), new.text.split("\n"))
        found.append(Change(path="text", old="\n".join(before), new="\n".join(after)))
    for name in CHILDREN:
        found += _children(name, getattr(old, name), getattr(new, name))
    return tuple(found)


def name_items(name: str, items: Iterable[object]) -> dict[str, object]:
    """Return the items of one of CHILDREN by their paths."""
    return dict(_by_key(name, items).values())


def plain_item(item: object) -> Plain:
    """Return an item as a dict of its fields, None as None."""
    if item is None:
        return None
    return {name: plain(getattr(item, name)) for name in _FIELDS[type(item)]}


def plain(value: object) -> Plain:
    """Return a field's value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    assert value is None or isinstance(value, int | float | str), value  # noqa: S101 -- fields are no more
    return value


def _differ(old: object, new: object) -> bool:
    return type(old) is not type(new) or old != new


def _scalars(prefix: str, names: Sequence[str], old: object, new: object) -> Iterator[Change]:
    for name, before, after in zip(names, _values(old, names), _values(new, names), strict=True):
        if _differ(before, after):
            yield Change(path=prefix + name, old=plain(before), new=plain(after))


def _values(item: object, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(item, name) for name in names)


def _contacts(old: Contact | None, new: Contact | None) -> Iterator[Change]:
    if old is not None and new is not None:
        yield from _scalars("contact/", CONTACT, old, new)
    elif old is not None or new is not None:
        yield Change(path="contact", old=plain_item(old), new=plain_item(new))


def _children(name: str, old: Sequence[object], new: Sequence[object]) -> Iterator[Change]:
    # A report that changes keeps most of what it says; repr tells 3 from 3.0.
    row_of = ROW_OF[name]
    if repr([*map(row_of, old)]) == repr([*map(row_of, new)]):
        return
    before, after = _by_key(name, old), _by_key(name, new)
    for key, (path, item) in before.items():
        if key in after and item == after[key][1] and repr(row_of(item)) == repr(row_of(after[key][1])):
            continue
        if key in after:
            yield from _item(path, name, item, after[key][1])
        else:
            yield Change(path=path, old=plain_item(item), new=None)
    for key, (path, item) in after.items():
        if key not in before:
            yield Change(path=path, old=None, new=plain_item(item))


def _by_key(name: str, items: Iterable[object]) -> dict[tuple[object, int], tuple[str, object]]:
    """Return path and item by what tells an item from its neighbours; equal ones are counted."""
    key_of = attrgetter(*_KEYS[name])
    keys: Counter[object] = Counter()
    labels: Counter[str] = Counter()
    found: dict[tuple[object, int], tuple[str, object]] = {}
    for item in items:
        key: object = key_of(item)
        label = "/".join(str(part) for part in _values(item, NAMES[name]) if part is not None)
        keys[key] += 1
        labels[label] += 1
        count = labels[label]
        found[key, keys[key]] = (f"{name}/{label}" if count == 1 else f"{name}/{label}#{count}", item)
    return found


def _item(path: str, name: str, old: object, new: object) -> Iterator[Change]:
    for change in _scalars(f"{path}/", CHILD_COLUMNS[name], old, new):
        if isinstance(old, Table) and isinstance(new, Table) and change.path == f"{path}/rows":
            yield from _rows(change.path, old.rows, new.rows)
        else:
            yield change


def _rows(path: str, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[Change]:
    """Give the cells that differ where the tables have one shape, else the rows between."""
    if [len(row) for row in old] == [len(row) for row in new]:
        for row, (before, after) in enumerate(zip(old, new, strict=True)):
            for column, pair in enumerate(zip(before, after, strict=True)):
                if pair[0] != pair[1]:
                    yield Change(path=f"{path}/{row}/{column}", old=pair[0], new=pair[1])
    else:
        before_rows, after_rows = _trim(old, new)
        yield Change(path=path, old=plain(tuple(before_rows)), new=plain(tuple(after_rows)))


def _trim(old: Sequence[T], new: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """Return both without what they begin and end with alike: in one pass, whatever the texts are."""
    shorter = min(len(old), len(new))
    begin = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - begin
    end = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return old[begin : len(old) - end], new[begin : len(new) - end]


def find_cause(pages: tuple[str | None, str | None], versions: tuple[str, str], paths: Iterable[str]) -> str:
    """Return whose change it is, by the hashes of both pages and the versions that read them.

    `page`, `parser`, `page and parser`; `checks` where only another report can have made it, and `unknown`.

    >>> find_cause(("ab", "ab"), ("0.1", "0.2"), ["title"])
    'parser'
    """
    page = pages[0] is None or pages[0] != pages[1]
    parser = versions[0] != versions[1]
    if page or parser:
        return " and ".join(name for name, differs in (("page", page), ("parser", parser)) if differs)
    # What the year before hands on is checked once more when that one is stored or changes.
    return "checks" if all(path.startswith("checks/") for path in paths) else "unknown"
