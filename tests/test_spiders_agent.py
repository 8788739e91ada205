"""What is said of a user agent that names nobody."""

import pytest
from scrapy.settings import Settings

from goicrawl.spiders import agent


def test_that_nobody_is_named_is_said_once_in_a_process(caplog: pytest.LogCaptureFixture) -> None:
    agent._warn.cache_clear()
    for _ in range(2):
        agent.say_contact(Settings())
    assert [record.getMessage()[:16] for record in caplog.records] == ["GOICRAWL_CONTACT"]


def test_a_contact_needs_no_word(caplog: pytest.LogCaptureFixture) -> None:
    agent._warn.cache_clear()
    agent.say_contact(Settings({"GOICRAWL_CONTACT": "you@example.org"}))
    assert not caplog.records
