"""The migrations in order: from a file of any older version to today's."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.store.schema import reports_and_ledger
from goicrawl.store.schema_failures import moments_and_failures
from goicrawl.store.schema_history import history_and_revisits
from goicrawl.store.schema_marks import marks

MIGRATIONS = Migrations("goicrawl")
for _migration in (reports_and_ledger, history_and_revisits, marks, moments_and_failures):
    MIGRATIONS()(_migration)


def known_migrations() -> frozenset[str]:
    """Return the names of the migrations that this version knows."""
    return frozenset(migration.name for migration in MIGRATIONS.pending(Database(memory=True)))
