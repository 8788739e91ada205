"""Every fixture, field family by family: what the page says, all of it and nothing else."""

from functools import cache
from pathlib import Path

import pytest

from goicrawl import Report, extract_report
from goicrawl.evaluation import FAMILIES, Case, read_cases, score_case

ROOT = Path(__file__).parents[1] / "fixtures"
CASES = {case.name: case for case in read_cases(ROOT)}


@cache
def report_of(name: str) -> Report:
    return extract_report(CASES[name].page)


NOTED = [
    pytest.param(case, family, id=f"{name}-{family}")
    for name, case in CASES.items()
    for family in FAMILIES
    if {"checks": "failed_checks", "metadata": "form"}.get(family, family) in case.expected
]


@pytest.mark.parametrize(("case", "family"), NOTED)
def test_fields_are_what_the_page_says(case: Case, family: str) -> None:
    score = score_case(case.expected, report_of(case.name))[family]
    assert score.notes == ()
    assert score.found == score.expected


@pytest.mark.parametrize("name", CASES)
def test_every_quote_stands_in_the_text(name: str) -> None:
    report = report_of(name)
    assert [item.quote for item in report.indicators if item.quote not in report.text] == []


@pytest.mark.parametrize("name", CASES)
def test_every_printed_figure_stands_in_a_table(name: str) -> None:
    report = report_of(name)
    cells = {cell for table in report.tables for row in table.rows for cell in row}
    assert [cell for cell in report.statistics if cell.raw is not None and cell.raw not in cells] == []


def test_the_five_reports_are_there() -> None:
    assert len(CASES) >= 5
