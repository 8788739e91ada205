"""The grids of a body into the form they follow, told by headers and rows, never by the year."""

from collections.abc import Iterator, Sequence

from goicrawl.items import Grid
from goicrawl.parse.forms import label_key, load_forms
from goicrawl.parse.labels import MATRIX_FORMS, load_labels

MAX_LABEL_CHARS = 60
"""Longer cells are prose (the longest label of the forms has 41 characters)."""
MIN_ROWS = 3
"""Rows of the forms that tables must have in common with them if no header tells the form."""


def find_form(grids: Sequence[Grid]) -> str | None:
    """Return the statutory form that the grids follow; None if none."""
    keys = set(_keys(grids))
    forms = load_forms()
    marks = {code: len(keys & forms[code].headers) + len(keys & forms[code].signs) for code in MATRIX_FORMS}
    best = max(MATRIX_FORMS, key=lambda code: marks[code])
    if marks[best]:
        return best
    rows = [label for key, label in load_labels().rows.items() if key in keys]
    if len({label.row.code for label in rows}) < MIN_ROWS:
        return None
    return "t2019" if any(label.row.code == "other_handling" for label in rows) else "t2021"


def _keys(grids: Sequence[Grid]) -> Iterator[str]:
    for grid in grids:
        for cell in grid.cells:
            if 2 <= len(cell.text) <= MAX_LABEL_CHARS and not cell.text.isascii():
                yield label_key(cell.text)
