"""SPIDERMON_ENABLED -> goicrawl's Spidermon suite, in force at the end of each crawl (extra `monitor`)."""

from importlib.util import find_spec

from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

EXTENSION = "spidermon.contrib.scrapy.extensions.Spidermon"
SUITE = "goicrawl.monitoring.suite.RunSuite"
BEFORE_THE_JUDGE = 10
"""Where the extension stands among EXTENSIONS: its monitors have run when `RunJudge` judges."""


class SpidermonAddon:
    """A Scrapy add-on: nothing of Spidermon is imported unless SPIDERMON_ENABLED asks for it."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add Spidermon and, where the user names no other, goicrawl's suite."""
        if not settings.getbool("SPIDERMON_ENABLED"):
            return
        if find_spec("spidermon") is None:
            raise NotConfigured("SPIDERMON_ENABLED needs Spidermon: pip install 'goicrawl[monitor]'")
        settings.setdefault_in_component_priority_dict("EXTENSIONS", load_object(EXTENSION), BEFORE_THE_JUDGE)
        if not settings.getlist("SPIDERMON_SPIDER_CLOSE_MONITORS"):
            settings.set("SPIDERMON_SPIDER_CLOSE_MONITORS", [SUITE], priority="addon")
