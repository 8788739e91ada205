"""What title, body, signature and labels say into the reporting body."""

from collections.abc import Sequence

import pytest

from goicrawl.parse.metadata.issuers import Witnesses, find_issuer


def issuer(
    title: str | None = None,
    opening: Sequence[str] = (),
    *,
    body_titles: Sequence[str] = (),
    signed_by: str | None = None,
    publisher: str | None = None,
    headline: str | None = None,
) -> str | None:
    return find_issuer(Witnesses(title, body_titles, opening, signed_by, publisher, headline))


OPENINGS = {
    "subject": ("喀什市", "2021年，喀什市人民政府以习近平新时代", "喀什市人民政府"),
    "subject with its city": ("藁城区", "石家庄市藁城区人民政府坚持以", "石家庄市藁城区人民政府"),
    "subject without its city": ("上海市松江区", "松江区人民政府坚持以", "松江区人民政府"),
    "traditional": ("藁城區", "2022年,石家莊市藁城區人民政府堅持", "石家莊市藁城區人民政府"),
    "town": ("安溪县城厢镇", "2013年,城厢镇人民政府认真", "城厢镇人民政府"),
    "street": ("安阳街道", "安阳街道办事处严格", "安阳街道办事处"),
    "compiler": (
        "南平市",
        "本报告由南平市政府信息公开办公室根据《条例》编制而成",
        "南平市政府信息公开办公室",
    ),
    "website is no subject": ("喀什市", "在喀什市人民政府网站、喀什市人民政府门户网站下载", "喀什市"),
    "its office is no subject": ("喀什市", "与喀什市人民政府办公室联系", "喀什市"),
    "nothing": ("喀什市", "2021年，我市坚持", "喀什市"),
}
TEXTS = {
    "compiler": (["本年报由平川区发展和改革局编制。"], "平川区发展和改革局"),
    "compiler behind a comma": (
        ["本年报根据《条例》,由双牌县政务公开领导小组办公室编制。"],
        "双牌县政务公开领导小组办公室",
    ),
    "first subject": (["2021年,商务局认真贯彻落实"], "商务局"),
    "presented": (["现将北碚区教育委员会2020年政府信息公开工作情况报告如下："], "北碚区教育委员会"),
    "who has compiled": (["按照《条例》要求，北碚区教育委员会编制了年度报告。"], "北碚区教育委员会"),
    "called by a short name": (["北碚区教育委员会（以下简称区教委）成立于"], "北碚区教育委员会"),
    "a stated body before a subject": (
        ["2020年，教育局认真贯彻", "现将北碚区教育局2020年政务公开情况报告如下"],
        "北碚区教育局",
    ),
    "presented by a pronoun": (["现将我委2020年政府信息公开工作情况报告如下："], None),
    "presented by many": (["现将各县区人民政府2020年政府信息公开情况汇总"], None),
    "a higher body it follows": (["根据市人民政府办公室（以下简称市府办）要求"], None),
    "a law called by a short name": (["《政府信息公开条例》（以下简称《条例》）"], None),
    "a higher office called by a short name": (["国务院办公厅（以下简称国办）要求"], None),
    "parts are no compiler": (["本报告由总体情况、主动公开情况等部分组成"], None),
    "pronoun": (["2021年，我局认真贯彻", "本机关坚持"], None),
    "higher bodies": (["国务院办公厅严格", "在，市政府认真", "县委、县政府高度重视"], None),
}


@pytest.mark.parametrize(("title", "opening", "expected"), OPENINGS.values(), ids=OPENINGS)
def test_a_place_in_the_title_is_completed_by_the_body(title: str, opening: str, expected: str) -> None:
    assert issuer(title, [opening]) == expected


@pytest.mark.parametrize(("opening", "expected"), TEXTS.values(), ids=TEXTS)
def test_without_a_name_in_the_title_the_text_decides(opening: list[str], expected: str | None) -> None:
    assert issuer(None, opening) == expected


def test_a_body_in_the_title_stands() -> None:
    assert issuer("喀什市教育局", ["喀什市人民政府坚持"], signed_by="喀什市教育局办公室") == "喀什市教育局"


def test_a_title_in_the_body_names_it() -> None:
    assert issuer(None, body_titles=["松木塘镇人民政府"], signed_by="党政办公室") == "松木塘镇人民政府"


def test_a_headline_that_is_a_body_names_it() -> None:
    assert issuer(None, headline="温州市林业局") == "温州市林业局"
    assert issuer(None, headline="政府信息公开") is None


def test_the_signature_comes_before_the_labels() -> None:
    assert issuer(None, signed_by="亭子坝镇人民政府", publisher="思南县") == "亭子坝镇人民政府"
    assert issuer(None, publisher="思南县人民政府办公室") == "思南县人民政府办公室"


def test_a_signature_completes_a_place() -> None:
    assert issuer("安溪县", signed_by="安溪县人民政府办公室") == "安溪县人民政府办公室"


def test_nothing_is_made_up() -> None:
    assert issuer() is None
