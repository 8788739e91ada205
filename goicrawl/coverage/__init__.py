"""What the database knows of who published when: a ledger of units and years, with the evidence."""

from goicrawl.coverage.entry import STATUSES, TIMELY, Entry
from goicrawl.coverage.ledger import build_ledger
from goicrawl.coverage.matrix import format_matrix
from goicrawl.coverage.traces import read_traces

__all__ = ["STATUSES", "TIMELY", "Entry", "build_ledger", "format_matrix", "read_traces"]
