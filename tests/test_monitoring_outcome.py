"""The outcome of a run by its stats and limits, its exit code, and what is said of it."""

import pytest

from goicrawl.monitoring import Limits, judge, worst

WELL = {"finish_reason": "finished", "item_scraped_count": 1}
REJECT, WALL = "goicrawl/rejected/source.blocked", "goicrawl/obstacles/blocked"


@pytest.mark.parametrize(
    ("stats", "failures"),
    [
        pytest.param({}, (), id="well"),
        pytest.param({"goicrawl/rejected/source.notice": 3, "item_dropped_count": 3}, (), id="kept out"),
        pytest.param({"item_scraped_count": 0}, ("no report was read",), id="nothing"),
        pytest.param({"item_scraped_count": 0, "goicrawl/reports/not_due": 4}, (), id="nothing due"),
        pytest.param({"item_scraped_count": 0, "goicrawl/reports/not_modified": 4}, (), id="not modified"),
        pytest.param({"item_scraped_count": 0, "goicrawl/reports/unchanged": 4}, (), id="unchanged"),
        pytest.param(
            {"goicrawl/archive/failed": 1},
            ("answers that could not be archived: 1; the log says why",),
            id="archive",
        ),
        pytest.param({"finish_reason": "shutdown"}, ("the run ended early: shutdown",), id="stopped"),
        pytest.param(
            {"spider_exceptions/count": 2},
            ("callbacks that failed: 2; the log has the tracebacks",),
            id="spider",
        ),
        pytest.param(
            {"goicrawl/items_failed": 1},
            ("pages that broke a pipeline: 1; the log has the tracebacks",),
            id="item",
        ),
        pytest.param(
            {"goicrawl/stored/failed": 1}, ("rows that could not be stored: 1; the log says which",), id="row"
        ),
        pytest.param(
            {"goicrawl/listings/failed": 1},
            ("listing pages that could not be read: 1; the log says why",),
            id="listing",
        ),
        pytest.param(
            {"goicrawl/listings/incomplete": 2},
            ("listings not proved complete: 2; the log says what was seen",),
            id="incomplete",
        ),
        pytest.param(
            {"goicrawl/pages/failed": 4},
            ("pages that could not be fetched: 4; the log says why",),
            id="fetch",
        ),
        pytest.param({REJECT: 1}, ("anti-robot pages: 1; crawl more slowly or later",), id="wall"),
        pytest.param(
            {"goicrawl/replay/missing": 1},
            ("pages asked for and not saved: 1; the log names them",),
            id="missing",
        ),
        pytest.param(
            {"goicrawl/replay/unasked": 1},
            ("pages saved and never asked for: 1; the log names them",),
            id="unasked",
        ),
        pytest.param(
            {"feedexport/failed_count/FileFeedStorage": 1},
            ("a feed could not be written; the log says why",),
            id="feed",
        ),
        pytest.param({"log_count/ERROR": 2}, ("errors in the log: 2",), id="told in the log alone"),
        pytest.param(
            {"log_count/ERROR": 1, "goicrawl/listings/failed": 1},
            ("listing pages that could not be read: 1; the log says why",),
            id="told once",
        ),
    ],
)
def test_failures(stats: dict[str, object], failures: tuple[str, ...]) -> None:
    assert judge({**WELL, **stats}).failures == failures


@pytest.mark.parametrize(
    ("stats", "name", "code"),
    [
        pytest.param({}, "good", 0, id="good"),
        pytest.param({"goicrawl/pages/failed": 1}, "failed", 3, id="failed"),
        pytest.param({"goicrawl/listings/incomplete": 1}, "incomplete", 3, id="incomplete"),
        pytest.param(
            {"goicrawl/listings/incomplete": 1, "goicrawl/pages/failed": 1},
            "failed",
            3,
            id="incomplete and more",
        ),
        pytest.param({"finish_reason": "shutdown"}, "stopped", 3, id="stopped"),
        pytest.param({"finish_reason": "blocked", "goicrawl/listings/failed": 3}, "blocked", 4, id="blocked"),
        pytest.param({WALL: 1, REJECT: 1}, "failed", 3, id="a wall among reports"),
        pytest.param(
            {WALL: 1, REJECT: 1, "item_scraped_count": 0}, "blocked", 4, id="a wall and nothing else"
        ),
    ],
)
def test_outcome_and_code(stats: dict[str, object], name: str, code: int) -> None:
    outcome = judge({**WELL, **stats})
    assert (outcome.name, outcome.code) == (name, code)


MANY = {"item_scraped_count": 9, "item_dropped_count": 6}


@pytest.mark.parametrize(
    ("stats", "limits", "before", "failures"),
    [
        pytest.param({"goicrawl/pages/failed": 2}, Limits(failed_pages=2), None, (), id="few fail"),
        pytest.param(
            {"goicrawl/pages/failed": 2, "log_count/ERROR": 2},
            Limits(failed_pages=2),
            None,
            (),
            id="and log it",
        ),
        pytest.param(
            {"goicrawl/pages/failed": 3},
            Limits(failed_pages=2),
            None,
            ("pages that could not be fetched: 3 (at most 2 may); the log says why",),
            id="too many fail",
        ),
        pytest.param(MANY, Limits(rejects_share=0.4), None, (), id="share kept"),
        pytest.param(
            MANY,
            Limits(rejects_share=0.3),
            None,
            ("pages kept out: 6 of 15; at most 30% may be",),
            id="share too large",
        ),
        pytest.param(
            {"item_dropped_count": 8}, Limits(rejects_share=0.3), None, (), id="too few for a share"
        ),
        pytest.param({"item_scraped_count": 8}, Limits(reports_ratio=0.8), 10, (), id="nearly as many"),
        pytest.param(
            {"item_scraped_count": 7},
            Limits(reports_ratio=0.8),
            10,
            ("reports found: 7; the last good run found 10",),
            id="fewer than before",
        ),
        pytest.param(
            {"item_scraped_count": 2, "goicrawl/reports/not_due": 8},
            Limits(reports_ratio=0.8),
            10,
            (),
            id="those not due are found",
        ),
        pytest.param({}, Limits(reports_ratio=0.8), None, (), id="no run before"),
    ],
)
def test_limits(
    stats: dict[str, object], limits: Limits, before: int | None, failures: tuple[str, ...]
) -> None:
    assert judge({**WELL, **stats}, limits, before=before).failures == failures


@pytest.mark.parametrize(
    ("codes", "code"),
    [([], 0), ([0, 0], 0), ([0, 4], 4), ([4, 3], 3), ([3, 1, 4], 1)],
    ids=["none", "good", "a block", "a failure before a block", "a bad start before all"],
)
def test_worst_of_several(codes: list[int], code: int) -> None:
    assert worst(codes) == code
