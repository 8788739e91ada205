"""A path to an open database, or to a refusal that changes nothing."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from goicrawl.store import StoreError, database, migrations, open_database
from goicrawl.store.schema import APPLICATION_ID, reports_and_ledger
from goicrawl.store.schema_failures import moments_and_failures
from goicrawl.store.schema_history import history_and_revisits
from goicrawl.store.schema_marks import marks


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, byte for byte."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.db"
    open_database(path).close()
    return path


def test_new_database_is_one_marked_file(ours: Path) -> None:
    assert list(contents(ours.parent)) == [str(ours)]
    with closing(sqlite3.connect(ours)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_opening_again_changes_nothing(ours: Path) -> None:
    before = contents(ours.parent)
    open_database(str(ours)).close()
    assert contents(ours.parent) == before


@pytest.mark.parametrize("name", ["报告 一.db", "a#b?c%20.db", "file:x.db", ":memory:"])
def test_any_file_name_is_a_file_name(tmp_path: Path, name: str) -> None:
    open_database(tmp_path / name).close()
    open_database(tmp_path / name).close()
    assert list(contents(tmp_path)) == [str(tmp_path / name)]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    open_database(path).close()
    assert path.stat().st_size


def test_a_database_without_tables_becomes_ours(tmp_path: Path) -> None:
    path = tmp_path / "vacant.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version = 0")
    open_database(path).close()
    open_database(path).close()


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def foreign_wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE reports (x)")


def foreign_id(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 77")


def newer(path: Path) -> None:
    db = open_database(path)
    row = {"migration_set": "goicrawl", "name": "from_the_future", "applied_at": "2031"}
    db.table("_sqlite_migrations").insert(row)
    db.close()


def truncated(path: Path) -> None:
    open_database(path).close()
    os.truncate(path, path.stat().st_size // 2)


def unmigrated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("网站地图\n" * 500), "no SQLite database"),
    "one byte": (lambda path: path.write_bytes(b"S"), "no SQLite database"),
    "a short text": (lambda path: path.write_text("hello"), "no SQLite database"),
    "magic only": (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "no SQLite"),
    "another program's": (foreign, "another program made it"),
    "another program's, with a log": (foreign_wal, "another program made it"),
    "another program's id": (foreign_id, "another program made it"),
    "a newer version's": (newer, "newer version of goicrawl.*from_the_future.*Upgrade goicrawl"),
    "truncated": (truncated, "malformed"),
    "our id alone": (unmigrated, "no such table"),
    "a folder": (lambda path: path.mkdir(), "it is a folder"),
    "a pipe": (os.mkfifo, "not a plain file"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_in_one_line_and_left_as_it_was(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "kept.db"
    make(path)
    before = contents(tmp_path) if path.is_file() else {}
    with pytest.raises(StoreError, match=reason) as refusal:
        open_database(path)
    message = str(refusal.value)
    assert str(path) in message
    assert "GOICRAWL_DATABASE" in message
    assert "\n" not in message
    assert contents(tmp_path) == before if path.is_file() else list(tmp_path.iterdir()) == [path]


def test_a_foreign_database_in_use_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE theirs (x)")  # stands in the log alone
        before = contents(tmp_path)
        with pytest.raises(StoreError, match="another program made it"):
            open_database(path)
        assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["missing/x.db", "file/x.db"])
def test_no_folder_to_stand_in(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="there is no folder"):
        open_database(tmp_path / name)
    assert contents(tmp_path) == {str(tmp_path / "file"): b""}


def test_without_create_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        open_database(tmp_path / "x.db", create=False)
    assert not contents(tmp_path)


def test_without_create_a_database_is_opened(ours: Path) -> None:
    open_database(ours, create=False).close()


NOBODY = 65534


@pytest.fixture
def nobodys() -> Iterator[Path]:
    """Give an ordinary user's folder and database; root, whom no mode stops, becomes that user."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        if not user:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        open_database(Path(name) / "ours.db").close()
        yield Path(name)
        os.chmod(name, 0o700)
        os.seteuid(user)


@pytest.mark.parametrize("mode", [0o000, 0o444], ids=["unreadable", "read only"])
def test_a_file_without_permission(nobodys: Path, mode: int) -> None:
    path = nobodys / "ours.db"
    path.chmod(mode)
    with pytest.raises(StoreError, match=f"{path}: it may not be read and written"):
        open_database(path)
    assert [entry.name for entry in nobodys.iterdir()] == ["ours.db"]


