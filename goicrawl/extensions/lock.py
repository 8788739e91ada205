"""A portal and a database -> the lock that keeps a second run of the one on the other away.

The operating system holds it for the process: a kill releases it, and no stale lock is ever in the way.
"""

import fcntl
import json
import os
import socket
import time
import weakref
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

LOOKS, LOOK_SECONDS = 3, 0.05
"""How often a lock is tried before it counts as held, and how long after one another."""


class LockError(Exception):
    """A portal that another run holds: one line that says which."""


class PortalLock:
    """Holds `DATABASE.PORTAL.lock` from before anything is fetched until the run is over."""

    def __init__(self, path: Path, portal: str) -> None:
        """Take the lock. Raises `LockError` where another run has it."""
        self.path = path
        self._descriptor = _lock(path, portal)
        # Also at the end of a process, or of a crawler that never began.
        self.release = weakref.finalize(self, _release, self._descriptor, path)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the lock of a live crawl. It is taken here, before there is an engine."""
        database = crawler.settings.get("GOICRAWL_DATABASE")
        if not database or crawler.settings.getlist("GOICRAWL_REPLAY"):
            raise NotConfigured  # nothing to lock, and nothing to say
        if crawler.spider is None or not Path(database).absolute().parent.is_dir():
            raise NotConfigured  # what opens the database says why it can't
        lock = cls(lock_path(database, crawler.spider.name), crawler.spider.name)
        crawler.signals.connect(lock.release_at_end, signal=signals.engine_stopped)
        return lock

    def release_at_end(self) -> None:
        """Let the next run begin."""
        self.release()


def lock_path(database: str | Path, portal: str) -> Path:
    """Return the lock's file, beside the database itself: a link to it is locked by the same file."""
    path = Path(database).resolve()
    return path.with_name(f"{path.name}.{portal}.lock")


def is_locked(database: str | Path, portal: str) -> bool:
    """Return whether a run of the portal holds its lock now."""
    path = lock_path(database, portal)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError:  # another user's: it is there, and this is all that can be known
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _lock(path: Path, portal: str) -> int:
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        except OSError as error:
            raise LockError(f"Can't lock the portal {portal} by {path}: {error.strerror}") from error
        if not _try(descriptor):
            held = _read_holder(descriptor)
            os.close(descriptor)
            raise LockError(f"The portal {portal} is being crawled into this database by {held}.")
        if _is_at(descriptor, path):
            _write_holder(descriptor)
            return descriptor
        # Its holder took the file away between our opening and our locking it.
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    """Lock a file; one that is only looked at (`is_locked`) is free again in a moment."""
    for _ in range(LOOKS):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_SECONDS)
        else:
            return True
    return False


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(descriptor), there)


def _write_holder(descriptor: int) -> None:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"process": os.getpid(), "host": socket.gethostname(), "started": started}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _read_holder(descriptor: int) -> str:
    """Return who holds a lock, in words; the file may be empty at the moment at which it is locked."""
    try:
        holder = json.loads(os.pread(descriptor, 1000, 0))
        return f"process {holder['process']} on {holder['host']} since {holder['started']}"
    except (ValueError, KeyError, TypeError):
        return "another run"


def _release(descriptor: int, path: Path) -> None:
    """Take the file away while the lock is held, then let go of it."""
    if _is_at(descriptor, path):
        path.unlink(missing_ok=True)
    os.close(descriptor)
