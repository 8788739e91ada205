"""A headline, as printed, into what it says: whether it names an annual report, whose, and of which year."""

import re
from typing import NamedTuple

from goicrawl.parse.metadata.numerals import mend_zeros
from goicrawl.parse.traditional import plain
from goicrawl.text import parse_numeral

MAX_TITLE_CHARS = 200
"""What is longer is no title (the longest of 219 real ones has 42 characters)."""


class Title(NamedTuple):
    """What a report's title says."""

    text: str
    """The title on one line, without the spaces inside it."""
    issuer: str | None
    """The reporting body as printed; None where the title names none."""
    year: int | None
    """The year it names; None where it names none."""


_BLANK = re.compile("[\\s\u200b-\u200d\ufeff]+")
# 金统发〔2025〕2号: the year of a document's number is not the report's.
_DOCUMENT_NUMBER = re.compile(r"^[^\s〔]{0,16}[〔\[﹝][0-9]{4}[〕\]﹞][0-9]{1,5}号")
_BREADCRUMB = re.compile("^(?:[^>»]{0,80}[>»])+")
# What may follow the word report: a second one, (图片版), .pdf, the site's name, (恩阳区人民政府).
_REST = re.compile(
    r"[》”\"」]?(?:(?:编制和发布)?(?:工作)?(?:情况)?的?报告)?(?:[及和与暨].{1,12}(?:计划|打算|安排|思路))?"
    r"(?P<behind>(?:19|20)[0-9]{2}年?度?$)?"
    r"(?:[》”\"」。.:;]|正文|全文|含表|公布$|发布$|\.(?:docx?|pdf|wps)|[0-9一二三四五]{1,2}$|\[[^\[\]]{0,12}\]"
    r"|\((?P<note>[^()]{0,40})\)|[-—_|][^-—_|]{0,60}|(?P<bare>.{2,30}(?:政府|办公室|局|委员会|厅)$))*"
)
_TRAILER = re.compile(r"(?:[-—_|][^-—_|]{0,60}|\.(?:docx?|pdf|wps))+$")
_BODY_END = re.compile("(?:政府|办公室|局|委|委员会|厅|管委会|办事处|镇|乡|街道|区|县|市|中心|大学|学院)$")
_LEAD = re.compile(
    r"^(?:\([^()]{1,12}\)|【[^【】]{1,12}】|\[[^\[\]]{1,12}\]|附件[0-9]*[:、]?|关于(?:印发|报送|公布|发布)?|《|\"|“)"
)
# The subject of such reports. 政府 may be the issuer's last word as well: 兴县人民政府信息公开年报.
_TOPIC = re.compile("(?:党务)?(?:(?:政府|政务)?信息公开|政务公开)")
# About a report, not the report; or of another period, or another's.
_OTHER = re.compile("解读|图解|图说|一图|问答|季度|半年|评估|测评|格式|模板|范文")
# What may stand between the subject and the word report, the year among it.
_TAIL = re.compile(
    r"(?P<middle>(?:(?!通知|办公室|指南|目录|制度|条例|办法)[^。;《》]){0,24}?)"
    r"(?P<kind>年度报告|年报|报告书?|汇报|总结)(?P<rest>.*)$"
)
_YEAR = (
    r"(?:(?P<from>(?:19|20)[0-9]{2})年?[-—–~至](?P<to>(?:19|20)[0-9]{2})学?年?度?"
    r"|(?P<year>(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[一二]〇[〇零一二][〇零一二三四五六七八九])年{0,2}度?)"
)
_YEARS = re.compile(_YEAR)
# Words between the issuer and the subject that belong to neither.
_VERB = re.compile(
    '(?:(?:关于)?(?:发布|公布|印发|开展|做好|报送|编制|填报|上报|落实|推进|实施|加强)|关于|年度|度|的|《|“|"|:|—|-|本级|部门)+$'
)
# 国务院办公厅关于: the body before 关于 writes the report on whatever follows.
_ABOUT = re.compile("^(?P<issuer>.{2,40}?)关于(?P<object>.*)$")
_PRONOUN = re.compile("^(?:我|本)(?:[省市区县州盟旗镇乡局委办厅院校社部处]|街道|单位|机关|部门|中心)$")
_BARE_LEVEL = re.compile("^(?:省|市|区|县|州|盟|旗|镇|乡|自治[区州县旗])$")


