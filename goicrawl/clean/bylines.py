"""One line under a headline into whether it says when and by whom the page was published."""

import re
from functools import lru_cache

from goicrawl.clean.edges import EDGE_CHARS
from goicrawl.clean.fields import DATE_TIME, read_fields
from goicrawl.clean.vocab import CONTROL_FIRST, CONTROL_ROW, SHARED_FIELDS
from goicrawl.clean.words import OPENING, condense, first_sign

TITLE_CHARS = 240
"""Characters of a headline in which its date is looked for."""
BYLINE_CHARS = 24
"""Characters that a line under the headline has beside its date at most: a name, a counter."""

_BRACKETS = " [【（()）】]"
# What may stand before the date: the name of an office or a site; and the words that tell of another date.
_BESIDE = re.compile(
    r"(?:(?:信息|文章|责任)?(?:来源|作者|稿源|发布人|编辑|浏览次数|点击|阅读|字号)[:：] ?)?"
    r"[\u4e00-\u9fffA-Za-z0-9·|>()（）【】\[\] ]{0,24}"
)
_DATED_AS = re.compile(
    "日期|时间|成文|生成|创建|有效|失效|截止|截至|期限|公示|今天|上一|下一|上篇|下篇|电话|主题|索引|编号|(?:[第至到从自])\\s*$"
)
_STOP = re.compile("[。；！？]")
_COUNT = re.compile("[0-9]{1,9} ?(?:次|人次|人)?")
_NUMBER = re.compile(
    r"[(（]?[\u4e00-\u9fff]{1,12} ?[〔\[﹝【（(](?:19|20)[0-9]{2}[〕\]﹞】）)] ?第?[0-9]{1,5} ?号[)）]?"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)?[A-Za-z0-9./_-]{0,80}\.(?:gov|com|org|net|cn)[A-Za-z0-9./_-]{0,80}"
)


@lru_cache(maxsize=4096)
def is_byline(text: str) -> bool:
    """Tell whether a line, given that it stands under the headline, says when and by whom it was published.

    >>> is_byline("县水务局 2022/01/20 12人浏览"), is_byline("清河网 发布时间：2022-01-20"), is_byline("无。")
    (True, True, False)
    """
    sign = first_sign(text)
    if not sign or (sign in CONTROL_FIRST and CONTROL_ROW.fullmatch(condense(text))):
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
    date = DATE_TIME.match(text.lstrip(OPENING))
    return bool(date) and len(text) <= BYLINE_CHARS and not _STOP.search(text)


def is_document_number(text: str) -> bool:
    """Tell whether a line is a document's number and nothing else.

    >>> is_document_number("某政办发〔2020〕5号"), is_document_number("（2020）第5号令公布")
    (True, False)
    """
    return len(text) <= BYLINE_CHARS and bool(_NUMBER.fullmatch(text))


def find_stamp(text: str) -> str | None:
    """Return the system's date in a line that stands at a headline, beside a name or alone.

    None where a label says what is dated, where it is a period, or one of several dates.

    >>> find_stamp("县政府办 2020-01-20 08:30 浏览"), find_stamp("成文日期 2020-01-20")
    ('2020-01-20 08:30', None)
    >>> find_stamp("2019-01-01至2019-12-31"), find_stamp("2020年1月20日")
    (None, None)
    """
    dates = [*DATE_TIME.finditer(text)]
    if len(dates) != 1 or not _is_by_system(dates[0][0]):
        return None
    before, after = text[: dates[0].start()], text[dates[0].end() :]
    if (before[-1:].isascii() and before[-1:].isalnum()) or after[:1].isdigit():
        return None
    return dates[0][0] if _BESIDE.fullmatch(before) and not _DATED_AS.search(before) else None


def _is_by_system(date: str) -> bool:
    """Tell whether a date is printed as systems do: documents are dated 2020年1月20日."""
    return ":" in date or "：" in date or "-" in date or "/" in date


def split_dated(title: str) -> tuple[str, str | None]:
    """Return a headline without the system's date, and fields, that the page sets behind it, and the date.

    >>> split_dated("某某县年度报告 2020-01-20 来源：县政府办"), split_dated("年度报告（2020年1月20日）")
    (('某某县年度报告', '2020-01-20'), ('年度报告（2020年1月20日）', None))
    """
    dates = [*DATE_TIME.finditer(title[:TITLE_CHARS])]
    if len(dates) != 1 or not _is_by_system(dates[0][0]):
        return title, None
    above, rest = title[: dates[0].start()], title[dates[0].end() :].strip(_BRACKETS)
    name = above.rstrip(_BRACKETS)
    if name == above or _DATED_AS.search(name[-4:]) or (rest and not read_fields(rest[:TITLE_CHARS])):
        return title, None
    return name, dates[0][0]
