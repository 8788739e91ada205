"""A report into plain values, for JSON and for a spreadsheet's row."""

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given

from goicrawl.export.records import flat_record, report_record
from goicrawl.items import Contact, Report
from tests.sample_reports import BARE, FULL, reports

KEYS = [
    *["url", "portal", "title", "title_raw", "issuer", "region_code", "region", "year", "year_source"],
    *[
        "period_start",
        "period_end",
        "form",
        "published",
        "published_raw",
        "generated",
        "signed_on",
        "signed_by",
    ],
    *[
        "index_number",
        "source",
        "legal_basis",
        "contact",
        "text",
        "sections",
        "tables",
        "statistics",
        "indicators",
    ],
    *["checks", "problems", "attachments", "container", "sha256"],
]
CONTACT = ["org", "address", "postcode", "phone", "fax", "email", "website"]


@pytest.mark.parametrize("report", [FULL, BARE], ids=["full", "bare"])
def test_every_record_has_all_keys_in_item_order(report: Report) -> None:
    assert list(report_record(report)) == KEYS


def test_what_is_unknown_is_none() -> None:
    children = ("sections", "tables", "statistics", "indicators", "checks", "problems", "attachments")
    unknown = dict.fromkeys(KEYS) | {name: [] for name in children} | {"url": BARE.url, "text": ""}
    assert report_record(BARE) == unknown


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("year", 2019),
        ("period_end", "2019-12-31"),
        ("published", "2020-01-20"),
        ("published_raw", "2020-01-20 09:30"),
        ("problems", [{"code": "source.title_twice", "detail": "题目印了两次"}]),
        (
            "tables",
            [
                {
                    "position": 0,
                    "caption": "收到和处理政府信息公开申请情况",
                    "rows": [["甲", ""], ["甲", "3"]],
                },
                {"position": 1, "caption": None, "rows": []},
            ],
        ),
    ],
)
def test_values(key: str, value: object) -> None:
    assert json.loads(json.dumps(report_record(FULL)))[key] == value


def test_a_statistic_is_an_object() -> None:
    statistics = report_record(FULL)["statistics"]
    assert isinstance(statistics, list)
    assert statistics[2] == {
        "table": "t3",
        "row": "carried_over",
        "column": "total",
        "value": None,
        "raw": "",
        "unit": "件",
        "status": "missing",
    }


def test_a_contact_is_an_object() -> None:
    contact = report_record(replace(BARE, contact=Contact(phone="0792-4340000")))["contact"]
    assert contact == dict.fromkeys(CONTACT) | {"phone": "0792-4340000"}


@given(report=reports)
def test_the_record_is_what_dataclasses_say(report: Report) -> None:
    plain = json.dumps(asdict(report), default=date.isoformat)
    assert json.dumps(report_record(report)) == plain


@pytest.mark.parametrize("report", [FULL, BARE], ids=["full", "bare"])
def test_every_row_has_all_columns_in_item_order(report: Report) -> None:
    place = KEYS.index("contact")
    columns = [*KEYS[:place], *(f"contact_{name}" for name in CONTACT), *KEYS[place + 1 :]]
    assert list(flat_record(report)) == columns


def test_a_row_of_the_unknown_is_empty() -> None:
    row = flat_record(BARE)
    assert {row.pop("url")} == {BARE.url}
    assert set(row.values()) == {"", "[]"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("year", 2019),
        ("generated", "2020-01-19"),
        ("contact_org", "共青城市政府办公室"),
        ("text", FULL.text),
        ("problems", '[{"code": "source.title_twice", "detail": "题目印了两次"}]'),
    ],
)
def test_flat_values(column: str, value: str | int) -> None:
    assert flat_record(FULL)[column] == value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_starts_like_a_formula(start: str) -> None:
    text = start + "HYPERLINK(1)"
    row = flat_record(replace(BARE, title=text, text=text, contact=Contact(phone=text)))
    assert [row["title"], row["text"], row["contact_phone"]] == ["'" + text] * 3


@pytest.mark.parametrize("text", ["a=b", "——", "'=1", " =1", "0792-4340000", "(+86)10"])
def test_other_cells_are_as_they_were(text: str) -> None:
    assert flat_record(replace(BARE, title=text))["title"] == text


@given(report=reports)
def test_a_row_holds_texts_and_numbers(report: Report) -> None:
    for value in flat_record(report).values():
        assert isinstance(value, str | int | float)
        assert not str(value).startswith(("=", "+", "@"))
