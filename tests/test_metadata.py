"""Articles into what their report says of itself: the five seeds whole, then one claim a test."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from goicrawl.items import Article, Contact
from goicrawl.parse.metadata import Metadata, read_metadata

SEEDS = Path(__file__).parents[1].parent / "shared" / "seeds"
TITLE = "喀什市2021年政府信息公开工作年度报告"
# The seeds' metadata lines, as a page's labels give them.
LABELS = {
    "jiangyuan-2016": {"发布日期": "2017-02-08"},
    "gongqingcheng-2019": {"生成日期": "2020-01-30", "信息索取号": "000014349/2021-26060"},
    "suining-jkq-2018": {"来源": "经济开发区管委会", "发布时间": "2021-12-22 09:38"},
    "kashi-2021": {"来源": "喀什市政府办公室", "作者": "", "发布时间": "2022年02月09日"},
    "anqing-2016": {"发布单位": "市政务服务中心", "发布时间": "2017-05-22"},
}
PROBLEMS = {
    "jiangyuan-2016": ["source.period_stale", "source.contact_fax_short"],
    "gongqingcheng-2019": ["source.period_damaged"],
    "suining-jkq-2018": ["source.signed_before_year_end"],
    "kashi-2021": [],
    "anqing-2016": [],
}


def read(title: str | None = TITLE, *paragraphs: str, **given: Any) -> Metadata:
    url = given.pop("url", "http://www.example.gov.cn/1.html")
    return read_metadata(Article(url=url, title=title, blocks=paragraphs, **given))


def seed(name: str) -> tuple[Metadata, dict[str, Any]]:
    if not SEEDS.exists():
        pytest.skip("the seeds of the folder beside the project are not here")
    gold = json.loads((SEEDS / "gold.json").read_text("utf-8"))["seeds"][name]
    lines = (SEEDS / gold["file"]).read_text("utf-8").split("\n")
    body = [
        lines[int(number) - 1].strip()
        for number, kind in gold["line_classes"].items()
        if kind not in ("chrome", "metadata", "title")
    ]
    return read(gold["metadata"]["title"], *body, meta=LABELS[name]), gold


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("name", LABELS)
def test_a_seed_says_what_was_labelled_by_hand(name: str) -> None:
    found, gold = seed(name)
    told, region, signoff = gold["metadata"], gold["metadata"]["region"], gold["signoff"] or {}
    assert found.title == told["title"]
    assert found.issuer == told["issuer"]
    assert (found.region, found.region_code) == (region["name"], region["gb2260"] or region["gb2260_parent"])
    assert (found.year, found.year_source) == (told["report_year"], "title")
    assert found.published == day(told["published_date"])
    assert found.published_raw is None or told["published_raw"].endswith(found.published_raw)
    assert found.generated == day(told["generated_date"])
    assert found.index_number == told["index_number"]
    assert found.source == (told["source_label"] or told.get("publisher_label"))
    assert (found.period_start, found.period_end) == (
        day(gold["period"]["start"]),
        day(gold["period"]["end"]),
    )
    assert (found.signed_by, found.signed_on) == (signoff.get("issuer"), day(signoff.get("date")))
    assert list(found.legal_basis) == [text.removesuffix("(sic)") for text in gold["legal_basis"]]
    assert [problem.code for problem in found.problems] == PROBLEMS[name]


@pytest.mark.parametrize("name", LABELS)
@pytest.mark.parametrize("field", Contact.__slots__)
def test_a_seed_names_its_contact(name: str, field: str) -> None:
    found, gold = seed(name)
    expected = gold["contact"][field] if gold["contact"] else None
    assert (getattr(found.contact, field) if found.contact else None) == expected


def test_an_empty_article_says_nothing() -> None:
    assert read(None) == Metadata()


def test_the_meta_tags_are_read() -> None:
    meta = {
        "ArticleTitle": TITLE,
        "PubDate": "2022-02-09 10:00",
        "ContentSource": "市政府办",
        "SiteIDCode": "6531010001",
    }
    found = read(None, meta=meta)
    assert (found.title, found.year, found.published, found.source) == (
        TITLE,
        2021,
        date(2022, 2, 9),
        "市政府办",
    )


def test_the_listing_stands_in_where_the_page_is_silent() -> None:
    found = read("政府信息公开年报", listed_title=TITLE, listed_date="2022-02-09")
    assert (found.title, found.year, found.year_source) == (TITLE, 2021, "listing")
    assert (found.published, found.published_raw) == (date(2022, 2, 9), "2022-02-09")


def test_a_date_at_the_headline_stands_behind_the_listing_s_and_a_labelled_one() -> None:
    byline = "2022-02-08 10:00"
    assert read(byline=byline).published_raw == byline
    assert read(byline=byline, listed_date="2022-02-09").published_raw == "2022-02-09"
    assert read(byline=byline, meta={"发布日期": "2022-02-07"}).published_raw == "2022-02-07"


def test_a_title_over_two_lines_of_the_body() -> None:
    found = read(None, "北京市西城区人民防空办公室2020", "政府信息公开工作年度报告", "一、总体情况")
    assert (found.issuer, found.year, found.year_source) == ("北京市西城区人民防空办公室", 2020, "body_title")


def test_the_period_tells_the_year_where_no_title_does() -> None:
    found = read(
        "信息公开年报", "所列数据的统计期限自2021年1月1日至2021年12月31日。", meta={"发布日期": "2023-01-05"}
    )
    assert (found.year, found.year_source) == (2021, "period")


def test_the_text_tells_the_year_where_nothing_else_does() -> None:
    found = read("温州市林业局", "2016年，我局认真贯彻", "2016年，我局公开826条")
    assert (found.year, found.year_source, found.issuer) == (2016, "text", "温州市林业局")


def test_the_year_of_publication_is_never_the_reporting_year() -> None:
    found = read("信息公开年报", "我局高度重视。", "无。", meta={"发布日期": "2023-01-05"})
    assert (found.year, found.published) == (None, date(2023, 1, 5))


def test_title_and_period_in_conflict_are_said() -> None:
    found = read(TITLE, "所列数据的统计期限自2020年1月1日起至2020年12月31日止。")
    assert (found.year, found.period_end) == (2021, date(2020, 12, 31))
    assert [problem.code for problem in found.problems] == ["source.period_stale"]


def test_title_and_text_in_conflict_are_said() -> None:
    found = read("喀什市2018年政府信息公开年报", "2019年，我市公开", "2019年，我市受理", "2019年，我市答复")
    assert found.year == 2018
    assert [problem.code for problem in found.problems] == ["source.year_conflict"]


REGIONS = {
    "site code": ({"SiteIDCode": "6302220003"}, "", "630222"),
    "credit code in the index number": ({"索引号": "11370883004325769B/2011-00012"}, "", "370883"),
    "credit code in the address": (
        {},
        "http://x.gov.cn/xxgkAnnualReport.jsp?area=11370883004325769B",
        "370883",
    ),
    "source": ({"来源": "邹城市民政局"}, "", "370883"),
    "site name": ({"SiteName": "邹城市人民政府"}, "", "370883"),
    "nothing": ({}, "", None),
}


@pytest.mark.parametrize(("meta", "url", "code"), REGIONS.values(), ids=REGIONS)
def test_a_bare_body_is_placed_by_its_page(meta: dict[str, str], url: str, code: str | None) -> None:
    found = read("民政局2010年政府信息公开年报", meta=meta, url=url)
    assert (found.issuer, found.region_code) == ("民政局", code)


def test_a_contact_address_places_a_bare_body() -> None:
    found = read(
        "民政局2010年政府信息公开年报",
        "如有疑问，请与办公室联系（地址：邹城市太平路1号，电话：0537-5212345）。",
    )
    assert found.region_code == "370883"


def test_an_office_in_the_capital_is_not_the_capital_s() -> None:
    contact = "如有疑问，请与办公室联系（地址：北京市海淀区羊坊店西路5号，电话：010-63417114）。"
    assert read("国家税务总局2010年政府信息公开年度报告", contact).region_code is None


WORDS = st.sampled_from(
    [
        "喀什市",
        "人民政府",
        "办公室",
        "局",
        "2021年",
        "2021",
        "年1月1日",
        "至",
        "12月31日",
        "政府信息公开",
        "工作年度报告",
        "年报",
        "统计期限",
        "如有疑问,请与",
        "联系",
        "(",
        "（",
        "）",
        ")",
        "地址:",
        "电话：",
        "0998-2205513",
        "邮编",
        "844000",
        "《",
        "》",
        "〔2019〕60号",
        "一、",
        "总体情况",
        "。",
        ",",
        "；",
        ":",
        "关于",
        "我局",
        "由",
        "编制",
        "www.xjks.gov.cn",
        "a@b.cn",
        "開發區",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=14).map("".join)


@for_all(st.one_of(st.none(), TEXTS), st.lists(TEXTS, max_size=6), st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_nothing_is_raised_and_nothing_made_up(
    title: str | None, paragraphs: list[str], meta: dict[str, str]
) -> None:
    article = Article(url="", title=title, blocks=tuple(paragraphs), meta=meta)
    found = read_metadata(article)
    printed = "".join("".join([title or "", *paragraphs, *meta.values()]).split())
    contact = found.contact or Contact()
    for value in (found.issuer, found.signed_by, contact.org, contact.address, contact.phone, contact.email):
        assert value is None or "".join(value.split()) in printed
    assert read_metadata(article) == found


def test_hostile_text_costs_little() -> None:
    started = time.process_time()
    for unit in ("政府信息公开", "2021年", "《", "请与", "报告由", "〔2019〕1号", "\n", "局"):
        text = unit * (1_000_000 // len(unit))
        read(text, text, meta={"索引号": text, "来源": text, "发布日期": text, "SiteIDCode": text})
        read(unit, *[unit] * 50_000)
    assert time.process_time() - started < 8
