"""One line or table of a page into what it is: the page's control, chrome at an edge, links, or text."""

import re
from functools import lru_cache

from goicrawl.blocks.units import DataTable, Unit
from goicrawl.clean.fields import DATE_TIME, is_field_row, is_field_table, read_fields
from goicrawl.clean.names import MENU
from goicrawl.clean.vocab import (
    CONTROL_FIRST,
    CONTROL_ROW,
    CONTROL_STARTS,
    EDGE_FIRST,
    EDGE_PART,
    EDGE_STARTS,
    EDGES,
    FOOTER,
    FOOTER_ENDS,
    FORM_CELLS,
    HEADING_WORD,
    HEADINGS,
    SHARED_FIELDS,
)
from goicrawl.clean.words import condense, fold_line

CONTROL_CHARS = 60
"""A longer line is none of the page's controls."""
EDGE_CHARS = 160
"""A longer line is not chrome by its words."""
EDGE_TABLE_ROWS = 10
"""A table of more rows is no footer."""
HEADER_ROWS = 6
"""Rows of a table in which a form says which it is."""
LINK_SHARE = 0.6
"""A line of which links make up this share is a list of links."""
PROSE_CHARS = 20
"""A line of so many characters with a pause in it is prose."""
LONG_CHARS = 120
"""A line of so many characters is prose even without a pause."""
BYLINE_CHARS = 24
"""Characters that a line under the headline has beside its date at most: a name, a counter."""
ROOMY_CHARS = 300
"""More characters than this add nothing to a line's weight."""

EDGE_WEIGHT = -6.0
"""What chrome weighs."""

_OPENING = "[【（(·•>*- \u3000"
_TEMPLATE = re.compile(r"\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}")
_STOP = re.compile("[。；！？]")
_COUNT = re.compile("[0-9]{1,9} ?(?:次|人次|人)?")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)?[A-Za-z0-9./_-]{0,80}\.(?:gov|com|org|net|cn)[A-Za-z0-9./_-]{0,80}"
)
_PAUSE = re.compile("[。；，！？]|[:：]$")
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


def is_control(text: str) -> bool:
    """Tell whether a line is one of the page's controls, wherever it stands.

    >>> is_control("【打印】【关闭】"), is_control("扫一扫在手机打开当前页"), is_control("无。")
    (True, True, False)
    """
    if len(text) > CONTROL_CHARS or text.lstrip(_OPENING)[:1] not in CONTROL_FIRST:
        return ("{{" in text or "${" in text) and len(text) <= EDGE_CHARS and bool(_TEMPLATE.search(text))
    words = condense(text)
    if len(words) > 1 and CONTROL_ROW.fullmatch(words):
        return True
    return fold_line(text).lstrip(_OPENING).startswith(CONTROL_STARTS) or bool(_TEMPLATE.search(text))


def is_edge(unit: Unit) -> bool:
    """Tell whether a unit is chrome where nothing but chrome stands before or after it."""
    if link_share(unit) >= LINK_SHARE:
        return True
    if isinstance(unit, DataTable):
        return is_field_table(unit) or _is_edge_table(unit)
    text = unit.text
    if len(text) > EDGE_CHARS:
        return False
    return not text or is_edge_text(text) or _is_stamp(text) or is_field_row(unit)


@lru_cache(maxsize=4096)
def is_edge_text(text: str) -> bool:
    """Tell whether a line's words say that it is chrome, at an edge or anywhere."""
    folded = fold_line(text).lstrip(_OPENING)
    return (
        is_control(text)
        or folded.rstrip(":") in EDGES
        or (folded[:1] in EDGE_FIRST and folded.startswith(EDGE_STARTS))
        or bool(EDGE_PART.search(folded))
        or (len(text) <= CONTROL_CHARS and text.endswith(FOOTER_ENDS))
    )


def is_footer(text: str) -> bool:
    """Tell whether a line says who owns and runs the site; of sentences only those that begin as chrome does.

    >>> is_footer("某某县政府办主办 某某公司技术支持"), is_footer("网站由县政府办主办。")
    (True, False)
    """
    if len(text) > CONTROL_CHARS or not FOOTER.search(text):
        return False
    return not text.endswith("。") or is_edge_text(text)


def _is_stamp(text: str) -> bool:
    """Tell whether a line is the system's date; documents are signed 2017年2月8日."""
    date = DATE_TIME.match(text)
    if not date or len(text) > CONTROL_CHARS or "。" in text or "；" in text:
        return False
    rest = text[date.end() :]
    by_system = ":" in date[0] or "：" in date[0] or "年" not in date[0]
    return by_system and (not rest.strip() or ":" in text or "：" in text)


