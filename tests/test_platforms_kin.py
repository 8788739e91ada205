"""Columns that moved to another system of the same maker than the registry names."""

import json

import pytest

from goicrawl.platforms import FAMILIES, PLATFORMS
from tests.listings import HOST, needs_shared, read, read_file, read_on, turn
from tests.test_platforms_hanweb import JPAGE, answer
from tests.test_platforms_jpaas import page as jpaas_page
from tests.test_platforms_jpaas_unit import answer as unit_answer
from tests.test_platforms_jpaas_unit import unit

HANWEB = FAMILIES[1]


@pytest.mark.parametrize("platform", HANWEB)
def test_jpage_is_walked_to_the_end(platform: str) -> None:
    first = read(platform, JPAGE % (3, "proxyUrl:'/p.jsp'"))
    second = read_on(platform, first, answer(3, 1))
    third = read_on(platform, second, answer(3, 2))
    assert [len(listing.rows) for listing in (first, second, third)] == [1, 1, 1]
    assert (first.total, third.next_pages) == (3, ())


@pytest.mark.parametrize("platform", HANWEB)
def test_unit_is_walked_to_the_end(platform: str) -> None:
    pager = '<div class="pagination" rows="1" count="2" pageNo="{}"></div>'
    entry = read(platform, unit("list"))
    first = read_on(platform, entry, unit_answer(2025, pager=pager.format(1)))
    last = read_on(platform, first, unit_answer(2024, pager=pager.format(2)))
    assert entry.is_entry
    assert ([len(listing.rows) for listing in (first, last)], last.next_pages) == ([1, 1], ())


@pytest.mark.parametrize("platform", HANWEB)
def test_query_list_is_walked(platform: str) -> None:
    first = read(platform, jpaas_page(1, 2, total=3))
    rows = [{"source": {"title": "3", "urls": {"pc": "/content_3.html"}}}]
    last = read_on(platform, first, json.dumps({"data": {"results": rows, "total": 3}}))
    assert [row.url for row in last.rows] == [HOST + "/content_3.html"]


@needs_shared
@pytest.mark.parametrize("platform", FAMILIES[0])
def test_real_page_of_fujian_leads_on_whatever_the_registry_says(platform: str) -> None:
    listing = read_file(platform, "pingtan-annual-reports.html", HOST + "/nb/")
    assert (len(listing.rows), listing.total, turn(listing).url) == (10, 20, HOST + "/fjdzapp/search")


def test_page_that_is_understood_is_not_read_again() -> None:
    rows = "".join(f"<li><a href=/art/2022/1/1/art_1_{n}.html>{n}</a></li>" for n in range(3))
    assert read("hanweb", rows + unit("list")).next_pages == ()


def test_families_are_systems() -> None:
    assert {name for family in FAMILIES for name in family} <= set(PLATFORMS)
