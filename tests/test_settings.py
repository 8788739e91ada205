"""The settings that a crawl has from the first day, and that ours are documented."""

import re
from pathlib import Path

import pytest

from goicrawl import __version__, settings
from tests.crawls import settings_of

SOURCE = Path(settings.__file__).read_text(encoding="utf-8")
OWN = sorted(name for name in vars(settings) if name.startswith("GOICRAWL_"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("COOKIES_ENABLED", False),
        ("ROBOTSTXT_OBEY", True),
        ("METAREFRESH_ENABLED", False),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("AUTOTHROTTLE_ENABLED", True),
        ("DOWNLOAD_DELAY_JITTER", 0.5),
        ("DOWNLOAD_FAIL_ON_DATALOSS", True),
        ("CONCURRENT_ITEMS", 1),
        ("DOWNLOAD_DELAY", 1),
        ("FEED_EXPORT_ENCODING", "utf-8"),
    ],
)
def test_setting(name: str, value: object) -> None:
    assert settings_of()[name] == value


def test_answers_are_bounded() -> None:
    assert settings_of().getint("DOWNLOAD_MAXSIZE") < 100 * 1024 * 1024


def test_chinese_is_asked_for() -> None:
    assert settings_of()["DEFAULT_REQUEST_HEADERS"]["Accept-Language"] == "zh-CN,zh;q=0.9"


def test_user_agent_names_goicrawl_and_no_place_that_is_not_ours() -> None:
    agent = settings_of()["USER_AGENT"]
    assert agent.startswith(f"goicrawl/{__version__} ")
    assert "http" not in agent


@pytest.mark.parametrize("name", OWN)
def test_own_setting_is_documented_where_it_is_defined(name: str) -> None:
    assert re.search(rf'^{name} = .*\n"""[A-Z]', SOURCE, re.M)
