"""One line or table of a page into what it says for the body: text, a heading, evidence; and its weight."""

import re

from goicrawl.blocks.units import DataTable, Unit
from goicrawl.clean.edges import CONTROL_CHARS, LINK_SHARE, link_share
from goicrawl.clean.names import MENU
from goicrawl.clean.vocab import FORM_CELLS, HEADING_WORD, HEADINGS
from goicrawl.clean.words import condense

HEADER_ROWS = 6
"""Rows of a table in which a form says which it is."""
PROSE_CHARS = 20
"""A line of so many characters with a pause in it is prose."""
LONG_CHARS = 120
"""A line of so many characters is prose even without a pause."""
ROOMY_CHARS = 300
"""More characters than this add nothing to a line's weight."""

EDGE_WEIGHT = -6.0
"""What chrome weighs."""

_PAUSE = re.compile("[。；，！？]")
_SIGNED = re.compile("[12二][0-9〇○零一二三四五六七八九OＯ]{3}年.{1,3}月.{1,3}日")
# A footer says so, and a report may: only what stands around it tells.
_CONTACT = re.compile(
    "(?:联系|办公|通讯|通信|单位)?地址[:：]|(?:联系|咨询|服务|值班|监督)?(?:电话|热线)[:：]|邮(?:政编码|编)[:：]"
)
_CONTACT_LABEL = re.compile("(?:电话|传真|信箱|邮箱|邮编|邮政编码|地址|E-?mail|Tel|Fax)[:：]")
_CHAPTER = re.compile("第?[一二三四五六七八九十]{1,3}[、.．章节部]|[(（][一二三四五六七八九十]{1,3}[)）]")
_NUMBERING = re.compile(
    "第.{1,4}条|第?[一二三四五六七八九十]{1,3}[、.．,，:：章节部]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.．、](?![0-9])|[①-⑩㈠-㈩]"
)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: it pauses, or is longer than any title."""
    if len(text) < PROSE_CHARS:
        return False
    return len(text) >= LONG_CHARS or text.endswith((":", "：")) or bool(_PAUSE.search(text))


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with a section's number.

    >>> is_numbered("一、总体情况"), is_numbered("2019年报告")
    (True, False)
    """
    return bool(_NUMBERING.match(text))


def is_contact(text: str) -> bool:
    """Tell whether a line gives an address: a footer does, and a report may.

    >>> is_contact("某某县水务局 传真：0000-000000"), is_contact("某某县水务局")
    (True, False)
    """
    return bool(_CONTACT_LABEL.search(text))


def is_chapter(text: str) -> bool:
    """Tell whether a line begins with a chapter's number in Chinese numerals.

    >>> is_chapter("二、主动公开情况"), is_chapter("（三）监督保障"), is_chapter("1.凡本网注明")
    (True, True, False)
    """
    return bool(_CHAPTER.match(text))


def is_signed(text: str) -> bool:
    """Tell whether a line is the date of a signature.

    >>> is_signed("2017年2月8日"), is_signed("二〇一七年二月八日"), is_signed("2017-02-08")
    (True, True, False)
    """
    return text[:1] in "12二" and bool(_SIGNED.fullmatch("".join(text.split())))


def is_document(text: str) -> bool:
    """Tell whether a line is running text, and no address of the site's owner."""
    return is_prose(text) and not _CONTACT.match(text)


def is_evidence(unit: Unit) -> bool:
    """Tell whether a unit is a heading of the report's forms, or one of their tables."""
    if isinstance(unit, DataTable):
        return any(condense(cell.text) in FORM_CELLS for row in unit.rows[:HEADER_ROWS] for cell in row)
    text = unit.text
    if unit.links or len(text) > CONTROL_CHARS or not HEADING_WORD.search(text):
        return False
    return condense(_NUMBERING.sub("", text, count=1)) in HEADINGS


def weigh(unit: Unit, *, is_named_chrome: bool, is_edge: bool) -> float:
    """Return how much a unit speaks for the body (above 0) or for chrome (below 0).

    `is_edge` says that it is chrome by its words, `is_named_chrome` that it is by the name of its element.

    The weights were set on saved pages so that one paragraph outweighs a toolbar, and no menu a paragraph.
    """
    if unit.link_chars and link_share(unit) >= LINK_SHARE:
        return -4.0
    if isinstance(unit, DataTable):
        return EDGE_WEIGHT if is_named_chrome or is_edge else min(2.0 + sum(map(len, unit.rows)) / 4, 12.0)
    text = unit.text
    if not text:
        return 0.0
    if text == MENU:
        return -24.0
    prose = is_prose(text)
    if is_named_chrome:
        return -1.0 if prose else EDGE_WEIGHT
    if is_edge:
        return EDGE_WEIGHT
    if prose and not _CONTACT.match(text):
        return 1.0 + min(len(text), ROOMY_CHARS) / 30
    return _weigh_short(unit, text)


def _weigh_short(unit: Unit, text: str) -> float:
    if is_evidence(unit):
        return 6.0
    is_item = text.endswith(("。", "；", "：")) or _NUMBERING.match(text) or is_signed(text)
    return 1.5 if is_item else -0.4
