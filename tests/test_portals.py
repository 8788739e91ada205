"""The registry: what it holds, and which entries it refuses."""

import pickle
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import (
    LEVELS,
    ORIGINS,
    Portal,
    PortalError,
    Sighting,
    format_portal,
    load_portals,
    read_entries,
)
from goicrawl.portals.columns import RULES
from goicrawl.portals.entry import OPTIONAL, REQUIRED
from tests.command_line import ROOT

ENTRY = """
[xian]
title = "某县人民政府"
region_code = "610100"
platform = "trs"
start = ["http://www.x.gov.cn/nb/index.html"]
hosts = ["www.x.gov.cn", "x.gov.cn"]
"""


def load_entry(folder: Path, text: str) -> dict[str, Portal]:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load_portals(folder, platforms=PLATFORMS)


@pytest.mark.parametrize(
    ("name", "region_code", "platform"),
    [
        ("anqing", "340800", "query"),
        ("gongqingcheng", "360482", "hanweb"),
        ("jiangyuan", "220605", "trs"),
        ("kashi", "653101", "ucap"),
        ("suining-jkq", "510900", "sichuan"),
    ],
)
def test_own_portal(name: str, region_code: str, platform: str) -> None:
    portal = load_portals(platforms=PLATFORMS)[name]
    assert (portal.name, portal.region_code, portal.platform) == (name, region_code, platform)


def test_portals_come_in_the_order_of_their_names() -> None:
    names = list(load_portals())
    assert names == sorted(names)


def test_entry_of_the_users_own(tmp_path: Path) -> None:
    assert load_entry(tmp_path, ENTRY)["xian"] == Portal(
        name="xian",
        title="某县人民政府",
        region_code="610100",
        platform="trs",
        start=("http://www.x.gov.cn/nb/index.html",),
        hosts=("www.x.gov.cn", "x.gov.cn"),
    )


def test_entry_with_settings(tmp_path: Path) -> None:
    portals = load_entry(
        tmp_path, ENTRY + 'settings = {DOWNLOAD_DELAY = 3, DOWNLOAD_TLS_MIN_VERSION = "TLSv1.0"}'
    )
    assert portals["xian"].settings == {"DOWNLOAD_DELAY": 3, "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.0"}


FULL = (
    ENTRY
    + """
issuer = "某县人民政府办公室"
level = "department"
start_origin = "derived"
parameters = { area = "0101" }
seen = [
  { url = "http://x.gov.cn/nb/202202/t20220209_1.html", year = 2021, issuer = "县", published = 2022-02-09 },
  { url = "http://x.gov.cn/nb/", on = 2026-11-21 },
]
verified = 2026-11-21
"""
)


class System:
    """A publishing system as far as the registry knows it."""

    parameters: ClassVar[frozenset[str]] = frozenset({"area"})


def test_entry_with_all_that_can_be_said() -> None:
    (portal,) = read_entries(FULL, Path("own.toml"), {"trs": System()})
    assert portal == Portal(
        name="xian",
        title="某县人民政府",
        issuer="某县人民政府办公室",
        level="department",
        region_code="610100",
        platform="trs",
        start=("http://www.x.gov.cn/nb/index.html",),
        start_origin="derived",
        hosts=("www.x.gov.cn", "x.gov.cn"),
        parameters={"area": "0101"},
        seen=(
            Sighting(
                url="http://x.gov.cn/nb/202202/t20220209_1.html",
                year=2021,
                issuer="县",
                published=date(2022, 2, 9),
            ),
            Sighting(url="http://x.gov.cn/nb/", on=date(2026, 11, 21)),
        ),
        verified=date(2026, 11, 21),
    )


def test_entry_is_written_as_it_is_read() -> None:
    (portal,) = read_entries(
        FULL + "settings = { DOWNLOAD_DELAY = 2.5, RETRY_HTTP_CODES = [503] }", Path("own.toml")
    )
    assert list(read_entries(format_portal(portal), Path("own.toml"))) == [portal]


def test_hostile_title_is_written_as_a_text(tmp_path: Path) -> None:
    title = 'a"b\\c\n[other]\x7f\x00'
    portal = replace(load_entry(tmp_path, ENTRY)["xian"], title=title)
    assert [one.title for one in read_entries(format_portal(portal), Path("own.toml"))] == [title]


def test_verified_is_empty_until_somebody_crawls(tmp_path: Path) -> None:
    assert load_entry(tmp_path, ENTRY + 'verified = ""')["xian"].verified is None


