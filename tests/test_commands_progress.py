"""Bars on a terminal, and nothing of them anywhere else."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import ROOT

REPLAY = [
    sys.executable,
    "-m",
    "scrapy",
    "replay",
    "fixtures/kashi",
    "fixtures/anqing",
    "-s",
    "GOICRAWL_DATABASE=",
]
HIDE_CURSOR = b"\x1b[?25l"


def run_on_terminal(arguments: list[str], out: Path, term: str = "xterm-256color") -> bytes:
    """Run with standard error on a terminal and standard output in a file; return what the terminal got."""
    ours, theirs = pty.openpty()
    try:
        with out.open("wb") as file:
            environment = {**os.environ, "TERM": term}
            process = subprocess.Popen(arguments, cwd=ROOT, stdout=file, stderr=theirs, env=environment)
        os.close(theirs)
        shown = read_all(ours, process)
        assert process.wait(10) == 0
        return shown
    finally:
        os.close(ours)


def read_all(terminal: int, process: subprocess.Popen[bytes]) -> bytes:
    shown, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # the other end is closed
                break
        elif process.poll() is not None:
            break
    return shown


def test_a_terminal_shows_a_bar_and_the_file_beside_it_none(tmp_path: Path) -> None:
    shown = run_on_terminal(REPLAY, tmp_path / "out")
    assert HIDE_CURSOR in shown
    assert b"replay" in shown
    out = (tmp_path / "out").read_bytes()
    assert b"\x1b" not in out
    assert out.endswith(b"2 reports\n")


def test_log_lines_stand_above_the_bar_whole(tmp_path: Path) -> None:
    shown = run_on_terminal([*REPLAY, "-L", "INFO"], tmp_path / "out")
    assert b"INFO: ends (finished)" in shown


def test_a_terminal_that_can_show_none_gets_none(tmp_path: Path) -> None:
    assert HIDE_CURSOR not in run_on_terminal(REPLAY, tmp_path / "out", term="dumb")


@pytest.mark.parametrize("level", ["WARNING", "INFO"])
def test_a_pipe_gets_no_bar(level: str) -> None:
    done = subprocess.run([*REPLAY, "-L", level], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert b"\x1b" not in done.stdout + done.stderr
