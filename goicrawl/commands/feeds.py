"""The settings of a run -> the feed that can't be written, told before anything is fetched.

Scrapy opens a feed when the first report comes, and a failure there ends neither the run nor its good name.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from w3lib.url import file_uri_to_path

STANDARD_OUTPUT = ("-", "stdout:")

# Scrapy replaces it by the spider's name, which is the portal's.
_PORTAL_IN_ADDRESS = re.compile(r"%\(name\)s")


class FeedError(ValueError):
    """A feed that can't be written: one line that names it and the mend."""


def check_feeds(settings: BaseSettings) -> None:
    """Raise `FeedError` for the first local file among the feeds that can't be written."""
    for uri in map(str, settings.getdict("FEEDS")):
        path = _local_path(uri)
        if path is not None and (why := find_hindrance(path)):
            raise FeedError(f"Can't write the feed {path}: {why}. Mend that, or give -o or -O another path.")


def check_feed_names(settings: BaseSettings) -> None:
    """Raise `FeedError` for a feed that the crawls of several portals would each overwrite or tear.

    Every crawl writes feeds of its own, so several need the portal in the address.
    """
    for uri in map(str, settings.getdict("FEEDS")):
        if not _PORTAL_IN_ADDRESS.search(uri):
            raise FeedError(
                f"several portals can't share the feed {uri}; put the portal's name in it "
                "(-O 'reports-%(name)s.jsonl'), or export from the database"
            )


def _local_path(uri: str) -> Path | None:
    """Return the file that a feed goes to; None for another machine's and for one named by its run."""
    if uri in STANDARD_OUTPUT or "%(" in uri:
        return None
    scheme = urlsplit(uri).scheme
    if scheme == "file":
        return Path(file_uri_to_path(uri))
    # One letter is a drive, not a scheme.
    return Path(uri) if len(scheme) < 2 else None


def find_hindrance(path: Path) -> str | None:
    """Return why a file can't be written, None where nothing is in the way."""
    try:
        if path.is_dir():
            return "it is a folder"
        if path.exists():
            return None if os.access(path, os.W_OK) else "it may not be written"
        # Scrapy makes the folders that are missing.
        above = next(folder for folder in path.absolute().parents if folder.exists())
    except OSError as error:
        return error.strerror
    if not above.is_dir():
        return f"{above} is no folder"
    return None if os.access(above, os.W_OK | os.X_OK) else f"nothing may be written in {above}"