@pytest.mark.parametrize(
    ("hosts", "url", "owns"),
    [
        pytest.param(["x.gov.cn"], "http://x.gov.cn/a", True, id="name"),
        pytest.param(["x.gov.cn"], "https://X.GOV.CN./a", True, id="written otherwise"),
        pytest.param(["x.gov.cn"], "http://x.gov.cn:8080/a", True, id="name, any port"),
        pytest.param(["x.gov.cn:8080"], "http://x.gov.cn:8080/a", True, id="that port"),
        pytest.param(["x.gov.cn:8080"], "http://x.gov.cn/a", False, id="another port"),
        pytest.param(["x.gov.cn:443"], "https://x.gov.cn/a", True, id="the scheme's port"),
        pytest.param(["x.gov.cn:80"], "https://x.gov.cn/a", False, id="another scheme's port"),
        pytest.param(["127.0.0.1:8000"], "http://127.0.0.1:8000/a", True, id="IP"),
        pytest.param(["127.0.0.1:8000"], "http://127.0.0.1:8001/a", False, id="IP, another port"),
        pytest.param(["[::1]:8000"], "http://[::1]:8000/a", True, id="IPv6"),
        pytest.param(["x.gov.cn"], "http://www.x.gov.cn/a", False, id="a host below it"),
        pytest.param(["x.gov.cn"], "http://x.gov.cn.evil.com/a", False, id="look-alike"),
        pytest.param(["x.gov.cn"], "http://x.gov.cn@evil.com/a", False, id="user name"),
        pytest.param(["x.gov.cn"], "ftp://x.gov.cn/a", False, id="scheme"),
        pytest.param(["x.gov.cn"], "/a", False, id="no whole address"),
        pytest.param(["x.gov.cn"], "http://[x.gov.cn/a", False, id="no address"),
        pytest.param(["x.gov.cn"], "http://x.gov.cn:port/a", False, id="no port"),
    ],
)
def test_portal_owns_the_addresses_on_its_hosts(hosts: list[str], url: str, owns: bool) -> None:
    portal = Portal(name="x", title="x", region_code="610100", platform="trs", start=(), hosts=tuple(hosts))
    assert portal.owns(url) is owns


def test_portal_of_another_province_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gansu.toml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(PortalError, match=r"codes begin with 62; move the entry to shaanxi\.toml"):
        load_portals(tmp_path)


def test_nation_has_a_code_of_its_own(tmp_path: Path) -> None:
    portals = load_entry(tmp_path, ENTRY.replace("610100", "000000") + 'level = "central"')
    assert portals["xian"].level == "central"


def test_users_own_portals_stand_beside_goicrawls(tmp_path: Path) -> None:
    assert {"xian", "kashi"} <= set(load_entry(tmp_path, ENTRY))


