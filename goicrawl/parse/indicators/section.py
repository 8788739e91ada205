"""A section's text into the indicators that its sentences state, in order."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from goicrawl.parse.indicators.clauses import Sentence
from goicrawl.parse.indicators.sentence import Found, SentenceReader, Total
from goicrawl.parse.indicators.vocabulary import Rule, Vocabulary
from goicrawl.parse.indicators.words import fold_line
from goicrawl.parse.indicators.zeros import find_negators, find_zeros
from goicrawl.parse.numbers import find_numbers

MAX_SENTENCE = 4000
"""Longer ones are no prose (the longest of the seeds has 211 characters)."""

SENTENCE = re.compile("[^。!?]+[。!?]?")
# A sentence that goes on dividing what the last one counted, and one that leaves its list open.
_CONTINUES = re.compile(
    " ?(?:其中|包括|分别|在[^,;。]{0,12}(?:信息|申请)中|[^,;:。]{0,40}(?:类别|分类|类型)(?:情况)?:)"
)
_OPEN_END = (":", ";", "、")
# One that divides what was published, whatever the last one counted.
_OF_PUBLISHED = re.compile(
    " ?在?[^,;:。]{0,12}(?:主动|已)公开[^,;:。]{0,20}信息"
    "(?:当?中|里|的?(?:主要)?(?:类别|分类|类型)(?:情况)?[,:]?(?:主要)?(?:包括|包含|有|为|:))"
)


class Context(NamedTuple):
    """What the report and the heading say before the section's first sentence."""

    vocabulary: Vocabulary
    year: int | None
    section: int | None
    """The section's position; None for the introduction."""
    topic: int
    """The tags of what the heading is about."""
    named: tuple[Rule, ...]
    """The rules of what the heading names, for a bare 没有发生."""


class SectionReader:
    """Reads a section's lines.

    `total` is a whole whose parts the section may name; `listed` tells that it begins among them.
    """

    def __init__(self, context: Context, total: Total | None = None, *, listed: bool = False) -> None:
        """Begin before the section's first line."""
        self.context = context
        self.total = total
        self._listed = listed
        self._topic = context.topic
        self._noun = context.topic & context.vocabulary.nouns

    def read(self, text: str) -> Iterator[Found]:
        """Give the indicators of the section's text."""
        for line in text.split("\n"):
            folded = fold_line(line)
            for match in SENTENCE.finditer(folded):
                yield from self._read_sentence(match[0], line[match.start() : match.end()])

    def _read_sentence(self, text: str, printed: str) -> Iterator[Found]:
        numbers, negators = list(find_numbers(text)), find_negators(text)
        if not (numbers or negators) or len(text) > MAX_SENTENCE:
            return
        goes_on = _CONTINUES.match(text) is not None
        sentence = self._open(text, goes_on)
        total = self.total if goes_on or self._listed else None
        divides = _OF_PUBLISHED.match(text) if numbers else None
        if divides:
            total = Total(self.context.vocabulary.wholes["proactive_total"], numbers[0].unit)
        zeros = list(find_zeros(sentence, negators, self.context.named))
        reader = SentenceReader(
            sentence,
            printed,
            self.context.section,
            total,
            listed=self._listed,
            parts_from=divides.end() if divides else 0,
        )
        yield from reader.read(numbers, zeros)
        self._listed = text.rstrip().endswith(_OPEN_END) and (reader.is_listing or text.rstrip()[-1] == ":")
        self.total = reader.total

    def _open(self, text: str, goes_on: bool) -> Sentence:
        """Return the sentence with its words, knowing what it takes over from the one before."""
        context = self.context
        if not goes_on:
            self._topic, self._noun = context.topic, context.topic & context.vocabulary.nouns
        sentence = Sentence(text, context.vocabulary, context.year, self._topic, self._noun)
        self._topic, self._noun = sentence.topic_at(len(text)), sentence.noun_at(len(text))
        return sentence

    @property
    def open_total(self) -> Total | None:
        """The whole whose parts the sub-sections list; None where the text does not end so."""
        return self.total if self._listed else None
