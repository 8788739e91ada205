"""Scores of a report against what is known of its page; cases, gold and floors in and out."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from goicrawl.archive import ArchiveError
from goicrawl.commands.evaluate import format_scores
from goicrawl.evaluation import (
    FAMILIES,
    Case,
    EvaluationError,
    Floors,
    Score,
    add_scores,
    find_falls,
    read_cases,
    read_floors,
    read_gold,
    save_floors,
    score_case,
)
from goicrawl.evaluation.floors import Floor
from goicrawl.items import Check, Contact, Indicator, Report, Section, Statistic

URL = "http://www.example.gov.cn/1.htm"
Counts = tuple[int, int, int, int]
"""Expected, found, wrong and missing."""


def counts(family: str, expected: Mapping[str, object], report: Report) -> Counts:
    expected_, found, wrong, missing, _ = score_case(expected, report)[family]
    return expected_, found, wrong, missing


def notes(family: str, expected: Mapping[str, object], report: Report) -> tuple[str, ...]:
    return score_case(expected, report)[family].notes


# Field as expected, report, counts.
METADATA: dict[str, tuple[dict[str, object], Report, Counts]] = {
    "right": ({"year": 2020}, Report(url=URL, year=2020), (1, 1, 0, 0)),
    "wrong": ({"year": 2020}, Report(url=URL, year=2021), (1, 0, 1, 0)),
    "missing": ({"year": 2020}, Report(url=URL), (1, 0, 0, 1)),
    "given where the page says nothing": ({"year": None}, Report(url=URL, year=2020), (0, 0, 1, 0)),
    "both say nothing": ({"year": None}, Report(url=URL), (0, 0, 0, 0)),
    "nobody noted it": ({}, Report(url=URL, year=2020), (0, 0, 0, 0)),
    "a date": ({"published": "2021-01-27"}, Report(url=URL, published=date(2021, 1, 27)), (1, 1, 0, 0)),
    "no report, read as one": ({"form": None}, Report(url=URL, form="narrative"), (0, 0, 1, 0)),
    "one of each": (
        {"title": "年报", "issuer": "甲县", "year": 2020},
        Report(url=URL, title="年报", issuer="乙市"),
        (3, 1, 1, 1),
    ),
}


@pytest.mark.parametrize(("expected", "report", "score"), METADATA.values(), ids=METADATA)
def test_metadata(expected: dict[str, object], report: Report, score: Counts) -> None:
    assert counts("metadata", expected, report) == score


CONTACT: dict[str, tuple[object, Contact | None, Counts]] = {
    "right": ({"org": "办公室", "fax": None}, Contact(org="办公室"), (1, 1, 0, 0)),
    "wrong": ({"org": "办公室"}, Contact(org="政务公开科"), (1, 0, 1, 0)),
    "a field too many": ({"org": "办公室"}, Contact(org="办公室", fax="0300-1"), (1, 1, 1, 0)),
    "none found": ({"org": "办公室", "phone": "0300-1", "fax": None}, None, (2, 0, 0, 2)),
    "none on the page": (None, None, (0, 0, 0, 0)),
    "the footer's taken": (None, Contact(address="东街1号", phone="0300-1"), (0, 0, 2, 0)),
}


@pytest.mark.parametrize(("known", "contact", "score"), CONTACT.values(), ids=CONTACT)
def test_contact(known: object, contact: Contact | None, score: Counts) -> None:
    assert counts("contact", {"contact": known}, Report(url=URL, contact=contact)) == score


def cell(row: str, value: float | None) -> Statistic:
    return Statistic(
        table="t3", row=row, column="total", value=value, raw=str(value), unit="件", status="reported"
    )


STATISTICS: dict[str, tuple[dict[str, object], tuple[Statistic, ...], Counts]] = {
    "right": ({"t3.granted.total": 3}, (cell("granted", 3),), (1, 1, 0, 0)),
    "zero is a figure": ({"t3.granted.total": 0}, (cell("granted", 0),), (1, 1, 0, 0)),
    "zero for a blank": ({"t3.granted.total": None}, (cell("granted", 0),), (0, 0, 1, 0)),
    "blank for a zero": ({"t3.granted.total": 0}, (cell("granted", None),), (1, 0, 0, 1)),
    "absent": ({"t3.granted.total": 3}, (), (1, 0, 0, 1)),
    "swapped": (
        {"t3.granted.total": 3, "t3.total_handled.total": 4},
        (cell("granted", 4), cell("total_handled", 3)),
        (2, 0, 2, 0),
    ),
    "a cell that is not on the page": ({}, (cell("granted", 3),), (0, 0, 1, 0)),
}


@pytest.mark.parametrize(("known", "cells", "score"), STATISTICS.values(), ids=STATISTICS)
def test_statistics(known: dict[str, object], cells: tuple[Statistic, ...], score: Counts) -> None:
    assert counts("statistics", {"statistics": known}, Report(url=URL, statistics=cells)) == score


def section(heading: str | None, kind: str | None = None) -> Section:
    return Section(position=0, parent=None, level=1, marker="一、", heading=heading, kind=kind, text="")


SECTIONS: dict[str, tuple[list[object], tuple[Section, ...], Counts]] = {
    "right": ([[1, "一、", "总体情况", "overview"]], (section("总体情况", "overview"),), (1, 1, 0, 0)),
    "of another kind": ([[1, "一、", "总体情况", "overview"]], (section("总体情况"),), (1, 0, 1, 1)),
    "without heading": ([[1, "一、", None, None]], (section(None),), (1, 1, 0, 0)),
    "printed twice": ([[1, "一、", "概述", None]] * 2, (section("概述"),), (2, 1, 0, 1)),
    "none known": ([], (section("概述"),), (0, 0, 1, 0)),
}


@pytest.mark.parametrize(("known", "found", "score"), SECTIONS.values(), ids=SECTIONS)
def test_sections(known: list[object], found: tuple[Section, ...], score: Counts) -> None:
    assert counts("sections", {"sections": known}, Report(url=URL, sections=found)) == score


def stated(value: float, op: str = "eq", unit: str = "条", category: str | None = None) -> Indicator:
    return Indicator(
        code="proactive_total", value=value, op=op, unit=unit, category=category, quote="", section=None
    )


INDICATORS: dict[str, tuple[Indicator, Counts]] = {
    "right": (stated(826), (1, 1, 0, 0)),
    "another value": (stated(862), (1, 0, 1, 1)),
    "another operator": (stated(826, op="ge"), (1, 0, 1, 1)),
    "another unit": (stated(826, unit="件"), (1, 0, 1, 1)),
    "another category is left aside": (stated(826, category="财政信息"), (1, 1, 0, 0)),
}


@pytest.mark.parametrize(("found", "score"), INDICATORS.values(), ids=INDICATORS)
def test_indicators(found: Indicator, score: Counts) -> None:
    known = [["proactive_total", 826, "eq", "条", None]]
    assert counts("indicators", {"indicators": known}, Report(url=URL, indicators=(found,))) == score


def test_an_indicator_given_twice_is_wrong_once() -> None:
    report = Report(url=URL, indicators=(stated(826), stated(826)))
    known = {"indicators": [["proactive_total", 826, "eq", "条", None]]}
    assert counts("indicators", known, report) == (1, 1, 1, 0)


def check(rule: str, verdict: str) -> Check:
    return Check(rule=rule, verdict=verdict, expected=1, actual=2, evidence="")


CHECKS: dict[str, tuple[list[str], tuple[Check, ...], Counts]] = {
    "fails as known": (["T4_SUM"], (check("T4_SUM", "FAIL"),), (1, 1, 0, 0)),
    "passes, known to fail": (["T4_SUM"], (check("T4_SUM", "PASS"),), (1, 0, 0, 1)),
    "fails, known to pass": ([], (check("T4_SUM", "FAIL"),), (0, 0, 1, 0)),
    "fails twice, known once": (["T4_SUM"], (check("T4_SUM", "FAIL"),) * 2, (1, 1, 1, 0)),
    "not assessable is no failure": ([], (check("T4_SUM", "NOT_ASSESSABLE"),), (0, 0, 0, 0)),
}


@pytest.mark.parametrize(("known", "found", "score"), CHECKS.values(), ids=CHECKS)
def test_checks(known: list[str], found: tuple[Check, ...], score: Counts) -> None:
    assert counts("checks", {"failed_checks": known}, Report(url=URL, checks=found)) == score


TEXTS: dict[str, tuple[str, Counts]] = {
    "right": ("一、概述\n无。\n无。", (3, 3, 0, 0)),
    "a line lost": ("一、概述\n无。", (3, 2, 0, 1)),
    "a line of chrome": ("一、概述\n无。\n无。\n打印", (3, 3, 1, 0)),
    "a line changed": ("一、概述。\n无。\n无。", (3, 2, 1, 1)),
}


@pytest.mark.parametrize(("text", "score"), TEXTS.values(), ids=TEXTS)
def test_text_is_scored_line_by_line(text: str, score: Counts) -> None:
    assert counts("text", {"text": "一、概述\n无。\n无。"}, Report(url=URL, text=text)) == score


def test_what_nobody_noted_is_not_scored() -> None:
    assert list(score_case({"form": None}, Report(url=URL, text="无。"))) == ["metadata"]


def test_every_family_is_scored_where_all_is_noted() -> None:
    known: dict[str, object] = {"contact": None, "statistics": {}, "text": ""}
    known |= {"sections": [], "indicators": [], "failed_checks": []}
    assert list(score_case(known, Report(url=URL))) == list(FAMILIES)


NOTES: dict[str, tuple[str, dict[str, object], Report, tuple[str, ...]]] = {
    "wrong field": ("metadata", {"year": 2020}, Report(url=URL, year=2021), ("year: 2021, not 2020",)),
    "missing field": ("metadata", {"year": 2020}, Report(url=URL), ("year: 2020 not given",)),
    "wrong line": (
        "text",
        {"text": "无。"},
        Report(url=URL, text="无"),
        ("('无',): not on the page", "('无。',): not given"),
    ),
    "nothing to say": ("metadata", {"year": 2020}, Report(url=URL, year=2020), ()),
}


@pytest.mark.parametrize(("family", "expected", "report", "said"), NOTES.values(), ids=NOTES)
def test_notes_say_what_is_wrong(
    family: str, expected: dict[str, object], report: Report, said: tuple[str, ...]
) -> None:
    assert notes(family, expected, report) == said


def test_scores_add_up_without_their_notes() -> None:
    assert add_scores([Score(3, 1, 1, 1, ("x",)), Score(2, 2, 0, 0)]) == Score(5, 3, 1, 1)


def test_no_scores_add_up_to_nothing() -> None:
    assert add_scores([]) == Score()


# --- floors

FALLS: dict[str, tuple[Score, int]] = {
    "as before": (Score(9, 8, 1, 0), 0),
    "better": (Score(9, 9, 0, 0), 0),
    "less found": (Score(9, 7, 1, 1), 1),
    "more wrong": (Score(9, 8, 2, 0), 1),
    "more found, more wrong": (Score(11, 9, 2, 0), 1),
}


@pytest.mark.parametrize(("score", "falls"), FALLS.values(), ids=FALLS)
def test_a_score_below_its_floor_is_a_fall(score: Score, falls: int) -> None:
    floors: Floors = {"a/b": {"text": Floor(8, 1)}}
    assert len(list(find_falls({"a/b": {"text": score}}, floors))) == falls


def test_a_fall_says_where_and_how_far() -> None:
    falls = find_falls({"a/b": {"text": Score(9, 7, 2, 0)}}, {"a/b": {"text": Floor(8, 1)}})
    assert list(falls) == ["a/b: text fell: 7 found and 2 wrong, the floor is 8 and 1"]


LOST: dict[str, dict[str, dict[str, Score]]] = {"family": {"a/b": {"metadata": Score()}}, "case": {}}


@pytest.mark.parametrize("scores", LOST.values(), ids=LOST)
def test_what_is_not_scored_any_more_is_a_fall(scores: dict[str, dict[str, Score]]) -> None:
    falls = find_falls(scores, {"a/b": {"text": Floor(8, 1)}})
    assert list(falls) == ["a/b: text was scored once and is not any more"]


def test_a_new_case_has_no_floor_to_fall_below() -> None:
    assert list(find_falls({"a/b": {"text": Score(9, 0, 9, 0)}}, {})) == []


def test_accepted_scores_are_the_next_floors(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_floors(path, {"喀什/报告": {"text": Score(9, 8, 1, 0, ("x",)), "contact": Score(1, 1)}})
    assert read_floors(path) == {"喀什/报告": {"text": Floor(8, 1), "contact": Floor(1, 0)}}


def test_accepted_scores_do_not_fall(tmp_path: Path) -> None:
    scores = {"a/b": {"text": Score(9, 8, 1, 0)}}
    save_floors(tmp_path / "baseline.json", scores)
    assert list(find_falls(scores, read_floors(tmp_path / "baseline.json"))) == []


def test_floors_are_readable_in_a_diff(tmp_path: Path) -> None:
    save_floors(tmp_path / "baseline.json", {"喀什/报告": {"text": Score(9, 8, 1, 0)}})
    lines = (tmp_path / "baseline.json").read_text(encoding="utf-8").splitlines()
    assert lines[1].strip() == '"喀什/报告": {'
    assert lines[-1] == "}"


def test_without_a_baseline_nothing_is_held(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"baseline.json: can't be read: .*--accept"):
        read_floors(tmp_path / "baseline.json")


def test_floors_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"can't be written: .*another --baseline"):
        save_floors(tmp_path / "nowhere" / "baseline.json", {})


# --- fixtures as cases


def put_fixture(
    root: Path, name: str, report: str | None = '{"year": 2020}', text: str | None = None
) -> None:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "response.body").write_bytes("<p>正文</p>".encode("gb18030"))
    meta = {"url": URL, "status": 200, "headers": [["Content-Type", "text/html; charset=gb2312"]]}
    meta |= {"fetched": None, "origin": "Constructed.", "why": "A test."}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    if report is not None:
        (folder / "report.json").write_text(report, encoding="utf-8")
    if text is not None:
        (folder / "article.txt").write_text(text, encoding="utf-8")


def only_case(root: Path) -> Case:
    (case,) = read_cases(root)
    return case


def test_a_case_is_named_by_portal_and_folder(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    assert only_case(tmp_path).name == "kashi/report-2021"


def test_a_case_holds_the_page_as_served(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    page = only_case(tmp_path).page
    assert (page.url, page.content_type, page.portal) == (URL, "text/html; charset=gb2312", "kashi")
    assert page.body == "<p>正文</p>".encode("gb18030")


def test_a_case_holds_what_is_known(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021", text="一、概述\n无。\n")
    assert only_case(tmp_path).expected == {"year": 2020, "text": "一、概述\n无。"}


def test_a_page_of_which_nothing_is_known_is_no_case(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/list-1", report=None)
    assert list(read_cases(tmp_path)) == []


def test_constructed_fixtures_come_last_under_their_own_name(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    put_fixture(tmp_path, "_constructed/t2021/short")
    assert [case.name for case in read_cases(tmp_path)] == ["kashi/report-2021", "_constructed/t2021/short"]


DAMAGED = {
    "no JSON": ("{", "not valid JSON"),
    "no object": ("[1]", "holds no object"),
    "empty": ("", "not valid JSON"),
}


@pytest.mark.parametrize(("report", "complaint"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_report_is_refused_by_name(tmp_path: Path, report: str, complaint: str) -> None:
    put_fixture(tmp_path, "kashi/report-2021", report=report)
    with pytest.raises(EvaluationError) as caught:
        list(read_cases(tmp_path))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'kashi/report-2021/report.json'}: {complaint}")
    assert message.endswith("restore the file")
    assert "\n" not in message


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    (tmp_path / "kashi/report-2021/article.txt").write_bytes("政府".encode("gb18030"))
    with pytest.raises(EvaluationError, match=r"article\.txt: can't be read .*; restore the file"):
        list(read_cases(tmp_path))


def test_a_report_in_another_encoding_is_refused(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    (tmp_path / "kashi/report-2021/report.json").write_bytes('{"issuer": "政府"}'.encode("gb18030"))
    with pytest.raises(EvaluationError, match=r"report\.json: not valid JSON"):
        list(read_cases(tmp_path))


def test_a_damaged_constructed_fixture_is_refused(tmp_path: Path) -> None:
    put_fixture(tmp_path, "kashi/report-2021")
    put_fixture(tmp_path, "_constructed/t2021/short")
    (tmp_path / "_constructed/t2021/short/response.body").unlink()
    with pytest.raises(ArchiveError, match=r"_constructed/t2021/short: response\.body is missing"):
        list(read_cases(tmp_path))


# --- real pages with gold beside them


def read_one(tmp_path: Path, *golds: str) -> Case:
    (tmp_path / "pages").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "pages/a.html").write_bytes(b"<p>1</p>")
    for number, gold in enumerate(golds):
        (tmp_path / f"gold/{number}.toml").write_text(gold, encoding="utf-8")
    (case,) = read_gold(tmp_path / "pages", tmp_path / "gold")
    return case


GOLD = 'page = "a.html"\nform = "t2021"\n[art20_1]\nrules = ["1", "", "3"]\n[art20_8]\nadmin_fee = ["2.50"]\n'


def test_gold_names_the_page_and_its_figures(tmp_path: Path) -> None:
    case = read_one(tmp_path, GOLD)
    assert (case.name, case.page.body) == ("a.html", b"<p>1</p>")
    assert case.expected["form"] == "t2021"


def test_gold_figures_are_numbers_and_a_blank_is_none(tmp_path: Path) -> None:
    assert read_one(tmp_path, GOLD).expected["statistics"] == {
        "art20_1.rules.issued": 1,
        "art20_1.rules.repealed": None,
        "art20_1.rules.in_force": 3,
        "art20_8.admin_fee.fee_amount": 2.5,
    }


def test_gold_of_one_page_may_stand_in_two_files(tmp_path: Path) -> None:
    prose = 'page = "a.html"\nindicators = [["proactive_total", 826, "eq", "条"]]\n'
    expected = read_one(tmp_path, GOLD, prose).expected
    assert set(expected) == {"form", "statistics", "indicators"}


def test_other_gold_is_passed_over(tmp_path: Path) -> None:
    assert read_one(tmp_path, GOLD, 'page = "b.html"\nlines = 3\n').name == "a.html"


BAD_GOLD = {
    "no TOML": ('page = "a.html', r"0\.toml: not valid TOML"),
    "a page that is not there": ('page = "b.html"\nform = "t2021"\n', r"pages/b\.html: no such page"),
    "no page": ('form = "t2021"\n', r"0\.toml: 'page' is neither given"),
    "a form that nobody knows": ('page = "a.html"\nform = "t2030"\n', r"0\.toml: 't2030' is neither given"),
    "a figure too few": (
        'page = "a.html"\nform = "t2021"\n[art20_1]\nrules = ["1", "2"]\n',
        r"0\.toml: art20_1\.rules has 2 figures for 3 columns; correct",
    ),
    "a figure that is none": (
        'page = "a.html"\nform = "t2021"\n[art20_8]\nadmin_fee = ["many"]\n',
        r"0\.toml: .*'many'; correct",
    ),
}


@pytest.mark.parametrize(("gold", "complaint"), BAD_GOLD.values(), ids=BAD_GOLD)
def test_damaged_gold_is_refused_by_name(tmp_path: Path, gold: str, complaint: str) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        read_one(tmp_path, gold)


# --- the printed table

SCORES = {
    "喀什/report": {"metadata": Score(14, 13, 1, 0, ("year: 2021, not 2020",)), "text": Score(9, 9, 0, 0)},
    "a/b": {"metadata": Score(2, 1, 0, 1, ("title: 'x' not given",))},
}
TABLE = """\
case         family    expected  found  wrong  missing
喀什/report  metadata        14     13      1        0
喀什/report  text             9      9      0        0
a/b          metadata         2      1      0        1
total        metadata        16     14      1        1
total        text             9      9      0        0"""


def test_the_table_ends_in_each_familys_total() -> None:
    assert format_scores(SCORES) == TABLE


def test_notes_follow_the_table_where_they_are_asked_for() -> None:
    said = "喀什/report: metadata: year: 2021, not 2020\na/b: metadata: title: 'x' not given"
    assert format_scores(SCORES, notes=True) == f"{TABLE}\n{said}"


def test_without_scores_the_table_is_its_header() -> None:
    assert format_scores({}) == "case  family  expected  found  wrong  missing"


@pytest.mark.parametrize("text", ["{", "[]", '{"kashi": {"text": {"found": 1}}}', '{"kashi": 3}'])
def test_damaged_floors_are_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"baseline.json: holds no floors .*--accept"):
        read_floors(path)
