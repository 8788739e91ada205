"""`scrapy status` and `scrapy monitor`: what they print and the codes they exit with."""

import json
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from scrapy.exceptions import UsageError

from goicrawl.commands.watch import find_states
from goicrawl.items import Report
from goicrawl.store import finish_crawl, open_database, start_crawl, upsert_report
from tests.command_line import scrapy
from tests.crawls import settings_of


def make_database(path: Path, outcome: str) -> Path:
    """Store a run of kashi of this moment, and a report of the year that is due."""
    now = datetime.now(UTC)
    db = open_database(path)
    crawl = start_crawl(db, "kashi", now=now)
    stats = {"goicrawl/outcome": outcome, "goicrawl/failures": [] if outcome == "good" else ["no luck"]}
    finish_crawl(db, crawl, outcome="finished", stats=stats, now=now)
    report = Report(url="http://x.gov.cn/1", portal="kashi", year=now.year - 1, form="t2021")
    upsert_report(db, report, now=now)
    db.close()
    return path


def run(command: str, database: Path | str, *arguments: str | Path) -> CompletedProcess[str]:
    return scrapy(command, *arguments, "-s", f"GOICRAWL_DATABASE={database}")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return make_database(tmp_path / "good.db", "good")


def test_nothing_wrong(good: Path) -> None:
    done = run("monitor", good, "kashi")
    assert (done.returncode, done.stdout) == (0, "nothing wrong; portals looked at: 1\n")


def test_something_wrong_is_a_line_and_code_3(tmp_path: Path) -> None:
    done = run("monitor", make_database(tmp_path / "bad.db", "failed"))
    assert done.returncode == 3
    assert done.stdout.startswith("kashi: run: the run of ")
    assert done.stdout.endswith(" failed: no luck\n")


def test_a_named_portal_that_was_never_crawled_is_wrong(good: Path) -> None:
    done = run("monitor", good, "anqing")
    assert (done.returncode, done.stdout) == (3, "anqing: no run yet\n")


def test_states_as_json(good: Path) -> None:
    done = run("status", good, "kashi", "--json")
    (portal,) = json.loads(done.stdout)["portals"]
    assert (done.returncode, portal["state"], portal["reports"]) == (0, "good", 1)


def test_states_as_a_table(good: Path) -> None:
    heading, line = run("status", good, "kashi").stdout.splitlines()
    assert heading.split()[:2] == ["portal", "state"]
    assert line.split()[:2] == ["kashi", "good"]


def test_states_as_a_page(good: Path, tmp_path: Path) -> None:
    done = run("status", good, "kashi", "--html", tmp_path / "status.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert '<th scope="row">kashi</th>' in (tmp_path / "status.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("database", "names", "refusal", "sentence"),
    [
        pytest.param("nowhere.db", [], SystemExit, "there is no such file", id="no database"),
        pytest.param("", [], UsageError, "GOICRAWL_DATABASE is empty", id="none named"),
        pytest.param("nowhere.db", ["nosuch"], UsageError, "no portal 'nosuch'", id="no such portal"),
        pytest.param("nowhere.db", ["--nosuch"], UsageError, "no option --nosuch", id="no such option"),
    ],
)
def test_what_cannot_be_looked_at(
    tmp_path: Path, database: str, names: list[str], refusal: type[BaseException], sentence: str
) -> None:
    settings = settings_of(GOICRAWL_DATABASE=str(tmp_path / database) if database else "")
    with pytest.raises(refusal, match=sentence):
        find_states(settings, names, datetime.now(UTC))
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_not_there_is_code_1(tmp_path: Path) -> None:
    assert run("monitor", tmp_path / "nowhere.db").returncode == 1
