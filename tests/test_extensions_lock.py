"""The lock of a portal: one holder at a time, free at the end and after a kill."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from goicrawl.extensions.lock import LockError, PortalLock, is_locked, lock_path

HOLD = """
import sys, time
from pathlib import Path
from goicrawl.extensions.lock import PortalLock
lock = PortalLock(Path(sys.argv[1]), "xian")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lock_path(tmp_path / "goicrawl.db", "xian")


def test_it_lies_beside_the_database(tmp_path: Path, path: Path) -> None:
    assert path == tmp_path / "goicrawl.db.xian.lock"


def test_a_link_to_the_database_has_its_lock(tmp_path: Path, path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "goicrawl.db")
    assert lock_path(tmp_path / "link.db", "xian") == path


def test_a_second_run_is_told_who_holds_it(path: Path) -> None:
    lock = PortalLock(path, "xian")
    with pytest.raises(
        LockError, match=r"The portal xian is being crawled .* by process [0-9]+ on .* since 2"
    ):
        PortalLock(path, "xian")
    lock.release()


def test_it_is_free_after_the_run_and_leaves_no_file(path: Path) -> None:
    PortalLock(path, "xian").release()
    assert not path.exists()
    PortalLock(path, "xian").release()


def test_it_is_free_when_nobody_keeps_it(path: Path) -> None:
    lock = PortalLock(path, "xian")
    del lock
    assert not path.exists()


def test_portals_do_not_lock_each_other(tmp_path: Path, path: Path) -> None:
    one = PortalLock(path, "xian")
    PortalLock(lock_path(tmp_path / "goicrawl.db", "other"), "other").release()
    one.release()


def test_a_file_that_nobody_locks_is_no_lock(path: Path) -> None:
    path.write_text("left by a killed run")
    assert not is_locked(path.parent / "goicrawl.db", "xian")
    PortalLock(path, "xian").release()


def test_it_is_seen(path: Path) -> None:
    database = path.parent / "goicrawl.db"
    lock = PortalLock(path, "xian")
    assert is_locked(database, "xian")
    lock.release()
    assert not is_locked(database, "xian")


def test_a_link_is_not_followed(tmp_path: Path, path: Path) -> None:
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LockError, match="Can't lock the portal xian"):
        PortalLock(path, "xian")
    assert not (tmp_path / "elsewhere").exists()


def test_a_kill_releases_it(path: Path) -> None:
    program = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockError, match=f"process {holder.pid} "):
            PortalLock(path, "xian")
        holder.send_signal(signal.SIGKILL)
    PortalLock(path, "xian").release()
