"""Two databases, or one and its revisions, into the values that differ, and whose change each is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from goicrawl.items import Report
from goicrawl.store.changes import Change, Plain, find_cause, find_changes
from goicrawl.store.reading import read_report

ONLY_OLD, ONLY_NEW = "only in the first", "only in the second"
"""Why a report differs that one of two databases does not have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One value that differs."""

    url: str
    """The report's address."""
    portal: str | None
    """The name of its portal."""
    year: int | None
    """Its reporting year."""
    issuer: str | None
    """Its issuer as printed."""
    why: str
    """`page`, `parser`, `page and parser`, `checks` (another report's doing), `unknown`; for a whole report
    where it is; of revisions also `vanished`, `reappeared` and `removed`."""
    path: str
    """Where the value stands; "" for a whole report."""
    old: Plain
    """What it was."""
    new: Plain
    """What it is."""
    old_version: str | None
    """The version that read what it was."""
    new_version: str | None
    """The version that read what it is."""
    old_sha256: str | None
    """SHA-256 of the page that said what it was."""
    new_sha256: str | None
    """SHA-256 of the page that says what it is."""
    at: str | None = None
    """When the new one took the old one's place, in UTC; None between two databases."""


_NOTHING: dict[str, Plain] = {"path": "", "old": None, "new": None}
_Stored = tuple[str, bytes, str | None, str]
_STORED = "SELECT url, fingerprint, sha256, parser_version FROM _reports ORDER BY url"
_REVISIONS = """
    SELECT v.url, v.replaced_at, v.kind, v.why, v.changes, v.parser_version, v.new_version, v.old_sha256,
        v.new_sha256, r.portal, r.year, r.issuer
    FROM revisions v LEFT JOIN _reports r ON r.url = v.url ORDER BY v.id
"""


def compare_databases(old: Database, new: Database) -> Iterator[Difference]:
    """Give every value that differs between two databases, report by report in the order of their urls."""
    left, right = old.execute(_STORED), new.execute(_STORED)
    one: _Stored | None = left.fetchone()
    other: _Stored | None = right.fetchone()
    while one or other:
        if one and (other is None or one[0] < other[0]):
            yield from _only(old, one, ONLY_OLD)
            one = left.fetchone()
        elif other and (one is None or other[0] < one[0]):
            yield from _only(new, other, ONLY_NEW)
            other = right.fetchone()
        elif one and other:
            if one[1] != other[1]:
                yield from _compare(old, new, one, other)
            one, other = left.fetchone(), right.fetchone()


def _only(db: Database, stored: _Stored, why: str) -> Iterator[Difference]:
    url, _, sha256, version = stored
    report = read_report(db, url)
    if report is not None:
        change = Change(path="", old=None, new=None)
        hashes, versions = (
            ((sha256, None), (version, None)) if why == ONLY_OLD else ((None, sha256), (None, version))
        )
        yield _difference(report, change, why, hashes, versions)


def _compare(old: Database, new: Database, one: _Stored, other: _Stored) -> Iterator[Difference]:
    before, after = read_report(old, one[0]), read_report(new, other[0])
    if before is None or after is None:
        return
    changes = find_changes(before, after)
    hashes, versions = (one[2], other[2]), (one[3], other[3])
    why = find_cause(hashes, versions, [change.path for change in changes])
    for change in changes:
        yield _difference(after, change, why, hashes, versions)


def _difference(
    report: Report,
    change: Change,
    why: str,
    hashes: tuple[str | None, str | None],
    versions: tuple[str | None, str | None],
) -> Difference:
    return Difference(
        url=report.url,
        portal=report.portal,
        year=report.year,
        issuer=report.issuer,
        why=why,
        path=change.path,
        old=change.old,
        new=change.new,
        old_version=versions[0],
        new_version=versions[1],
        old_sha256=hashes[0],
        new_sha256=hashes[1],
    )


def compare_revisions(db: Database) -> Iterator[Difference]:
    """Give every value that changed within one database, and what vanished, reappeared or was removed."""
    for url, at, kind, why, changes, *about, portal, year, issuer in db.execute(_REVISIONS):
        old_version, new_version, old_sha256, new_sha256 = about
        # A revision of the first version of the database does not say what changed.
        told: list[dict[str, Plain]] = json.loads(changes) if changes else [_NOTHING]
        for change in told:
            yield Difference(
                url=url,
                portal=portal,
                year=year,
                issuer=issuer,
                why=(why or "unknown") if kind == "changed" else kind,
                path=str(change["path"]),
                old=change["old"],
                new=change["new"],
                old_version=old_version,
                new_version=new_version,
                old_sha256=old_sha256,
                new_sha256=new_sha256,
                at=at,
            )
