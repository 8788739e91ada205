"""A page's headline, labels, first lines and listing into its titles."""

import pytest

from goicrawl.parse.metadata.headlines import find_headlines

TITLE = "喀什市2021年政府信息公开工作年度报告"
OTHER = "喀什市2020年政府信息公开工作年度报告"
BODIES = {
    "one line": ([TITLE, "本报告根据条例编制。"], [TITLE]),
    "two lines": (
        ["遂宁经济技术开发区", "2018年政府信息公开工作年度报告"],
        ["遂宁经济技术开发区2018年政府信息公开工作年度报告"],
    ),
    "three lines": (
        ["天长市", "2019年政府信息公开", "工作年度报告"],
        ["天长市2019年政府信息公开工作年度报告"],
    ),
    "under other lines": (
        ["贺政办发〔2010〕3号", "各县（区）人民政府：", "二〇一〇年一月十九日", TITLE],
        [TITLE],
    ),
    "twice": ([TITLE, TITLE], [TITLE, TITLE]),
    "in a sentence": ([f"现公布{TITLE}。"], []),
    "none": (["一、总体情况"], []),
}


@pytest.mark.parametrize(("paragraphs", "titles"), BODIES.values(), ids=BODIES)
def test_titles_in_the_body(paragraphs: list[str], titles: list[str]) -> None:
    found = find_headlines(None, None, None, paragraphs)
    assert [title.text for title in found.in_body] == titles


def test_the_headline_decides_when_it_tells_something() -> None:
    found = find_headlines(TITLE, OTHER, OTHER, [OTHER])
    assert found.title is not None
    assert (found.title.year, found.source) == (2021, "title")


def test_a_column_name_gives_way_to_a_telling_title() -> None:
    found = find_headlines("政府信息公开年报", TITLE, None, [])
    assert found.printed == TITLE
    assert find_headlines("政府信息公开年报", None, None, [TITLE]).source == "body_title"
    assert find_headlines("政府信息公开年报", None, TITLE, []).source == "listing"


def test_a_column_name_stays_where_there_is_nothing_else() -> None:
    found = find_headlines("政府信息公开年报", None, None, [])
    assert found.printed == "政府信息公开年报"
    assert found.title is not None
    assert found.title.year is None


def test_a_headline_that_is_no_title_is_kept_as_printed() -> None:
    found = find_headlines("温州市林业局", None, None, ["2016年，我局"])
    assert (found.printed, found.title) == ("温州市林业局", None)


def test_a_cut_listing_title_is_not_used() -> None:
    assert find_headlines(None, None, "喀什市2021年政府信息公开工作年度报告…", []).title is None


def test_a_preamble_quotes_titles() -> None:
    found = find_headlines(None, None, None, [f"现公布《{TITLE}》和《政府信息公开条例》。"])
    assert [title.year for title in found.quoted] == [2021]


def test_a_preamble_names_its_title_without_marks() -> None:
    opening = "根据条例规定，现公布雁江区卫生健康局2023年政府信息公开工作年度报告。报告中所列数据"
    found = find_headlines(None, None, None, [opening])
    assert [title[1:] for title in found.quoted] == [("雁江区卫生健康局", 2023)]
    assert find_headlines(None, None, None, ["全文公布政府信息，编制本年报。"]).quoted == ()


def test_a_page_without_any_title() -> None:
    assert find_headlines(None, None, None, [])[:2] == (None, None)


GUESSES = {
    "announced": ("关于公布喀什市教育局2012年政府信息公开年度报告的通知", "喀什市教育局", 2012),
    "on show": ("关于喀什市教育局2019年政府信息公开工作年度报告的公示", "喀什市教育局", 2019),
    "year behind the announcement": ("喀什市规划局政府信息公开年度报告公告（2011年）", "喀什市规划局", 2011),
    "body and year": ("喀什市教育局2020年年报", "喀什市教育局", 2020),
    "year": ("2020年度", None, 2020),
    "year of a report": ("2020年度报告", None, 2020),
}
NO_GUESSES = ["政府信息公开年报", "关于做好2020年工作的通知", "2020年1月5日", "喀什市教育局", "2019-2020年"]


@pytest.mark.parametrize(("headline", "issuer", "year"), GUESSES.values(), ids=GUESSES)
def test_a_headline_that_is_no_title_may_still_tell(headline: str, issuer: str | None, year: int) -> None:
    found = find_headlines(headline, None, None, [])
    assert (found.title, found.printed) == (None, headline)
    assert [(guess.issuer, guess.year) for guess in found.quoted] == [(issuer, year)]


def test_a_listing_s_year_helps_a_column_name() -> None:
    found = find_headlines("政府信息公开年报", None, "2020年度", [])
    assert found.title is not None
    assert [guess.year for guess in found.quoted] == [2020]


@pytest.mark.parametrize("headline", NO_GUESSES)
def test_other_headlines_tell_nothing(headline: str) -> None:
    assert find_headlines(headline, None, None, []).quoted == ()
