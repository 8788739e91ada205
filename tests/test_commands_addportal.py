"""`scrapy addportal`: what it says of a listing, what it writes, and what it refuses to write."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from goicrawl.platforms import PLATFORMS
from goicrawl.portals import load_portals
from tests.command_line import scrapy

TITLE = "喀什市2021年政府信息公开工作年度报告"
HEAD = (
    '<meta charset="utf-8"><meta name="SiteName" content="喀什市人民政府">'
    '<meta name="SiteIDCode" content="6531010001">'
)
ROWS = f"""
<ul><li><a href="./202202/t20220209_1.html">{TITLE}</a><span>2022-02-09</span></li>
<li><a href="./202201/t20220105_2.html">关于印发年度报告格式的通知</a><span>2022-01-05</span></li>
<li><a href="http://www.other.gov.cn/202101/t20210105_3.html">喀什市2020年政府信息公开工作年度报告</a>
<span>2021-01-05</span></li></ul>
<script>createPageHTML(3, 0, "index", "html");</script>
"""


def serve(server: HTTPServer, path: str = "/zwgk/nb/index.html", page: str = HEAD + ROWS) -> str:
    """Serve one page and no robots.txt; return the page's address."""
    server.expect_request("/robots.txt").respond_with_data("", status=404)
    server.expect_request(path).respond_with_data(page, content_type="text/html; charset=utf-8")
    return server.url_for(path)


def addportal(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return scrapy("addportal", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_ENABLED=0", *arguments)


def test_entry_is_printed_where_nothing_says_where_to_put_it(httpserver: HTTPServer, tmp_path: Path) -> None:
    done = addportal(serve(httpserver), "--name", "here")
    assert done.returncode == 0, done.stderr
    (tmp_path / "own.toml").write_text(done.stdout, encoding="utf-8")
    portal = load_portals(tmp_path, platforms=PLATFORMS)["here"]
    assert (portal.title, portal.level, portal.region_code) == ("喀什市人民政府", "county", "653101")
    assert (portal.platform, portal.start_origin) == ("trs", "seen")
    assert portal.start == (httpserver.url_for("/zwgk/nb/index.html"),)
    assert portal.hosts == (f"{httpserver.host}:{httpserver.port}",)
    assert portal.verified is None


def test_it_says_what_it_found_and_asks_for_nothing_else(httpserver: HTTPServer) -> None:
    said = addportal(serve(httpserver)).stderr
    assert "system    trs: " in said
    assert "reports   2 of 3 rows would be followed" in said
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt", "/zwgk/nb/index.html"]


def test_entry_goes_to_the_directory_of_the_setting_and_can_be_crawled(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    folder = tmp_path / "portals"
    asked = []

    def answer(request: Request) -> Response:
        asked.append(request.path)
        return Response("", status=404)

    httpserver.expect_request("/zwgk/nb/202202/t20220209_1.html").respond_with_handler(answer)
    done = addportal(serve(httpserver), "--name", "here", "-s", f"GOICRAWL_PORTALS={folder}")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    own = {"GOICRAWL_PORTALS": folder, "GOICRAWL_DATABASE": "", "GOICRAWL_ARCHIVE": "", "DOWNLOAD_DELAY": 0}
    scrapy("crawl", "here", *(part for name, value in own.items() for part in ("-s", f"{name}={value}")))
    assert asked == ["/zwgk/nb/202202/t20220209_1.html"]


def test_what_the_page_does_not_say_is_given(httpserver: HTTPServer, tmp_path: Path) -> None:
    url = serve(httpserver, page='<meta charset="utf-8">' + ROWS)
    own = tmp_path / "own.toml"
    done = addportal(url, "--title", "某县", "--region", "610102", "--platform", "ucap", "-o", own)
    assert done.returncode == 0, done.stderr
    assert 'title = "某县"\nregion_code = "610102"\nplatform = "ucap"' in own.read_text(encoding="utf-8")


def test_robots_are_obeyed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /zwgk/")
    httpserver.expect_request("/zwgk/nb/").respond_with_data(HEAD + ROWS)
    done = addportal(httpserver.url_for("/zwgk/nb/"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "robots.txt" in done.stderr
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]


Arguments = Callable[[HTTPServer, Path], list[str | Path]]


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        pytest.param(
            lambda server, tmp: [serve(server), "--name", "kashi"],
            "the registry has a portal 'kashi' already; give another --name",
            1,
            id="name taken",
        ),
        pytest.param(
            lambda server, tmp: [serve(server), "-s", f"GOICRAWL_PORTALS={damaged(tmp)}"],
            "own.toml: is no TOML",
            1,
            id="registry damaged",
        ),
        pytest.param(lambda server, tmp: ["http://127.0.0.1:9/"], "http://127.0.0.1:9/: ", 1, id="no server"),
        pytest.param(lambda server, tmp: [], "the whole address of one listing", 2, id="no address"),
        pytest.param(lambda server, tmp: ["www.x.gov.cn"], "the whole address", 2, id="half an address"),
        pytest.param(
            lambda server, tmp: [serve(server), "--platform", "nosuch"],
            "known are trs",
            2,
            id="no such system",
        ),
        pytest.param(
            lambda server, tmp: [serve(server), "-o", "own.txt"],
            "name ends in .toml",
            2,
            id="no registry file",
        ),
    ],
)
def test_what_can_t_be_done_is_told_in_one_line_before_anything_is_fetched(
    httpserver: HTTPServer, tmp_path: Path, arguments: Arguments, message: str, code: int
) -> None:
    done = addportal(*arguments(httpserver, tmp_path))
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not httpserver.log


def damaged(folder: Path) -> Path:
    """Return the folder, with a registry file in it that is none."""
    (folder / "own.toml").write_text("this is no TOML", encoding="utf-8")
    return folder
