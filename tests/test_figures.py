"""A cell's text into its figure."""

import pytest

from goicrawl.parse.statistics.figures import (
    AMBIGUOUS,
    MISSING,
    NOT_APPLICABLE,
    REPORTED,
    Figure,
    is_figure,
    parse_figure,
)

READ = {
    "plain": ("12251", "count", 12251, None),
    "zero": ("0", "count", 0, None),
    "full width": ("１２", "count", 12, None),
    "thousands": ("1,423", "count", 1423, None),
    "full-width thousands": ("12，345", "count", 12345, None),
    "millions": ("1,234,567", "count", 1234567, None),
    "unit": ("22件", "count", 22, "件"),
    "unit on a line of its own": ("0\n件", "count", 0, "件"),
    "note": ("22（其中修订16件）", "count", 22, None),
    "unit and note": ("22件（含修订）", "count", 22, "件"),
    "amount": ("398.3675", "decimal", 398.3675, None),
    "amount in yuan": ("251000元", "decimal", 251000, "元"),
    "amount in ten thousand yuan": ("160.5964万元", "decimal", 160.5964, "万元"),
    "amount with thousands": ("1,604.5万元", "decimal", 1604.5, "万元"),
    "whole amount": ("12.00", "count", 12, None),
    "increase": ("+2", "signed", 2, None),
    "decrease": ("-1", "signed", -1, None),
    "full-width decrease": ("－1", "signed", -1, None),
    "double hyphen": ("--253", "signed", -253, None),
    "增": ("增1423", "signed", 1423, None),
    "减少": ("减少5", "signed", -5, None),
    "mark of a lost character": ("? 0", "count", 0, None),
    "spelt": ("十二", "count", 12, None),
    "spelt with unit": ("三件", "count", 3, "件"),
    "inner spaces before the unit": ("5 件", "count", 5, "件"),
}
NOT_READ = {
    "blank": ("", "count", MISSING),
    "byte order mark": ("\ufeff", "count", MISSING),
    "slash": ("/", "count", NOT_APPLICABLE),
    "hyphens": ("--", "signed", NOT_APPLICABLE),
    "em dash": ("——", "count", NOT_APPLICABLE),
    "无": ("无", "decimal", NOT_APPLICABLE),
    "signed in a count": ("+22", "count", AMBIGUOUS),
    "negative count": ("-5", "count", AMBIGUOUS),
    "fraction in a count": ("3.5", "count", AMBIGUOUS),
    "two numbers": ("3 5", "count", AMBIGUOUS),
    "two lines of numbers": ("3\n5", "count", AMBIGUOUS),
    "wrong thousands": ("12,34", "count", AMBIGUOUS),
    "余": ("20余", "count", AMBIGUOUS),
    "约": ("约20", "count", AMBIGUOUS),
    "range": ("3-5", "count", AMBIGUOUS),
    "formula": ("3+5", "count", AMBIGUOUS),
    "label": ("其他", "count", AMBIGUOUS),
    "date": ("2021年", "count", AMBIGUOUS),
}


@pytest.mark.parametrize(("text", "kind", "value", "unit"), READ.values(), ids=READ)
def test_figure_is_read(text: str, kind: str, value: float, unit: str | None) -> None:
    assert parse_figure(text, kind) == Figure(value, unit, REPORTED)


@pytest.mark.parametrize(("text", "kind", "status"), NOT_READ.values(), ids=NOT_READ)
def test_what_is_no_figure_gives_none(text: str, kind: str, status: str) -> None:
    assert parse_figure(text, kind) == Figure(None, None, status)


def test_a_whole_amount_stays_an_integer() -> None:
    assert isinstance(parse_figure("12", "decimal").value, int)


@pytest.mark.parametrize("text", ["", "12", "+3", "3.5", "/", "无", "十二"])
def test_figures_end_a_label(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["规章", "(一)予以公开", "1.属于国家秘密", "3.其他"])
def test_labels_are_no_figures(text: str) -> None:
    assert not is_figure(text)
