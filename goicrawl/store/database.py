"""A path to an open database: created, upgraded, or refused without a byte of it changed."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from goicrawl.store.migrations import MIGRATIONS, known_migrations
from goicrawl.store.schema import APPLICATION_ID

BUSY_SECONDS = 60.0
"""How long a writer waits for another one. A report takes about a millisecond."""
CACHE_KILOBYTES = 32 * 1024
"""Pages that SQLite keeps: the indexes of 100,000 reports fit, of its own 2 MB only those of 3,000."""
HEADER_BYTES = 100
"""What every SQLite file begins with. SQLite itself takes a file of one byte for an empty one."""


class StoreError(Exception):
    """Something that could not be opened or stored: one line that names it and the mend."""


class _DamagedError(StoreError):
    """A file that is no database, or one that makes no sense without its log."""


def open_database(path: str | Path, *, create: bool = True) -> Database:
    """Open the database at `path`, creating or upgrading it as needed.

    With `create` off, a path where there is no file is refused too. Raises StoreError; a file that is
    refused is left as it was, and none is left where there was none.
    """
    path = Path(path)
    existed = True
    try:
        existed = _has_file(path, create)
        _inspect(path)
        return _connect(path)
    except (sqlite3.Error, OSError) as error:
        # An empty file that others hold is one that they are about to fill.
        if not existed and not _is_busy(error) and path.exists() and not path.stat().st_size:
            path.unlink()
        reason = error.strerror if isinstance(error, OSError) else None
        raise _unopenable(path, reason or str(error)) from error


def open_readonly(path: str | Path) -> Database:
    """Open a database of this version to read it; nothing is created, upgraded or written.

    Raises StoreError, also for a file of an older version.
    """
    path = Path(path)
    try:
        if not path.is_file():
            raise _unopenable(path, "there is no such file")
        _inspect(path)
        db = Database(_connect_readonly(path), execute_plugins=False)
        db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        if not _is_ours(db.conn, path):
            raise _unopenable(path, "it is empty")
        _refuse_newer(db.conn, path)
        if MIGRATIONS.pending(db):
            raise _unopenable(path, "an older version made it; `scrapy mark --list` upgrades it")
    except (sqlite3.Error, OSError) as error:
        raise _unopenable(path, str(error)) from error
    return db


def _connect_readonly(path: Path) -> sqlite3.Connection:
    """Connect so that nothing can be written; the log's own files are gone again when it is closed."""
    uri = path.absolute().as_uri()
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        connection = sqlite3.connect(uri + "?mode=rw", uri=True, timeout=BUSY_SECONDS)
        connection.execute("PRAGMA query_only = ON")
        return connection
    log = path.with_name(path.name + "-wal")
    waiting = log.exists() and log.stat().st_size
    return sqlite3.connect(uri + ("?mode=ro" if waiting else "?mode=ro&immutable=1"), uri=True)


def _is_busy(error: Exception) -> bool:
    return (
        isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    )


def _connect(path: Path) -> Database:
    connection = sqlite3.connect(path.absolute(), timeout=BUSY_SECONDS)
    try:
        db = Database(connection, execute_plugins=False)
        with writing(db):
            _upgrade(db, path)
        _use_wal(connection)
    except BaseException:
        connection.close()
        raise
    # A process that is killed loses nothing that was committed. A machine that loses power may lose the
    # last transactions, never half of one: these pages have no date to look again, or are fetched again.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    connection.execute("PRAGMA foreign_keys = ON")
    return db


def _upgrade(db: Database, path: Path) -> None:
    """Apply what is pending, after another look: a second process may have been first."""
    if _is_ours(db.conn, path):
        _refuse_newer(db.conn, path)
    else:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    MIGRATIONS.apply(db)
    # BEGIN IMMEDIATE passes on a file that can only be read; the first write, even of nothing, does not.
    db.execute("DELETE FROM fetches WHERE false")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait for another writer here, so we do."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Hold the one write transaction of the database; all of it is stored, or nothing.

    A transaction that reads first and locks later would lose against another writer at once,
    whatever the timeout.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def storing(db: Database, what: str) -> Iterator[None]:
    """Hold the write transaction; raise StoreError, which says what could not be stored and why."""
    try:
        with writing(db):
            yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise StoreError(f"Can't store {what}: {error}") from error


def _unopenable(path: Path, reason: str) -> StoreError:
    return StoreError(
        f"Can't open the database {path}: {reason}. Mend that, or give another path in GOICRAWL_DATABASE."
    )


def _has_file(path: Path, create: bool) -> bool:
    """Return whether there is a file at `path`; refuse a path where no database can be."""
    if path.is_dir():
        raise _unopenable(path, "it is a folder")
    if path.exists():
        if not path.is_file():
            raise _unopenable(path, "it is not a plain file")
        # SQLite would find out too, but leave the files of its log beside.
        if not os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise _unopenable(path, "it may not be read and written")
        return True
    if not path.parent.is_dir():
        raise _unopenable(path, f"there is no folder {path.parent}")
    if not create:
        raise _unopenable(path, "there is no such file (`scrapy crawl` and `scrapy replay` make it)")
    return False


def _inspect(path: Path) -> None:
    """Refuse a foreign file while nothing but a look at it has been taken.

    An immutable connection takes no lock, recovers nothing and leaves no file beside. It sees no
    write-ahead log; ours has its application id in the file itself before there is a log.
    """
    size = path.stat().st_size if path.exists() else 0
    if not size:
        return
    if size < HEADER_BYTES:
        raise _unopenable(path, "it is no SQLite database")
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    try:
        ours = _look(path, "?mode=ro&immutable=1")
    except _DamagedError:
        # A log that is being brought into the file, or was when the process was killed or the disk full,
        # leaves pages there that only make sense with the log.
        if not has_log:
            raise
        ours = _look(path, "?mode=ro")
    if not ours and has_log:
        raise _foreign(path)


def _look(path: Path, how: str) -> bool:
    """Return whether a file is ours, by SQLite's own hand.

    To open and close the file in any other way would take from every connection that this process has to
    it the locks that keep other processes away.
    """
    with closing(sqlite3.connect(path.absolute().as_uri() + how, uri=True)) as connection:
        return _is_ours(connection, path)


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Return whether the database is ours, False where it is nobody's; refuse another program's."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if application == APPLICATION_ID:
            return True
        if application or connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise _foreign(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        reason = f"it is no SQLite database, or a damaged one ({error})"
        raise _DamagedError(str(_unopenable(path, reason))) from error
    return False


def _foreign(path: Path) -> StoreError:
    return _unopenable(path, "another program made it")


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    applied = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [MIGRATIONS.name]
    )
    unknown = {name for (name,) in applied} - known_migrations()
    if unknown:
        raise StoreError(
            f"Can't open the database {path}: a newer version of goicrawl made it "
            f"({', '.join(sorted(unknown))}). Upgrade goicrawl, or give another path in GOICRAWL_DATABASE."
        )
