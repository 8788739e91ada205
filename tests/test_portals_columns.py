"""A report's address -> its column's: each system's rule, and what no rule says."""

import pytest

from goicrawl.portals import find_column
from goicrawl.portals.columns import RULES

HEX = "83da3060827f4120a372218471add4e8"
UUID = "67eb2365-22bc-45b5-be58-199b9683883a"

KNOWN = {
    "trs": ("/zwgk/nb/202202/t20220209_1.html", "/zwgk/nb/"),
    "trs shtml": ("/zwgk/nb/202202/t20220209_1.shtml", "/zwgk/nb/"),
    "trs htm": ("/zwgk/nb/202202/t20220209_1.htm", "/zwgk/nb/"),
    "trs on a phone": ("/zwgk/nb/202202/t20220209_1.html?isMobile=true", "/zwgk/nb/"),
    "trs year's column": ("/nb/2021n/202202/t20220209_1.html", "/nb/2021n/"),
    "trs undated": ("/zwgk/zfxxgknb/2021n/t803352.shtml", "/zwgk/zfxxgknb/2021n/"),
    "month": ("/gknb/bmxxgknb/202303/20230305_193807.html", "/gknb/bmxxgknb/"),
    "hanweb": ("/art/2022/1/11/art_1229358718_4858173.html", "/col/col1229358718/index.html"),
    "hanweb cloud": (f"/zfxxgk/zfxxgknb/art/2025/art_{HEX}.html", "/zfxxgk/zfxxgknb/index.html"),
    "hanweb annual": (
        "/module/xxgk/xxgkAnnualReport.jsp?area=11370983004351676W&fbtime=2022&showType=2",
        "/module/xxgk/xxgkAnnualReport.jsp?area=11370983004351676W&fbtime=2022",
    ),
    "hanweb annual, year first": (
        "/module/xxgk/xxgkAnnualReport.jsp?fbtime=2020&area=01251010-053",
        "/module/xxgk/xxgkAnnualReport.jsp?area=01251010-053&fbtime=2020",
    ),
    "guangdong": ("/zwgk/zfxxgknb/bm/content/post_5415513.html", "/zwgk/zfxxgknb/bm/"),
    "shaanxi snowflake": ("/zwgk/xxgknb/1876088810950483969.html", "/zwgk/xxgknb/1.html"),
    "shaanxi object": ("/zwgk/xxgknb/61f4f585f8fd1c0bdc7d9c05.html", "/zwgk/xxgknb/1.html"),
    "hebei": (f"/columns/{UUID}/202302/13/{UUID}.html", f"/columns/{UUID}/index.html"),
    "shanghai": ("/nw29402/20200820/0001-29402_31197.html", "/nw29402/index.html"),
    "shanghai bureau": (f"/fgw_xxgknb/20211030/{HEX}.html", "/fgw_xxgknb/index.html"),
    "shanghai district": ("/guard/mfzwgk/nb/20190829/543983.html", "/guard/mfzwgk/nb/index.html"),
    "easysite": ("/zfxxgk43/zfxxgknb13/326015834/index.html", "/zfxxgk43/zfxxgknb13/index.html"),
}
UNKNOWN = {
    "home page": "/",
    "column": "/zwgk/nb/index.html",
    "ucap: the list file has any name": f"/kss/c118518/202202/{HEX}.shtml",
    "vsb: the list file has any name": "/info/1021/12265.htm",
    "sichuan: the list's digits are its own": f"/gongkai/show/{HEX}.html",
    "query": "/gknb_show.php?id=3278",
    "another query": "/zwgk/nb/202202/t20220209_1.html?page=2",
    "hanweb annual of no area": "/module/xxgk/xxgkAnnualReport.jsp?fbtime=2020",
    "id too long": "/zwgk/xxgknb/" + "1" * 20 + ".html",
}


@pytest.mark.parametrize(("report", "column"), KNOWN.values(), ids=KNOWN)
def test_column_follows_from_a_report(report: str, column: str) -> None:
    assert find_column(f"https://www.x.gov.cn{report}") == f"https://www.x.gov.cn{column}"


@pytest.mark.parametrize("report", UNKNOWN.values(), ids=UNKNOWN)
def test_no_rule_says_the_column(report: str) -> None:
    assert find_column(f"https://www.x.gov.cn{report}") is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_an_example(rule: object) -> None:
    assert any(name.startswith(getattr(rule, "name", "")) for name in KNOWN)


def test_long_hostile_address_costs_nothing() -> None:
    assert find_column("http://x.gov.cn/" + "content/post_1/" * 20_000) is None
    assert find_column("http://x.gov.cn/module/xxgk/xxgkAnnualReport.jsp?" + "area=" * 20_000) is None
