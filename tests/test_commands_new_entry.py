"""What was found -> an entry: what is missing is said, nothing is written that does not read back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goicrawl.commands.new_entry import Given, add_entry, make_portal
from goicrawl.platforms import PLATFORMS, Listing, Row
from goicrawl.portals import Portal, PortalError, Registry, Sighting, load_registry, read_entries
from goicrawl.portals.guesses import Guess, SiteGuesses
from goicrawl.spiders.probe import Findings

URL = "http://www.x.gov.cn:8080/nb/"
TODAY = date(2026, 11, 21)
FINDINGS = Findings(
    url=URL,
    text="",
    recognitions=(),
    platform="trs",
    listing=Listing(rows=(Row(url=URL + "1.html", title="某县2021年政府信息公开工作年度报告"),)),
)
GUESSES = SiteGuesses(
    Guess("碑林区人民政府网", "meta SiteName"), "碑林区人民政府", "county", Guess("610103", "meta SiteIDCode")
)
UNKNOWN = SiteGuesses(None, None, None, None)
GIVEN = Given(name="beilin")
PORTAL = Portal(
    name="beilin",
    title="碑林区人民政府网",
    issuer="碑林区人民政府",
    level="county",
    region_code="610103",
    platform="trs",
    start=(URL,),
    start_origin="seen",
    hosts=("www.x.gov.cn:8080",),
    seen=(Sighting(url=URL, on=TODAY),),
)


def test_entry_holds_what_the_page_says() -> None:
    assert make_portal(GIVEN, FINDINGS, GUESSES, TODAY) == PORTAL


def test_what_is_given_comes_first() -> None:
    given = Given(name="beilin", title="碑林", region_code="610100")
    portal = make_portal(given, FINDINGS, GUESSES, TODAY)
    assert (portal.title, portal.region_code) == ("碑林", "610100")


def test_level_of_another_region_is_not_taken_over() -> None:
    given = Given(name="beilin", region_code="610100")
    assert make_portal(given, FINDINGS, GUESSES, TODAY).level is None


@pytest.mark.parametrize(
    ("given", "findings", "guesses", "message"),
    [
        pytest.param(
            GIVEN, replace(FINDINGS, platform=None), GUESSES, "give one with --platform", id="no system"
        ),
        pytest.param(
            GIVEN, replace(FINDINGS, listing=Listing(rows=())), GUESSES, "'trs' reads no row", id="no rows"
        ),
        pytest.param(GIVEN, FINDINGS, UNKNOWN, "does not say whose it is; give --title", id="no title"),
        pytest.param(
            Given(name="x", title="某县"), FINDINGS, UNKNOWN, "does not say where it belongs", id="no region"
        ),
    ],
)
def test_what_is_missing_is_said(
    given: Given, findings: Findings, guesses: SiteGuesses, message: str
) -> None:
    with pytest.raises(PortalError, match=message):
        make_portal(given, findings, guesses, TODAY)


def test_entry_is_added_behind_those_of_the_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    first = add_entry(PORTAL, own, Registry())
    second = replace(PORTAL, name="two", start=(URL + "two/",))
    add_entry(second, own, Registry())
    text = own.read_text(encoding="utf-8")
    assert text.startswith(first)
    assert list(read_entries(text, own, PLATFORMS)) == [PORTAL, second]
    assert list(tmp_path.iterdir()) == [own]


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert add_entry(PORTAL, None, Registry()).startswith("[beilin]\n")
    assert not list(tmp_path.iterdir())


def test_folder_is_made(tmp_path: Path) -> None:
    add_entry(PORTAL, tmp_path / "new" / "own.toml", Registry())
    assert "beilin" in load_registry(tmp_path / "new", platforms=PLATFORMS).portals


@pytest.mark.parametrize(
    ("portal", "file", "message"),
    [
        pytest.param(replace(PORTAL, name="kashi"), "own.toml", "is already in", id="name taken"),
        pytest.param(
            replace(
                PORTAL,
                start=("https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/",),
                hosts=("www.pingtan.gov.cn",),
                seen=(),
            ),
            "own.toml",
            "is the start of",
            id="listing taken",
        ),
        pytest.param(PORTAL, "gansu.toml", "move the entry to shaanxi.toml", id="another province"),
        pytest.param(
            replace(PORTAL, region_code="619999"), "own.toml", "is not in GB/T 2260", id="no region"
        ),
        pytest.param(replace(PORTAL, name="Bei Lin"), "own.toml", "is no TOML", id="no name"),
        pytest.param(replace(PORTAL, name="other"), "there.toml", "is no TOML", id="name in the file"),
        pytest.param(PORTAL, "damaged.toml", "is no TOML", id="file damaged"),
        pytest.param(PORTAL, "gb.toml", "can't be read", id="file of another encoding"),
        pytest.param(PORTAL, "gb.toml/own.toml", "can't be ", id="folder is a file"),
    ],
)
def test_what_would_be_refused_is_not_written(
    tmp_path: Path, portal: Portal, file: str, message: str
) -> None:
    (tmp_path / "damaged.toml").write_text("x", encoding="utf-8")
    (tmp_path / "there.toml").write_text("[other]\n", encoding="utf-8")
    (tmp_path / "gb.toml").write_bytes("# 甘肃".encode("gb18030"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(PortalError, match=message):
        add_entry(portal, tmp_path / file, load_registry(platforms=PLATFORMS))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
