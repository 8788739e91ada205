"""What a clause says, as tags, into the first rule that fits it."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from goicrawl.parse.indicators.vocabulary import Rule


class Facts(NamedTuple):
    """What rules ask of a clause."""

    head: int
    """The tags of the noun that is counted, `bare` where there is none."""
    tags: int
    """All tags of the clause."""
    topic: int
    """All tags of the clause and before it."""
    vetoes: int
    """Its tags that rule it out, unless a rule allows them."""
    inherited: int = 0
    """The tags of the noun that a clause without one takes over."""
    sentence: int = 0
    """All tags of the sentence."""
    text: str = ""
    """The clause up to the number."""
    is_part: bool = False
    """Whether it counts a part of a whole."""
    follows: Set[str] = frozenset()
    """The codes of the number before."""
    after: Set[str] = frozenset()
    """The codes of all numbers before in the sentence."""


def choose_rule(rules: Iterable[Rule], facts: Facts) -> Rule | None:
    """Return the first rule whose conditions all hold; None if there is none."""
    own, either = facts.head, facts.head | facts.inherited
    for rule in rules:
        # The noun rules out most of them.
        if (not rule.head or rule.head & (either if rule.inherits else own)) and _fits(rule, facts):
            return rule
    return None


def _fits(rule: Rule, facts: Facts) -> bool:
    """Tell whether all conditions but the head's hold."""
    if facts.tags & rule.none or facts.topic & rule.unless or facts.vetoes & ~rule.allows:
        return False
    if facts.sentence & rule.without:
        return False
    if not all(facts.tags & need for need in rule.needs):
        return False
    if rule.topic and not rule.topic & facts.topic:
        return False
    if rule.follows and not rule.follows & facts.follows:
        return False
    if not rule.after <= facts.after or (rule.part and not facts.is_part):
        return False
    return rule.pattern is None or rule.pattern.search(facts.text) is not None
