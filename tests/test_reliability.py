"""What a run survives, on a small scale; `tests/reliability` says how to try it at length."""

from tests.reliability.kills import run_trials


def test_a_crawl_that_is_killed_is_completed_by_the_next() -> None:
    trials = [*run_trials(3, seed=11, portals=2, reports=16)]
    assert [trial.faults for trial in trials] == [(), (), ()]
