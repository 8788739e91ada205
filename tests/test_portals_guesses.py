"""A listing page's head -> what an entry takes over from it."""

import pytest

from goicrawl.portals.guesses import guess_site
from tests.command_line import ROOT

PAGES = ROOT.parent / "shared" / "pages" / "listings"


def page(title: str = "", **meta: str) -> str:
    tags = "".join(f'<meta name="{name}" content="{value}">' for name, value in meta.items())
    return f"<html><head>{tags}<title>{title}</title></head><body>政府信息公开年报</body></html>"


@pytest.mark.parametrize(
    ("text", "title", "issuer", "level", "code"),
    [
        pytest.param(
            page(SiteName="喀什市人民政府", SiteIDCode="6531010001"),
            "喀什市人民政府",
            "喀什市人民政府",
            "county",
            "653101",
            id="both",
        ),
        pytest.param(
            page(sitename="安庆市人民政府门户网站", siteidcode="3408000001"),
            "安庆市人民政府门户网站",
            "安庆市人民政府",
            "city",
            "340800",
            id="lower-case names",
        ),
        pytest.param(
            page("政府信息公开年报 - 安溪县人民政府"),
            "安溪县人民政府",
            "安溪县人民政府",
            "county",
            "350524",
            id="title alone",
        ),
        pytest.param(
            page("政府信息公开年报_河北省人民政府"),
            "河北省人民政府",
            "河北省人民政府",
            "province",
            "130000",
            id="province",
        ),
        pytest.param(
            page(SiteName="江西省生态环境厅", SiteIDCode="3600000076"),
            "江西省生态环境厅",
            None,
            None,
            "360000",
            id="department",
        ),
        pytest.param(
            page(SiteName="平潭综合实验区", SiteIDCode="3590000001"),
            "平潭综合实验区",
            None,
            None,
            "350128",
            id="code of no place",
        ),
        pytest.param(
            page(SiteName="工业和信息化部", SiteIDCode="bm07000001"),
            "工业和信息化部",
            None,
            None,
            None,
            id="ministry",
        ),
        pytest.param(page("信息公开年报"), None, None, None, None, id="column alone"),
        pytest.param(page(), None, None, None, None, id="nothing"),
    ],
)
def test_site_is_guessed_from_the_head(
    text: str, title: str | None, issuer: str | None, level: str | None, code: str | None
) -> None:
    guesses = guess_site(text)
    assert (guesses.title.value if guesses.title else None) == title
    assert (guesses.issuer, guesses.level) == (issuer, level)
    assert (guesses.region_code.value if guesses.region_code else None) == code


def test_guess_says_where_it_is_from() -> None:
    guesses = guess_site(page("年报-喀什市人民政府"))
    assert [guess.source for guess in guesses[::3] if guess] == ["<title>", "<title> 喀什市人民政府"]


@pytest.mark.parametrize(
    ("name", "title", "code"),
    [
        ("gansu-jyt-ucap.html", "甘肃省教育厅", "620000"),
        ("jiangxi-sthjt-jpaas.html", "江西省生态环境厅", "360000"),
    ],
)
def test_site_of_a_real_listing(name: str, title: str, code: str) -> None:
    path = PAGES / name
    if not path.is_file():
        pytest.skip("no saved listings beside the project")
    guesses = guess_site(path.read_text(encoding="utf-8"))
    assert guesses.title is not None
    assert guesses.region_code is not None
    assert (guesses.title.value, guesses.region_code.value) == (title, code)
