"""`scrapy savefixture`: a page and what was made of it, saved for a person to review."""

import gzip
import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from goicrawl import Page, extract_report
from goicrawl.archive import ArchiveError, SavedPage, read_fixtures
from goicrawl.archive.fixture_writer import save_fixture
from goicrawl.evaluation import read_cases, score_case
from goicrawl.evaluation.draft import draft_report
from tests.archived_site import ZIPPED, ArchivedSite
from tests.command_line import ROOT, scrapy
from tests.warcs import DAY, STARTED, exchange, write_run

KASHI = ROOT / "fixtures" / "kashi" / "report-2021"
URL = json.loads((KASHI / "meta.json").read_text(encoding="utf-8"))["url"]


def page(**changes: object) -> SavedPage:
    fields = {"url": URL, "status": 200, "headers": (), "read_body": lambda: b"<p>", "portal": "kashi"}
    return SavedPage(**{**fields, "place": "here", **changes})


def test_page_of_the_fixtures_is_saved_as_it_is(tmp_path: Path) -> None:
    done = scrapy("savefixture", URL, "--saved", "fixtures/kashi", "--to", tmp_path, sockets=False)
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "kashi" / "report-2021"
    assert done.stdout.startswith(f"{folder}: check report.unreviewed.json and article.txt")
    for name in ("response.body", "article.txt"):
        assert (folder / name).read_bytes() == (KASHI / name).read_bytes()
    (saved,) = read_fixtures(folder)
    assert (saved.url, saved.status, saved.portal) == (URL, 200, "kashi")


def test_draft_is_no_expectation_until_it_is_renamed(tmp_path: Path) -> None:
    assert scrapy("savefixture", URL, "--saved", KASHI, "--to", tmp_path).returncode == 0
    draft = tmp_path / "kashi" / "report-2021" / "report.unreviewed.json"
    assert list(read_cases(tmp_path)) == []
    assert json.loads(draft.read_text(encoding="utf-8"))["review"].startswith("not reviewed")
    draft.rename(draft.with_name("report.json"))
    assert [case.name for case in read_cases(tmp_path)] == ["kashi/report-2021"]


def test_draft_says_what_the_report_says() -> None:
    report = extract_report(Page(url=URL, body=(KASHI / "response.body").read_bytes()))
    draft = json.loads(json.dumps(draft_report(report)))
    scores = score_case(draft, report)
    assert set(scores) == {"metadata", "contact", "sections", "statistics", "indicators", "checks"}
    assert all(score.wrong == score.missing == 0 for score in scores.values())
    assert scores["statistics"].found == 53


def test_page_is_saved_live(tmp_path: Path, httpserver: HTTPServer) -> None:
    site = ArchivedSite(httpserver)
    own = ["-s", f"GOICRAWL_PORTALS={site.registry(tmp_path / 'registry')}", "-s", "DOWNLOAD_DELAY=0"]
    done = scrapy("savefixture", httpserver.url_for(ZIPPED), "--to", tmp_path, *own)
    assert done.returncode == 0, done.stderr
    (saved,) = read_fixtures(tmp_path / "here" / "report-2021")
    assert saved.read_body() == site.bodies[ZIPPED]
    assert "content-encoding" not in {name.lower() for name, _ in saved.headers}
    assert site.asked == ["GET /robots.txt", f"GET {ZIPPED}"]


def test_page_of_an_archive_is_what_it_last_said(tmp_path: Path) -> None:
    """The last run found it unchanged."""
    zipped = ((b"Content-Encoding", b"gzip"), (b"Content-Type", b"text/html"))
    for days, body in enumerate(("old", "new", "new")):
        packed = gzip.compress(f"<p>{body}</p>".encode(), mtime=0)
        answer = exchange(URL, packed, headers=zipped)
        write_run(tmp_path / "archive", answer, portal="kashi", started=STARTED + days * DAY)
    done = scrapy("savefixture", URL, "--saved", tmp_path / "archive", "--to", tmp_path, "--name", "last")
    assert done.returncode == 0, done.stderr
    (saved,) = read_fixtures(tmp_path / "kashi" / "last")
    assert saved.read_body() == b"<p>new</p>"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "give one URL", id="nothing"),
        pytest.param(["/nb/"], "give one URL", id="no address"),
        pytest.param(
            ["http://nowhere.example/"], "no portal of the registry has the address", id="no portal"
        ),
        pytest.param([URL, "--portal", "nosuch"], "no portal of the registry has", id="unknown portal"),
        pytest.param([URL + "x", "--saved", "fixtures/kashi"], "page not saved: ", id="page not saved"),
        pytest.param([URL, "--saved", "fixtures/kashi"], "is there already; give another name", id="there"),
    ],
)
def test_what_cannot_be_saved_is_said(arguments: list[str], said: str) -> None:
    done = scrapy("savefixture", *arguments, sockets=False)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["../x", "X", "", "a b"])
def test_name_must_be_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="is no fixture's name"):
        save_fixture(tmp_path, name, page(), origin="o", why="w")


def test_form_is_saved(tmp_path: Path) -> None:
    posted = page(method="POST", request_body=b"a=1")
    (saved,) = read_fixtures(save_fixture(tmp_path, "list-2", posted, origin="o", why="w"))
    assert (saved.method, saved.request_body) == ("POST", b"a=1")
