"""The words round 信息 into whether it has a modifier of its own: 公开财税信息, not 公开各类信息."""

import re
from collections.abc import Sequence

from goicrawl.parse.indicators.vocabulary import Vocabulary
from goicrawl.parse.indicators.words import Word

# What may stand between 公开 and 信息 where all of it is meant: 公开全县各类信息.
_PARTICLES = re.compile(
    '(?:[的了等共计各类年度、,“”" 0-9第条一二三四五六七八九十]'
    "|政府|政务|[全本我](?:[省市县区州盟旗镇乡局委办厅院]|街道))+"
)
# Whose 信息 it is, where the verb follows: 我镇信息主动公开, 区统计局2018年政府信息公开; no modifier.
_OWNER = re.compile(
    "[^,;:。()]*(?:[省市县区州盟旗镇乡局委办厅院处站所]|街道|政府|部门|单位|机关|系统|中心|办公室)"
    "(?:的| ?[0-9]{4} ?年?度?)* ?"
)
# Nouns that only exemplify 信息: 财政、教育等方面信息.
_SUCH_AS = re.compile("等[^,;:。()等]*$")
# 信息 is itself one of several examples: 公开规划信息、统计数据等共计80条.
_AMONG_OTHERS = re.compile("、[^,;:。()0-9]{1,80}等")


def is_specific(text: str, words: Sequence[Word], start: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the last 信息 of the clause that begins at `start` is of some kind only."""
    bits = vocabulary.bits
    last = max(place for place, word in enumerate(words) if word.tags & bits["info"])
    if _closes_examples(text, words, start, words[last].start, vocabulary):
        return False
    if _AMONG_OTHERS.match(text, words[last].end):
        return False
    gap, end = "", words[last].start
    for word in (*reversed(words[:last]), Word(start, start, bits["publish"])):
        gap, end = text[word.end : end] + gap, word.start
        if word.tags & vocabulary.plain:
            break
        if word.tags & ~vocabulary.mask("generic", "disclosure"):
            return True
    if words[-1].tags & vocabulary.publishing and _OWNER.fullmatch(gap):
        return False
    return _PARTICLES.sub("", gap) != ""


def _closes_examples(text: str, words: Sequence[Word], start: int, stop: int, vocabulary: Vocabulary) -> bool:
    """Tell whether 等 closes a list of examples before the 信息 at `stop`, and no verb follows it."""
    match = _SUCH_AS.search(text, start, stop)
    if match is None:
        return False
    between = (word for word in words if match.start() <= word.start < stop)
    return not any(word.tags & vocabulary.publishing for word in between)
