"""A Report into the rows that hold it, and a fingerprint of what it says."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

from goicrawl.items import CHILDREN, Contact, Report

Value = int | float | str | None
Row = tuple[Value, ...]

_APART = {"contact", "text", "sha256", *CHILDREN}
SCALARS = tuple(field.name for field in fields(Report) if field.name not in _APART)
"""The fields that are one value each, and are part of what the report says."""
CONTACT = tuple(field.name for field in fields(Contact))
COLUMNS = (*SCALARS, "has_contact", *(f"contact_{name}" for name in CONTACT))
"""The columns of a report's row, in the order of `Rows.report`."""
CHILD_COLUMNS = {name: tuple(field.name for field in fields(item)) for name, item in CHILDREN.items()}
_FIELDS = tuple(field.name for field in fields(Report))
DATES = ("period_start", "period_end", "published", "generated", "signed_on")

_scalars_of = attrgetter(*SCALARS)
_contact_of = attrgetter(*CONTACT)
ROW_OF = {name: attrgetter(*columns) for name, columns in CHILD_COLUMNS.items()}
"""For each of CHILDREN, what takes an item to its fields, in order."""
_NO_CONTACT: Row = (0, *(None for _ in CONTACT))


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """What the tables hold of one report."""

    report: Row
    """The values of COLUMNS."""
    text: str
    """The body."""
    children: dict[str, list[Row]]
    """For each of CHILDREN, a row of its item's fields for each item, in order."""

    def fingerprint(self) -> bytes:
        """Return a hash of what the report says: equal reports, equal hash; 3 is not 3.0.

        Raises ValueError where something can't be stored: a lone surrogate, NaN, an infinity.
        """
        said = [self.report, self.text, self.children]
        written = json.dumps(said, ensure_ascii=False, allow_nan=False, check_circular=False)
        return hashlib.sha256(written.encode()).digest()


def report_rows(report: Report) -> Rows:
    """Return the rows of a report."""
    contact = (1, *_contact_of(report.contact)) if report.contact else _NO_CONTACT
    scalars = (_iso(value) for value in _scalars_of(report))
    children = {name: list(map(row_of, getattr(report, name))) for name, row_of in ROW_OF.items()}
    children["tables"] = [(*row, _json(rows)) for *row, rows in children["tables"]]
    return Rows(report=(*scalars, *contact), text=report.text, children=children)


def report_json(report: Report) -> str:
    """Return a report as JSON, by the names of its fields; dates in ISO form.

    `dataclasses.asdict` would cost ten times as much.
    """
    said: dict[str, object] = dict(zip(SCALARS, map(_iso, _scalars_of(report)), strict=True))
    said["contact"] = report.contact and dict(zip(CONTACT, _contact_of(report.contact), strict=True))
    said["text"] = report.text
    said["sha256"] = report.sha256
    for name, columns in CHILD_COLUMNS.items():
        rows = map(ROW_OF[name], getattr(report, name))
        said[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps({field: said[field] for field in _FIELDS}, ensure_ascii=False, check_circular=False)


def _iso(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _json(rows: tuple[tuple[str, ...], ...]) -> str:
    return json.dumps(rows, ensure_ascii=False)
