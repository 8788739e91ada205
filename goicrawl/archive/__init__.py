"""Saved pages, in and out: fixture folders, web archives (WARC), and a handler that answers from them."""

from goicrawl.archive.exchange import Exchange
from goicrawl.archive.fixtures import read_fixtures
from goicrawl.archive.pages import PageArchive, read_archive
from goicrawl.archive.replay import REPLAY_SETTINGS, PageNotSaved, ReplayDownloadHandler, ReplayRuns
from goicrawl.archive.saved import ArchiveError, RequestKey, SavedPage, request_key
from goicrawl.archive.warc_writer import WarcWriter

__all__ = [
    "REPLAY_SETTINGS",
    "ArchiveError",
    "Exchange",
    "PageArchive",
    "PageNotSaved",
    "ReplayDownloadHandler",
    "ReplayRuns",
    "RequestKey",
    "SavedPage",
    "WarcWriter",
    "read_archive",
    "read_fixtures",
    "request_key",
]
