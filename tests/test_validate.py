"""Rules over reports: what passes, what fails, and what nobody can tell."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goicrawl.items import Check, Indicator, Report, Section, Statistic
from goicrawl.parse.statistics.forms import load_forms
from goicrawl.validate import validate_report
from goicrawl.validate.sums import load_sum_rules
from goicrawl.validate.verdicts import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN

Address = tuple[str, str, str]
APPLICANTS = [
    column.code for column in next(t for t in load_forms()["t2021"].tables if t.code == "t3").columns
]
SUMS = {rule.id for rule in load_sum_rules()}


def statistic(address: Address, value: float | None, status: str = "reported") -> Statistic:
    table, row, column = address
    return Statistic(
        table=table, row=row, column=column, value=value, raw=str(value), unit="件", status=status
    )


def consistent(form: str) -> dict[Address, int]:
    """Figures of tables three and four that satisfy every rule, and no two columns alike."""
    figures: dict[Address, int] = {}
    tables = {table.code: table for table in load_forms()[form].tables}
    for number, applicant in enumerate(APPLICANTS[:-1], 1):
        handled = 0
        for place, row in enumerate(tables["t3"].rows, 1):
            if row.parent and not row.group and row.code != "total_handled":
                figures["t3", row.code, applicant] = number * place
                handled += number * place
        figures["t3", "total_handled", applicant] = handled
        figures["t3", "carried_forward", applicant] = number
        figures["t3", "carried_over_in", applicant] = 2 * number
        figures["t3", "new_received", applicant] = handled - number
    for code in dict.fromkeys(row for _, row, _ in figures):
        figures["t3", code, "total"] = sum(figures["t3", code, a] for a in APPLICANTS[:-1])
    for number, row in enumerate(tables["t4"].rows, 1):
        outcomes = [column.code for column in tables["t4"].columns]
        figures |= {("t4", row.code, outcome): number + i for i, outcome in enumerate(outcomes[:-1])}
        figures["t4", row.code, "total"] = sum(figures["t4", row.code, outcome] for outcome in outcomes[:-1])
    return figures


def report_of(figures: dict[Address, int], form: str, **fields: Any) -> Report:
    cells = tuple(statistic(address, value) for address, value in figures.items())
    return replace(Report(url="http://a/1", form=form, statistics=cells), **fields)


def verdicts(checks: Iterable[Check], rule: str) -> list[str]:
    return [check.verdict for check in checks if check.rule == rule]


@pytest.mark.parametrize("form", ["t2019", "t2021"])
def test_a_consistent_report_passes_every_sum(form: str) -> None:
    checks = validate_report(report_of(consistent(form), form)).checks
    sums = [check for check in checks if check.rule.startswith(("T3", "T4"))]
    assert {check.verdict for check in sums} == {PASS}
    assert len(sums) == {"t2019": 23 + 7 + 7 + 3 + 2, "t2021": 25 + 7 + 7 + 3 + 2}[form]


@pytest.mark.parametrize("form", ["t2019", "t2021"])
def test_one_more_anywhere_fails_a_sum(form: str) -> None:
    figures = consistent(form)
    assert len(figures) == {"t2019": 161 + 15, "t2021": 175 + 15}[form]
    for address in figures:
        changed = report_of(figures | {address: figures[address] + 1}, form)
        failed = {check.rule for check in validate_report(changed).checks if check.verdict == FAIL}
        assert failed & SUMS, address


def test_a_blank_part_makes_its_sums_not_assessable() -> None:
    figures = consistent("t2021")
    report = report_of(figures, "t2021")
    place = ("t3", "granted", "natural_person")
    cells = tuple(
        statistic(place, None, "missing") if (c.table, c.row, c.column) == place else c
        for c in report.statistics
    )
    checks = validate_report(replace(report, statistics=cells)).checks
    touched = [check for check in checks if check.rule in SUMS and check.verdict != PASS]
    assert {(check.rule, check.verdict) for check in touched} == {
        ("T3_ROW_SUM", NOT_ASSESSABLE),
        ("T3_TOTAL_2021", NOT_ASSESSABLE),
    }


def test_parts_beyond_a_printed_whole_are_uncertain_beside_a_blank() -> None:
    cells = [("upheld", 3), ("corrected", 4), ("other", None), ("pending", 0), ("total", 5)]
    report = Report(
        url="http://a/1",
        form="t2021",
        statistics=tuple(
            statistic(("t4", "review", code), value, "missing" if value is None else "reported")
            for code, value in cells
        ),
    )
    assert verdicts(validate_report(report).checks, "T4_SUM") == [UNCERTAIN]


def test_blanks_under_a_total_of_zero_are_implied_in_words_only() -> None:
    cells = [("upheld", None), ("corrected", None), ("other", None), ("pending", None), ("total", 0)]
    report = Report(
        url="http://a/1",
        form="t2021",
        statistics=tuple(
            statistic(("t4", "review", code), value, "missing" if value is None else "reported")
            for code, value in cells
        ),
    )
    check = next(c for c in validate_report(report).checks if c.rule == "T4_SUM")
    assert (check.verdict, check.expected, check.actual) == (NOT_ASSESSABLE, None, None)
    assert "implied 0" in check.evidence


def test_evidence_names_codes_and_values() -> None:
    figures = consistent("t2021")
    check = next(c for c in validate_report(report_of(figures, "t2021")).checks if c.rule == "T4_SUM")
    assert check.evidence == "t4.review.*: upheld 1 + corrected 2 + other 3 + pending 4 == total 10"


def test_a_page_that_is_no_report_gets_no_checks() -> None:
    assert validate_report(Report(url="http://a/1", year=2021, published=date(2022, 1, 1))).checks == ()


def test_every_rule_names_cells_that_exist() -> None:
    cells = {address for form in load_forms().values() for address in form.cells()}
    for rule in load_sum_rules():
        place = 2 if rule.each == "row" else 1
        codes = {address[place] for address in cells if address[0] == rule.table}
        assert {*rule.left, *rule.right} <= codes, rule.id


def indicator(code: str, value: float, quote: str = "原文。", **fields: Any) -> Indicator:
    plain = Indicator(code=code, value=value, op="eq", unit="件", category=None, quote=quote, section=0)
    return replace(plain, **fields)


PROSE = {
    "agrees": ("application_received", 5, "eq", PASS),
    "agrees with last year's added": ("application_received", 7, "eq", PASS),
    "disagrees": ("application_received", 10, "eq", FAIL),
    "more than": ("application_received", 4, "ge", PASS),
    "not more than": ("application_received", 20, "ge", FAIL),
}


@pytest.mark.parametrize(("code", "value", "op", "verdict"), PROSE.values(), ids=PROSE)
def test_prose_against_tables(code: str, value: float, op: str, verdict: str) -> None:
    figures = {("t3", "new_received", "total"): 5, ("t3", "carried_over_in", "total"): 2}
    report = report_of(figures, "t2021", indicators=(indicator(code, value, op=op),))
    assert verdicts(validate_report(report).checks, "TXT_APPLICATIONS") == [verdict]


def test_prose_against_the_table_of_2014() -> None:
    figures = {("stat2014", "review", "value"): 3}
    report = report_of(figures, "stat2014", indicators=(indicator("review_total", 2),))
    assert verdicts(validate_report(report).checks, "TXT_REVIEW") == [FAIL]


def test_prose_without_a_table_is_not_checked() -> None:
    report = Report(url="http://a/1", form="narrative", indicators=(indicator("review_total", 0),))
    assert verdicts(validate_report(report).checks, "TXT_REVIEW") == []


SHARES = {
    "right": ("其中政府文件72条，占6%；其他1047条。", 72, 1119, [PASS]),
    "rounded": ("区本级2070条，所占比例77.2%", 2070, 2680, [PASS]),
    "wrong": ("区本级公开政府信息的2070条，所占比例87.1%", 2070, 2680, [FAIL]),
    "another figure's": ("政府文件72条，其他380条，占34%", 72, 1119, []),
    "a longer figure's": ("共372条，占34%，其中政府文件72条。", 72, 1119, []),
}


@pytest.mark.parametrize(("quote", "part", "whole", "expected"), SHARES.values(), ids=SHARES)
def test_stated_shares(quote: str, part: float, whole: float, expected: list[str]) -> None:
    report = Report(
        url="http://a/1",
        form="narrative",
        indicators=(
            indicator("proactive_total", whole),
            indicator("proactive_category", part, quote, unit="条", category="政府文件"),
        ),
    )
    assert verdicts(validate_report(report).checks, "NAR_PCT") == expected


PARTS = {
    "all": ([2, 10], PASS),
    "some": ([2], UNCERTAIN),
    "too much": ([2, 11], FAIL),
}


@pytest.mark.parametrize(("parts", "verdict"), PARTS.values(), ids=PARTS)
def test_parts_of_a_whole(parts: list[int], verdict: str) -> None:
    items = [indicator("application_by_channel", value, category=f"渠道{value}") for value in parts]
    report = Report(
        url="http://a/1", form="narrative", indicators=(indicator("application_received", 12), *items)
    )
    assert verdicts(validate_report(report).checks, "NAR_PARTS_SUM") == [verdict]


DATES = {
    "period of the year": ({"period_end": date(2021, 12, 31)}, "META_YEAR", PASS),
    "stale period": ({"period_end": date(2020, 12, 31)}, "META_YEAR", FAIL),
    "signed in the year": ({"signed_on": date(2021, 2, 15)}, "META_YEAR", FAIL),
    "signed after it": ({"signed_on": date(2022, 2, 15)}, "META_YEAR", PASS),
    "moved years later": ({"published": date(2024, 12, 22)}, "META_YEAR", UNCERTAIN),
    "government in March": (
        {"issuer": "甲县人民政府", "published": date(2022, 3, 31)},
        "META_DEADLINE",
        PASS,
    ),
    "government in April": ({"issuer": "甲县人民政府", "published": date(2022, 4, 1)}, "META_DEADLINE", FAIL),
    "department in January": (
        {"issuer": "甲县教育局", "published": date(2022, 1, 31)},
        "META_DEADLINE",
        PASS,
    ),
    "place alone in March": ({"issuer": "甲县", "published": date(2022, 3, 1)}, "META_DEADLINE", PASS),
    "town in March": ({"issuer": "甲县乙镇", "published": date(2022, 3, 1)}, "META_DEADLINE", PASS),
    "government's office in March": (
        {"issuer": "甲县人民政府办公室", "published": date(2022, 3, 1)},
        "META_DEADLINE",
        UNCERTAIN,
    ),
    "nobody in March": ({"published": date(2022, 3, 1)}, "META_DEADLINE", UNCERTAIN),
    "nobody in April": ({"published": date(2022, 4, 1)}, "META_DEADLINE", FAIL),
    "department in March": ({"issuer": "甲县教育局", "published": date(2022, 3, 1)}, "META_DEADLINE", FAIL),
    "index number": ({"index_number": "000014349/2022-26060"}, "META_INDEX_YEAR", PASS),
    "older index number": ({"index_number": "000014349/2019-00110"}, "META_INDEX_YEAR", FAIL),
}


@pytest.mark.parametrize(("fields", "rule", "verdict"), DATES.values(), ids=DATES)
def test_dates(fields: dict[str, Any], rule: str, verdict: str) -> None:
    report = replace(Report(url="http://a/1", form="t2021", year=2021), **fields)
    assert verdicts(validate_report(report).checks, rule) == [verdict]


def test_departments_had_until_march_before_2019() -> None:
    report = Report(
        url="http://a/1", form="narrative", year=2016, issuer="甲县教育局", published=date(2017, 3, 1)
    )
    assert verdicts(validate_report(report).checks, "META_DEADLINE") == [PASS]


def section(kind: str | None, text: str = "", position: int = 0) -> Section:
    return Section(
        position=position, parent=None, level=1, marker="一、", heading="标题", kind=kind, text=text
    )


SIX = ["overview", "proactive", "applications", "remedies", "problems", "others"]


@pytest.mark.parametrize(
    ("kinds", "verdict"), [(SIX, PASS), (SIX[:-1], FAIL), (SIX[::-1], FAIL), ([*SIX, "others"], FAIL)]
)
def test_order_of_sections(kinds: list[str], verdict: str) -> None:
    report = Report(url="http://a/1", form="t2021", sections=tuple(map(section, kinds)))
    assert verdicts(validate_report(report).checks, "SECTIONS_ORDER") == [verdict]


@pytest.mark.parametrize(("words", "verdict"), [("等两个部分组成", PASS), ("共分3个部分", FAIL)])
def test_announced_number_of_sections(words: str, verdict: str) -> None:
    text = f"本报告{words}。\n一、标题\n一、标题"
    report = Report(url="http://a/1", form="narrative", text=text, sections=(section(None), section(None)))
    assert verdicts(validate_report(report).checks, "SECTIONS_COUNT") == [verdict]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一是甲；二是乙；三是丙。", [PASS]), ("一是甲。三是乙。", [FAIL]), ("统一是前提。", [])],
)
def test_enumerations(text: str, expected: list[str]) -> None:
    report = Report(url="http://a/1", form="narrative", sections=(section(None, text),))
    assert verdicts(validate_report(report).checks, "ENUM_SEQUENCE") == expected


def test_rules_are_not_made_in_townships() -> None:
    figures = {("art20_1", "rules", "in_force"): 6}
    report = report_of(figures, "t2021", issuer="甲县乙镇人民政府")
    assert verdicts(validate_report(report).checks, "A1_RULES_ISSUER") == [UNCERTAIN]


CARRIED = {
    "arrives": (4, 4, PASS),
    "does not": (4, 5, FAIL),
}


@pytest.mark.parametrize(("left", "arrived", "verdict"), CARRIED.values(), ids=CARRIED)
def test_what_was_carried_over_arrives(left: int, arrived: int, verdict: str) -> None:
    before = report_of({("t3", "carried_forward", "total"): left}, "t2021", year=2022)
    now = report_of({("t3", "carried_over_in", "total"): arrived}, "t2021", year=2023)
    assert verdicts(validate_report(now, before).checks, "T3_CARRY") == [verdict]


def test_documents_in_force_follow_from_the_year_before() -> None:
    row = ("art20_1", "normative_docs")
    before = report_of({(*row, "in_force"): 597}, "t2021", year=2023)
    now = report_of(
        {(*row, "issued"): 50, (*row, "repealed"): 227, (*row, "in_force"): 420}, "t2021", year=2024
    )
    assert verdicts(validate_report(now, before).checks, "A1_INFORCE_CARRY") == [PASS]


def test_another_form_or_year_is_not_compared() -> None:
    figures = {("t3", "carried_forward", "total"): 4, ("t3", "carried_over_in", "total"): 5}
    now = report_of(figures, "t2021", year=2021)
    for before in (report_of(figures, "t2019", year=2020), report_of(figures, "t2021", year=2019)):
        assert verdicts(validate_report(now, before).checks, "T3_CARRY") == []
