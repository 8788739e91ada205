"""Lines and tables of labelled fields (索引号, 发布日期, 来源, …) into label and value."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from goicrawl.blocks.units import DataTable, Line, Unit, as_printed
from goicrawl.clean.vocab import (
    FIELD,
    FIELD_FIRST,
    FIELDS,
    INDEX_LABELS,
    SHARED_FIELDS,
    TITLE_LABELS,
    TITLE_STARTS,
)
from goicrawl.text import squeeze

ROW_CHARS = 250
"""A longer line is no row of fields."""
VALUE_CHARS = 200
"""A longer value is no value: the row went on into the text."""
LABELLED_ROWS = 2
"""The rows of a table of fields whose labels stand over their values."""
FIELD_ROWS = 20
"""A table of more rows is none of fields."""
LONG_LABEL = 3
"""A label of so many characters and a colon is one even right behind another field's value."""
TITLE_UNITS = 120
"""A field with the page's title stands among so many first units."""
LABEL_CHARS = 24
"""A longer text is no label, however its characters are spaced."""

_AFTER = re.compile(r"[\s\u200b]*[:：\]］】][\s:：\u200b]*|\s+|(?=[12][0-9]{3}[-年/.])|$")
_SEPARATORS = " \u00a0\u3000\t[［【(（|｜;；,，:：>》]］】"
_SEPARATOR = re.compile(f"[{re.escape(_SEPARATORS)}]")
DATE_TIME = re.compile(
    r"[12][0-9]{3} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}日?"
    r"(?: {0,3}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
)
"""A date as systems print it, with or without a clock."""
_PERIOD = re.compile(r"[0-9日] ?(?:至|到|—|－)")
_CONTROLS = re.compile(r"(?:【|\[?(?:打印|关闭|收藏|分享|字号|字体|视力保护|语音播报|我要纠错)).*$")
_DATE = re.compile(r"[12][0-9]{3}[-年/.]")
_FIGURE = re.compile(r"[0-9]{1,9}(?:\s|次|人|$)")
_STOP = re.compile("[。；！？]")


@lru_cache(maxsize=4096)
def read_fields(text: str) -> tuple[tuple[str, str], ...]:
    """Return the labels of a line and their values, "" where none follows in the line.

    >>> read_fields("信息类别: 年度报告 公开方式: 主动公开")
    (('信息类别', '年度报告'), ('公开方式', '主动公开'))
    >>> read_fields("发布时间 2022年02月09日 点击数：")
    (('发布时间', '2022年02月09日'), ('点击数', ''))
    """
    if text[:1] not in FIELD_FIRST and not _SEPARATOR.search(text):
        return ()
    found: list[tuple[int, int, str]] = []
    for match in FIELD.finditer(text):
        after = _AFTER.match(text, match.end())
        if not after:
            continue
        # In a row that a label opens, a figure may follow another right behind a value: 来源：某局阅读：123.
        is_count = bool(found and found[0][0] == 0 and _FIGURE.match(text, after.end()))
        if is_count or _stands_apart(text, match.start()) or _is_plain_label(text, match, after.end()):
            found.append((match.start(), after.end(), "".join(match[0].split())))
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    return tuple(
        (label, _value(label, text[begin:end])) for (_, begin, label), end in zip(found, ends, strict=False)
    )


