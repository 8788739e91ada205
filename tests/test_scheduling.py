"""The units, timers and cron lines of the docs: systemd takes them, and the commands in them exist."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from goicrawl import settings

DOCS = Path(__file__).parents[1] / "docs"
UNITS = sorted((DOCS / "systemd").iterdir())
SCHEDULED = "\n".join(
    path.read_text(encoding="utf-8") for path in [*UNITS, DOCS / "scheduling.md", DOCS / "monitoring.md"]
)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/srv/goicrawl/.venv/bin/scrapy", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_timer_has_its_service() -> None:
    names = {unit.name for unit in UNITS}
    assert {name.replace(".timer", ".service") for name in names if name.endswith(".timer")} <= names


def test_units_start_no_shell_with_words_of_a_page() -> None:
    assert not re.search(r"ExecStart=.*(?:curl|wget|eval)", SCHEDULED)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"bin/scrapy ([a-z]+)", SCHEDULED))))
def test_commands_exist(name: str) -> None:
    assert (DOCS.parent / "goicrawl" / "commands" / f"{name}.py").is_file()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"GOICRAWL_[A-Z_]+", SCHEDULED))))
def test_settings_exist(name: str) -> None:
    assert hasattr(settings, name)
