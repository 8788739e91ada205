"""The registry as Scrapy sees it: a spider a portal, found by name, by request and by `scrapy check`."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from goicrawl.portals import PortalError, load_portals
from goicrawl.spiders import PortalSpider, PortalSpiderLoader
from tests.command_line import ROOT, scrapy
from tests.crawls import LISTING, settings_of


def test_scrapy_s_own_loader_names_every_portal() -> None:
    assert get_spider_loader(get_project_settings()).list() == list(load_portals())


def test_every_portal_has_a_spider_of_its_name() -> None:
    loader = get_spider_loader(get_project_settings())
    spiders = [loader.load(name) for name in loader.list()]
    assert [spider.name for spider in spiders] == loader.list()
    assert all(issubclass(spider, PortalSpider) and len(spider.portals) == 1 for spider in spiders)


def test_registry_is_read_out_of_an_egg(tmp_path: Path) -> None:
    egg = tmp_path / "goicrawl.egg"
    with zipfile.ZipFile(egg, "w") as archive:
        for path in (ROOT / "goicrawl").rglob("*"):
            if path.suffix in (".py", ".toml", ".tsv"):
                archive.write(path, path.relative_to(ROOT))
    program = (
        f"import sys; sys.path.insert(0, {str(egg)!r})\n"
        "from scrapy.spiderloader import get_spider_loader\n"
        "from scrapy.utils.project import get_project_settings\n"
        "import goicrawl\n"
        "print(goicrawl.__file__, *get_spider_loader(get_project_settings()).list(), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "goicrawl.settings"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    file, *names = done.stdout.splitlines() or [done.stderr]
    assert file.startswith(str(egg)), done.stderr
    assert names == list(load_portals())


def test_check_runs_over_every_spider() -> None:
    done = scrapy("check", sockets=False)
    assert done.returncode == 0, done.stderr
    assert "OK" in done.stderr


def test_check_takes_a_portal_by_name() -> None:
    assert scrapy("check", "kashi", sockets=False).returncode == 0


def test_loader_makes_a_spider_of_a_portal(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[xian]\ntitle = "某县"\nregion_code = "610100"\nplatform = "trs"\nhosts = ["www.x.gov.cn"]\n'
        f'start = ["{LISTING}"]\nsettings = {{DOWNLOAD_DELAY = 9}}\n',
        encoding="utf-8",
    )
    loader = PortalSpiderLoader.from_settings(settings_of(GOICRAWL_PORTALS=str(tmp_path)))
    spider = loader.load("xian")
    assert (spider.name, spider.custom_settings) == ("xian", {"DOWNLOAD_DELAY": 9})


def test_loader_names_the_mend_for_a_portal_that_it_does_not_know() -> None:
    with pytest.raises(KeyError, match="no portal 'nosuch' in the registry; `scrapy list` names them all"):
        PortalSpiderLoader(None).load("nosuch")


def test_loader_reads_no_registry_before_it_is_asked() -> None:
    loader = PortalSpiderLoader(Path("nowhere"))
    with pytest.raises(PortalError, match="nowhere: no such directory"):
        loader.list()


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("http://www.xjks.gov.cn/kss/", ["kashi"]),
        ("http://www.xjks.gov.cn:80/", ["kashi"]),
        ("http://x.cn/", []),
    ],
)
def test_loader_finds_the_spider_of_a_request(url: str, names: list[str]) -> None:
    assert PortalSpiderLoader(None).find_by_request(Request(url)) == names
