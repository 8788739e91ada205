"""Fixtures, and real pages with gold beside them, into cases: a page and what is known of it."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from goicrawl.archive import SavedPage, read_fixtures
from goicrawl.evaluation.score import Expected
from goicrawl.items import Page
from goicrawl.parse.statistics.forms import load_forms

REPORT = "report.json"
TEXT = "article.txt"
CONSTRUCTED = "_constructed"
"""The folder of fixtures that are made up; a replay passes it over."""


class EvaluationError(ValueError):
    """A case that can't be read: one line that names the file and the mend."""


class Case(NamedTuple):
    """A page, its name, and what is known of it."""

    name: str
    page: Page
    expected: Expected


def read_cases(root: Path) -> Iterator[Case]:
    """Give the fixtures below `root` that say what their page holds, then the constructed ones.

    Raises ArchiveError or EvaluationError where one is damaged.
    """
    yield from _read_below(root, "")
    if (root / CONSTRUCTED).is_dir():
        yield from _read_below(root / CONSTRUCTED, f"{CONSTRUCTED}/")


def _read_below(root: Path, prefix: str) -> Iterator[Case]:
    for saved in read_fixtures(root):
        folder = Path(saved.place)
        if (folder / REPORT).exists():
            expected = dict(_read_json(folder / REPORT))
            if (folder / TEXT).exists():
                expected["text"] = _read_text(folder / TEXT)
            yield Case(f"{prefix}{saved.portal}/{folder.name}", _page(saved), expected)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: can't be read ({error}); restore the file") from error


def _page(saved: SavedPage) -> Page:
    headers = {name.lower(): value for name, value in saved.headers}
    return Page(
        url=saved.url,
        body=saved.read_body(),
        content_type=headers.get("content-type"),
        status=saved.status,
        fetched=saved.fetched,
        portal=saved.portal,
    )


def _read_json(path: Path) -> Expected:
    try:
        expected = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EvaluationError(f"{path}: not valid JSON ({error}); restore the file") from error
    if not isinstance(expected, dict):
        raise EvaluationError(f"{path}: holds no object; restore the file")
    return expected


def read_gold(pages: Path, gold: Path) -> Iterator[Case]:
    """Give the saved pages below `pages` that the gold files below `gold` speak of.

    A gold file is TOML with `page`, the page's path, and `form` with the figures of its tables, or
    `indicators`. Raises EvaluationError where a page or its gold can't be read.
    """
    known: dict[str, dict[str, object]] = {}
    for path in sorted(gold.rglob("*.toml")):
        try:
            entry = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise EvaluationError(f"{path}: not valid TOML ({error}); restore the file") from error
        if "form" in entry or "indicators" in entry:
            name, expected = _expected(path, entry)
            known.setdefault(name, {}).update(expected)
    for name, expected in known.items():
        if not (pages / name).is_file():
            raise EvaluationError(f"{pages / name}: no such page; give the folder that holds the saved pages")
        yield Case(name, Page(url=f"file:///{name}", body=(pages / name).read_bytes()), expected)


def _expected(path: Path, entry: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Return the page that a gold file speaks of, and what it says of it."""
    expected: dict[str, object] = {}
    try:
        if "form" in entry:
            expected["form"] = entry["form"]
            expected["statistics"] = dict(_figures(entry))
        if isinstance(entry.get("indicators"), list):
            expected["indicators"] = entry["indicators"]
        return str(entry["page"]), expected
    except KeyError as error:
        raise EvaluationError(f"{path}: {error} is neither given nor a known form; correct it") from error
    except ValueError as error:
        raise EvaluationError(f"{path}: {error}; correct the figures") from error


def _figures(entry: dict[str, object]) -> Iterator[tuple[str, int | float | None]]:
    for table in load_forms()[str(entry["form"])].tables:
        rows = entry.get(table.code)
        for row, texts in rows.items() if isinstance(rows, dict) else ():
            if len(texts) != len(table.columns):
                raise ValueError(
                    f"{table.code}.{row} has {len(texts)} figures for {len(table.columns)} columns"
                )
            for column, text in zip(table.columns, texts, strict=True):
                yield f"{table.code}.{row}.{column.code}", _number(text)


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)
