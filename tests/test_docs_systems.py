"""docs/systems.md says of every system what is true of it."""

import re
import tomllib
from pathlib import Path

import pytest

from goicrawl.platforms import PLATFORMS
from goicrawl.platforms.pagers import FINDERS
from goicrawl.platforms.recognise import recognise
from goicrawl.portals.entry import read_portal
from tests.listings import HOST, LISTINGS, ROOT, needs_shared

DOCS = ROOT / "docs" / "systems.md"
TEXT = DOCS.read_text(encoding="utf-8")
TABLE = {row[1]: row[0] for row in re.finditer(r"^\| `(\w+)` \|.*$", TEXT.partition("## ")[0], re.M)}
ENTRIES = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.M | re.S)


def test_table_has_every_system_in_order() -> None:
    assert list(TABLE) == list(PLATFORMS)


def test_every_system_has_a_section_in_order() -> None:
    assert [name for name in re.findall(r"^## (.+)$", TEXT, re.M) if name in PLATFORMS] == list(PLATFORMS)


def test_every_pager_is_named() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", TEXT.partition("## Pagers")[2].partition("## trs")[0], re.M)
    assert [row.replace("`", "") for row in rows[1:]] == [name for name, _ in FINDERS]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.split("]")[0][1:] for entry in ENTRIES])
def test_example_entry_can_be_registered(entry: str) -> None:
    ((name, table),) = tomllib.loads(entry).items()
    portal = read_portal(name, table, DOCS, PLATFORMS)
    assert portal.platform in PLATFORMS


def test_every_system_has_an_example() -> None:
    assert [tomllib.loads(entry).popitem()[1]["platform"] for entry in ENTRIES] == list(PLATFORMS)


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_parameter_is_explained(name: str) -> None:
    section = TEXT.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert all(f"`{parameter}`" in section for parameter in PLATFORMS[name].parameters)


@needs_shared
def test_systems_tried_on_recorded_pages_are_those_that_have_some() -> None:
    pages = [page.read_text(encoding="utf-8") for page in sorted(Path(LISTINGS).iterdir())]
    recorded = {recognise(page, HOST)[0].platform for page in pages}
    said = {name for name, row in TABLE.items() if "recorded" in row.split("|")[5] and name != "generic"}
    assert said == recorded
