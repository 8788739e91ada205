"""Which pages say themselves that they are another portal's."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from goicrawl.items import Page
from goicrawl.pipelines.claims import find_claim
from goicrawl.portals import load_portals
from tests.crawls import PORTAL

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "pages"


def page(**tags: str) -> Page:
    metas = "".join(f'<meta name="{name}" content="{content}">' for name, content in tags.items())
    return Page(url="http://www.x.gov.cn/a.html", body=f"<html><head>{metas}</head></html>".encode())


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param({"SiteDomain": "www.y.gov.cn", "Url": "http://www.y.gov.cn/a.html"}, id="both hosts"),
        pytest.param({"SiteDomain": "www.y.gov.cn", "SiteIDCode": "5101000001"}, id="host and province"),
        pytest.param(
            {"Url": "http://www.y.gov.cn/a.html", "SiteIDCode": "6102000001"}, id="host and prefecture"
        ),
        pytest.param({"SiteDomain": "www.y.gov.cn", "SiteIDCode": "bm12000001"}, id="a ministry's"),
        pytest.param({"sitedomain": "http://y.cn/", "url": "https://www.y.cn/"}, id="whatever the case"),
    ],
)
def test_page_of_another_portal(tags: dict[str, str]) -> None:
    problem = find_claim(page(**tags), PORTAL)
    assert problem is not None
    assert problem.code == "source.claims_other"


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param({}, id="no tags"),
        pytest.param({"SiteDomain": "www.x.gov.cn", "Url": "http://www.x.gov.cn/a.html"}, id="its own"),
        pytest.param({"SiteDomain": "x.gov.cn", "Url": "http://zwgk.x.gov.cn/"}, id="bare and sibling host"),
        pytest.param({"SiteDomain": "www.y.gov.cn"}, id="one claim"),
        pytest.param({"SiteIDCode": "5101000001"}, id="a code alone"),
        pytest.param(
            {"SiteDomain": "www.x.gov.cn", "Url": "http://www.y.gov.cn/a.html"}, id="claims disagree"
        ),
        pytest.param({"SiteDomain": "www.y.gov.cn", "Url": "http://www.z.gov.cn/"}, id="two others"),
        pytest.param(
            {"SiteDomain": "www.xa.gov.cn", "Url": "http://www.xa.gov.cn/a", "SiteIDCode": "6101000003"},
            id="the parent's site",
        ),
        pytest.param(
            {
                "SiteDomain": "www.shaanxi.gov.cn",
                "Url": "http://www.shaanxi.gov.cn",
                "SiteIDCode": "6100000001",
            },
            id="the province's site",
        ),
        pytest.param({"SiteDomain": "", "Url": "./t20190918_693227.shtml"}, id="blank and relative"),
        pytest.param({"SiteDomain": "某县人民政府", "Url": "{{url}}"}, id="never filled in"),
    ],
)
def test_page_of_the_portal(tags: dict[str, str]) -> None:
    assert find_claim(page(**tags), PORTAL) is None


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:80"])
def test_local_trial_serves_pages_of_any(host: str) -> None:
    copy = page(SiteDomain="www.y.gov.cn", Url="http://www.y.gov.cn/a.html")
    assert find_claim(copy, replace(PORTAL, hosts=(host,))) is None


@pytest.mark.parametrize("file", sorted(REAL.glob("*/*.html")), ids=lambda file: file.name)
def test_real_page_on_its_own_host(file: Path) -> None:
    lines = (REAL / "manifest.tsv").read_text(encoding="utf-8").splitlines()
    sites = {line.split("\t")[0]: line.split("\t")[2].partition("(")[0] for line in lines}
    site = sites[f"{file.parent.name}/{file.name}"]
    portal = replace(PORTAL, hosts=(site,))
    assert find_claim(Page(url=f"http://{site}/", body=file.read_bytes()), portal) is None


def test_saved_pages_are_their_portals() -> None:
    portals = load_portals()
    for body in sorted(ROOT.glob("fixtures/[a-z]*/*/response.body")):
        portal = portals[body.parents[1].name]
        start = urlsplit(portal.start[0])
        assert find_claim(Page(url=start.geturl(), body=body.read_bytes()), portal) is None


def test_real_page_on_a_clone_s_host() -> None:
    file = REAL / "reports" / "pingtan-2024.html"
    if not file.exists():
        pytest.skip("../shared is not beside the project")
    assert find_claim(Page(url="http://www.x.gov.cn/", body=file.read_bytes()), PORTAL) is not None
