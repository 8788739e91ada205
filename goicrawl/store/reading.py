"""A url into the Report that is stored under it."""

import json
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from goicrawl.items import CHILDREN, Contact, Report
from goicrawl.store.rows import CHILD_COLUMNS, COLUMNS, CONTACT, DATES
from goicrawl.store.statements import SELECT_CHILDREN, SELECT_REPORT

_SELECT_PART = "SELECT id, portal, issuer, year, form FROM _reports WHERE url = ?"


def read_report(db: Database, url: str) -> Report | None:
    """Return the report of `url` exactly as it was stored; None where there is none."""
    found = db.execute(SELECT_REPORT, [url]).fetchone()
    if found is None:
        return None
    key, text, sha256, *row = found
    values = dict(zip(COLUMNS, row, strict=True))
    contact = {name: values.pop(f"contact_{name}") for name in CONTACT}
    has_contact = values.pop("has_contact")
    values.update((name, date.fromisoformat(values[name])) for name in DATES if values[name])
    values["contact"] = Contact(**contact) if has_contact else None
    values.update((name, _read_children(db, key, name)) for name in CHILDREN)
    return Report(**values, text=text, sha256=sha256)


def read_part(db: Database, url: str, *names: str) -> Report | None:
    """Return no more of a report than its portal, issuer, year, form and the named children.

    A tenth of what the whole costs, where only its figures are wanted.
    """
    found = db.execute(_SELECT_PART, [url]).fetchone()
    if found is None:
        return None
    key, portal, issuer, year, form = found
    children = {name: _read_children(db, key, name) for name in names}
    return replace(Report(url=url, portal=portal, issuer=issuer, year=year, form=form), **children)  # type: ignore[arg-type]  # by name


def _read_children(db: Database, key: int, name: str) -> tuple[object, ...]:
    columns = CHILD_COLUMNS[name]
    rows = [dict(zip(columns, row, strict=True)) for row in db.execute(SELECT_CHILDREN[name], [key])]
    if name == "tables":
        for row in rows:
            row["rows"] = tuple(map(tuple, json.loads(row["rows"])))
    return tuple(CHILDREN[name](**row) for row in rows)
