"""The summary for machines: what is in it, and that it is written whole or not at all."""

import json
import os
import stat
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from goicrawl.commands.feeds import FeedError
from goicrawl.commands.files import replace_file
from goicrawl.commands.record import check_record, describe, save_record
from goicrawl.commands.results import Result, RunResults
from goicrawl.extensions import Tally
from goicrawl.monitoring import Outcome

BEGAN = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def results() -> RunResults:
    good = Result(
        name="a",
        outcome=Outcome(name="good"),
        stats={"elapsed_time_seconds": 2.5, "finish_reason": "finished", "goicrawl/pages": 3},
        tallies={"a": Tally(pages=3, read=1, new=1, rejects=Counter({"source.notice": 2}))},
    )
    bad = Result(name="b", outcome=Outcome(name="incomplete", failures=("no end",)), stats={"x": 1})
    return RunResults(began=BEGAN, ended=BEGAN, alone=False, results=[good, bad])


def test_it_has_what_the_docs_say(results: RunResults) -> None:
    told = json.loads(json.dumps(describe(results)))
    assert told["schema"] == 1
    assert told["began"] == "2026-11-21T03:00:00+00:00"
    assert (told["code"], told["failures"]) == (3, ["b: no end"])
    good, bad = told["crawls"]
    assert good["portals"]["a"]["rejects"] == {"source.notice": 2}
    assert (good["seconds"], good["portals"]["a"]["new"], good["stats"]["goicrawl/pages"]) == (2.5, 1, 3)
    assert (bad["outcome"], bad["code"], bad["failures"]) == ("incomplete", 3, ["no end"])


def test_every_key_is_in_the_docs(results: RunResults) -> None:
    docs = (Path(__file__).parents[1] / "docs" / "runs.md").read_text(encoding="utf-8")
    told = json.loads(json.dumps(describe(results)))
    keys = {*told, *told["crawls"][0], *told["crawls"][0]["portals"]["a"]}
    assert {key for key in keys if f"`{key}`" not in docs} == set()


def test_it_is_written_where_the_setting_says(tmp_path: Path, results: RunResults) -> None:
    save_record(Settings({"GOICRAWL_SUMMARY": str(tmp_path / "new" / "last.json")}), results)
    assert json.loads((tmp_path / "new" / "last.json").read_text(encoding="utf-8"))["code"] == 3


def test_others_may_read_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "x", "text")
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o644


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text("old")

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no room"):
        replace_file(tmp_path / "x", "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x", "old")]


def test_a_place_that_cannot_be_written_is_refused_before_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FeedError, match=r"Can't write the summary .*file is no folder"):
        check_record(Settings({"GOICRAWL_SUMMARY": str(tmp_path / "file" / "x.json")}))


def test_no_setting_no_file(results: RunResults) -> None:
    check_record(Settings({"GOICRAWL_SUMMARY": ""}))
    save_record(Settings({"GOICRAWL_SUMMARY": ""}), results)
