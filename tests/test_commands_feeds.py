"""Feeds that can't be written are refused before a run; what can be, and other machines', pass."""

import os
from pathlib import Path

import pytest
from scrapy.settings import Settings

from goicrawl.commands.feeds import FeedError, check_feeds


def check(*uris: str) -> None:
    check_feeds(Settings({"FEEDS": {uri: {"format": "csv"} for uri in uris}}))


@pytest.mark.parametrize(
    "name", ["new.csv", "old.csv", "a/b/new.csv", "报告 一.csv", "%(name)s/no.csv", "file/%(time)s.csv"]
)
def test_file_that_can_be_written_passes(tmp_path: Path, name: str) -> None:
    (tmp_path / "old.csv").touch()
    (tmp_path / "file").touch()
    check(str(tmp_path / name))
    assert not (tmp_path / "new.csv").exists()


@pytest.mark.parametrize("uri", ["-", "stdout:", "s3://bucket/x.csv", "ftp://user@host/x.csv"])
def test_what_is_no_file_here_passes(uri: str) -> None:
    check(uri)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("", "it is a folder", id="folder"),
        pytest.param("file/x.csv", "file is no folder", id="below a file"),
        pytest.param("x" * 300, "File name too long", id="too long"),
    ],
)
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_file_that_cannot_be_written_is_refused(tmp_path: Path, name: str, why: str, scheme: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FeedError, match=why) as refusal:
        check("-", f"{scheme}{tmp_path / name}")
    assert str(tmp_path) in str(refusal.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", ["locked/x.csv", "locked.csv"])
def test_file_that_may_not_be_written_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    (tmp_path / "locked.csv").touch(mode=0o400)
    with pytest.raises(FeedError, match="may"):
        check(str(tmp_path / name))
