"""A sentence into the counts that it says are none: 未收到申请, 没有收费及减免, 行政复议均未发生."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goicrawl.parse.indicators.clauses import Sentence
from goicrawl.parse.indicators.rules import Facts, choose_rule
from goicrawl.parse.indicators.vocabulary import Rule
from goicrawl.parse.indicators.words import Word

# Negators, by their telling character first so that the search is fast. 无法提供, 无正当理由, 未公开 and
# 没有按时 deny no event; 无锡 and 无为 are places.
_EVENTS = (
    "收到|接到|接收|接获|收取|受理|发生|产生|出现|召开|举办|举行|组织|开展|涉及|有|被|因|提起|制发|制定|出台|印发"
    "|收|引发|引起|导致|遭|存在|新增|结转"
)
_NEGATOR = re.compile(
    "[没未无零不为](?:"
    "(?<=没)有(?!关(?!于)|[效条及按对把将做落完得形充限主准现])|(?<=没)(?=收到|发生)"
    f"|(?<=未)(?:曾|再)?(?:(?={_EVENTS})|[对向][^,;:。!?()]{{0,30}}?(?=收取|收费))"
    "|(?<=无)(?<![有百]无)(?!关(?!于)"
    "|[法障论正效偿线需须锡为极棣人缝纸不差形疑私害故从意权条理所数主证接误漏死休])"
    "|(?<=不)存在(?<!信息不存在)(?! ?[0-9的问不])"
    "|(?<=零)(?=申请|收费|投诉|举报|复议|诉讼|行政复议|行政诉讼|依申请)"
    "|(?<=为)零(?![0-9一二三四五六七八九十点]))"
)
_SCOPE = re.compile("[^,;:。!?()]{0,120}")
# 未发生申请行政复议,提起行政诉讼的情况: the comma only sets off the second object.
_CONTINUED = re.compile(
    ",(?=也?被?(?:提起|申请|以及|或者?|及)[^,;:。!?()0-9]{2,30}"
    "(?:情况|案件|事项|现象|诉讼|复议|申请)(?:[,;。]|$))"
)
_OBJECT = re.compile("[^、,和及与或]+")
# What may follow a negator whose object stands before it, or in the heading.
_EMPTY = re.compile(
    "(?:收到|接到|受理|发生|产生|出现|涉及|收取|开展|有|过|任何|此类|该类|这类|上述|以上|相关|有关|类似|这方面"
    "|此方面|的|情况|情形|案件|事项|1|一|例|件|起|次|宗)*"
)
# 23个部门未收到申请: the others may have.
_SOME_BODIES = re.compile("[0-9]+ ?[个家](?!月)|部分|有的|个别|少数|多数|绝大多数")
# 未收到涉及疫情防控的申请: others may have come.
_OF_ONE_KIND = re.compile(
    "(?:收到|接到|受理|发生|出台|制定|印发|有|任何)*(?:涉企|(?:涉及|针对|要求)"
    "(?![^的,;:。]{0,12}(?:信息公开|政务公开|公开政府信息|公开信息))[^,;:。]{1,20}的)"
)
MAX_LEAD = 20
"""How far into its sentence a negator may stand whose object is the heading: 2018年,我局没有发生。"""


class Zero(NamedTuple):
    """A count said to be none."""

    start: int
    """Where its negator starts in the sentence."""
    end: int
    """Where what is denied ends: a number up to here counts nothing."""
    rule: Rule | None
    """The rule whose code is 0; None where what is denied is no code's."""


def find_negators(text: str) -> list[re.Match[str]]:
    """Return the words of a folded sentence that deny an event.

    >>> [match[0] for match in find_negators("未收到申请,没有收费,无法提供3件")]
    ['未', '没有']
    """
    return list(_NEGATOR.finditer(text))


def find_zeros(
    sentence: Sentence, negators: Sequence[re.Match[str]], named: Sequence[Rule]
) -> Iterator[Zero]:
    """Give what the negators of a sentence deny, each coordinated object of its own.

    `named` are the rules of what the heading names: a bare 没有发生 denies that.
    """
    done = 0
    for negator in negators:
        if negator.start() < done:
            continue
        end = _scope_end(sentence.text, negator)
        start = sentence.clause_before(negator.start(), done)
        rules = _denied(sentence, start, negator, end, named)
        done = end
        yield from (Zero(negator.start(), end, rule) for rule in rules or (None,))


def _scope_end(text: str, negator: re.Match[str]) -> int:
    match = _SCOPE.match(text, negator.end())
    end = match.end() if match else negator.end()
    if _CONTINUED.match(text, end):
        match = _SCOPE.match(text, end + 1)
        end = match.end() if match else end
    return end


def _denied(
    sentence: Sentence, start: int, negator: re.Match[str], end: int, named: Sequence[Rule]
) -> Sequence[Rule]:
    """Return the rules of what a negator denies: behind it, else before it, else what the heading names."""
    if not _EMPTY.fullmatch(sentence.text, negator.end(), end):
        return zero_rules(sentence, negator.end(), end, start)
    before = sentence.words_between(start, negator.start())
    if sentence.head_of(before):
        return zero_rules(sentence, start, negator.start(), start)
    return named if negator.start() <= MAX_LEAD and not sentence.vetoes_of(before, start) else ()


def zero_rules(sentence: Sentence, start: int, stop: int, clause: int) -> list[Rule]:
    """Return the rule of each coordinated object in a stretch of the clause that starts at `clause`."""
    vocabulary = sentence.vocabulary
    whole = sentence.words_between(clause, stop)
    if _SOME_BODIES.search(sentence.text, clause, start) or _OF_ONE_KIND.match(sentence.text, start, stop):
        return []
    if any(word.tags & vocabulary.mask("blunder", "extended", "verdict", "in_time") for word in whole):
        return []
    shared = vocabulary.bits["receive"]
    channels = [word.tags for word in whole if word.tags & vocabulary.bits["channel"]]
    if len(channels) == 1:  # 未收到传真申请 says nothing of the other ways
        shared |= vocabulary.bits["channel"]
    for word in whole:
        shared |= word.tags & vocabulary.bits["disclosure"]
    vetoes = sentence.vetoes_of(whole, clause) & ~vocabulary.bits["since"]  # none ever is none this year
    rules: list[Rule] = []
    for match in _OBJECT.finditer(sentence.text, start, stop):
        words = sentence.words_between(match.start(), match.end())
        rule = _rule_of(sentence, words, shared, vetoes)
        if rule and rule not in rules:
            rules.append(rule)
    return rules


def _rule_of(sentence: Sentence, words: Sequence[Word], tags: int, vetoes: int) -> Rule | None:
    """Return the rule of one object; `tags` are those that all objects of its clause share."""
    vocabulary = sentence.vocabulary
    head = sentence.head_of(words, denied=True)
    if not head:
        return None
    kept = vocabulary.nouns | vocabulary.vetoes | vocabulary.mask("stale", "outcome", "carry", "turn")
    for word in words:
        tags |= word.tags & kept
    topic = sentence.topic_at(words[-1].end)
    return choose_rule(vocabulary.zeros, Facts(head=head, tags=tags, topic=topic, vetoes=vetoes))
