"""A Report into plain values: a record for JSON, a flat one for a spreadsheet's row."""

import json
import re
from dataclasses import fields
from datetime import date
from operator import attrgetter

from goicrawl.items import CHILDREN, Contact, Report

COLUMNS = tuple(field.name for field in fields(Report))
"""The keys of every record: all fields of a Report, in its order."""

_CONTACT = tuple(field.name for field in fields(Contact))
_CONTACT_COLUMNS = tuple(f"contact_{name}" for name in _CONTACT)

FLAT_COLUMNS = tuple(
    column for name in COLUMNS for column in (_CONTACT_COLUMNS if name == "contact" else (name,))
)
"""The columns of every row: the same, with the contact's fields in the contact's place."""

# attrgetter fetches all fields in one call of C: a fifth of what dataclasses.asdict costs.
_report_values = attrgetter(*COLUMNS)
_contact_values = attrgetter(*_CONTACT)
_child_columns = {name: tuple(field.name for field in fields(item)) for name, item in CHILDREN.items()}
_child_values = {name: attrgetter(*columns) for name, columns in _child_columns.items()}

# What a spreadsheet may take for a formula, in its first place; the full-width forms are for Chinese ones.
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def report_record(report: Report) -> dict[str, object]:
    """Return all fields of a report as JSON values: dates in ISO form, items as dicts, unknown as None.

    >>> record = report_record(Report(url="https://example.gov.cn/", published=date(2022, 1, 31)))
    >>> record["published"], record["contact"], record["statistics"]
    ('2022-01-31', None, [])
    """
    record: dict[str, object] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in zip(COLUMNS, _report_values(report), strict=True)
    }
    if report.contact is not None:
        record["contact"] = dict(zip(_CONTACT, _contact_values(report.contact), strict=True))
    for name, columns in _child_columns.items():
        rows = map(_child_values[name], getattr(report, name))
        record[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return record


def flat_record(report: Report) -> dict[str, str | int | float]:
    """Return all fields of a report as one row: unknown is empty, items are a cell of JSON.

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    record = report_record(report)
    contact = _contact_values(report.contact or Contact())
    record.update(zip(_CONTACT_COLUMNS, contact, strict=True))
    return {name: _flat(record[name]) for name in FLAT_COLUMNS}


def _flat(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return escape_formula(value)
    if isinstance(value, int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def escape_formula(text: str) -> str:
    """Return a text as a spreadsheet shows it: one that it would run as a formula gets an apostrophe.

    >>> escape_formula("=1+1"), escape_formula("无。")
    ("'=1+1", '无。')
    """
    return "'" + text if _FORMULA.match(text) else text
