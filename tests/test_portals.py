"""The registry: what it holds, and which entries it refuses."""

import pickle
from pathlib import Path

import pytest

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import Portal, PortalError, load_portals

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
            ENTRY.replace('"x.gov.cn"', '"x.gov.cn:80"'), "without port and path", id="host with port"
        ),
        pytest.param(
            ENTRY.replace('"x.gov.cn"', '"http://x.gov.cn"'), "must be a lower-case host", id="host an url"
        ),
        pytest.param(ENTRY + "settings = 3", "settings = 3 must be a table", id="settings no table"),
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
