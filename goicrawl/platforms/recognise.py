"""A page of a portal, any page -> the publishing systems that it may be of, best first, and what tells."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from goicrawl.platforms import PLATFORMS
from goicrawl.platforms.answer import Answer
from goicrawl.platforms.listing import PageRequest
from goicrawl.platforms.markup import address_of

ARTICLE_WEIGHTS = ((5, 3), (2, 2), (1, 1))
"""How much it tells that so many links at least look like a system's articles: links, weight."""
SHOWN_PATHS = 2
"""So many of them are shown as evidence."""
LAST = "generic"
"""The system that reads any listing: it is only what is left, and has no articles of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognition:
    """A publishing system that a page may be of."""

    platform: str
    """Its name."""
    evidence: str
    """What gives it away, in words, joined by semicolons."""
    weight: int
    """How much that tells; comparable between the systems of one page only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mark:
    platform: str
    weight: int
    words: str
    is_in: Callable[[Answer, tuple[str, ...]], bool]


def recognise(text: str, url: str) -> tuple[Recognition, ...]:
    """Return the systems that the page `text` at the address `url` may be of; () where nothing tells.

    Any page of a portal will do: reports and news carry their system's marks as listings do.

    >>> recognise("<div class=TRS_Editor>", "http://x.gov.cn/nb/202202/t20220209_81120.html")[0].platform
    'trs'
    >>> recognise("", "http://x.gov.cn/")
    ()
    """
    answer = Answer(text, PageRequest(url=url.partition("#")[0]))
    links = tuple(dict.fromkeys(_links(answer)))
    found: dict[str, list[tuple[int, str]]] = {}
    for platform, weight, words in (*_by_marks(answer, links), *_by_articles(answer, links)):
        found.setdefault(platform, []).append((weight, words))
    if LAST not in found and (rows := _by_rows(answer)):
        found[LAST] = [(0, rows)]
    recognitions = [
        Recognition(
            platform=platform,
            evidence="; ".join(words for _, words in sorted(told, key=lambda one: -one[0])),
            weight=sum(weight for weight, _ in told),
        )
        for platform, told in found.items()
    ]
    return tuple(sorted(recognitions, key=lambda one: (-one.weight, list(PLATFORMS).index(one.platform))))


def _links(answer: Answer) -> Iterator[str]:
    """Give the addresses of a page's links, without the host; those to other hosts are left out."""
    host = urlsplit(answer.url).hostname
    for link in answer.tree.iter("a") if answer.tree is not None else ():
        parts = urlsplit(address_of(link, answer.base) or "")
        if parts.hostname == host:
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def _by_marks(answer: Answer, links: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Give system, weight and words of every mark that the page has."""
    for mark in _read_marks():
        if mark.is_in(answer, links):
            yield mark.platform, mark.weight, mark.words


def _by_articles(answer: Answer, links: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Give the systems whose articles the page, or what it links to, is addressed like."""
    for name, system in PLATFORMS.items():
        if name == LAST:
            continue
        if system.is_article(answer.url):
            yield name, 3, "the address is one of its articles'"
        alike = [path for path in links if system.is_article(path)]
        weight = next((weight for least, weight in ARTICLE_WEIGHTS if len(alike) >= least), 0)
        if weight:
            shown = ", ".join(alike[:SHOWN_PATHS])
            yield name, weight, f"{len(alike)} links look like its articles: {shown}"


def _by_rows(answer: Answer) -> str | None:
    """Return in words that the page has rows at all, None where it has none."""
    rows = PLATFORMS[LAST].read_listing(answer.text, answer.asked).rows
    dated = sum(1 for row in rows if row.date)
    return f"{dated} links with dates" if dated else None


@lru_cache(maxsize=1)
def _read_marks() -> tuple[_Mark, ...]:
    """Return the marks of marks.toml."""
    table = tomllib.loads(files(__package__).joinpath("marks.toml").read_text(encoding="utf-8"))
    return tuple(
        _Mark(platform=entry["platform"], weight=entry["weight"], words=entry["words"], is_in=_test_of(entry))
        for entry in table["mark"]
    )


def _test_of(entry: dict[str, str]) -> Callable[[Answer, tuple[str, ...]], bool]:
    """Return what says whether a page has the mark of an entry."""
    if "text" in entry:
        in_text = re.compile(entry["text"])
        return lambda answer, links: in_text.search(answer.text) is not None
    if "url" in entry:
        in_url = re.compile(entry["url"], re.I)
        return lambda answer, links: in_url.search(answer.url) is not None
    in_link = re.compile(entry["link"], re.I)
    return lambda answer, links: any(map(in_link.search, links))
