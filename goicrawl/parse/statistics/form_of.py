"""The grids of a body into the form they follow, told by headers and rows, never by the year."""

from collections.abc import Iterator, Sequence

from goicrawl.grids import Grid
from goicrawl.parse.statistics.forms import label_key, load_forms, without_note
from goicrawl.parse.statistics.labels import MATRIX_FORMS, load_labels

MAX_LABEL_CHARS = 60
"""Longer cells are prose (the longest label of the forms has 41 characters)."""
APPLICATIONS = "t3"
MIN_ROWS = 3
"""Rows of table three that tell a form if no header does (行政许可 and 行政处罚 are words of menus too)."""

_REMEDIES = frozenset({"行政复议", "未经复议直接起诉", "复议后起诉"})


def find_form(grids: Sequence[Grid]) -> str | None:
    """Return the statutory form that the grids follow; None if none."""
    keys = set(_keys(grids))
    forms = load_forms()
    marks = {code: len(keys & forms[code].headers) + len(keys & forms[code].signs) for code in MATRIX_FORMS}
    best = max(MATRIX_FORMS, key=lambda code: marks[code])
    if marks[best]:
        return best
    labels = load_labels().rows
    rows = {labels[key].row.code for key in keys if key in labels and labels[key].table == APPLICATIONS}
    if len(rows) < MIN_ROWS and not keys >= _REMEDIES:
        return None
    return "t2019" if "other_handling" in rows else "t2021"


def _keys(grids: Sequence[Grid]) -> Iterator[str]:
    for grid in grids:
        for cell in grid.cells:
            if 2 <= len(cell.text) <= MAX_LABEL_CHARS and not cell.text.isascii():
                yield without_note(label_key(cell.text))
