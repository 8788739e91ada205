"""The registry that comes with goicrawl: what holds of all its entries."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import LEVELS, Portal, find_column, format_portal, load_portals, read_entries
from goicrawl.portals.places import PROVINCES
from tests.command_line import ROOT

PORTALS = load_portals(platforms=PLATFORMS)
EVERY = pytest.mark.parametrize("portal", PORTALS.values(), ids=PORTALS)
SOURCES = sorted(Path(str(files("goicrawl.portals"))).glob("*.toml"))
STAND_INS = {"anqing", "gongqingcheng", "jiangyuan", "kashi", "suining-jkq"}
"""Portals whose listings nobody has seen: `fixtures/README.md` says what of them is made up."""
MIRRORS = ("big5.", "wap.", "m.", "mpost.")


def test_there_are_a_hundred_portals() -> None:
    assert len(PORTALS) - len(STAND_INS) >= 100


def test_there_are_portals_of_25_provinces() -> None:
    provinces = {portal.region_code[:2] for name, portal in PORTALS.items() if name not in STAND_INS}
    assert len(provinces - {"00"}) >= 25


def test_each_province_has_a_file_of_its_own() -> None:
    assert {source.stem for source in SOURCES} <= {"central", *PROVINCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_file_holds_its_own_province_in_the_order_of_the_names(source: Path) -> None:
    portals = list(read_entries(source.read_text(encoding="utf-8"), source, PLATFORMS))
    assert {portal.region_code[:2] for portal in portals} == {PROVINCES.get(source.stem, "00")}
    assert [portal.name for portal in portals] == sorted(portal.name for portal in portals)


@EVERY
def test_portal_says_whose_it_is(portal: Portal) -> None:
    assert portal.issuer
    assert portal.level in LEVELS


@EVERY
def test_hosts_are_the_government_s(portal: Portal) -> None:
    assert all(host.endswith(".gov.cn") for host in portal.hosts)


@EVERY
def test_no_listing_is_on_a_mirror(portal: Portal) -> None:
    assert not any(urlsplit(url).netloc.startswith(MIRRORS) for url in portal.start)


@EVERY
def test_start_is_on_the_portal_s_own_hosts(portal: Portal) -> None:
    assert all(portal.owns(url) for url in portal.start)


def test_stand_ins_say_so() -> None:
    assert {name for name, portal in PORTALS.items() if portal.start_origin == "stand-in"} == STAND_INS


def bare(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.path, parts.query


@pytest.mark.parametrize(
    "portal",
    [portal for portal in PORTALS.values() if portal.start_origin == "derived"],
    ids=lambda portal: portal.name,
)
def test_derived_starts_follow_from_the_reports_that_were_seen(portal: Portal) -> None:
    columns = {bare(column) for sighting in portal.seen if (column := find_column(sighting.url))}
    assert {bare(url) for url in portal.start} <= columns


def test_only_listings_that_were_seen_say_so() -> None:
    listings = ROOT.parent / "shared" / "pages" / "listings"
    if not listings.is_dir():
        pytest.skip("no saved listings beside the project")
    saved = "".join(path.read_text(encoding="utf-8", errors="replace") for path in listings.glob("*.html"))
    seen = [portal for portal in PORTALS.values() if portal.start_origin == "seen"]
    assert [portal.name for portal in seen] == ["pingtan"]
    assert all(url in saved for portal in seen for url in portal.start)


@EVERY
def test_nothing_was_seen_or_verified_in_the_future(portal: Portal) -> None:
    today = datetime.now(UTC).date()
    days = [portal.verified, *(day for one in portal.seen for day in (one.published, one.on))]
    assert all(day <= today for day in days if day)


@EVERY
def test_entry_is_written_as_it_is_read(portal: Portal) -> None:
    assert list(read_entries(format_portal(portal), Path("own.toml"), PLATFORMS)) == [portal]


def test_sightings_are_those_of_the_real_reports() -> None:
    titles = ROOT.parent / "shared" / "titles.tsv"
    if not titles.is_file():
        pytest.skip("no list of real reports beside the project")
    known = titles.read_text(encoding="utf-8")
    unknown = [one.url for portal in PORTALS.values() for one in portal.seen if one.url not in known]
    assert {urlsplit(url).hostname for url in unknown} == {"www.pingtan.gov.cn", "www.xjks.gov.cn"}
