"""The last paragraphs of a report into the office and the date under it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from goicrawl.parse.metadata.numerals import mend_zeros
from goicrawl.parse.traditional import plain
from goicrawl.text import parse_date


class Signature(NamedTuple):
    """The office and the date under a report; None where the report has none."""

    signed_by: str | None
    signed_on: date | None


_NOTHING = Signature(None, None)
_LAST_PARAGRAPHS = 12
"""A signature stands among these; behind it come attachments and notes."""
_MAX_CHARS = 60
"""Longer paragraphs are text (the longest of 319 real issuers has 24 characters)."""

_DATE = re.compile(
    r"[(（]?(?:(?:编制|发布|公布|公开|签发|落款)?(?:日期|时间)[:：]\s*)?"
    r"(?P<date>(?:19|20)[0-9]{2}\s*[年./-]\s*(?:[0-9]{1,2}\s*[月./-]|元月)\s*[0-9]{1,2}\s*日?"
    r"|[一二][〇一二三四五六七八九]{3}\s*年\s*(?:[一二三四五六七八九十]{1,2}|元)\s*月\s*[一二三四五六七八九十]{1,3}\s*日)"
    r"[)）]?(?:印发|公布|发布|编制)?$"
)
# 2017年3月, and no day: it dates the office's name, but gives no date.
_MONTH = re.compile(
    r"[(（]?(?P<date>(?:(?:19|20)[0-9]{2}|[一二][〇一二三四五六七八九]{3})\s*年\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|元)\s*月)[)）]?$"
)
# An office's name ends so; a sentence, a heading or a caption does not.
_OFFICE = re.compile(
    "(?:厅|局|委|办|处|室|中心|政府|委员会|管委会|街道|镇|乡|苏木|院|所|队|部|署|会|社|站|科|校|大学|公司|集团|海关|总队|办公厅|指挥部|单位|银行)"
    r"(?:[(（][^()（）]{1,12}[)）])?$"
)
_NO_OFFICE = re.compile(
    r"[。;；!！?？]|^(?:附|注|表|填报|抄送|主办|承办|联系|地址|电话|[(（]?[一二三四五六七八九十0-9]+[、.)）])|(?:情况|事项|部门)$"
)
# The last line of a statistics sheet: 审核人: 填报人: 填报日期:
_SHEET = re.compile("填报|审核人|[负負][责責]人")
_SEAL = re.compile("\\s*[(（](?:公|盖|签)?章[)）]$")
_LABEL = re.compile("^(?:编制单位|发布单位|公开单位|单位|落款|签发)[:：]\\s*")


def find_signature(paragraphs: Sequence[str]) -> Signature:
    """Return what signs the report at its end: an office over a date, both on one line, or one of them.

    >>> find_signature(["六、其他", "无。", "江源区政务服务中心", "2017年2月8日"])
    Signature(signed_by='江源区政务服务中心', signed_on=datetime.date(2017, 2, 8))
    >>> find_signature(["六、其他需要报告的事项", "无。"])
    Signature(signed_by=None, signed_on=None)
    """
    last = [text for text in paragraphs[-_LAST_PARAGRAPHS:] if text.strip()]
    for at in range(len(last) - 1, -1, -1):
        line = mend_zeros(last[at].strip())
        dated = _DATE.search(line) or _MONTH.search(line) if len(line) <= _MAX_CHARS else None
        if dated is None or _SHEET.search(line):
            continue
        signed_on = parse_date("".join(dated["date"].split()).replace("元月", "1月"))
        if signed_on is None and not _MONTH.search(line):
            continue
        before = line[: dated.start()].strip()
        if before:
            return Signature(office, signed_on) if (office := _office(before)) else _NOTHING
        neighbours = [last[at - 1]] if at else []
        neighbours += last[at + 1 : at + 2]
        return Signature(next(filter(None, map(_office, neighbours)), None), signed_on)
    return Signature(_office(last[-1]) if len(last) > 1 else None, None)


def _office(line: str) -> str | None:
    """Return the office that a line names, None where it is something else."""
    name = _SEAL.sub("", _LABEL.sub("", line.strip())).strip()
    if not 3 <= len(name) <= _MAX_CHARS or _NO_OFFICE.search(name):
        return None
    return name if _OFFICE.search(plain(name)) else None
