"""Which publishing system a page is of, and what tells."""

import csv
import json
from pathlib import Path

import pytest

from goicrawl.clean.decode import decode
from goicrawl.platforms import PLATFORMS
from goicrawl.platforms.recognise import recognise
from tests.listings import HOST, ROOT, needs_shared

PAGES = ROOT.parent / "shared" / "pages"
REAL = {
    "details/gov-cn-5338761.html": "ucap",
    "details/gov-cn-5344146.html": "ucap",
    "details/gov-cn-5345295.html": "ucap",
    "details/gov-cn-5345440.html": "ucap",
    "details/gov-cn-5347765.html": "ucap",
    "details/gov-cn-5351586.html": "ucap",
    "details/gov-cn-5351624.html": "ucap",
    "details/gov-cn-5352010.html": "ucap",
    "details/gov-cn-5354528.html": "ucap",
    "details/gov-cn-5360002.html": "ucap",
    "details/jilin-xxgk-notice.html": "trs",
    "details/nfra-penalty-merged-cells.html": None,
    "details/nmg-tax.html": "trs",
    "details/shanxi-news.html": "trs",
    "listings/gansu-jyt-ucap.html": "ucap",
    "listings/jiangsu-gxt-jpage-1.xml": "hanweb",
    "listings/jiangsu-gxt-jpage-2.xml": "hanweb",
    "listings/jiangsu-gxt-jpage-3.xml": "hanweb",
    "listings/jiangxi-sthjt-jpaas.html": "jpaas",
    "listings/ordos-egb-annual-reports.html": "trs",
    "listings/pingtan-annual-reports.html": "fujian",
    "reports/pingtan-2024.html": "fujian",
    "reports/shanghai-office-2019.body.html": None,
}
SAVED = {
    "anqing": "query",
    "gongqingcheng": "hanweb",
    "jiangyuan": "trs",
    "kashi": "ucap",
    "suining-jkq": "sichuan",
}


MARKS = [
    pytest.param("<div class=TRS_Editor>", "/", "trs", id="TRS_Editor"),
    pytest.param("require(['list2.trsapi'])", "/", "fujian", id="list2.trsapi"),
    pytest.param("<!--<$[信息内容]>begin-->", "/", "hanweb", id="comments of Hanweb"),
    pytest.param("", "/module/xxgk/xxgkAnnualReport.jsp?area=1&fbtime=2020", "hanweb_annual", id="jsp"),
    pytest.param("loadPageData(params, '1');", "/", "jpaas", id="loadPageData"),
    pytest.param("<script url='/x/front/page/build/unit'>", "/", "jpaas_unit", id="unit"),
    pytest.param("<div id='UCAP-CONTENT'>", "/", "ucap", id="UCAP-CONTENT"),
    pytest.param("window._CONFIG = {SID: '7'}", "/gkmlpt/index", "gkmlpt", id="_CONFIG"),
    pytest.param("", "/OpennessAnnualReport/show/2325.html", "anhui", id="OpennessAnnualReport"),
    pytest.param("<a href='/public/column/7?type=4'>", "/", "anhui", id="public column"),
    pytest.param("<div id=vsb_content>", "/info/1/2.htm", "vsb", id="vsb_content"),
    pytest.param("", f"/gongkai/show/{'0a' * 16}.html", "sichuan", id="show"),
    pytest.param("", "/gknb_show.php?id=3278", "query", id="show.php"),
    pytest.param("<a onclick=\"queryArticleByCondition(this,'/a')\">", "/", "generic", id="easysite"),
    pytest.param("<li><a href=/a.html>甲</a> 2022-02-09</li>", "/", "generic", id="links with dates"),
    pytest.param("<p>政府信息公开</p>", "/", None, id="nothing"),
    pytest.param("", "/", None, id="empty"),
]


def best(text: str, url: str = HOST + "/zwgk/") -> str | None:
    return next((found.platform for found in recognise(text, url)), None)


@needs_shared
def test_every_real_page_is_here() -> None:
    files = {str(path.relative_to(PAGES)) for path in PAGES.glob("*/*") if path.suffix in (".html", ".xml")}
    assert files == set(REAL)


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_real_page(name: str) -> None:
    with (PAGES / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        hosts = {row["file"]: row["site"].partition("(")[0] for row in csv.DictReader(file, delimiter="\t")}
    text = decode((PAGES / name).read_bytes()).text
    assert best(text, f"http://{hosts[name]}/zwgk/") == REAL[name]


def folders() -> list[Path]:
    return [path.parent for name in SAVED for path in sorted((ROOT / "fixtures" / name).glob("*/meta.json"))]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_saved_page(folder: Path) -> None:
    url = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["url"]
    assert best(decode((folder / "response.body").read_bytes()).text, url) == SAVED[folder.parent.name]


@pytest.mark.parametrize(("text", "path", "platform"), MARKS)
def test_marks(text: str, path: str, platform: str | None) -> None:
    assert best(text, HOST + path) == platform


def test_every_system_is_recognised_by_something() -> None:
    assert {case.values[2] for case in MARKS} >= set(PLATFORMS)


def test_evidence_is_in_words_strongest_first() -> None:
    (found, *_) = recognise("<div class=TRS_Editor> createPageHTML(3, 0, 'index', 'html')", HOST)
    assert found.evidence == (
        "the body is in an element of class TRS_Editor or TRS_UEDITOR; createPageHTML counts pages from 0"
    )


def test_links_that_look_like_articles_are_shown() -> None:
    links = "".join(f"<a href='/nb/202202/t20220209_{number}.html'>甲</a>" for number in range(5))
    (found, *_) = recognise(links, HOST)
    assert found.evidence == (
        "5 links look like its articles: /nb/202202/t20220209_0.html, /nb/202202/t20220209_1.html"
    )


def test_links_to_other_hosts_tell_nothing() -> None:
    assert recognise("<a href='http://www.y.gov.cn/nb/202202/t20220209_1.html'>甲</a>", HOST) == ()