def test_portal_can_be_pickled_with_a_request() -> None:
    portal = load_portals()["kashi"]
    assert pickle.loads(pickle.dumps(portal)) == portal  # noqa: S301


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(ENTRY.replace("xian", "XIAN"), "[XIAN] is no portal name; use lower-case", id="name"),
        pytest.param(ENTRY.replace("xian", "kashi"), "[kashi] is already in", id="name taken"),
        pytest.param("title = '某县'", "title stands outside a table", id="no table"),
        pytest.param(
            ENTRY.replace("title", "titel"), "[xian] has an unknown key 'titel'; known are", id="typo"
        ),
        pytest.param(ENTRY.replace("hosts =", "#"), "[xian] has no 'hosts'; add it", id="key missing"),
        pytest.param(ENTRY.replace('"某县人民政府"', "5"), "title = 5 must be a text", id="title no text"),
        pytest.param(
            ENTRY.replace("某县人民政府", ""), "title = '' must be a text that is not empty", id="no title"
        ),
        pytest.param(ENTRY.replace("610100", "61010"), "region_code = '61010' must be the six", id="code"),
        pytest.param(ENTRY.replace("610100", "６１０１００"), "must be the six digits", id="full-width code"),
        pytest.param(
            ENTRY.replace('"trs"', '"tsr"'), "platform = 'tsr' is no publishing system; known", id="system"
        ),
        pytest.param(
            ENTRY.replace('["http', '"http').replace('html"]', 'html"'), "must be a list", id="no list"
        ),
        pytest.param(
            ENTRY.replace('["http://www.x.gov.cn/nb/index.html"]', "[]"), "start = [] must be", id="no start"
        ),
        pytest.param(
            ENTRY.replace("http://www", "www"), "must be a whole address", id="start without scheme"
        ),
        pytest.param(ENTRY.replace("http://www", "ftp://www"), "must be a whole address", id="start by ftp"),
        pytest.param(
            ENTRY.replace("http://www", "http://me:secret@www"),
            "neither a user's name",
            id="start with a user",
        ),
        pytest.param(
            ENTRY.replace('region_code = "610100"', "region_code = 610100"),
            'must be a text: put it in quotes, "610100"',
            id="code without quotes",
        ),
        pytest.param(ENTRY.replace("http://www.x", "http://[x"), "is no address", id="start no address"),
        pytest.param(ENTRY.replace(".cn/", ".cn:99999/"), "is no address", id="start with no port"),
        pytest.param(
            ENTRY + "settings = {DOWNLOAD_HANDLERS = 'x'}",
            "must be like Scrapy's default, {",
            id="setting no table",
        ),
        pytest.param(
            ENTRY.replace("http://www.x", "http://www.y"), "add 'www.y.gov.cn' to hosts", id="other host"
        ),
        pytest.param(
            ENTRY.replace('"x.gov.cn"', '"x.gov.cn:65536"'), "must be a lower-case host", id="host's port"
        ),
        pytest.param(
            ENTRY.replace('"x.gov.cn"', '"http://x.gov.cn"'), "must be a lower-case host", id="host an url"
        ),
        pytest.param(
            ENTRY.replace('"x.gov.cn"', '"X.gov.cn"'), "must be a lower-case host", id="host upper-case"
        ),
        pytest.param(
            ENTRY.replace('"www.x.gov.cn", ', '"www.x.gov.cn:8080", '),
            "add 'www.x.gov.cn' to hosts",
            id="start on another port",
        ),
        pytest.param(
            ENTRY.replace('"x.gov.cn"', '"www.x.gov.cn"'),
            "'www.x.gov.cn' stands there twice",
            id="host twice",
        ),
        pytest.param(
            ENTRY.replace('nb/index.html"', 'nb/index.html", "http://www.x.gov.cn/nb/index.html"'),
            "stands there twice; take one out",
            id="start twice",
        ),
        pytest.param(
            ENTRY.replace("nb/index", "nb/ index"), "must be a whole address", id="start with a space"
        ),
        pytest.param(ENTRY.replace("610100", "619999"), "'619999' is not in GB/T 2260", id="code nobody has"),
        pytest.param(
            ENTRY.replace("610100", "140421"),
            "'140421' (长治县) ended in 2018; take 140404",
            id="code that ended",
        ),
        pytest.param(
            ENTRY + 'level = "village"', "level = 'village' must be one of central, province", id="level"
        ),
        pytest.param(
            ENTRY + 'level = "county"', "'610100' is no county's code: none ends in 00", id="county's code"
        ),
        pytest.param(
            ENTRY + 'level = "province"',
            "'610100' is no code of a province's: those end in 0000",
            id="province's code",
        ),
        pytest.param(
            ENTRY.replace("610100", "610102") + 'level = "city"',
            "'610102' is no code of a city's or prefecture's: those end in 00",
            id="city's code",
        ),
        pytest.param(
            ENTRY + 'level = "central"', "000000, and it alone, is the level 'central'", id="nation's code"
        ),
        pytest.param(
            ENTRY.replace("610100", "000000"), "000000, and it alone, is the level", id="nation's level"
        ),
        pytest.param(ENTRY + "issuer = 5", "issuer = 5 must be a text", id="issuer"),
        pytest.param(
            ENTRY + 'start_origin = "guessed"',
            "start_origin = 'guessed' must be one of seen, derived, stand-in",
            id="origin",
        ),
        pytest.param(ENTRY + "parameters = 3", "parameters = 3 must be a table of texts", id="no parameters"),
        pytest.param(
            ENTRY + "parameters = {area = 3}",
            'area = 3 must be a text: put it in quotes, "3"',
            id="parameter",
        ),
        pytest.param(
            ENTRY + 'parameters = {colour = "red"}',
            "the system 'trs' knows no 'colour'; it knows",
            id="parameter nobody knows",
        ),
        pytest.param(
            ENTRY + 'verified = "2026-11-21"',
            "verified = '2026-11-21' must be a date without",
            id="date a text",
        ),
        pytest.param(
            ENTRY + "verified = 2026-11-21T10:00:00", "must be a date without quotes", id="date with a time"
        ),
        pytest.param(ENTRY + "verified = 2026-13-21", "is no TOML", id="no such day"),
        pytest.param(ENTRY + 'seen = "there"', "seen = 'there' must be a list of tables", id="seen no list"),
        pytest.param(ENTRY + "seen = [{ year = 2021 }]", "seen: has no 'url'; add it", id="seen nowhere"),
        pytest.param(
            ENTRY + 'seen = [{ url = "http://x.gov.cn/", when = 2021 }]',
            "seen: has an unknown key 'when'; known are url, year",
            id="seen's typo",
        ),
        pytest.param(
            ENTRY + 'seen = [{ url = "http://y.gov.cn/" }]',
            "seen: 'http://y.gov.cn/' is on no host of the portal",
            id="seen elsewhere",
        ),
        pytest.param(
            ENTRY + 'seen = [{ url = "http://x.gov.cn/", year = "2021" }]',
            "year = '2021' must be a whole number",
            id="year a text",
        ),
        pytest.param(
            ENTRY + 'seen = [{ url = "http://x.gov.cn/", year = 21 }]',
            "year = 21 must be the year that the report is about",
            id="year cut",
        ),
        pytest.param(
            ENTRY.replace(
                "http://www.x.gov.cn/nb/index.html", "https://www.xjks.gov.cn/kss/c118518/common_list.shtml"
            ).replace("www.x.gov", "www.xjks.gov"),
            "is the start of [kashi] in ",
            id="another portal's start",
        ),
        pytest.param(ENTRY + "settings = 3", "settings = 3 must be a table", id="settings no table"),
        pytest.param(
            ENTRY + "settings = {ROBOTSTXT_OBEY = false}",
            "settings: ROBOTSTXT_OBEY is the project's own, and no portal's; take it out",
            id="manners switched off",
        ),
        pytest.param(ENTRY + "settings = {delay = 3}", "'delay' is no Scrapy setting", id="setting's name"),
        pytest.param(
            ENTRY + "settings = {DOWNLOAD_DELAYS = 3}", "'DOWNLOAD_DELAYS' is no Scrapy", id="setting's typo"
        ),
        pytest.param(
            ENTRY + "settings = {DOWNLOAD_DELAY = 'slow'}",
            "DOWNLOAD_DELAY = 'slow' must be like Scrapy's default, ",
            id="setting's value",
        ),
        pytest.param(ENTRY + "[xian]", "is no TOML", id="table twice"),
        pytest.param("=", "is no TOML", id="no TOML"),
    ],
)
def test_wrong_entry_is_refused_in_one_line_that_names_the_file(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(PortalError) as refusal:
        load_entry(tmp_path, text)
    said = str(refusal.value)
    assert said.startswith(str(tmp_path / "own.toml"))
    assert message in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: None, "no such directory; set GOICRAWL_PORTALS to one", id="nothing there"),
        pytest.param(lambda path: path.write_text(""), "no such directory", id="a file"),
        pytest.param(lambda path: path.mkdir(), "no *.toml file in it", id="empty"),
    ],
)
def test_wrong_directory_is_refused(tmp_path: Path, make: object, message: str) -> None:
    folder = tmp_path / "portals"
    assert callable(make)
    make(folder)
    with pytest.raises(PortalError, match=message.replace("*", r"\*")):
        load_portals(folder)


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(ENTRY.encode("gb18030"))
    with pytest.raises(PortalError, match="is not UTF-8"):
        load_portals(tmp_path)


DOCS = (ROOT / "docs" / "portals.md").read_text(encoding="utf-8")


def test_docs_name_every_key() -> None:
    keys = DOCS.partition("## The keys")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (yes)? ?\|", keys, re.M)
    assert {key for key, _ in rows} == {*REQUIRED, *OPTIONAL}
    assert {key for key, needed in rows if needed} == set(REQUIRED)


def test_docs_name_every_rule_for_columns() -> None:
    rules = re.findall(r"^\| (\w[\w ]*) \| `/", DOCS, re.M)
    assert rules == [rule.name for rule in RULES]


@pytest.mark.parametrize("word", [*LEVELS, *ORIGINS])
def test_docs_name_every_level_and_origin(word: str) -> None:
    assert f"`{word}`" in DOCS