def _stands_apart(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _SEPARATORS


def _is_plain_label(text: str, match: re.Match[str], after: int) -> bool:
    """Tell whether a label right behind a value is one: by its colon, and its length, a digit or a date."""
    if text[match.end() : after].strip()[:1] not in (":", "："):
        return False
    return text[match.start() - 1].isascii() or len(match[0]) >= LONG_LABEL or bool(_DATE.match(text, after))


def _value(label: str, text: str) -> str:
    """Return a field's value without what the page sets behind it: a date ends where it ends."""
    text = _CONTROLS.sub("", text).strip(_SEPARATORS + "-")
    if text.endswith((")", "）")) and not ("(" in text or "（" in text):
        text = text[:-1].rstrip()
    if label.endswith(("日期", "时间")) and (date := DATE_TIME.match(text)):
        return date[0].strip()
    if label.endswith("来源") and (date := DATE_TIME.search(text)):
        return text[: date.start()].rstrip()
    return text


def is_field_row(unit: Line) -> bool:
    """Tell whether a line begins with a field's label, and goes on like one."""
    text = unit.text
    start = text.lstrip("[【(（|·•> \u3000")
    if start[:1] not in FIELD_FIRST or len(text) > ROW_CHARS or _STOP.search(text):
        return False
    match = FIELD.match(start)
    if not match or not _AFTER.match(start, match.end()):
        return False
    fields = read_fields(start)
    if len(fields) != 1:
        return bool(fields)
    label, value = fields[0]
    if label not in SHARED_FIELDS or not value:
        return True
    return bool(_DATE.match(value)) and not _PERIOD.search(start)


@lru_cache(maxsize=32)
def is_field_table(table: DataTable) -> bool:
    """Tell whether a table holds the page's metadata: label, value, label, value in each row."""
    first = next((cell.text for row in table.rows for cell in row if cell.plain or cell.content), "")
    if len(table.rows) > FIELD_ROWS or not (is_label(first) or _has_field(first)):
        return False
    if _is_labelled_above(table):
        return True
    labels = others = 0
    for row in table.rows:
        texts = [cell.text for cell in row]
        for label, value in zip(texts[::2], [*texts[1::2], ""], strict=False):
            if is_label(label) and not is_label(value):
                labels += 1
            elif label:
                fields = _has_field(label) + _has_field(value)
                labels += fields
                others += not fields
    return labels > 2 * others


def _is_labelled_above(table: DataTable) -> bool:
    """Tell whether a table is a row of labels, most of them known, over a row of values."""
    if len(table.rows) != LABELLED_ROWS:
        return False
    labels = [_as_label(cell.text) for cell in table.rows[0]]
    # Reports list documents by name, number and date too; only pages have an index number.
    return not INDEX_LABELS.isdisjoint(labels) and sum(map(is_label, labels)) * 2 > len(labels) > 2


def is_label(text: str) -> bool:
    """Tell whether a text is a field's label and nothing else.

    >>> is_label("索 引 号："), is_label("信息内容")
    (True, False)
    """
    return len(text) < LABEL_CHARS and text.lstrip()[:1] in FIELD_FIRST and _is_known_label(text)


@lru_cache(maxsize=4096)
def _is_known_label(text: str) -> bool:
    return _as_label(text) in FIELDS


def _as_label(text: str) -> str:
    """Return a label without white space and colon."""
    return "".join(text.split()).rstrip(":：")


def begins_with_label(text: str) -> bool:
    """Tell whether a text is a field's label, or begins with one and a colon.

    >>> begins_with_label("发布机构"), begins_with_label("发布机构：县政府办"), begins_with_label("来源县志")
    (True, True, False)
    """
    found = FIELD.match(text) if text[:1] in FIELD_FIRST else None
    return is_label(text) or (found is not None and text[found.end() :].lstrip()[:1] in (":", "："))


def _has_field(text: str) -> bool:
    return len(text) < ROW_CHARS and (":" in text or "：" in text) and _starts_with_label(text)


def find_fields(units: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """Give the labelled fields of lines and tables: label without white space and colon, value."""
    for place, unit in enumerate(units):
        if isinstance(unit, DataTable):
            yield from _table_fields(unit) if is_field_table(unit) else ()
            continue
        fields = _line_fields(unit)
        if len(fields) == 1 and not fields[0][1] and is_label(unit.text):
            # <dt>索引号</dt><dd>…</dd>: the value is the next line.
            following = units[place + 1] if place + 1 < len(units) else None
            if (
                isinstance(following, Line)
                and len(following.text) <= VALUE_CHARS
                and not _line_fields(following)
            ):
                fields = ((fields[0][0], following.text),)
        yield from fields


@lru_cache(maxsize=32)
def _table_fields(table: DataTable) -> tuple[tuple[str, str], ...]:
    if _is_labelled_above(table):
        labels, values = ([squeeze(cell.text) for cell in row] for row in table.rows)
        found = zip(labels, values, strict=False)
        return tuple((_as_label(label), value) for label, value in found if is_label(label))
    fields: list[tuple[str, str]] = []
    for row in table.rows:
        texts = [squeeze(cell.text) for cell in row]
        for label, value in zip(texts, [*texts[1:], ""], strict=False):
            if is_label(label):
                fields.append((_as_label(label), value))
            elif label and len(label) <= ROW_CHARS:
                fields += read_fields(label)
    return tuple(fields)


def _line_fields(line: Line) -> tuple[tuple[str, str], ...]:
    """Return a line's fields; where one element ends and the next begins counts as a space."""
    text = line.text
    if len(text) > ROW_CHARS or "。" in text or not (":" in text or "：" in text or _starts_with_label(text)):
        return ()
    return read_fields(text if len(line.parts) == 1 else as_printed(" ".join(line.parts)))


def _starts_with_label(text: str) -> bool:
    return text[:1] in FIELD_FIRST and bool(FIELD.match(text))


def find_field_title(units: Sequence[Unit]) -> str | None:
    """Return what a field of the page (标题, 名称, …) says that it is called."""
    for place, unit in enumerate(units[:TITLE_UNITS]):
        starts = unit.text[:1] in TITLE_STARTS if isinstance(unit, Line) else is_field_table(unit)
        if starts:
            fields = find_fields(units[place : place + 2])
            if title := next((value for label, value in fields if label in TITLE_LABELS and value), None):
                return title
    return None
