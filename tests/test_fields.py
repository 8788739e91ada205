"""Labelled fields and meta tags by folded label; slots that nobody filled in."""

from datetime import date

import pytest

from goicrawl.parse.metadata import fields

EMPTY = ["", " ", "无", "-", "/", "None", "〔〕号", "----年--月-日", "{{publishTime}}"]


@pytest.mark.parametrize("value", EMPTY)
def test_an_unfilled_slot_is_no_value(value: str) -> None:
    assert fields.fold_fields({"索引号": value}) == {}


def test_labels_are_folded_and_values_kept() -> None:
    meta = {"索\u3000引\u3000号：": " 000014349/2021-26060 ", "ContentSource": "县政府"}
    assert fields.fold_fields(meta) == {"索引号": "000014349/2021-26060", "contentsource": "县政府"}


def test_the_first_label_that_is_filled_in_counts() -> None:
    labels = fields.fold_fields({"发布机构": "县政府", "来源": "无"})
    assert fields.find_field(labels, fields.SOURCE) is None
    assert fields.find_field(labels, fields.PUBLISHER) == "县政府"


def test_a_label_without_a_date_gives_way() -> None:
    labels = {"发布日期": "平潭综合实验区2025年度", "pubdate": "2025-03-10 15:35"}
    assert fields.find_date(labels, fields.PUBLISHED) == (date(2025, 3, 10), "2025-03-10 15:35")


def test_no_date() -> None:
    assert fields.find_date({}, fields.PUBLISHED) is None


LABELS = {
    "shown before the tag": ({"发布日期": "2022-01-29", "PubDate": "2022-01-30"}, date(2022, 1, 29), None),
    "tag": ({"PubDate": "2022-01-29 00:00:00"}, date(2022, 1, 29), None),
    "another tag": ({"publishdate": "2022-01-29"}, date(2022, 1, 29), None),
    "long label": ({"信息发布日期": "2022-1-29"}, date(2022, 1, 29), None),
    "Chinese numerals": ({"时间": "二〇二二年一月二十九日"}, date(2022, 1, 29), None),
    "time glued to it": ({"发布时间": "2022-01-2915:30"}, date(2022, 1, 29), None),
    "made and published": (
        {"成文日期": "2022年1月9日", "发布日期": "2022年1月29日"},
        date(2022, 1, 29),
        date(2022, 1, 9),
    ),
    "printed": ({"印发日期": "2022.1.9"}, None, date(2022, 1, 9)),
    "month only": ({"成文日期": "2022年1月"}, None, None),
}


@pytest.mark.parametrize(("meta", "published", "generated"), LABELS.values(), ids=LABELS)
def test_dates(meta: dict[str, str], published: date | None, generated: date | None) -> None:
    labels = fields.read_labels(meta)
    assert (labels.published, labels.generated) == (published, generated)


BODIES = {
    "source and publisher": ({"信息来源": "县政府", "发布机构": "县府办"}, "县政府", "县府办"),
    "source stands for the publisher": ({"内容来源": "县政府"}, "县政府", "县政府"),
    "publisher stands for the source": ({"制发单位": "县府办"}, "县府办", "县府办"),
    "who is responsible": ({"责任部门": "县府办"}, "县府办", "县府办"),
    "neither": ({"作者": "张某"}, None, None),
}


@pytest.mark.parametrize(("meta", "source", "publisher"), BODIES.values(), ids=BODIES)
def test_bodies(meta: dict[str, str], source: str | None, publisher: str | None) -> None:
    labels = fields.read_labels(meta)
    assert (labels.source, labels.publisher) == (source, publisher)


def test_the_listing_stands_in_for_the_page() -> None:
    assert fields.read_labels({}, "[2022-01-29]").published == date(2022, 1, 29)
    assert fields.read_labels({"发布日期": "2022-02-01"}, "[2022-01-29]").published == date(2022, 2, 1)
