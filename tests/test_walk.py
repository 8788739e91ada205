"""Listing pages -> whether the whole listing was seen, and how that is known."""

import pickle

import pytest

from goicrawl.platforms import Listing, PageRequest, Row
from goicrawl.spiders import walk as walk_module
from goicrawl.spiders.walk import Verdict, Walk, judge

NEXT = PageRequest(url="http://x.gov.cn/2")


def page(
    *numbers: int,
    more: bool = False,
    has_pager: bool | None = None,
    total: int | None = None,
    pages: int | None = None,
    page: int | None = None,
) -> Listing:
    """Return a listing page with these rows; `more` says that it leads to another."""
    rows = tuple(Row(url=f"http://x.gov.cn/{number}", title="年报") for number in numbers)
    return Listing(
        rows=rows,
        next_pages=(NEXT,) if more else (),
        has_pager=more if has_pager is None else has_pager,
        total=total,
        pages=pages,
        page=page,
    )


def walk_over(*pages: Listing) -> Walk:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    for listing in pages:
        walk.take(listing, tuple(row.url for row in listing.rows))
    return walk


@pytest.mark.parametrize(
    ("pages", "proof"),
    [
        pytest.param([page(1, 2)], "one page, no pager", id="no pager"),
        pytest.param([page(1, 2, total=2)], "all 2 rows seen", id="total"),
        pytest.param([page(1, 2, more=True, total=3), page(3)], "all 3 rows seen", id="total over pages"),
        pytest.param(
            [page(1, 2, more=True, total=4), page(2, 3, more=True), page(3, 4)],
            "all 4 rows seen",
            id="overlapping windows",
        ),
        pytest.param([page(1, pages=1, has_pager=True)], "its only page read", id="one page counted"),
        pytest.param([page(1, more=True, pages=2), page(2, pages=2)], "all 2 pages read", id="pages"),
        pytest.param(
            [page(1, more=True, pages=2), page(2, more=True, pages=3), page(3, pages=3)],
            "all 3 pages read",
            id="pager that counts no further than the next pages",
        ),
        pytest.param(
            [page(1, more=True, pages=2, total=3), page(2, 2, pages=2, total=3)],
            "all 2 pages read, 1 rows stand twice",
            id="a row stands twice",
        ),
        pytest.param(
            [page(1, 2, pages=3, total=4, more=True), page(3, 4, more=True), page(4)],
            "all 4 rows seen",
            id="last window repeats what the one before gave too much",
        ),
        pytest.param(
            [page(1, 2, 3, more=True, pages=2, total=2), page(4)],
            "all 2 pages read",
            id="more rows than counted, all pages read",
        ),
        pytest.param(
            [page(1, more=True), page(2, more=True), page()],
            "the page behind the last is empty",
            id="empty page",
        ),
        pytest.param(
            [page(1, more=True), page(2, more=True), page(2, more=True)],
            "the page behind the last repeats rows of the pages before",
            id="clamping pager",
        ),
        pytest.param(
            [page(1, more=True), page(2, has_pager=True)],
            "the pager leads no further than page 2",
            id="links to the end",
        ),
    ],
)
def test_complete(pages: list[Listing], proof: str) -> None:
    assert judge(walk_over(*pages)) == Verdict(complete=True, proof=proof)


@pytest.mark.parametrize(
    ("pages", "proof"),
    [
        pytest.param(
            [page(1, 2, total=20)], "it says it has 20 rows; seen: 2 rows on 1 page", id="rows by script"
        ),
        pytest.param(
            [page(1, more=True, pages=3), page(2, pages=3)],
            "its pager counts 3 pages; seen: 2 rows on 2 pages",
            id="page missing",
        ),
        pytest.param(
            [page(1, more=True, pages=9), page(1, more=True, pages=9)],
            "its pager counts 9 pages; seen: 1 row on 1 page, and the page behind repeats rows of the pages "
            "before",
            id="clamped before its end",
        ),
        pytest.param(
            [page(1, more=True, pages=3), page()],
            "its pager counts 3 pages; seen: 1 row on 1 page, and the page behind is empty",
            id="stub before its end",
        ),
        pytest.param(
            [page(1, 2, 99, total=3, pages=2, more=True), page()],
            "its pager counts 2 pages; seen: 3 rows on 1 page, and the page behind is empty",
            id="a link beside the rows stands for the row of a lost page",
        ),
        pytest.param(
            [page(1, 99, total=4, pages=3, more=True), page(2, 3, 99, more=True), page()],
            "its pager counts 3 pages; seen: 4 rows on 2 pages, and the page behind is empty",
            id="a link beside the rows on every page",
        ),
        pytest.param(
            [page(1, more=True, pages=2, total=9), page(2, pages=2, total=9)],
            "it says it has 9 rows; seen: 2 rows on 2 pages",
            id="rows and pages disagree",
        ),
        pytest.param(
            [page(1, has_pager=True)],
            "it has a pager that can't be read; seen: 1 row on 1 page",
            id="unreadable pager",
        ),
    ],
)
def test_incomplete(pages: list[Listing], proof: str) -> None:
    assert judge(walk_over(*pages)) == Verdict(complete=False, proof=proof)


