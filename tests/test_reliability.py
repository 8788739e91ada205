"""What a run survives, on a small scale; `tests/reliability` says how to try it at length."""

from pathlib import Path

import pytest

from tests.reliability import other_kills
from tests.reliability.kills import run_trials
from tests.reliability.other_kills import works
from tests.reliability.soak import soak


def test_a_crawl_that_is_killed_is_completed_by_the_next() -> None:
    trials = [*run_trials(2, seed=11, portals=2, reports=16)]
    assert [trial.faults for trial in trials] == [(), ()]


def test_after_nights_with_faults_the_ledger_is_the_truth(tmp_path: Path) -> None:
    passed = soak(tmp_path, nights=5, seed=4, portals=5, reports=25)
    assert passed.faults == []
    assert passed.crawls["good"] > 0
    assert passed.nights["faulty"] > 0


@pytest.mark.parametrize("name", ["upgrade", "replay"])
def test_other_work_that_is_killed_is_completed_by_the_next_run(tmp_path: Path, name: str) -> None:
    (work,) = works(tmp_path, [name])
    assert [fault for _, fault in other_kills.run_trials(work, tmp_path, kills=2, seed=3)] == ["", ""]
