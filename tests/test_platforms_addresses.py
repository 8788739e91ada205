"""Which addresses are one page's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goicrawl.platforms.addresses import canonical

PAGE = "http://www.x.gov.cn/nb/202202/t20220209_1.html"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("https://www.x.gov.cn/nb/202202/t20220209_1.html", id="https"),
        pytest.param("http://x.gov.cn/nb/202202/t20220209_1.html", id="bare host"),
        pytest.param("http://WWW.X.gov.cn/nb/202202/t20220209_1.html", id="capitals in the host"),
        pytest.param("http://www.x.gov.cn:80/nb/202202/t20220209_1.html", id="default port"),
        pytest.param("https://www.x.gov.cn:443/nb/202202/t20220209_1.html", id="default port of https"),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html#top", id="fragment"),
        pytest.param("http://www.x.gov.cn/m/nb/202202/t20220209_1.html", id="/m/"),
        pytest.param("http://wap.x.gov.cn/nb/202202/t20220209_1.html", id="wap."),
        pytest.param("http://m.x.gov.cn/nb/202202/t20220209_1.html", id="m."),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html?isMobile=true", id="isMobile"),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html?", id="empty query"),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html;jsessionid=A1.b", id="session"),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html?JSESSIONID=A1", id="session, asked"),
        pytest.param("http://www.x.gov.cn/nb/202202/t20220209_1.html?utm_source=wx&_t=12", id="tracking"),
        pytest.param("http://www.x.gov.cn//nb/202202//t20220209_1.html", id="slashes"),
        pytest.param(
            "http://big5.x.gov.cn/gate/big5/www.x.gov.cn//nb/202202/t20220209_1.html", id="big5 gateway"
        ),
        pytest.param(" http://www.x.gov.cn/nb/202202/t20220209_1.html\n", id="white space"),
        pytest.param("http://www.x.gov.cn/%6eb/202202/t20220209_1.html", id="escaped letters"),
    ],
)
def test_same_page(other: str) -> None:
    assert canonical(other) == canonical(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/content/post_12.html", "/content/mpost_12.html", id="mpost"),
        pytest.param("/nb/", "/nb/index.html", id="index"),
        pytest.param("/a.jsp?area=1&fbtime=2020", "/a.jsp?fbtime=2020&area=1", id="order of the query"),
        pytest.param("/a.jsp?area=1&fbtime=2020", "/a.jsp?area=1&fbtime=2020&showType=2", id="showType"),
        pytest.param("/年报/1.html", "/%E5%B9%B4%E6%8A%A5/1.html", id="escaped Chinese"),
    ],
)
def test_same_path(one: str, other: str) -> None:
    assert canonical("http://x.gov.cn" + one) == canonical("http://x.gov.cn" + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(PAGE, PAGE.replace("_1.", "_2."), id="another article"),
        pytest.param(PAGE, PAGE.replace("www.", "sfj."), id="another host"),
        pytest.param(PAGE, PAGE.replace(".cn/", ".cn:8080/"), id="another port"),
        pytest.param("http://x.gov.cn/s.php?id=1", "http://x.gov.cn/s.php?id=2", id="another id"),
        pytest.param("http://x.gov.cn/a.jsp?fbtime=2020", "http://x.gov.cn/a.jsp?fbtime=2021", id="year"),
        pytest.param("http://x.gov.cn/a.html?t=2011", "http://x.gov.cn/a.html", id="t may choose a page"),
        pytest.param("http://x.gov.cn/A.html", "http://x.gov.cn/a.html", id="capitals in the path"),
        pytest.param("http://x.gov.cn/mnb/1.html", "http://x.gov.cn/nb/1.html", id="folder with an m"),
    ],
)
def test_other_page(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("text", ["", "x", "http://[x", "http://x:99999/", "mailto:a@b.cn"])
def test_what_is_no_address_stays(text: str) -> None:
    assert canonical(text) == text


@given(st.text(max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    canonical("http://x.gov.cn/" + text)


@given(st.text(alphabet="abm./-_%4E?=&;:1年", max_size=60))
def test_key_is_its_own_key(path: str) -> None:
    key = canonical("http://x.gov.cn/" + path)
    assert canonical("http://" + key) == key