def tidy_title(text: str) -> str:
    """Return a printed title on one line, without the spaces and line ends inside it.

    >>> tidy_title("涡阳县审计局2025年政府信息公开 工作年度报告")
    '涡阳县审计局2025年政府信息公开工作年度报告'
    """
    return _BLANK.sub("", text)


def parse_title(text: str) -> Title | None:
    """Return what a headline says when it is the title of an annual report, else None.

    >>> parse_title("江源区人民政府办公室2016年政府信息公开工作年度报告")[1:]
    ('江源区人民政府办公室', 2016)
    >>> parse_title("2015年兴县人民政府信息公开年度报告")[1:]
    ('兴县人民政府', 2015)
    >>> parse_title("政府信息公开年报")[1:]
    (None, None)
    >>> parse_title("关于做好2021年政府信息公开工作年度报告编制工作的通知") is None
    True
    """
    if len(text) > 4 * MAX_TITLE_CHARS:
        return None
    printed = _DOCUMENT_NUMBER.sub("", _BREADCRUMB.sub("", tidy_title(text)))
    if len(printed) > MAX_TITLE_CHARS:
        return None
    folded = mend_zeros(plain(printed))
    start = _skip_lead(folded)
    found = _find_topic(folded, start)
    if found is None or _OTHER.search(folded):
        return None
    head = _Head(printed[start : found.start], folded[start : found.start])
    behind = _last_year(found.note) or _last_year(found.behind)
    year = _last_year(found.middle) or _last_year(head.folded) or _last_year(folded[:start]) or behind
    issuer = _find_issuer(head, found.topic) or _trailing_body(found.note, printed)
    return Title(printed[: found.stop], issuer, year)


class _Head(NamedTuple):
    """The part before the subject, as printed and in simplified characters, of one length."""

    printed: str
    folded: str

    def cut(self, start: int, stop: int | None = None) -> "_Head":
        return _Head(self.printed[start:stop], self.folded[start:stop])


def _skip_lead(folded: str) -> int:
    start = 0
    while match := _LEAD.match(folded[start:]):
        start += match.end()
    return start


class _Subject(NamedTuple):
    """The subject that a word report follows, and what stands around them."""

    start: int
    topic: str
    middle: str
    note: str
    behind: str
    """The year that ends the title: …年度报告2022年."""
    stop: int
    """Where the title ends and the site's name or a file ending begins."""


def _find_topic(folded: str, start: int) -> _Subject | None:
    """Return the first subject that the word report follows and closes."""
    for topic in _TOPIC.finditer(folded, start):
        tail = _TAIL.match(folded, topic.end())
        rest = _REST.fullmatch(tail["rest"]) if tail else None
        if tail and rest:
            trailer = _TRAILER.search(folded, tail.start("rest"))
            stop = trailer.start() if trailer else len(folded)
            note = rest["note"] or rest["bare"] or ""
            return _Subject(topic.start(), topic[0], tail["middle"], note, rest["behind"] or "", stop)
    return None


def _trailing_body(note: str, printed: str) -> str | None:
    """Return the body named behind the word report: …年度报告(巴中市恩阳区人民政府)."""
    if len(note) < 3 or not _BODY_END.search(note):
        return None
    at = plain(printed).rfind(note)
    return printed[at : at + len(note)]


def _last_year(text: str) -> int | None:
    """Return the last year that `text` names; of a school year the one in which it ends."""
    year = None
    for match in _YEARS.finditer(text):
        year = parse_numeral(match["to"] or match["year"])
    return year


def _find_issuer(head: _Head, topic: str) -> str | None:
    """Return the reporting body in the part before the subject, as printed."""
    years = [match for match in _YEARS.finditer(head.folded) if match["year"] or match["to"]]
    pieces = [head.cut(0, years[0].start()), head.cut(years[-1].end())] if years else [head]
    for piece in pieces:
        if name := _name_of(piece, topic if piece is pieces[-1] else ""):
            return name
    return None


def _name_of(piece: _Head, topic: str) -> str | None:
    if about := _ABOUT.match(piece.folded):
        return piece.printed[: about.end("issuer")]
    if verb := _VERB.search(piece.folded):
        piece = piece.cut(0, verb.start())
    shared = topic.startswith("政府") and (
        piece.folded.endswith("人民") or _BARE_LEVEL.match(piece.folded) is not None
    )
    name = piece.printed + "政府" if shared else piece.printed
    return None if len(name) < 2 or _PRONOUN.match(plain(name)) else name
