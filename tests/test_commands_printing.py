"""Commands whose reader goes before their end, as `head` does."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import ROOT, scrapy


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printing") / "goicrawl.db"
    assert scrapy("replay", "fixtures/kashi", "-s", f"GOICRAWL_DATABASE={path}").returncode == 0
    return path


def run_unread(*arguments: str) -> tuple[int, str]:
    """Run a command whose output nobody reads; return its exit code and what it says on standard error."""
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        return process.wait(timeout=60), process.stderr.read()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["status"], 0, id="status"),
        pytest.param(["list"], 0, id="list"),
        pytest.param(["coverage", "--json"], 0, id="coverage"),
        pytest.param(["mark", "--list"], 0, id="mark"),
        pytest.param(["monitor", "kashi"], 0, id="monitor"),
        pytest.param(["replay", "fixtures/kashi"], 0, id="replay"),
    ],
)
def test_a_reader_that_is_gone_is_no_error(database: Path, arguments: list[str], code: int) -> None:
    assert run_unread(*arguments, "-s", f"GOICRAWL_DATABASE={database}") == (code, "")


def test_differences_that_nobody_reads_are_differences(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    scrapy("replay", "fixtures/anqing", "-s", f"GOICRAWL_DATABASE={other}")
    assert run_unread("diff", str(database), str(other)) == (1, "")