def test_a_new_file_in_a_folder_without_permission(nobodys: Path) -> None:
    nobodys.chmod(0o555)
    with pytest.raises(StoreError, match="unable to open"):
        open_database(nobodys / "new.db")
    assert [path.name for path in nobodys.iterdir()] == ["ours.db"]


def test_a_database_in_a_folder_without_permission(nobodys: Path) -> None:
    before = contents(nobodys)
    nobodys.chmod(0o555)
    with pytest.raises(StoreError, match="attempt to write"):
        open_database(nobodys / "ours.db")
    assert contents(nobodys) == before


def test_a_folder_that_can_not_be_looked_into(nobodys: Path) -> None:
    nobodys.chmod(0o000)
    with pytest.raises(StoreError, match="Permission denied"):
        open_database(nobodys / "new.db")


def extended(failing: bool) -> Migrations:
    """Return the migrations of a later version, the last of which may fail half way."""
    later = Migrations("goicrawl")
    for migration in (reports_and_ledger, history_and_revisits, marks, moments_and_failures):
        later()(migration)

    @later()
    def further(db: Database) -> None:
        db.execute("CREATE TABLE later (x)")
        if failing:
            db.execute("CREATE TABLE later (x)")

    return later


def _install(monkeypatch: pytest.MonkeyPatch, later: Migrations) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    monkeypatch.setattr(database, "MIGRATIONS", later)


def test_an_older_file_is_upgraded(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, extended(failing=False))
    with closing(open_database(ours).conn) as connection:
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_failing_upgrade_leaves_the_file_as_it_was(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(ours.parent)
    _install(monkeypatch, extended(failing=True))
    with pytest.raises(StoreError, match="later already exists"):
        open_database(ours)
    assert contents(ours.parent) == before


def test_a_failing_creation_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, extended(failing=True))
    with pytest.raises(StoreError, match="later already exists"):
        open_database(tmp_path / "new.db")
    assert not contents(tmp_path)


def test_a_file_that_another_process_is_about_to_fill_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: list[sqlite3.Connection] = []

    def come_first(path: Path) -> None:
        first.append(sqlite3.connect(path))
        first[0].execute("BEGIN IMMEDIATE")

    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(database, "_inspect", come_first)
    with pytest.raises(StoreError, match="locked"):
        open_database(tmp_path / "new.db")
    first[0].close()
    assert (tmp_path / "new.db").exists()


@pytest.fixture
def reader(ours: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that is reading a database without a write-ahead log."""
    connection = sqlite3.connect(ours, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM fetches").fetchone()
    yield connection
    connection.close()


def test_the_log_is_turned_on_when_the_last_reader_is_gone(ours: Path, reader: sqlite3.Connection) -> None:
    timer = threading.Timer(0.2, reader.close)
    timer.start()
    with closing(open_database(ours).conn) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    timer.join()


def test_a_reader_that_stays_is_told(
    ours: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with pytest.raises(StoreError, match="locked"):
        open_database(ours)


def test_the_log_is_turned_on_when_the_last_writer_is_done(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    writer = sqlite3.connect(path, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, writer.close)
    timer.start()
    with closing(sqlite3.connect(path)) as connection:
        database._use_wal(connection)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    timer.join()


def test_a_writer_that_stays_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path)) as writer, closing(sqlite3.connect(path)) as connection:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            database._use_wal(connection)


def test_several_processes_create_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    code = "import sys; from goicrawl.store import open_database; open_database(sys.argv[1]).close()"
    root = Path(__file__).parents[1]
    started = [subprocess.Popen([sys.executable, "-c", code, path], cwd=root) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    assert list(contents(tmp_path)) == [str(path)]


def test_a_second_opening_leaves_the_locks_of_the_first(ours: Path) -> None:
    look = f"import sqlite3; c = sqlite3.connect({str(ours)!r}); c.execute('PRAGMA user_version'); c.close()"
    with closing(open_database(ours)) as db:
        db.execute("CREATE TABLE written (x)")
        open_database(ours).close()
        subprocess.run([sys.executable, "-c", look], check=True)
        # A process that takes itself for the last one to close takes the log away, and what comes into it.
        assert ours.with_name(f"{ours.name}-wal").exists()
