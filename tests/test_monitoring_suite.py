"""Spidermon over a crawl: the suite runs, and a monitor that fails fails the crawl."""

import logging
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings

from goicrawl.monitoring import addon, judge
from tests.crawls import LISTING, REPORT, TITLE, listing, replay, save_page, stat

pytest.importorskip("spidermon", reason="the extra `monitor` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:Spider.log:scrapy.exceptions.ScrapyDeprecationWarning")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    save_page(tmp_path, LISTING, listing((REPORT, TITLE)))
    return tmp_path


async def test_a_good_crawl_passes(pages: Path, caplog: pytest.LogCaptureFixture) -> None:
    save_page(pages, REPORT, f"<title>{TITLE}</title>")
    caplog.set_level(logging.INFO)
    crawler, _ = await replay(pages, SPIDERMON_ENABLED=True)
    assert "test_reports_were_found... OK" in caplog.text
    assert stat(crawler, "monitors/failed") == 0


async def test_a_monitor_that_fails_fails_the_crawl(pages: Path) -> None:
    crawler, _ = await replay(pages, SPIDERMON_ENABLED=True)
    assert stat(crawler, "monitors/failed") == 2  # no report, and a page that failed
    failures = judge(crawler.stats.get_stats()).failures
    assert "Spidermon monitors that failed: 2; the log says which" in failures
    assert set(failures) <= set(crawler.stats.get_value("goicrawl/failures"))


async def test_it_is_off_unless_asked_for(pages: Path, caplog: pytest.LogCaptureFixture) -> None:
    await replay(pages)
    assert "Spidermon" not in caplog.text


def test_a_suite_of_the_user_s_takes_its_place() -> None:
    own = {"SPIDERMON_ENABLED": True, "SPIDERMON_SPIDER_CLOSE_MONITORS": ["own.Suite"]}
    settings = Settings(own)
    addon.SpidermonAddon().update_settings(settings)
    assert settings.getlist("SPIDERMON_SPIDER_CLOSE_MONITORS") == ["own.Suite"]


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addon, "find_spec", lambda _: None)
    with pytest.raises(NotConfigured, match=r"pip install 'goicrawl\[monitor\]'"):
        addon.SpidermonAddon().update_settings(Settings({"SPIDERMON_ENABLED": True}))
