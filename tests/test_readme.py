"""README.md against the code: commands, settings, the registry's example, platforms."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from goicrawl import settings as project_settings
from goicrawl.platforms import PLATFORMS
from goicrawl.portals import load_portals

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_it_opens_with_two_commands_that_do_all_their_set_up() -> None:
    replay, tests = fenced("console")
    set_up = "python3 -m venv .venv && .venv/bin/pip install -e "
    assert replay == set_up + ". && .venv/bin/scrapy replay fixtures\n"
    assert tests == set_up + "'.[dev]' && .venv/bin/pytest\n"


def test_it_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(GOICRAWL_[A-Z_]+)` \| (.*?) \|", README, re.MULTILINE)
    listed = {name: "" if default == "(empty)" else default.strip("`") for name, default in rows}
    defined = {
        name: str(getattr(project_settings, name))
        for name in dir(project_settings)
        if name.startswith("GOICRAWL_")
    }
    assert listed == defined


def test_no_setting_of_ours_is_read_that_the_project_does_not_define() -> None:
    read = set()
    for path in (ROOT / "goicrawl").rglob("*.py"):
        read |= set(re.findall(r"\"(GOICRAWL_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
    assert read <= set(dir(project_settings))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"scrapy ([a-z]+)", README))))
def test_its_commands_exist(name: str) -> None:
    assert (ROOT / "goicrawl" / "commands" / f"{name}.py").is_file()


def test_its_registry_entry_is_the_registry_s() -> None:
    (entry,) = (tomllib.loads(block) for block in fenced("toml"))
    kashi = load_portals(None, platforms=PLATFORMS)["kashi"]
    stated = entry["kashi"]
    assert (stated["title"], stated["platform"], tuple(stated["start"])) == (
        kashi.title,
        kashi.platform,
        kashi.start,
    )


def test_its_python_runs() -> None:
    (program,) = fenced("python")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("2021 喀什市人民政府 t2021 ")


def test_its_table_of_publishing_systems_is_that_of_the_docs() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| ")]
    table = rows[rows.index("| system | listing | paging | completeness proof | tried on |") :][1:]
    docs = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8").splitlines()
    named = {row.split("`")[1] for row in table if row.startswith("| `") and row in docs}
    assert named == set(PLATFORMS)


def test_the_project_is_found_from_its_folder() -> None:
    assert isinstance(get_project_settings(), Settings)
