"""`indicators.toml` into the words that are looked for and the rules that make a code of them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypedDict

from goicrawl.parse.indicators.lexicon import compile_words, tag_words

BARE = "bare"
"""The head of a clause without noun."""
COMPUTED = (BARE, "specific", "other_year", "property")
"""Tags that no word carries."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Conditions on a number's clause, and the code that they give it. Sets of tags are bit masks."""

    code: str
    """The code that a number gets."""
    unit: str
    """The unit of a zero stated in words, and of a number without unit."""
    head: int
    """What the counted noun may be; 0 for anything."""
    needs: tuple[int, ...]
    """One of each must stand in the clause."""
    none: int
    """None of these may."""
    unless: int
    """None of these may stand in the clause or earlier in the sentence."""
    without: int
    """None of these may stand anywhere in the sentence."""
    topic: int
    """One of these stands earlier in the sentence or in the heading; 0 for anything."""
    follows: frozenset[str]
    """One of these codes belongs to the number before; empty for anything."""
    after: frozenset[str]
    """All of these codes stand in the sentence."""
    pattern: re.Pattern[str] | None
    """What the clause up to the number must match; its group `label` is the category."""
    allows: int
    """Tags of other years and of comparison that do not rule the number out."""
    inherits: bool
    """Whether a clause without noun takes the last one before it."""
    part: bool
    """Whether it counts only parts of a whole."""
    label: bool
    """Whether the clause's own words are the category."""
    named: bool
    """Whether a bare 没有发生 under a heading that names its noun states a zero."""
    yields: bool
    """Whether among the parts of a whole it is only a part."""
    joint: bool
    """Whether among the parts of a whole it is itself and a part."""
    signed: bool
    """Whether the value is negative where the clause says less."""
    also: str | None
    """A second code of the same number."""
    rank: int
    """Of one code only the numbers of the lowest rank stay."""


class Whole(NamedTuple):
    """What the parts of a whole are."""

    part: str
    """Their code."""
    absorbs: bool
    """Whether they are parts even where a rule takes them."""


class Vocabulary(NamedTuple):
    """The words and rules of `indicators.toml`."""

    bits: dict[str, int]
    """Each tag's bit."""
    words: re.Pattern[str]
    """Finds every word, the longest first."""
    tags: dict[str, int]
    """Each word's tags; 0 for a neutral one."""
    strong: int
    """The tags of nouns that name what is counted."""
    weak: int
    """The tags of nouns that do so only where there is no other."""
    years: int
    """The tags of words that name a year."""
    spans: int
    """The tags of words that say of what years, or of what part of one, all that follows is."""
    vetoes: int
    """The tags that rule a number out: of other years, compared, planned, a rate."""
    publishing: int
    """The tags of verbs of publishing."""
    plain: int
    """The tags of verbs and places of publishing, which leave 信息 unmodified."""
    ways: int
    """The tags of ways and places of publishing and applying."""
    foreign: int
    """The tags that keep a number from being a part of a whole where no rule takes it."""
    kinds: dict[str, int]
    """What the sections of each kind are about."""
    by_unit: dict[str, tuple[Rule, ...]]
    """The rules for each unit, in order of precedence."""
    zeros: tuple[Rule, ...]
    """The rules of what can be stated to be none."""
    wholes: dict[str, Whole]
    """What the parts of each whole are."""

    @property
    def nouns(self) -> int:
        """The tags of all nouns."""
        return self.strong | self.weak

    def mask(self, *tags: str) -> int:
        """Return the bits of the tags."""
        return _mask(tags, self.bits)


class _Conditions(TypedDict, total=False):
    """A rule as the file writes it."""

    head: list[str]
    needs: list[list[str]]
    none: list[str]
    unless: list[str]
    without: list[str]
    topic: list[str]
    follows: list[str]
    after: list[str]
    pattern: str
    inherits: bool
    part: bool
    label: bool
    yields: bool
    joint: bool
    signed: bool
    also: str
    rank: int


