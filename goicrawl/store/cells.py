"""Statistics into the integer keys of their cells: table, row, column, unit and status, kept once."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from goicrawl.items import Statistic

Cell = tuple[str, str, str, str | None, str]
"""The words of a statistic: table, row, column, unit, status."""

KNOWN_CELLS = 50_000
"""Cells remembered for a database; the national forms have about 2,000 with their units and statuses."""

# A key, once stored, never changes: looked up once, it spares each report 0.5 ms of look-ups.
_known: WeakKeyDictionary[Database, dict[Cell, int]] = WeakKeyDictionary()

_FIND = """
    SELECT id FROM _cells
    WHERE "table" = ? AND "row" = ? AND "column" = ? AND ifnull(unit, x'') = ifnull(?, x'') AND status = ?
"""
_INSERT = """INSERT INTO _cells ("table", "row", "column", unit, status) VALUES (?, ?, ?, ?, ?)"""


def upsert_cells(db: Database, statistics: Iterable[Statistic]) -> list[int]:
    """Return the key of each statistic's cell. To be called inside a write transaction."""
    known = _known.setdefault(db, {})
    if len(known) > KNOWN_CELLS:
        known.clear()
    keys = []
    for item in statistics:
        cell = (item.table, item.row, item.column, item.unit, item.status)
        key = known.get(cell)
        if key is None:
            key = known[cell] = _upsert_cell(db, cell)
        keys.append(key)
    return keys


def forget_cells(db: Database) -> None:
    """Forget the keys of a database: those of a transaction that was rolled back were never stored."""
    _known.pop(db, None)


def _upsert_cell(db: Database, cell: Cell) -> int:
    found = db.execute(_FIND, cell).fetchone()
    if found is not None:
        return int(found[0])
    return int(db.execute(_INSERT, cell).lastrowid or 0)
