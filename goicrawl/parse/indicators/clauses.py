"""A folded sentence into its tagged words, and the clauses round the figures in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from goicrawl.parse.indicators.heads import find_head, is_mixed
from goicrawl.parse.indicators.modifiers import is_specific
from goicrawl.parse.indicators.vocabulary import Vocabulary
from goicrawl.parse.indicators.words import Word, find_words

MAX_CLAUSE = 120
"""How far from a figure its clause is looked at, in characters."""

_BOUNDARIES = ",;:。!?()"
_MARKS = f"{_BOUNDARIES}、"
_BEHIND = re.compile("(?!、)[^,;:。!?()]*")
# A year right behind one of these, or at the start, is the one that the rest speaks of.
_OPENING = re.compile('(?:(?:^|[,;:。()"“]) ?|截至|截止|自|从|至|在)$')
# 上年结转4件 speaks of this year.
_CARRIED = re.compile(" ?(?:末|底|未办结)*(?:结转|转|遗留|顺延)")
# 12个乡镇, 45家单位: counted are bodies, whatever is said of them.
_BODIES = re.compile(
    "(?<=[个家]) ?(?:部门|单位|机构|乡镇|街道|科室|处室|社区|企业|学校|委办局|成员|县市?区|市县|镇街|行政村)"
)
# 印发公文126件,其中主动公开86件,依申请公开30件: how documents are classed, and no applications.
_PROPERTY = re.compile(
    "主动公开(?:类|的|政府信息|信息|公文|文件|目录)*[0-9]+ ?[件条份个篇项][^。0-9]{0,6}"
    "依申请公开(?:类|的|政府信息|信息|公文|文件|目录)*[0-9]+ ?[件条份个篇项]"
)
_FALLEN = re.compile("(?:减少|降低|下降|下滑|减)了? ?$")
# Behind one of these verbs a noun is its object.
_VERB = re.compile("[均都]|开展|进行|开设|设立|建立|开通|纳入|实现|完成|召开|举办")
# What may stand between a unit and the noun that it counts, whatever noun stands before: 专栏有8个一级目录.
_ATTRIBUTE = re.compile("[^,;:。!?()、 由被在向对已并共占较比等把将从为与和及0-9]{0,6}")
_PREDICATE = re.compile(
    "负责|承担|从事|用于|分别|主要|涉及|公开|发布|推送|办理|答复|办结|受理|回复|处理|其中|全部|利用|通过|依托|借助|充分"
)
# 规范性文件及其他文件: one number counts more than the noun.
_AND_OTHERS = re.compile("[及和、与]其[他它](?:文件|资料|材料|媒体|新媒体|平台|公文)")
# Ways of applying or publishing that are named together are no part of the whole.
_SEVERAL_WAYS = re.compile("等[^,;。]{0,6}(?:方式|渠道|形式|途径|平台|媒体|载体|栏目)")
_WAYS_SUCH_AS = re.compile("、[^,;。、]{1,14}等(?:主动)?(?:公开|发布)")
_ALTERNATIVES = re.compile("[、或和及与]")


class Clause(NamedTuple):
    """The words that belong to a figure."""

    start: int
    """Where it starts in its sentence."""
    tags: int
    """All tags of its words."""
    head: int
    """The tags of the noun that is counted; 0 where there is none."""
    topic: int
    """The tags of all words before it in the sentence, and of the heading."""
    inherited: int
    """The tags of the last noun before it."""
    vetoes: int
    """The tags that rule the figure out: of another year, a comparison, a plan, a rate."""
    sentence: int
    """All tags of the sentence."""
    mixed: bool
    """Whether two nouns share one number: 微博、微信发布300条."""


class Sentence:
    """A sentence with its tagged words."""

    def __init__(self, text: str, vocabulary: Vocabulary, year: int | None, topic: int, noun: int) -> None:
        """Tag the words of a folded text; `topic` and `noun` are the tags of what it takes over."""
        self.text = text
        self.vocabulary = vocabulary
        self.words = find_words(text, vocabulary, year)
        self._starts = [word.start for word in self.words]
        # What holds before each word, and behind the last: all tags, the last noun, the year spoken of.
        self._topics = [topic]
        self._nouns = [noun]
        self._eras = [0]
        for word in self.words:
            self._topics.append(self._topics[-1] | word.tags)
            self._nouns.append(word.tags & vocabulary.nouns or self._nouns[-1])
            self._eras.append(self._era_of(word))
        if _PROPERTY.search(text):
            self._topics[-1] |= vocabulary.bits["property"]

    def words_between(self, start: int, stop: int) -> Sequence[Word]:
        """Return the words that start in a stretch of the sentence."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def clause_before(self, place: int, floor: int) -> int:
        """Return where the clause of a figure at `place` starts, at or after `floor`.

        A colon right before the number does not part it from what it counts.
        """
        low = max(floor, place - MAX_CLAUSE)
        stop = place
        while stop > low and self.text[stop - 1] in ": ":
            stop -= 1
        return max(low, *(self.text.rfind(mark, low, stop) + 1 for mark in _BOUNDARIES))

    def behind(self, place: int, ceiling: int) -> int:
        """Return where the words right behind a figure end: at a comma or the like, or at `ceiling`."""
        match = _BEHIND.match(self.text, place, min(ceiling, place + MAX_CLAUSE))
        return match.end() if match else place

    def _words_behind(self, place: int, ceiling: int) -> tuple[Sequence[Word], int]:
        """Return the words right behind a figure, those up to 、 if they hold a noun, and that noun's tags.

        It stands before any verb; of 12个乡镇 and the like nothing behind them is counted.
        """
        if _BODIES.match(self.text, place):
            return (), 0
        end = self.behind(place, ceiling)
        verb = _VERB.search(self.text, place, end)
        stop = self.text.find("、", place, end)
        first = self.words_between(place, stop) if stop >= 0 else ()
        if head := self.head_of(first):
            return first, head
        return self.words_between(place, end), self.head_of(
            self.words_between(place, verb.start() if verb else end)
        )

    def _is_attribute(self, place: int, ceiling: int, behind: Sequence[Word]) -> bool:
        """Tell whether a figure is said of the noun behind it, and of none that stands before it."""
        vocabulary = self.vocabulary
        noun = next((word for word in behind if word.tags & vocabulary.nouns), None)
        if noun is None or noun.tags & vocabulary.mask("info", "doc", "claim"):
            return False
        if self.text.find("、", place, ceiling) < 0 and self.behind(place, ceiling) == ceiling < len(
            self.text
        ):
            return False  # it may belong to the next figure
        between = _ATTRIBUTE.fullmatch(self.text, place, noun.start)
        return between is not None and not _PREDICATE.search(between[0])

    def clause_of(self, place: int, end: int, floor: int, ceiling: int) -> Clause:
        """Return the clause of the figure that stands from `place` to `end`."""
        vocabulary = self.vocabulary
        start = self._past_last_noun(self.clause_before(place, floor), place, floor)
        words = self.words_between(start, place)
        head = self.head_of(words)
        if not head & ~vocabulary.mask("uncoded", "body"):
            behind, counted = self._words_behind(end, ceiling)
            words = [*words, *behind]
            head = counted or head
        elif end < ceiling and self.text[end] not in _MARKS:
            behind, counted = self._words_behind(end, ceiling)
            if counted and self._is_attribute(end, ceiling, behind):
                words, head = [*words, *behind], counted
        before = bisect_left(self._starts, start)
        return Clause(
            start=start,
            tags=self._tags_of(words, start, head),
            head=head,
            topic=self._topics[before],
            inherited=self._nouns[before],
            vetoes=self.vetoes_of(words, start) | self._fall_before(start, place),
            sentence=self._topics[-1],
            mixed=is_mixed(self.text, words, start, head, vocabulary)
            or _AND_OTHERS.search(self.text, start, place) is not None,
        )

    def _past_last_noun(self, start: int, place: int, floor: int) -> int:
        """Return where a clause starts behind 和: the first noun of 3名专职和2名兼职 is taken."""
        if start != floor or not floor:
            return start
        joint = max(self.text.rfind(mark, start, place) for mark in "和、及与")
        has_noun = any(word.tags & self.vocabulary.nouns for word in self.words_between(joint, place))
        return start if joint < 0 or has_noun else joint + 1

    def _era_of(self, word: Word) -> int:
        """Return the year spoken of behind a word: one that opens a clause sets it, 以来 does anywhere."""
        vocabulary = self.vocabulary
        if word.tags & vocabulary.spans:
            return word.tags & vocabulary.vetoes
        opens = word.tags & vocabulary.years and _OPENING.search(
            self.text, max(word.start - 2, 0), word.start
        )
        if opens and not _CARRIED.match(self.text, word.end):
            return word.tags & vocabulary.vetoes
        return self._eras[-1]

    def _tags_of(self, words: Sequence[Word], start: int, head: int) -> int:
        """Return the tags of a clause's words and those that are computed; not of ways named together."""
        vocabulary = self.vocabulary
        tags = _union(words)
        if head & vocabulary.bits["info"] and is_specific(self.text, words, start, vocabulary):
            tags |= vocabulary.bits["specific"]
        if not tags & vocabulary.ways:
            return tags
        channels = [word for word in words if word.tags & vocabulary.bits["channel"]]
        if any(_ALTERNATIVES.search(self.text, one.end, other.start) for one, other in pairwise(channels)):
            tags &= ~vocabulary.bits["channel"]
        several = _SEVERAL_WAYS.search(self.text, start, words[-1].end)
        if several:
            tags &= ~vocabulary.ways
        if several or _WAYS_SUCH_AS.search(self.text, start, words[-1].end):
            media = vocabulary.ways | vocabulary.mask("weibo", "wechat", "new_media")
            if sum(word.tags & media > 0 for word in words) > 1:
                tags &= ~media
        return tags

    def head_of(self, words: Sequence[Word], *, denied: bool = False) -> int:
        """Return the tags of the noun among some words that is counted, or else `denied`."""
        return find_head(self.text, words, self.vocabulary, denied=denied)

    def vetoes_of(self, words: Sequence[Word], start: int) -> int:
        """Return the tags that rule a figure out: of its words, and of the year set before `start`."""
        tags = _union(words)
        if not tags & self.vocabulary.bits["this_year"]:
            tags |= self._era_before(start)
        return tags & self.vocabulary.vetoes

    def _fall_before(self, start: int, place: int) -> int:
        """Return the tag of a comparison where a figure says by how much something fell."""
        return self.vocabulary.bits["versus"] if _FALLEN.search(self.text, start, place) else 0

    def _era_before(self, place: int) -> int:
        """Return the year spoken of before a place; a comparison ends at its semicolon."""
        era = self._eras[bisect_left(self._starts, place)]
        compared = self.vocabulary.bits["compared"]
        if not era & compared:
            return era
        start = self.text.rfind(";", 0, place) + 1
        return era if _union(self.words_between(start, place)) & compared else 0

    def topic_at(self, place: int) -> int:
        """Return the tags of all words before a place, and of what came before the sentence."""
        return self._topics[bisect_left(self._starts, place)]

    def noun_at(self, place: int) -> int:
        """Return the tags of the last noun before a place, in the sentence or before it."""
        return self._nouns[bisect_left(self._starts, place)]


def _union(words: Sequence[Word]) -> int:
    tags = 0
    for word in words:
        tags |= word.tags
    return tags
