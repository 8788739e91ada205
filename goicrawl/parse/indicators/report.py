"""A report's introduction and sections into the numbers that its sentences state, each with its code.

Numbers and denials are found first; only the clauses round them are read. Which words make which
code is data: `indicators.toml`. A number that no rule fits, or that two codes could claim, is left out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from goicrawl.items import Indicator, Problem, Section
from goicrawl.parse.indicators.clauses import Sentence
from goicrawl.parse.indicators.section import MAX_SENTENCE, SENTENCE, Context, SectionReader
from goicrawl.parse.indicators.sentence import Found
from goicrawl.parse.indicators.vocabulary import Rule, load_vocabulary
from goicrawl.parse.indicators.words import fold_line
from goicrawl.parse.indicators.zeros import zero_rules

MAX_PROSE = 100_000
"""Characters that are read of one report: some thirty times the prose of the longest seed."""

# Plans and shortcomings state no results.
_NO_FACTS = frozenset({"plan", "problems"})
_PLAN = re.compile(
    "下一?步|(?:工作|下年|明年|今后).{0,6}(?:安排|打算|计划|思路|方向)|努力方向"
    "|改进(?:措施|情况|方向)|存在.{0,6}(?:问题|不足)"
)

_KINDS = re.compile("类别|分类|类型")


def find_indicators(intro: str, sections: tuple[Section, ...], year: int | None) -> tuple[Indicator, ...]:
    """Return the numbers stated in the prose of the report of `year`, in order, each once.

    Plans, shortcomings, other years and rates are passed over. `op` is `ge` for 余, 多, 超过, 不低于 and
    以上; a number that is only near (近, 约) or an upper bound is left out.

    >>> [(one.code, one.value, one.op) for one in find_indicators("全年主动公开信息800余条。", (), 2016)]
    [('proactive_total', 800, 'ge')]
    >>> find_indicators("", (), None)
    ()
    """
    found = list(SectionReader(Context(load_vocabulary(), year, None, 0, ())).read(intro[:MAX_PROSE]))
    left = MAX_PROSE - len(intro)
    readers: dict[int, SectionReader] = {}
    siblings: dict[int | None, SectionReader] = {}
    for section in sections:
        parent = readers.get(section.parent) if section.parent is not None else None
        if left <= 0 or (section.parent is not None and parent is None) or _is_plan(section):
            continue
        reader = _open_section(section, parent, siblings.get(section.parent), year)
        found.extend(reader.read(section.text[:left]))
        readers[section.position] = siblings[section.parent] = reader
        left -= len(section.text)
    return tuple(_keep_best(found))


def find_unread(intro: str, sections: tuple[Section, ...]) -> Iterator[Problem]:
    """Give a problem for prose that `find_indicators` passes over because there is too much of it."""
    texts = [intro, *(section.text for section in sections)]
    if (size := sum(map(len, texts))) > MAX_PROSE:
        detail = f"{size} characters of prose; figures were looked for in the first {MAX_PROSE}"
        yield Problem(code="parser.prose_cut", detail=detail)
    lines = (line for text in texts if len(text) > MAX_SENTENCE for line in text.split("\n"))
    if any(len(match[0]) > MAX_SENTENCE for line in lines for match in SENTENCE.finditer(fold_line(line))):
        detail = f"a sentence of more than {MAX_SENTENCE} characters; no figure was looked for in it"
        yield Problem(code="parser.sentence_too_long", detail=detail)


def _is_plan(section: Section) -> bool:
    return section.kind in _NO_FACTS or _PLAN.search(section.heading or "") is not None


def _open_section(
    section: Section, parent: SectionReader | None, before: SectionReader | None, year: int | None
) -> SectionReader:
    """Return a reader that knows what the heading, or else the parent's, is about.

    What is listed in it are the parts of what the parent ends with, or, under a heading that speaks of
    kinds, may be those of what the section before it counts.
    """
    vocabulary = load_vocabulary()
    topic, named = _read_heading(section.heading or "")
    topic |= vocabulary.kinds.get(section.kind or "", 0)
    if parent and not topic & vocabulary.strong:
        topic, named = topic | parent.context.topic, parent.context.named
    context = Context(vocabulary, year, section.position, topic, named)
    if parent and parent.open_total:
        return SectionReader(context, parent.open_total, listed=True)
    divided = before.total if before and _KINDS.search(section.heading or "") else None
    return SectionReader(context, divided)


@lru_cache(maxsize=4096)
def _read_heading(heading: str) -> tuple[int, tuple[Rule, ...]]:
    """Return the tags of a heading, and the rules of what it names. Reports share most of theirs."""
    text = fold_line(heading)
    sentence = Sentence(text, load_vocabulary(), None, 0, 0)
    named = tuple(rule for rule in zero_rules(sentence, 0, len(text), 0) if rule.named)
    return sentence.topic_at(len(text)), named


def _keep_best(found: Iterable[Found]) -> list[Indicator]:
    """Return each indicator once; of a code that rules know more and less well, the better known.

    A zero in words beside a number of the same code denies only some kind of it.
    """
    found = list(found)
    counted = {one.indicator.code for one in found if one.indicator.value > 0}
    found = [one for one in found if not (one.denied and one.indicator.code in counted)]
    best: dict[str, int] = {}
    for one in found:
        best[one.indicator.code] = min(one.rank, best.get(one.indicator.code, one.rank))
    kept: dict[tuple[object, ...], Indicator] = {}
    for one in found:
        indicator = one.indicator
        if one.rank == best[indicator.code]:
            key = (indicator.code, indicator.value, indicator.op, indicator.unit, indicator.category)
            kept.setdefault(key, indicator)
    return list(kept.values())
