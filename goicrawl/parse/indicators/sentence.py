"""A sentence with its words, numbers and denials into the indicators that it states, in order."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goicrawl.items import Indicator
from goicrawl.parse.indicators.clauses import Clause, Sentence
from goicrawl.parse.indicators.labels import find_label, find_phrase
from goicrawl.parse.indicators.rules import Facts, choose_rule
from goicrawl.parse.indicators.vocabulary import BARE, Rule, Whole
from goicrawl.parse.indicators.zeros import Zero, zero_rules
from goicrawl.parse.numbers import EQ, UNCLEAR, Number

_LISTING = re.compile(
    "其中|包括|包含|涵盖|,含|具体为|具体是|分别|分为|如下|(?:在[^,;。]{0,24}|公开的?(?:政府)?)(?:信息|申请)中|(?:类别|分类|类型)(?:情况)?:"
)
# 72条,占6%: only a part has a share.
_SHARE = re.compile("[,(、]? ?(?:所)?占[^,;。()0-9]{0,16}[0-9.]+ ?%")
# A 0 without unit is a count only right behind one of these.
_EQUALS = re.compile("[为是:数量计] ?$")
_NO_UNIT = ("", "大")


class Found(NamedTuple):
    """An indicator, and how far it is to be believed."""

    indicator: Indicator
    rank: int
    """How well its rule knows it for the year's whole."""
    denied: bool = False
    """Whether it is a zero stated in words."""


class Total(NamedTuple):
    """A whole whose parts may follow it."""

    whole: Whole
    unit: str