class _Code(TypedDict, total=False):
    """A block of rules as the file writes it."""

    code: str
    unit: str
    units: list[str]
    zero: bool
    named: bool
    rules: list[_Conditions]


_YEARS = ("last_year", "next_year", "other_year")
_PUBLISHING = ("proactive", "publish", "issue")
_PLAIN = (*_PUBLISHING, "make", "website", "channel", "media", "add", "receive", "this_year", *_YEARS)
_WAYS = ("channel", "website", "board", "outlet")
_FOREIGN = (
    "outcome",
    "receive",
    "answer",
    "carry",
    "attend",
    "report_up",
    "reception",
    "consulted",
    "counted_as",
)
_SPANS = ("since", "part_of_year", "compared")


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    source = tomllib.loads(
        files("goicrawl.parse.indicators").joinpath("indicators.toml").read_text(encoding="utf-8")
    )
    tables: list[dict[str, list[str]]] = [source["nouns"], source["weak"], source["marks"]]
    names = [*(name for table in tables for name in table), *COMPUTED]
    bits = {name: 1 << place for place, name in enumerate(names)}
    tags = tag_words(tables, source["compounds"], source["neutral"]["words"], bits)
    codes: list[_Code] = source["code"]
    rules = [(block, _rule(block, conditions, bits)) for block in codes for conditions in block["rules"]]
    units = {unit for block in codes for unit in block["units"]}
    return Vocabulary(
        bits=bits,
        words=compile_words(tags),
        tags=tags,
        strong=_mask(source["nouns"], bits),
        weak=_mask(source["weak"], bits),
        years=_mask(("this_year", *_YEARS), bits),
        spans=_mask(_SPANS, bits),
        vetoes=_mask((*_YEARS, *_SPANS, "versus", "future", "rate"), bits),
        publishing=_mask(_PUBLISHING, bits),
        plain=_mask(_PLAIN, bits),
        ways=_mask(_WAYS, bits),
        foreign=_mask(_FOREIGN, bits),
        kinds={kind: _mask(about, bits) for kind, about in source["kinds"].items()},
        by_unit={unit: tuple(rule for block, rule in rules if unit in block["units"]) for unit in units},
        zeros=tuple(rule for block, rule in rules if block.get("zero")),
        wholes={
            code: Whole(whole["part"], whole.get("absorbs", False))
            for code, whole in source["wholes"].items()
        },
    )


def _mask(names: Iterable[str], bits: dict[str, int]) -> int:
    mask = 0
    for name in names:
        mask |= bits[name]
    return mask


def _rule(block: _Code, conditions: _Conditions, bits: dict[str, int]) -> Rule:
    needs = conditions.get("needs", [])
    needed = {name for names in needs for name in names}
    allowed = (*needed, *_YEARS) if "versus" in needed else needed
    pattern = conditions.get("pattern")
    return Rule(
        code=block["code"],
        unit=block["unit"],
        head=_mask(conditions.get("head", []), bits),
        needs=tuple(_mask(names, bits) for names in needs),
        none=_mask(conditions.get("none", []), bits),
        unless=_mask(conditions.get("unless", []), bits),
        without=_mask(conditions.get("without", []), bits),
        topic=_mask(conditions.get("topic", []), bits),
        follows=frozenset(conditions.get("follows", [])),
        after=frozenset(conditions.get("after", [])),
        pattern=re.compile(pattern) if pattern else None,
        allows=_mask(allowed, bits),
        inherits=conditions.get("inherits", False),
        part=conditions.get("part", False),
        label=conditions.get("label", False),
        named=block.get("named", False),
        yields=conditions.get("yields", False),
        joint=conditions.get("joint", False),
        signed=conditions.get("signed", False),
        also=conditions.get("also"),
        rank=conditions.get("rank", 0),
    )
