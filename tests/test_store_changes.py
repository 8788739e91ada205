"""What differs between two readings of a page, by path."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from goicrawl.items import Attachment, Check, Contact, Indicator, Problem, Report, Table
from goicrawl.store.changes import Change, find_changes
from tests.sample_reports import FULL, cell, reports

BASE = Report(url="http://a.gov.cn/")
CELLS = (cell("new_received", "total", 19, "19"), cell("new_received", "legal", 3, "3"))
TABLE = Table(position=0, caption=None, rows=(("甲", "1"), ("乙", "2")))
CHECK = Check(rule="T3_SUM", verdict="PASS", expected=1, actual=1, evidence="1=1")
NUMBER = Indicator(
    code="received", value=7, op="eq", unit="件", category="网上", quote="网上7件", section=None
)


def change(path: str, old: object, new: object) -> tuple[str, object, object]:
    return (path, old, new)


def found(old: dict[str, object], new: dict[str, object]) -> list[tuple[str, object, object]]:
    """Return the changes from one report of these fields to another."""
    before, after = (replace(BASE, **fields) for fields in (old, new))  # type: ignore[arg-type]  # by name
    return [change(one.path, one.old, one.new) for one in find_changes(before, after)]


FIELDS: dict[str, tuple[dict[str, object], dict[str, object], list[tuple[str, object, object]]]] = {
    "nothing": ({}, {}, []),
    "a field": ({"title": "甲"}, {"title": "乙"}, [change("title", "甲", "乙")]),
    "a date": ({}, {"published": date(2022, 1, 31)}, [change("published", None, "2022-01-31")]),
    "a part of the contact": (
        {"contact": Contact(org="办公室", phone="1")},
        {"contact": Contact(org="办公室", phone="2")},
        [change("contact/phone", "1", "2")],
    ),
    "the contact": (
        {"contact": Contact(org="办公室")},
        {},
        [change("contact", dict.fromkeys(Contact.__slots__) | {"org": "办公室"}, None)],
    ),
    "the text between": ({"text": "一\n二\n三"}, {"text": "一\n2\n三"}, [change("text", "二", "2")]),
    "more text": ({"text": "一\n三"}, {"text": "一\n二\n三"}, [change("text", "", "二")]),
    "the bytes alone": ({"sha256": "ab"}, {"sha256": "cd"}, []),
    "a cell": (
        {"statistics": CELLS},
        {"statistics": (replace(CELLS[0], value=20, raw="20"), CELLS[1])},
        [
            change("statistics/t3/new_received/total/value", 19, 20),
            change("statistics/t3/new_received/total/raw", "19", "20"),
        ],
    ),
    "3 is not 3.0": (
        {"statistics": CELLS[1:]},
        {"statistics": (replace(CELLS[1], value=3.0),)},
        [change("statistics/t3/new_received/legal/value", 3, 3.0)],
    ),
    "a cell that went, whatever stood before it": (
        {"statistics": CELLS},
        {"statistics": CELLS[1:]},
        [
            change(
                "statistics/t3/new_received/total",
                {
                    "table": "t3",
                    "row": "new_received",
                    "column": "total",
                    "value": 19,
                    "raw": "19",
                    "unit": "件",
                    "status": "reported",
                },
                None,
            )
        ],
    ),
    "the second of two of one name": (
        {"checks": (CHECK, CHECK)},
        {"checks": (CHECK, replace(CHECK, verdict="FAIL"))},
        [change("checks/T3_SUM#2/verdict", "PASS", "FAIL")],
    ),
    "a part of a whole": (
        {"indicators": (NUMBER,)},
        {"indicators": (replace(NUMBER, value=8),)},
        [change("indicators/received/网上/value", 7, 8)],
    ),
    "a number without a part": (
        {"indicators": (replace(NUMBER, category=None),)},
        {"indicators": (replace(NUMBER, category=None, op="ge"),)},
        [change("indicators/received/op", "eq", "ge")],
    ),
    "a printed cell": (
        {"tables": (TABLE,)},
        {"tables": (replace(TABLE, rows=(("甲", "1"), ("乙", "3"))),)},
        [change("tables/0/rows/1/1", "2", "3")],
    ),
    "a printed row more": (
        {"tables": (TABLE,)},
        {"tables": (replace(TABLE, rows=(("甲", "1"), ("丙", ""), ("乙", "2"))),)},
        [change("tables/0/rows", [], [["丙", ""]])],
    ),
    "another problem": (
        {"problems": (Problem(code="source.x", detail="一"),)},
        {"problems": (Problem(code="source.x", detail="二"),)},
        [
            change("problems/source.x", {"code": "source.x", "detail": "一"}, None),
            change("problems/source.x", None, {"code": "source.x", "detail": "二"}),
        ],
    ),
    "a file's name": (
        {"attachments": (Attachment(url="http://a.gov.cn/1.pdf", label="一"),)},
        {"attachments": (Attachment(url="http://a.gov.cn/1.pdf", label="二"),)},
        [change("attachments/http://a.gov.cn/1.pdf/label", "一", "二")],
    ),
}


@pytest.mark.parametrize(("old", "new", "changes"), FIELDS.values(), ids=FIELDS)
def test_changes(
    old: dict[str, object], new: dict[str, object], changes: list[tuple[str, object, object]]
) -> None:
    assert repr(found(old, new)) == repr(changes)


@given(report=reports)
def test_a_report_does_not_differ_from_itself(report: Report) -> None:
    assert find_changes(report, replace(report)) == ()


@given(old=reports, new=reports)
def test_what_changes_there_changes_back(old: Report, new: Report) -> None:
    there, back = find_changes(old, new), find_changes(new, old)
    assert sorted(map(repr, there)) == sorted(
        repr(Change(path=one.path, old=one.new, new=one.old)) for one in back
    )


def test_every_field_of_a_full_report_is_told() -> None:
    told = {one.path.partition("/")[0] for one in find_changes(Report(url=FULL.url), FULL)}
    assert told == {name for name in Report.__slots__ if name not in ("url", "sha256")}
