"""What was found -> lines: the system and why, the site, the rows to follow, the pager."""

from dataclasses import replace

import pytest

from goicrawl.commands.findings import describe
from goicrawl.platforms import Listing, PageRequest, Row
from goicrawl.platforms.recognise import Recognition
from goicrawl.portals.guesses import Guess, SiteGuesses
from goicrawl.spiders.probe import Findings

HOST = "http://www.x.gov.cn"
TITLE = "某县2021年政府信息公开工作年度报告"
REPORT = Row(url=HOST + "/nb/1.html", title=TITLE, date="2022-02-09")
NOTICE = Row(url=HOST + "/nb/2.html", title="关于放假的通知")
FINDINGS = Findings(
    url=HOST + "/nb/",
    text="",
    recognitions=(Recognition(platform="trs", evidence="createPageHTML", weight=3),),
    platform="trs",
    listing=Listing(rows=(REPORT, NOTICE)),
)
NOTHING = SiteGuesses(None, None, None, None)
TWO = (*FINDINGS.recognitions, Recognition(platform="generic", evidence="links with dates", weight=0))


def say(**changes: object) -> list[str]:
    return describe(replace(FINDINGS, **changes), NOTHING)  # type: ignore[arg-type]  # any field


def test_everything_has_a_line() -> None:
    guesses = SiteGuesses(Guess("某县", "meta SiteName"), None, None, Guess("610100", "<title> 某县"))
    assert describe(FINDINGS, guesses) == [
        "system    trs: createPageHTML",
        "title     某县 (meta SiteName)",
        "region    610100 (<title> 某县)",
        "reports   1 of 2 rows would be followed",
        f"          2022-02-09  {TITLE}  {HOST}/nb/1.html",
        "pager     none: one page",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        pytest.param({"recognitions": TWO}, "  or      generic: links with dates", id="another system"),
        pytest.param(
            {"recognitions": TWO, "platform": "generic"},
            "system    generic: links with dates",
            id="not the best recognised",
        ),
        pytest.param({"platform": "ucap"}, "system    ucap, as you say", id="system given"),
        pytest.param({"recognitions": (), "platform": None}, "system    none is recognised", id="no system"),
        pytest.param({}, "title     the page does not say", id="no title"),
        pytest.param(
            {"listing": Listing(rows=(replace(NOTICE, is_report=True),))},
            "reports   1 of 1 rows would be followed",
            id="reports by their listing",
        ),
        pytest.param(
            {"listing": Listing(rows=tuple(replace(REPORT, url=f"{HOST}/{i}") for i in range(12)))},
            "          … and 2 more",
            id="many",
        ),
        pytest.param(
            {"listing": Listing(rows=(replace(REPORT, url="http://y.gov.cn/1.html"),))},
            "          1 on y.gov.cn: add it to `hosts` if it is the portal's own",
            id="another host",
        ),
        pytest.param(
            {"url": HOST + "/nb/202202/t20220209_1.html", "listing": Listing(rows=())},
            f"          this looks like a single article; its column may be {HOST}/nb/",
            id="article",
        ),
        pytest.param(
            {"listing": Listing(rows=(), pages=3, page=1, total=50, has_pager=True)},
            "pager     page 1, 3 pages, 50 rows in all",
            id="counted",
        ),
        pytest.param(
            {"listing": Listing(rows=(), next_pages=(PageRequest(url=HOST, method="POST"),), has_pager=True)},
            f"pager     next: POST {HOST}",
            id="next page",
        ),
        pytest.param(
            {"listing": Listing(rows=(), has_pager=True)},
            "pager     there is one, at its end",
            id="at its end",
        ),
    ],
)
def test_line_says(changes: dict[str, object], line: str) -> None:
    assert line in say(**changes)
