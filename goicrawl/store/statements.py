"""The SQL that writes and reads a report, made from the columns of its rows."""

# Every name put together here is a field of an item, a constant of this package.
# ruff: noqa: S608

from goicrawl.store.rows import CHILD_COLUMNS, COLUMNS


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _marks(columns: tuple[str, ...]) -> str:
    return ", ".join("?" for _ in columns)


_SEEN = ("sha256", "first_seen", "last_seen", "changed_at", "parser_version", "fingerprint", "fetched")
_WRITTEN = (*COLUMNS, *_SEEN)

INSERT_REPORT = f"INSERT INTO _reports ({_quoted(_WRITTEN)}) VALUES ({_marks(_WRITTEN)})"
"""Takes the values of COLUMNS, then sha256, the three times, parser_version, fingerprint and fetched."""

UPDATE_REPORT = f"UPDATE _reports SET ({_quoted(_WRITTEN)}) = ({_marks(_WRITTEN)}) WHERE id = ?"
"""Takes the same, then the report's id."""

SELECT_REPORT = f"""
    SELECT r.id, t.text, r.sha256, {_quoted(COLUMNS)}
    FROM _reports r JOIN _texts t ON t.report = r.id WHERE r.url = ?
"""
"""Gives id, text, sha256, then the values of COLUMNS."""

_ROWS = {name: columns for name, columns in CHILD_COLUMNS.items() if name != "statistics"}

INSERT_CHILDREN = {
    name: f"INSERT INTO _{name} (report, place, {_quoted(columns)}) VALUES (?, ?, {_marks(columns)})"
    for name, columns in _ROWS.items()
} | {"statistics": "INSERT INTO _statistics (report, place, cell, value, raw) VALUES (?, ?, ?, ?, ?)"}
"""For each of CHILDREN; takes the report's id, the place and the row, of a statistic cell, value and raw."""

DELETE_CHILDREN = {name: f"DELETE FROM _{name} WHERE report = ?" for name in CHILD_COLUMNS}

SELECT_CHILDREN = {
    name: f"SELECT {_quoted(columns)} FROM _{name} WHERE report = ? ORDER BY place"
    for name, columns in _ROWS.items()
} | {
    "statistics": f"""
        SELECT {_quoted(CHILD_COLUMNS["statistics"])}
        FROM _statistics s JOIN _cells k ON k.id = s.cell WHERE s.report = ? ORDER BY s.place
    """
}
"""For each of CHILDREN; takes the report's id, gives the item's fields."""