class SentenceReader:
    """Reads the figures of one sentence from left to right.

    `total` is the whole that the sentence goes on to divide; `listed` tells that it begins among the parts,
    `parts_from` where they begin behind words that name the whole: 在主动公开的52条信息中.
    """

    def __init__(
        self,
        sentence: Sentence,
        printed: str,
        section: int | None,
        total: Total | None,
        *,
        listed: bool,
        parts_from: int = 0,
    ) -> None:
        """Begin before the sentence's first figure; `printed` is the sentence as the page prints it."""
        self.total = total
        self._sentence = sentence
        self._printed = printed
        self._section = section
        self._floor = 0  # where the last figure ends
        self._listed_until = len(sentence.text) if listed else 0
        self._parts_from = parts_from
        self._last: frozenset[str] = frozenset()  # codes of the last figure
        self._codes: set[str] = set()

    @property
    def is_listing(self) -> bool:
        """Whether the sentence ends among the parts of `total`."""
        return self.total is not None and self._listed_until >= len(self._sentence.text)

    def read(self, numbers: Sequence[Number], zeros: Sequence[Zero]) -> Iterator[Found]:
        """Give what the numbers count and what the denials deny, in order."""
        denials = list(zeros)
        denied_until = 0
        for place, number in enumerate(numbers):
            while denials and denials[0].start < number.start:
                denied_until = denials[0].end
                yield from self._deny(denials.pop(0))
            if number.start >= denied_until:
                following = numbers[place + 1].start if place + 1 < len(numbers) else len(self._sentence.text)
                yield from self._count(number, following)
            self._floor = number.end
        for denial in denials:
            yield from self._deny(denial)

    def _deny(self, zero: Zero) -> Iterator[Found]:
        if zero.rule:
            found = self._state(zero.rule.code, 0, EQ, "", None, zero.rule, zero.start)
            yield found._replace(denied=True)

    def _count(self, number: Number, following: int) -> Iterator[Found]:
        """Give what one number counts."""
        clause = self._sentence.clause_of(number.start, number.end, self._floor, following)
        self._note_listing(number, clause)
        if number.op == UNCLEAR:
            self._last = frozenset()
        elif number.value == 0 and (clause.mixed or not number.unit):
            yield from self._count_none(number, clause)
        elif self._is_listed(number):
            yield from self._count_part(number, clause)
        else:
            yield from self._count_whole(number, clause)

    def _note_listing(self, number: Number, clause: Clause) -> None:
        """Note where the parts of the total begin: at 其中, or in brackets or behind a colon after it."""
        text = self._sentence.text
        if self.total is None:
            return
        opens = self._floor and text.startswith(":", self._floor)
        opens = opens or (self._floor <= self._parts_from <= number.start and self._parts_from > 0)
        if opens or _LISTING.search(text, self._floor, number.start):
            self._listed_until = len(text)
        elif self._floor and text.startswith("(", self._floor) and clause.start == self._floor + 1:
            close = text.find(")", number.end)
            self._listed_until = max(self._listed_until, close) if close >= 0 else len(text)

    def _is_listed(self, number: Number) -> bool:
        return self.total is not None and number.start < self._listed_until and number.unit == self.total.unit

    def _divides(self, number: Number) -> bool:
        """Tell whether 其中 or a bracket sets a number apart as a part of the one before it."""
        text = self._sentence.text
        opened = max(text.rfind(mark, 0, number.start) for mark in ("其中", "包括", "("))
        return opened >= 0 and text.find(";", opened, number.start) < 0

    def _count_none(self, number: Number, clause: Clause) -> Iterator[Found]:
        """Give the objects that share a 0: 行政复议、行政诉讼均为0件."""
        if number.unit or _EQUALS.search(self._sentence.text, self._floor, number.start):
            for rule in zero_rules(self._sentence, clause.start, number.start, clause.start):
                yield self._state(rule.code, 0, EQ, number.unit, None, rule, number.start)

    def _count_part(self, number: Number, clause: Clause) -> Iterator[Found]:
        """Give what a number among the parts of the total counts."""
        rule = self._choose(number, clause)
        whole = self.total.whole if self.total else None
        if whole is None or (rule and not rule.yields and not whole.absorbs):
            yield from self._take(number, clause, rule)
            return
        label = self._label(number, clause)
        if whole.absorbs and not label:
            label = find_phrase(self._printed[clause.start : number.start])
        blocked = clause.vetoes or clause.tags & self._sentence.vocabulary.foreign
        if label and (rule or not blocked):
            yield self._state(whole.part, number.value, number.op, number.unit, label, None, number.start)
        if rule and rule.joint:
            yield from self._take(number, clause, rule)

    def _count_whole(self, number: Number, clause: Clause) -> Iterator[Found]:
        rule = self._choose(number, clause)
        yield from self._take(number, clause, rule)
        if number.unit != "%" and not clause.tags & self._sentence.vocabulary.bits["versus"]:
            whole = self._whole_of(rule)
            if whole or number.start >= max(self._listed_until, self._parts_from):
                self.total = Total(whole, number.unit) if whole else None
                self._listed_until = 0

    def _whole_of(self, rule: Rule | None) -> Whole | None:
        wholes = self._sentence.vocabulary.wholes
        return wholes.get(rule.code) or wholes.get(rule.also or "") if rule else None

    def _choose(self, number: Number, clause: Clause) -> Rule | None:
        vocabulary = self._sentence.vocabulary
        if clause.mixed:
            return None
        facts = Facts(
            head=clause.head or vocabulary.bits[BARE],
            inherited=0 if clause.head else clause.inherited,
            tags=clause.tags,
            topic=clause.topic | clause.tags,
            vetoes=clause.vetoes,
            sentence=clause.sentence,
            text=self._sentence.text[clause.start : number.start],
            is_part=self._is_listed(number) or _SHARE.match(self._sentence.text, number.end) is not None,
            follows=self._last,
            after=self._codes,
        )
        return choose_rule(vocabulary.by_unit.get(number.unit, ()), facts)

    def _take(self, number: Number, clause: Clause, rule: Rule | None) -> Iterator[Found]:
        """Give the codes of the rule that a number fits, and remember them for the next number."""
        if rule is None:
            self._last = self._last if number.unit == "%" else frozenset()
            return
        falls = rule.signed and clause.tags & self._sentence.vocabulary.bits["drop"]
        value = -number.value if falls else number.value
        category = self._words(number, clause, rule) if rule.label else None
        if rule.pattern and "label" in rule.pattern.groupindex:
            category = self._pattern_label(rule.pattern, clause.start, number.start)
        codes = (rule.code, rule.also) if rule.also else (rule.code,)
        if self._divides(number) and self._is_only_part(rule, clause):
            return
        for code in codes:
            yield self._state(code, value, number.op, number.unit, category, rule, number.start)
        if not rule.signed:
            self._last = frozenset(codes)
        self._codes.update(codes)

    def _is_only_part(self, rule: Rule, clause: Clause) -> bool:
        """Tell whether a figure behind 其中 is a part of its own code, or of another that has no parts."""
        if rule.label or rule.part:
            return False
        wholes = self._sentence.vocabulary.wholes
        named = rule.code in wholes and not clause.head and self._codes
        return rule.code in self._codes or bool(named and not self._codes & wholes.keys())

    def _words(self, number: Number, clause: Clause, rule: Rule) -> str | None:
        """Return the words that make the rule's code, from the first one that it needs."""
        if not rule.needs:
            return self._label(number, clause)
        needed = rule.needs[0]
        words = self._sentence.words_between(clause.start, number.start)
        start = next((word.start for word in words if word.tags & needed), clause.start)
        return find_phrase(self._printed[start : number.start])

    def _pattern_label(self, pattern: re.Pattern[str], start: int, stop: int) -> str | None:
        match = pattern.search(self._sentence.text[start:stop])
        if match is None:
            return None
        return find_phrase(self._printed[start + match.start("label") : start + match.end("label")])

    def _label(self, number: Number, clause: Clause) -> str | None:
        """Return the words that name a part: before its number, behind it, or in the clause before."""
        label = find_label(self._printed[clause.start : number.start])
        if label or clause.start < 2:
            return label
        behind = self._sentence.behind(number.end, len(self._printed))
        before = self._sentence.clause_before(clause.start - 1, self._floor)
        return find_label(self._printed[number.end : behind]) or find_label(
            self._printed[before : clause.start - 1]
        )

    def _state(
        self,
        code: str,
        value: int | float,
        op: str,
        unit: str,
        category: str | None,
        rule: Rule | None,
        place: int,
    ) -> Found:
        indicator = Indicator(
            code=code,
            value=value,
            op=op,
            unit=rule.unit if rule and unit in _NO_UNIT else unit,
            category=category,
            quote=self._quote(place),
            section=self._section,
        )
        return Found(indicator, rule.rank if rule else 0)

    def _quote(self, place: int) -> str:
        """Return the printed words between the semicolons or stops round a place."""
        text = self._sentence.text
        stop = text.find(";", place)
        return self._printed[text.rfind(";", 0, place) + 1 : stop + 1 or None].strip()