def test_page_that_failed_makes_the_walk_incomplete() -> None:
    walk = walk_over(page(1, total=1))
    walk.fail("a page was not fetched")
    walk.fail("another one was not")
    assert judge(walk) == Verdict(complete=False, proof="a page was not fetched; seen: 1 row on 1 page")


def test_page_without_rows_that_leads_on_is_looked_behind_once() -> None:
    walk = walk_over(page(1, more=True), page(more=True))
    assert walk.leads_on(page(more=True))
    walk.take(page(more=True), ())
    assert not walk.leads_on(page(more=True))
    assert judge(walk) == Verdict(complete=True, proof="the page behind the last is empty")


@pytest.mark.parametrize(
    "listing",
    [
        pytest.param(page(), id="a stub"),
        pytest.param(page(1, more=True), id="a clamping pager"),
    ],
)
def test_end_that_is_not_looked_behind(listing: Listing) -> None:
    assert not walk_over(page(1, more=True)).leads_on(listing)


def test_page_without_rows_amid_a_listing_makes_it_incomplete() -> None:
    walk = walk_over(page(1, more=True), page(more=True))
    walk.leads_on(page(more=True))
    walk.take(page(2), ("http://x.gov.cn/2",))
    assert judge(walk).proof.startswith("a page amid it shows no row; seen: 2 rows")


def test_only_new_rows_are_given() -> None:
    walk = walk_over(page(1, 2))
    second = page(2, 3)
    assert [row.url for row in walk.take(second, tuple(row.url for row in second.rows))] == [
        "http://x.gov.cn/3"
    ]


def test_page_under_several_addresses_is_one_row() -> None:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    fresh = walk.take(page(1, 2, total=1), ("one", "one"))
    assert [row.url for row in fresh] == ["http://x.gov.cn/1"]
    assert judge(walk).complete


def test_stub_behind_the_last_page_counts_no_pages() -> None:
    walk = walk_over(page(1, more=True), page(2, more=True), page(pages=3))
    assert judge(walk) == Verdict(complete=True, proof="the page behind the last is empty")


def test_page_of_second_addresses_is_a_page_that_was_read() -> None:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    walk.take(page(1, more=True, pages=2), ("one",))
    assert walk.take(page(2, pages=2), ("one",)) == ()
    assert judge(walk) == Verdict(complete=True, proof="all 2 pages read")


def test_rows_that_share_a_page_are_counted_as_the_listing_does() -> None:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    walk.take(page(1, 2, 3, total=3), ("one", "one", "three"))
    assert judge(walk) == Verdict(complete=True, proof="all 3 rows seen, 1 under a second address")


def test_page_is_asked_for_once() -> None:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    assert [walk.ask(NEXT), walk.ask(NEXT)] == [True, False]
    assert walk.waiting == 1


def test_pages_of_a_form_are_told_apart() -> None:
    walk = Walk(portal="x", listing="http://x.gov.cn/")
    forms = [PageRequest(url="http://x.gov.cn/p", method="POST", body=body) for body in (b"p=1", b"p=2")]
    assert [walk.ask(form) for form in forms] == [True, True]


def test_walk_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_module, "MAX_PAGES", 1)
    walk = walk_over(page(1))
    assert [walk.ask(NEXT), walk.ask(PageRequest(url="http://x.gov.cn/3"))] == [True, False]
    assert judge(walk).proof == "it was cut off after 1 pages; seen: 1 row on 1 page"


def test_walk_can_wait_on_disk() -> None:
    walk = walk_over(page(1, total=2))
    assert pickle.loads(pickle.dumps(walk)) == walk  # noqa: S301
