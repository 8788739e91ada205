"""Printed labels into the codes of the statutory forms, all forms at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from goicrawl.parse.statistics.forms import (
    Column,
    FormTable,
    Row,
    core_of,
    label_key,
    load_forms,
    without_note,
)

MATRIX_FORMS = ("t2021", "t2019")
SIMILARITY = 0.8
"""Shared characters, in order, that a misspelt label must keep; no two row labels of a form come near it."""
MIN_FUZZY = 5
"""Characters below which a label must be exact: 规章, 其他, 总计 and 自然人 are too short to guess at."""


class RowLabel(NamedTuple):
    """A row of a form: its table and definition."""

    table: str
    row: Row


class Labels(NamedTuple):
    """Indexes over the labels of all forms."""

    rows: dict[str, RowLabel]
    """By label key, also without the note in parentheses."""
    row_cores: dict[str, RowLabel]
    """By label key without numbering, where no column has that label and no two rows share it."""
    columns: dict[str, dict[str, Column]]
    """By label key: table to column."""
    captions: dict[str, str]
    """By label key: table."""
    tables: dict[str, tuple[FormTable, ...]]
    """By code: the table in each form, the newest first."""


@cache
def load_labels() -> Labels:
    """Return the indexes."""
    rows: dict[str, RowLabel] = {}
    columns: dict[str, dict[str, Column]] = defaultdict(dict)
    captions: dict[str, str] = {}
    tables: dict[str, tuple[FormTable, ...]] = defaultdict(tuple)
    for table in _tables():
        tables[table.code] += (table,)
        captions.update((label_key(caption), table.code) for caption in table.captions)
        for column in table.columns:
            for label in column.labels:
                columns[label_key(label)].setdefault(table.code, column)
        for row in table.rows if table.layout == "matrix" else ():
            for label in row.labels:
                for key in (label_key(label), without_note(label_key(label))):
                    # (六)其他处理 is a row of figures in 2019 and a group since: the figures decide.
                    if key not in rows or rows[key].row.group:
                        rows[key] = RowLabel(table.code, row)
    return Labels(rows, _cores(rows, columns), dict(columns), captions, dict(tables))


def _tables() -> Iterator[FormTable]:
    forms = load_forms()
    for code in MATRIX_FORMS:
        yield from forms[code].tables


def _cores(rows: dict[str, RowLabel], columns: dict[str, dict[str, Column]]) -> dict[str, RowLabel]:
    codes: dict[str, set[str]] = defaultdict(set)
    for key, label in rows.items():
        codes[core_of(key)].add(label.row.code)
    return {
        core: label
        for key, label in rows.items()
        if (core := core_of(key)) and len(codes[core]) == 1 and core not in columns
    }


@lru_cache(maxsize=16384)
def find_row(texts: tuple[str, ...], group: str | None) -> RowLabel | None:
    """Return the row that the label cells `texts` name, joined where a label was cut into cells.

    `group` is the text of the cell that spans the row from above, if any: 其他 names a row only
    under (六)其他处理.
    """
    labels = load_labels()
    joins = [label_key("".join(texts[start:])) for start in range(len(texts))]
    for key in reversed(joins):
        if found := labels.rows.get(key) or labels.rows.get(without_note(key)):
            return found
    for key in reversed(joins):
        if found := labels.row_cores.get(without_note(key)):
            return found
    if (
        texts
        and label_key(texts[-1]) == "其他"
        and "其他处理" in label_key("".join((group or "", *texts[:-1])))
    ):
        return labels.rows[label_key("3.其他")]
    return next((found for key in reversed(joins) if (found := _find_similar(key))), None)


@lru_cache(maxsize=4096)
def find_outcome_row(text: str) -> RowLabel | None:
    """Return the row that a label names in a table which most pages print in one line without labels."""
    key = label_key(text)
    tables = [
        table for forms in load_labels().tables.values() for table in forms if table.layout == "outcomes"
    ]
    rows = ((table.code, row) for table in tables for row in table.rows)
    return next((RowLabel(code, row) for code, row in rows if key in map(label_key, row.labels)), None)


@lru_cache(maxsize=4096)
def _find_similar(key: str) -> RowLabel | None:
    """Return the one row whose label is printed with a slip: same numbering, nearly the same words."""
    core = core_of(key)
    marker = key[: len(key) - len(core)]
    if not marker or any(char.isdigit() for char in core):
        return None
    near = {
        label.row.code: label
        for other, label in load_labels().rows.items()
        if other.startswith(marker) and _is_similar(core, core_of(other))
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _is_similar(one: str, other: str) -> bool:
    """Compare by characters in common; order is left to the numbering and the words around."""
    longest = max(len(one), len(other))
    return (
        min(len(one), len(other)) >= MIN_FUZZY
        and (Counter(one) & Counter(other)).total() >= SIMILARITY * longest
    )


def find_columns(text: str) -> dict[str, Column]:
    """Return the columns, by table, that a header cell names; empty if none."""
    key = label_key(text)
    columns = load_labels().columns
    return columns.get(key) or columns.get(without_note(key)) or {}


def find_caption(text: str) -> str | None:
    """Return the table that a caption names: 第二十条第(一)项."""
    key = label_key(text)
    captions = load_labels().captions
    return captions.get(key) or next(
        (code for caption, code in captions.items() if key.endswith(caption)), None
    )


def is_row_label(line: str) -> bool:
    """Tell whether a paragraph is a row's label, set free of its table; some look like headings.

    >>> is_row_label("四、结转下年度继续办理"), is_row_label("四、政府信息公开行政复议、行政诉讼情况")
    (True, False)
    """
    key = label_key(line)
    return key in load_labels().rows or without_note(key) in load_labels().rows
