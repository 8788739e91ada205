"""Saved pages, in and out: fixture folders, and a download handler that answers from them.

A further format (WARC) is one more reader that gives `SavedPage`s; `read_archive` tells by the path
which reader it takes.
"""

from goicrawl.archive.fixtures import read_fixtures
from goicrawl.archive.pages import PageArchive, read_archive
from goicrawl.archive.replay import REPLAY_SETTINGS, PageNotSaved, ReplayAudit, ReplayDownloadHandler
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage, request_key

__all__ = [
    "REPLAY_SETTINGS",
    "ArchiveError",
    "PageArchive",
    "PageNotSaved",
    "ReplayAudit",
    "ReplayDownloadHandler",
    "RequestKey",
    "SavedPage",
    "read_archive",
    "read_fixtures",
    "request_key",
]
