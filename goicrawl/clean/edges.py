"""One line or table of a page into whether it is chrome by its words: a control, a footer, an edge."""

import re
from functools import lru_cache

from goicrawl.blocks.units import DataTable, Unit
from goicrawl.clean.fields import DATE_TIME, is_field_row, is_field_table
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
)
from goicrawl.clean.words import OPENING, condense, fold_line

CONTROL_CHARS = 60
"""A longer line is none of the page's controls."""
EDGE_CHARS = 160
"""A longer line is not chrome by its words."""
EDGE_TABLE_ROWS = 10
"""A table of more rows is no footer."""
LINK_SHARE = 0.6
"""A line of which links make up this share is a list of links."""

_TEMPLATE = re.compile(r"\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}")


def is_control(text: str) -> bool:
    """Tell whether a line is one of the page's controls, wherever it stands.

    >>> is_control("【打印】【关闭】"), is_control("扫一扫在手机打开当前页"), is_control("无。")
    (True, True, False)
    """
    if len(text) > CONTROL_CHARS or text.lstrip(OPENING)[:1] not in CONTROL_FIRST:
        return len(text) <= EDGE_CHARS and ("{{" in text or "${" in text) and bool(_TEMPLATE.search(text))
    return _is_control_line(text)


@lru_cache(maxsize=4096)
def _is_control_line(text: str) -> bool:
    """Tell whether a short line that begins as a control does is one."""
    words = condense(text)
    if len(words) > 1 and CONTROL_ROW.fullmatch(words):
        return True
    return fold_line(text).lstrip(OPENING).startswith(CONTROL_STARTS) or bool(_TEMPLATE.search(text))


def is_edge(unit: Unit) -> bool:
    """Tell whether a unit is chrome where nothing but chrome stands before or after it."""
    if unit.link_chars and link_share(unit) >= LINK_SHARE:
        return True
    if isinstance(unit, DataTable):
        return is_field_table(unit) or _is_edge_table(unit)
    text = unit.text
    if len(text) > EDGE_CHARS:
        return False
    return not text or is_edge_text(text) or (text[0] in "12" and _is_stamp(text)) or is_field_row(unit)


@lru_cache(maxsize=4096)
def is_edge_text(text: str) -> bool:
    """Tell whether a line's words say that it is chrome, at an edge or anywhere."""
    folded = fold_line(text).lstrip(OPENING)
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


def _is_edge_table(table: DataTable) -> bool:
    """Tell whether half of a table's lines or more are chrome: a footer set as a table."""
    if len(table.rows) > EDGE_TABLE_ROWS:
        return False
    lines = [line for row in table.rows for cell in row for line in cell.text.split("\n") if line]
    return sum(map(is_edge_text, lines)) * 2 >= len(lines)


def link_share(unit: Unit) -> float:
    """Return the share of a unit's characters that stand in links."""
    return unit.link_chars / max(len(unit.text), 1) if unit.link_chars else 0.0
