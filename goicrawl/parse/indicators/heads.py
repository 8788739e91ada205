"""The tagged words of a clause into the noun that a figure in it counts."""

import re
from collections.abc import Sequence

from goicrawl.parse.indicators.vocabulary import Vocabulary
from goicrawl.parse.indicators.words import Word

# A noun that only exemplifies what follows: 公众号等媒体; not 新闻发布会等12场.
_EXAMPLE = re.compile("等(?! ?[0-9一二三四五六七八九十])")
# 解读、简讯、便民信息等9条: the noun is the first of several examples.
_FIRST_OF_MANY = re.compile("、[^,;:。()0-9]{1,40}等")
# 新媒体主办单位, 申请公开的部门: the noun only says what kind of body is counted.
_OF_A_KIND = re.compile(" ?(?:管理|主管|主办|承办|运营|运维|责任|工作|建设|受理|办理|职能)*的? ?")
# What may stand between two nouns that one number counts together.
_JOINED = re.compile(" ?(?:[、,/和与及或]|以及|或者)(?:[^,;:。()0-9]{1,8}[、和与及])? ?")
_QUOTED = re.compile('[“”"]|12345|12315')
# 法规、解读20条: the noun is the second of two things.
_SECOND = re.compile('[^,;:。()0-9、 和与及]["”]? ?(?:[、/和与及]|以及)["“]?$')


def find_head(text: str, words: Sequence[Word], vocabulary: Vocabulary, *, denied: bool = False) -> int:
    """Return the tags of the last noun, a weak one only where there is no other; 0 where there is none.

    What 等 follows only exemplifies (公众号等媒体发稿, 规范性文件等信息), what names the kind of a body
    is not counted (新媒体主办单位), nor what takes an object of its own (专栏归集20个文件), and a column
    in which something is published or applied for is a place. What is `denied` is so with all that it
    exemplifies.
    """
    last: Word | None = None
    body: Word | None = None
    takes_place = vocabulary.publishing | vocabulary.bits["channel"]
    placed = False
    for word in reversed(words):
        if placed and word.tags & vocabulary.bits["column"]:
            continue
        if word.tags & vocabulary.bits["takes"] and last is None:
            return 0
        if word.tags & vocabulary.strong:
            if body and _is_kind_of(text, word, body):
                return body.tags
            if not denied and _exemplifies(text, word, last):
                return _carrier_of(words, word, vocabulary) or (last.tags if last else 0)
            return word.tags
        if word.tags & vocabulary.weak and last is None:
            last = word
        placed |= word.tags & takes_place > 0
        body = word if word.tags & vocabulary.bits["body"] else body
    return last.tags if last else 0


def is_mixed(text: str, words: Sequence[Word], start: int, head: int, vocabulary: Vocabulary) -> bool:
    """Tell whether the noun that a clause counts shares its number with another: 微博、微信发布300条."""
    named = vocabulary.strong | vocabulary.bits["uncoded"]
    nouns = [word for word in words if word.tags & named]
    issued = head & vocabulary.mask("interpretation", "normative", "wechat", "weibo")
    if nouns and issued and nouns[-1].tags == head and _is_second(text, words, start, nouns[-1]):
        return True
    if len(nouns) < 2 or not head & named or nouns[-2].tags & nouns[-1].tags:
        return False
    respective = any(word.tags & vocabulary.bits["respective"] for word in words)
    between = _QUOTED.sub("", text[nouns[-2].end : nouns[-1].start])
    return respective or _JOINED.fullmatch(between) is not None


def _is_second(text: str, words: Sequence[Word], start: int, noun: Word) -> bool:
    """Tell whether a noun is named behind another thing that is no noun of its kind."""
    joint = _SECOND.search(text, start, noun.start)
    if joint is None:
        return False
    before = next((word for word in words if word.start <= joint.start() < word.end), None)
    return before is None or not before.tags & noun.tags


def _is_kind_of(text: str, noun: Word, body: Word) -> bool:
    """Tell whether a noun only says of what kind the body behind it is."""
    return _OF_A_KIND.fullmatch(text, noun.end, body.start) is not None


def _exemplifies(text: str, noun: Word, last: Word | None) -> bool:
    """Tell whether 等 closes a list that a noun begins, or stands between it and a weak one, or behind it."""
    if _FIRST_OF_MANY.match(text, noun.end):
        return True
    if last:
        return "等" in text[noun.end : last.start]
    return _EXAMPLE.match(text, noun.end) is not None


def _carrier_of(words: Sequence[Word], example: Word, vocabulary: Vocabulary) -> int:
    """Return the tags of the medium that issues an example: 公众号推送解读等信息; 0 where none does."""
    carriers = vocabulary.bits["weibo"] | vocabulary.bits["wechat"]
    issued = False
    for word in reversed(words):
        if word.start >= example.start:
            continue
        if issued and word.tags & carriers:
            return word.tags
        issued |= word.tags & vocabulary.publishing > 0
    return 0
