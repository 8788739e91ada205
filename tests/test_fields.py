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