@lru_cache(maxsize=4096)
def is_byline(text: str) -> bool:
    """Tell whether a line, given that it stands under the headline, says when and by whom it was published.

    >>> is_byline("县水务局 2022/01/20 12人浏览"), is_byline("清河网 发布时间：2022-01-20"), is_byline("无。")
    (True, True, False)
    """
    words = condense(text)
    if not words or CONTROL_ROW.fullmatch(words):
        return True
    if len(text) > EDGE_CHARS or _STOP.search(text):
        return False
    fields = read_fields(text)
    if len(fields) > 1 or any(
        label not in SHARED_FIELDS or _COUNT.fullmatch(value) for label, value in fields
    ):
        return True
    date = DATE_TIME.search(text)
    if not date:
        return False
    before, after = text[: date.start()].rstrip(), text[date.end() :].lstrip()
    is_labelled = before.endswith((":", "：")) and not after.startswith(("至", "到", "—", "－", "-"))
    if "年" in date[0] and not (is_labelled or ":" in date[0] or "：" in date[0]):
        return False
    return len(condense(_ADDRESS.sub("", text[: date.start()] + text[date.end() :]))) <= BYLINE_CHARS


def is_dated_name(text: str) -> bool:
    """Tell whether a line is a date with a name or nothing beside it.

    >>> is_dated_name("（2020年1月21日）"), is_dated_name("2020年1月21日 办公室"), is_dated_name("2020年报告")
    (True, True, False)
    """
    date = DATE_TIME.match(text.lstrip(_OPENING))
    return bool(date) and len(text) <= BYLINE_CHARS and not _STOP.search(text)


def _is_edge_table(table: DataTable) -> bool:
    """Tell whether half of a table's lines or more are chrome: a footer set as a table."""
    if len(table.rows) > EDGE_TABLE_ROWS:
        return False
    lines = [line for row in table.rows for cell in row for line in cell.text.split("\n") if line]
    return sum(map(is_edge_text, lines)) * 2 >= len(lines)


def link_share(unit: Unit) -> float:
    """Return the share of a unit's characters that stand in links."""
    return unit.link_chars / max(len(unit.text), 1) if unit.link_chars else 0.0


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: it pauses, or is longer than any title."""
    return len(text) >= LONG_CHARS or (len(text) >= PROSE_CHARS and bool(_PAUSE.search(text)))


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


def is_document(text: str) -> bool:
    """Tell whether a line is running text, and no address of the site's owner."""
    return is_prose(text) and not _CONTACT.match(text)


def is_evidence(unit: Unit) -> bool:
    """Tell whether a unit is a heading of the report's forms, or one of their tables."""
    if isinstance(unit, DataTable):
        return any(condense(cell.text) in FORM_CELLS for row in unit.rows[:HEADER_ROWS] for cell in row)
    text = unit.text
    if len(text) > CONTROL_CHARS or not HEADING_WORD.search(text):
        return False
    return condense(_NUMBERING.sub("", text, count=1)) in HEADINGS and not unit.links


def weigh(unit: Unit, *, is_named_chrome: bool) -> float:
    """Return how much a unit speaks for the body (above 0) or for chrome (below 0).

    The weights were set on saved pages so that one paragraph outweighs a toolbar, and no menu a paragraph.
    """
    if link_share(unit) >= LINK_SHARE:
        return -4.0
    if isinstance(unit, DataTable):
        return (
            EDGE_WEIGHT if is_named_chrome or is_edge(unit) else min(2.0 + sum(map(len, unit.rows)) / 4, 12.0)
        )
    text = unit.text
    if not text:
        return 0.0
    if text == MENU:
        return -24.0
    prose = is_prose(text)
    if is_named_chrome:
        return -1.0 if prose else EDGE_WEIGHT
    if len(text) <= EDGE_CHARS and is_edge(unit):
        return EDGE_WEIGHT
    if is_document(text):
        return 1.0 + min(len(text), ROOMY_CHARS) / 30
    return _weigh_short(unit, text)


def _weigh_short(unit: Unit, text: str) -> float:
    if is_evidence(unit):
        return 6.0
    is_item = (
        text.endswith(("。", "；", "："))
        or _NUMBERING.match(text)
        or _SIGNED.fullmatch("".join(text.split()))
    )
    return 1.5 if is_item else -0.4
