"""Complete reports with one figure changed: the sums tell."""

from dataclasses import replace
from pathlib import Path

import pytest

from goicrawl import Page, Report, extract_report
from goicrawl.evaluation import read_cases
from goicrawl.validate import validate_report
from goicrawl.validate.sums import load_sum_rules

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "pages" / "reports" / "pingtan-2024.html"
FIXTURES = {case.name: case.page for case in read_cases(ROOT / "fixtures")}
COMPLETE = {"gongqingcheng/report-2019": 176, "_constructed/t2021/township-2023": 190}
SUMS = {rule.id for rule in load_sum_rules()}


def undetected(report: Report) -> tuple[int, list[str]]:
    """Return how many cells of tables three and four there are, and those of which one more passes."""
    places = [i for i, cell in enumerate(report.statistics) if cell.table in ("t3", "t4")]
    passed = []
    for place in places:
        cell = report.statistics[place]
        more = replace(cell, value=(cell.value or 0) + 1)
        cells = (*report.statistics[:place], more, *report.statistics[place + 1 :])
        checks = validate_report(replace(report, statistics=cells)).checks
        if not any(check.verdict == "FAIL" and check.rule in SUMS for check in checks):
            passed.append(f"{cell.table}.{cell.row}.{cell.column}")
    return len(places), passed


@pytest.mark.parametrize(("name", "cells"), COMPLETE.items())
def test_one_more_in_any_cell_fails_a_sum(name: str, cells: int) -> None:
    assert undetected(extract_report(FIXTURES[name])) == (cells, [])


@pytest.mark.skipif(not REAL.exists(), reason="the saved pages of ../shared/pages are not here")
def test_one_more_in_any_cell_of_a_real_page_fails_a_sum() -> None:
    page = Page(url="https://www.example.gov.cn/1.html", body=REAL.read_bytes())
    assert undetected(extract_report(page)) == (190, [])


@pytest.mark.parametrize("name", COMPLETE)
def test_as_they_stand_every_sum_holds(name: str) -> None:
    checks = extract_report(FIXTURES[name]).checks
    assert {check.verdict for check in checks if check.rule in SUMS} == {"PASS"}
