"""Settings -> the user agent that names the project and whom to write to."""

import logging
import re
from functools import cache

from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

logger = logging.getLogger(__name__)

# What may stand in a header's comment.
_CONTACT = re.compile(r"[!-'*-~]+(?: [!-'*-~]+)*")


def name_agent(settings: BaseSettings) -> None:
    """Add the contact of GOICRAWL_CONTACT to the user agent, unless that is the user's own."""
    contact = _contact(settings)
    own = (settings.getpriority("USER_AGENT") or 0) > SETTINGS_PRIORITIES["project"]
    if _CONTACT.fullmatch(contact) and not own:
        agent = settings["USER_AGENT"].removesuffix(")")
        settings.set("USER_AGENT", f"{agent}; +{contact})", priority="spider")


def check_contact(settings: BaseSettings) -> None:
    """Raise `UsageError` for a contact that can't stand in a header."""
    contact = _contact(settings)
    if contact and not _CONTACT.fullmatch(contact):
        raise UsageError(
            f"GOICRAWL_CONTACT = {contact!r} must be an address in plain ASCII, as you@example.org"
        )


def say_contact(settings: BaseSettings) -> None:
    """Warn where the user agent names nobody: once in a process, of however many portals."""
    if not _contact(settings):
        _warn()


@cache
def _warn() -> None:
    logger.warning(
        "GOICRAWL_CONTACT is not set: portals can't tell whom to write to; give an address of yours"
    )


def _contact(settings: BaseSettings) -> str:
    return (settings.get("GOICRAWL_CONTACT") or "").strip()
