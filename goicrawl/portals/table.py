"""A table of a registry file -> its values, each of the kind that its key asks for."""

from datetime import date, datetime
from pathlib import Path

from scrapy.settings import default_settings

from goicrawl.portals.portal import PortalError, SettingValue

_MISSING = object()

NO_PORTALS = frozenset(
    {"ROBOTSTXT_OBEY", "REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "SPIDER_LOADER_CLASS"}
)
"""Settings that no registry entry may change: what a site asks for is obeyed, and no door opened."""


class Table:
    """A table of a registry file while it is read: it knows where it stands, and refuses wrong kinds."""

    def __init__(self, where: str, values: dict[str, object]) -> None:
        """Take the words that name the table's place in messages, and what stands in it."""
        self.where = where
        self.values = values

    @classmethod
    def of_portal(cls, name: str, value: object, source: Path) -> "Table":
        """Return the table `[name]` of the file `source`. Raise `PortalError` where it is none."""
        if not isinstance(value, dict):
            raise PortalError(f"{source}: {name} stands outside a table; put it below a line [portal-name]")
        return cls(f"{source}: [{name}]", value)

    def refuse(self, what: str) -> PortalError:
        """Return the error that says what is wrong here."""
        return PortalError(f"{self.where} {what}")

    def check_keys(self, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        """Refuse a key that nobody knows, and one that is missing."""
        known = required + optional
        for key in self.values:
            if key not in known:
                raise self.refuse(f"has an unknown key {key!r}; known are {', '.join(known)}")
        for key in required:
            if key not in self.values:
                raise self.refuse(f"has no {key!r}; add it")

    def text(self, key: str) -> str:
        """Return a text that is there and not empty."""
        value = self.values[key]
        if isinstance(value, int | float):
            raise self.refuse(f'{key} = {value} must be a text: put it in quotes, "{value}"')
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"{key} = {value!r} must be a text that is not empty")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text that is not empty, None where the key is not there."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that is not empty, each text once."""
        value = self.values[key]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self.refuse(f'{key} = {value!r} must be a list of texts: {key} = ["…"]')
        for text in value:
            if value.count(text) > 1:
                raise self.refuse(f"{key}: {text!r} stands there twice; take one out")
        return tuple(value)

    def choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        """Return one of these texts, None where the key is not there."""
        text = self.text_or_none(key)
        if text is not None and text not in choices:
            raise self.refuse(f"{key} = {text!r} must be one of {', '.join(choices)}")
        return text

    def day(self, key: str) -> date | None:
        """Return a date, None where there is none yet: no such key, or an empty text."""
        value = self.values.get(key, "")
        if value == "":
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.refuse(f"{key} = {value!r} must be a date without quotes, as 2026-11-21, or empty")
        return value

    def number_or_none(self, key: str) -> int | None:
        """Return a whole number, None where the key is not there."""
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse(f"{key} = {value!r} must be a whole number without quotes")
        return value

    def texts_by_name(self, key: str) -> dict[str, str]:
        """Return a table of texts, empty where the key is not there."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.refuse(f"{key} = {value!r} must be a table of texts")
        for name, text in value.items():
            if not isinstance(text, str):
                raise self.refuse(f'{key}: {name} = {text!r} must be a text: put it in quotes, "{text}"')
        return value

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables, empty where the key is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refuse(f'{key} = {value!r} must be a list of tables: {key} = [{{ url = "…" }}]')
        return tuple(Table(f"{self.where} {key}:", one) for one in value)

    def settings(self) -> dict[str, SettingValue]:
        """Return the Scrapy settings, empty where there are none."""
        value = self.values.get("settings", {})
        if not isinstance(value, dict):
            raise self.refuse(f"settings = {value!r} must be a table of Scrapy settings")
        for name, setting in value.items():
            self._check_setting(name, setting)
        return value

    def _check_setting(self, name: str, value: object) -> None:
        if not name.isupper() or not hasattr(default_settings, name):
            raise self.refuse(f"settings: {name!r} is no Scrapy setting; their names are upper-case")
        if name in NO_PORTALS:
            raise self.refuse(f"settings: {name} is the project's own, and no portal's; take it out")
        default = getattr(default_settings, name)
        kind = dict if isinstance(default, dict) else int | float
        if isinstance(default, kind) and not isinstance(value, kind):
            raise self.refuse(f"settings: {name} = {value!r} must be like Scrapy's default, {default!r}")
