"""The constructed fixtures: that they say so, that their figures add up, and what only they can tell."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from goicrawl import Report, extract_report
from goicrawl.archive import read_fixtures
from goicrawl.evaluation import Case, read_cases

ROOT = Path(__file__).parents[1] / "fixtures"
CASES = {case.name: case for case in read_cases(ROOT) if case.name.startswith("_constructed/")}
META = {path.parent: path.read_text(encoding="utf-8") for path in (ROOT / "_constructed").rglob("meta.json")}

Figures = dict[str, dict[str, int | float | None]]
"""Row to column to figure."""


@cache
def report_of(name: str) -> Report:
    return extract_report(CASES[name].page)


def figures_of(case: Case, table: str) -> Figures:
    figures: Figures = {}
    for address, value in noted(case, "statistics").items():
        name, row, column = address.split(".")
        if name == table:
            assert value is None or isinstance(value, int | float)
            figures.setdefault(row, {})[column] = value
    return figures


def noted(case: Case, field: str) -> Mapping[str, object]:
    known = case.expected.get(field)
    return known if isinstance(known, Mapping) else {}


def with_table(table: str) -> list[Case]:
    return [case for case in CASES.values() if figures_of(case, table)]


def total(row: Mapping[str, int | float | None], columns: Sequence[str]) -> float:
    return sum(row[column] or 0 for column in columns)


@pytest.mark.parametrize("folder", META, ids=lambda folder: folder.name)
def test_a_constructed_page_says_so(folder: Path) -> None:
    assert '"origin": "Constructed: ' in META[folder]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_constructed_page_lies_on_no_real_host(case: Case) -> None:
    assert f".{urlsplit(case.page.url).hostname}".endswith(".example.gov.cn")


def test_a_replay_passes_over_them() -> None:
    assert [page.place for page in read_fixtures(ROOT) if "_constructed" in page.place] == []


@pytest.mark.parametrize("case", with_table("t3"), ids=lambda case: case.name)
def test_applications_add_up(case: Case) -> None:
    rows = figures_of(case, "t3")
    ends = ("new_received", "carried_over_in", "total_handled", "carried_forward")
    columns = list(rows["total_handled"])
    assert all(total(row, columns[:-1]) == (row["total"] or 0) for row in rows.values())
    for column in columns:
        first, second, handled, forward = (rows[end][column] or 0 for end in ends)
        assert first + second == handled + forward
        assert handled == sum(row[column] or 0 for code, row in rows.items() if code not in ends)


@pytest.mark.parametrize("case", with_table("t4"), ids=lambda case: case.name)
def test_remedies_add_up(case: Case) -> None:
    for row in figures_of(case, "t4").values():
        assert total(row, ["upheld", "corrected", "other", "pending"]) == row["total"]


# Whole and parts of the lists, for every column.
LISTS: dict[str, list[tuple[str, str]]] = {
    "stat2014": [
        ("app_received", "app_in_person app_fax app_online app_mail"),
        ("app_closed", "app_closed_on_time app_closed_extended"),
        (
            "app_answered",
            "app_already_public app_granted app_partially_granted app_denied app_not_this_agency"
            " app_not_exist app_amend app_other_channel",
        ),
        ("review", "review_upheld review_corrected review_other"),
        ("litigation", "litigation_upheld litigation_corrected litigation_other"),
        ("org_staff", "org_staff_fulltime org_staff_parttime"),
    ],
    "stat2008_regional": [
        ("10", "11 12 13 14 15 16"),
        ("17", "18 19 20"),
        ("20", "21 22 23 24 25 26 27 28 29 30 31"),
    ],
    "stat2011_fujian": [
        ("proactive_total", "proactive_website proactive_gazette"),
        ("app_received", "app_in_person app_fax app_email app_online app_mail app_other"),
        ("app_answered", "app_granted app_partially_granted app_denied"),
    ],
}


@pytest.mark.parametrize("table", LISTS)
def test_lists_add_up(table: str) -> None:
    (case,) = with_table(table)
    rows = figures_of(case, table)
    for whole, parts in LISTS[table]:
        for column, value in rows[whole].items():
            assert value == sum(rows[part][column] or 0 for part in parts.split()), (whole, column)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_figure_is_printed(case: Case) -> None:
    text = unicodedata.normalize("NFKC", str(case.expected.get("text", ""))).replace(",", "")
    printed = {float(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)}
    known = [value for value in noted(case, "statistics").values() if isinstance(value, int | float)]
    assert [value for value in known if abs(value) not in printed] == []


WITH_STATUSES = {name: case for name, case in CASES.items() if noted(case, "statuses")}


@pytest.mark.parametrize("name", WITH_STATUSES)
def test_blanks_dashes_and_zeros_are_kept_apart(name: str) -> None:
    known = noted(WITH_STATUSES[name], "statuses")
    cells = report_of(name).statistics
    found = {f"{cell.table}.{cell.row}.{cell.column}": cell.status for cell in cells}
    assert {address: found.get(address) for address in known} == known
    assert {status for address, status in found.items() if address not in known} == {"reported"}


REJECTED = {name: case for name, case in CASES.items() if "rejected" in case.expected}


@pytest.mark.parametrize("name", REJECTED)
def test_a_page_that_is_no_report_is_rejected_for_what_it_is(name: str) -> None:
    reasons = [problem.code for problem in report_of(name).problems]
    assert f"source.{REJECTED[name].expected['rejected']}" in reasons


def test_no_two_figures_of_the_full_form_are_alike() -> None:
    figures = noted(CASES["_constructed/t2021/township-2023"], "statistics")
    told = [value for address, value in figures.items() if not address.startswith("art20_1.rules.")]
    assert len(set(told)) == len(told) == 197


def test_no_two_figures_of_the_national_table_are_alike() -> None:
    figures = noted(CASES["_constructed/stat2014/county-2015"], "statistics")
    assert len(set(figures.values())) == len(figures) == 58
