"""A paragraph, folded to be matched, into the words of the vocabulary and the years in it."""

import re
from typing import NamedTuple

from goicrawl.parse.indicators.vocabulary import Vocabulary
from goicrawl.parse.traditional import plain

# An aside without figure, what 包括…在内 only exemplifies, and the title of a document: what they hold
# belongs to no number. Blanked in place. A periodical's short name is kept: 《人民政府公报》12期.
_ASIDE = re.compile(
    r"\([^()0-9]{0,60}\)|包[括含][^包,;:。!?()《》0-9]{1,60}?在内的?|《(?P<title>[^《》]{0,80})》"
)
_PERIODICAL = re.compile("[^0-9]{0,14}(?:报|情|刊|讯|信息)")
_YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2}) ?年(?!版)")


class Word(NamedTuple):
    """A word of the vocabulary, or a year, where it stands."""

    start: int
    end: int
    tags: int


def fold_line(line: str) -> str:
    """Return a paragraph as it is matched: half width, simplified, asides blanked, of the same length.

    >>> fold_line("微博（含转发）２３４８条，《关于做好2015年工作的通知》１件")
    '微博     2348条,                1件'
    """
    return _ASIDE.sub(_blank, plain(line))


def _blank(aside: re.Match[str]) -> str:
    title = aside["title"]
    kept = title is not None and _PERIODICAL.fullmatch(title) is not None
    return aside[0] if kept else " " * len(aside[0])


def find_words(text: str, vocabulary: Vocabulary, year: int | None) -> list[Word]:
    """Return the words and years of a folded text in order; years by their distance from the report's."""
    tags, bits = vocabulary.tags, vocabulary.bits
    words = [Word(match.start(), match.end(), tags[match[0]]) for match in vocabulary.words.finditer(text)]
    years = [
        Word(match.start(), match.end(), bits[_relation(int(match["year"]), year)])
        for match in _YEAR.finditer(text)
    ]
    return sorted(words + years) if years else words


def _relation(stated: int, year: int | None) -> str:
    """Name a stated year by its distance from the report's."""
    if year is None or stated == year:
        return "this_year"
    return {-1: "last_year", 1: "next_year"}.get(stated - year, "other_year")
