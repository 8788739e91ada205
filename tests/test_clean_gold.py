"""Known bodies come out whole and alone: fixtures, templates, saved pages, and bodies in foreign chrome."""

from collections.abc import Iterator
from itertools import chain
from statistics import mean

import pytest
from lxml import html

from benchmarks.bodies import Case, Gold, find_slot, fixture_cases, read_gold, real_cases
from benchmarks.clean import Score, score
from benchmarks.constructions import (
    TEMPLATES,
    TITLE,
    beside_cases,
    chrome_cases,
    nameless,
    template_cases,
)
from goicrawl.clean import clean_page
from goicrawl.items import Article, Page

GOLD = {gold.name: gold for gold in read_gold()}
REAL = {case.name: case for case in real_cases()}
FIXTURES = {case.name: case for case in fixture_cases()}
NAMES = sorted(path.stem for path in TEMPLATES.glob("*.html"))
needs_pages = pytest.mark.skipif(not GOLD, reason="the saved pages don't stand in ../shared/pages")

FLOOR = 0.985
"""F1 of character 4-grams below which no page may fall."""


def clean(case: Case) -> Article:
    return clean_page(Page(url="http://www.example.gov.cn/a/b.html", body=case.body))


def faults(cases: Iterator[Case]) -> list[str]:
    """Return what is wrong with the texts of some pages, one line a page."""
    return [f"{case.name}: {wrong}" for case in cases if (wrong := fault(case))]


def fault(case: Case) -> str:
    article = clean(case)
    found = score(case, article.text)
    lost = [line for line in case.text.split("\n") if line not in article.text.split("\n")]
    wrong = [
        f"F1 {found.f1:.3f}" if found.f1 < FLOOR else "",
        f"rows {found.rows}" if found.rows not in (None, 1.0) else "",
        f"leaked {found.leaked}" if found.leaked not in (None, 0.0) else "",
        f"lost {lost[:3]}" if lost and case.group != "real" else "",
        "changes when it is cleaned again" if again(article) != article.text else "",
    ]
    return ", ".join(filter(None, wrong))


def again(article: Article) -> str:
    return clean_page(Page(url=article.url, body=article.html.encode())).text


@pytest.mark.parametrize("case", FIXTURES.values(), ids=FIXTURES)
def test_fixtures_come_out_line_by_line(case: Case) -> None:
    assert clean(case).text.split("\n") == case.text.split("\n")


@pytest.mark.parametrize("name", NAMES)
def test_bodies_in_the_pages_of_publishing_systems(name: str) -> None:
    assert faults(template_cases(name)) == []


@pytest.mark.parametrize("body", ["nil", "half", "signed"])
def test_short_bodies_beside_other_things(body: str) -> None:
    assert faults(beside_cases(bodies=[body])) == []


@pytest.mark.parametrize("name", NAMES)
def test_titles_in_the_pages_of_publishing_systems(name: str) -> None:
    cases = (case for case in template_cases(name) if case.name.endswith("/paragraphs/half"))
    assert [clean(case).title for case in cases] == [TITLE]


@needs_pages
@pytest.mark.parametrize("case", REAL.values(), ids=REAL)
def test_saved_pages(case: Case) -> None:
    found = score(case, clean(case).text)
    assert found.f1 >= FLOOR
    assert (found.order, found.leaked) == (1.0, 0.0)
    assert {found.cells, found.rows} <= {None, 1.0}
    assert found.short in (None, 1.0)


@needs_pages
@pytest.mark.parametrize("name", REAL)
def test_saved_pages_keep_what_must_stay(name: str) -> None:
    text = "".join(clean(REAL[name]).text.split())
    assert [string for string in REAL[name].stay if "".join(string.split()) not in text] == []


@needs_pages
@pytest.mark.parametrize("name", REAL)
def test_titles_of_saved_pages(name: str) -> None:
    assert clean(REAL[name]).title == GOLD[name].title


@needs_pages
@pytest.mark.parametrize("name", GOLD)
def test_bodies_in_the_chrome_of_saved_pages(name: str) -> None:
    cases = chain(chrome_cases(name), chrome_cases(name, renamed=True))
    assert faults(cases) == []


@pytest.mark.parametrize("case", FIXTURES.values(), ids=FIXTURES)
def test_fixtures_of_a_system_that_nobody_knows(case: Case) -> None:
    assert faults(nameless([case])) == []


@needs_pages
@pytest.mark.parametrize("case", REAL.values(), ids=REAL)
def test_saved_pages_of_a_system_that_nobody_knows(case: Case) -> None:
    (page,) = nameless([case])
    # A title of several lines may be the page's or the body's: only a container tells.
    assert score(case, clean(page).text).f1 >= 0.96


@needs_pages
@pytest.mark.parametrize("name", GOLD)
def test_bodies_in_the_chrome_of_a_system_that_nobody_knows(name: str) -> None:
    assert faults(nameless(chrome_cases(name))) == []


@needs_pages
@pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD)
def test_gold_names_what_is_on_the_page(gold: Gold) -> None:
    tree = html.document_fromstring(gold.page.read_text(encoding="utf-8"))
    text = "".join(tree.text_content().split())
    assert find_slot(tree, gold.slot) is not None
    assert [string for string in (*gold.go, *gold.stay) if "".join(string.split()) not in text] == []


@needs_pages
@pytest.mark.parametrize("name", sorted(set(GOLD) - set(REAL)))
def test_a_listing_has_no_body(name: str) -> None:
    article = clean_page(Page(url="http://www.example.gov.cn/nb/", body=GOLD[name].page.read_bytes()))
    assert (article.container, article.text) == (None, "")


def test_floors_over_the_fixtures() -> None:
    scores: list[Score] = [score(case, clean(case).text) for case in FIXTURES.values()]
    assert mean(found.f1 for found in scores) >= FLOOR
    assert min(found.order for found in scores) == 1.0
    assert not any(found.is_empty for found in scores)
