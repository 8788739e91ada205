"""The statutory forms as data: tables, columns, rows and the labels that pages print for them.

Each form is a TOML file beside this one. Pages mix forms, so labels are looked up in all of them at
once; which form a report follows only decides which cells are expected of it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from goicrawl.text import fold

FORMS = ("t2021", "t2019", "stat2014", "stat_regional")

# 1、 1. 1, (1) and full-width ones number alike, and so do 一、 一. 一: (fold has made them half-width).
_ARABIC = re.compile(r"^(?:\((?P<a>[0-9]{1,2})\)|(?P<b>[0-9]{1,2})[.、,])")
_CHINESE = re.compile("^(?P<n>[一二三四五六七八九十]{1,2})[.、,:]")
_MARKER = re.compile(r"^(?:[0-9]{1,2}\.|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))")
# Punctuation inside a label varies from page to page and tells nothing apart; / and () do.
_LOOSE = re.compile("[\"',;:。.、!?·]")
_NOTE = re.compile(r"\([^()]+\)$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a form's table."""

    code: str
    labels: tuple[str, ...]
    """As printed, the official one first."""
    unit: str | None = None
    """What the form says the figures are in; None where the table says it."""
    type: str = "count"
    """`count` (whole, not negative), `signed` (an increase or decrease) or `decimal` (an amount)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a form's table."""

    code: str
    labels: tuple[str, ...]
    """As printed, the official one first."""
    group: bool = False
    """A heading over further rows, with no figures of its own."""
    parent: str | None = None
    """The code of the row that it stands under."""
    unit: str | None = None
    type: str = "count"


@dataclass(frozen=True, kw_only=True, slots=True)
class FormTable:
    """One table of a form."""

    code: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    captions: tuple[str, ...] = ()
    unit: str | None = None
    layout: str = "matrix"
    """`matrix` (rows by columns), `outcomes` (all rows side by side in one line) or `list`."""

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Give the address of every figure: table, row, column."""
        for row in self.rows:
            if not row.group:
                for column in self.columns:
                    yield self.code, row.code, column.code


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form, and the labels that tell it from others."""

    code: str
    tables: tuple[FormTable, ...]
    headers: frozenset[str]
    """Label keys of headers that no other form prints."""
    signs: frozenset[str]
    """Label keys of rows that no other form prints."""

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Give the address of every figure of the form."""
        for table in self.tables:
            yield from table.cells()


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Return a label as it is compared: folded, its numbering in one style, loose punctuation gone.

    >>> label_key("１、 属于国家 秘密"), label_key("（1）属于国家秘密"), label_key("本年增／减")
    ('1.属于国家秘密', '1.属于国家秘密', '本年增/减')
    """
    folded = _ARABIC.sub(lambda m: f"{m['a'] or m['b']}.", fold(text))
    folded = _CHINESE.sub(lambda m: f"{m['n']}、", folded)
    marker = _MARKER.match(folded)
    start = marker.end() if marker else 0
    return folded[:start] + _LOOSE.sub("", folded[start:])


def core_of(key: str) -> str:
    """Return a label key without its numbering."""
    return _MARKER.sub("", key)


def without_note(key: str) -> str:
    """Return a label key without the note in parentheses at its end."""
    return _NOTE.sub("", key) or key


@cache
def load_forms() -> dict[str, Form]:
    """Return the forms by code, newest first."""
    return {code: _load(code) for code in FORMS}


def _load(code: str) -> Form:
    path = files("goicrawl.parse.statistics.forms").joinpath(f"{code}.toml")
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = []
    for entry in source["tables"]:
        columns = tuple(
            Column(**{**column, "labels": tuple(column["labels"])}) for column in entry["columns"]
        )
        rows = tuple(Row(**{**row, "labels": tuple(row["labels"])}) for row in entry["rows"])
        captions = tuple(entry.get("captions", ()))
        tables.append(FormTable(**{**entry, "columns": columns, "rows": rows, "captions": captions}))
    headers, signs = (frozenset(map(label_key, source.get(name, ()))) for name in ("headers", "signs"))
    return Form(code=code, tables=tuple(tables), headers=headers, signs=signs)
