"""An article's labelled fields and meta tags into index number, source and dates, as printed."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from goicrawl.text import fold, parse_date

INDEX_NUMBER = ("索引号", "信息索取号", "索取号", "信息索引号", "公开索引号", "索引编号")
SOURCE = ("来源", "信息来源", "稿源", "文章来源", "资料来源", "稿件来源", "内容来源", "文件来源")
PUBLISHER = (
    "发布机构",
    "发布单位",
    "发文机关",
    "制发机关",
    "制作单位",
    "制发单位",
    "制文机关",
    "发文单位",
    "发文机构",
    "发布部门",
    "公开主体",
    "编制单位",
    "所属机构",
    "公开机构",
    "信息公开机构",
    "信息发布单位",
    "信息提供单位",
    "公开责任部门",
    "公开责任单位",
    "责任部门",
    "contentsource",
)
PUBLISHED = (
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "信息发布日期",
    "发布于",
    "发稿时间",
    "发文时间",
    "上载日期",
    "时间",
    "日期",
    "pubdate",
    "publishdate",
    "publishtime",
    "更新时间",
    "更新日期",
)
GENERATED = (
    "生成日期",
    "公文生成日期",
    "产生日期",
    "成文日期",
    "生成时间",
    "成文时间",
    "发文日期",
    "印发日期",
    "制发日期",
    "制文日期",
    "写作日期",
    "撰写日期",
    "制作日期",
)
_BYLINE, _LISTED = "byline", "listed"
TITLE = ("articletitle", "标题", "名称", "信息名称", "信息标题")

# A template's slot that nobody filled in: 〔〕号, ----年--月-日, None, {{title}}.
_EMPTY = re.compile(r"[\s\-—–/\\|.。:：〔〕\[\]()（）年月日号无]*|None|null|undefined|\{\{.*\}\}")


class Labels(NamedTuple):
    """What a page's labels and meta tags say; None where they are absent or not filled in."""

    title: str | None
    index_number: str | None
    source: str | None
    """来源, else 发布机构."""
    publisher: str | None
    """发布机构, else 来源."""
    published: date | None
    published_raw: str | None
    """The date of publication as printed, without its label."""
    generated: date | None
    site_code: str | None
    """SiteIDCode: it begins with the code of the area the site is registered under."""
    site_name: str | None


def read_labels(meta: Mapping[str, str], listed_date: str | None = None, byline: str | None = None) -> Labels:
    """Return what the fields say; the listing's date, else that at the headline, stands in for a label's.

    >>> read_labels({"来源": "县政府办公室", "发布时间": "2022年02月09日"})[2:6]
    ('县政府办公室', '县政府办公室', datetime.date(2022, 2, 9), '2022年02月09日')
    """
    fields = fold_fields(meta)
    source, publisher = find_field(fields, SOURCE), find_field(fields, PUBLISHER)
    unlabelled = {_LISTED: listed_date or "", _BYLINE: byline or ""}
    published = find_date(fields | unlabelled, (*PUBLISHED, *unlabelled)) or (None, None)
    generated = find_date(fields, GENERATED)
    return Labels(
        title=find_field(fields, TITLE),
        index_number=find_field(fields, INDEX_NUMBER),
        source=source or publisher,
        publisher=publisher or source,
        published=published[0],
        published_raw=published[1],
        generated=generated[0] if generated else None,
        site_code=fields.get("siteidcode"),
        site_name=fields.get("sitename"),
    )


def fold_fields(meta: Mapping[str, str]) -> dict[str, str]:
    """Return the fields by folded label, without empty ones: labels carry spaces, case and colons.

    >>> fold_fields({"索 引 号:": " 000014349/2021-26060", "PubDate": "2022-02-09", "来源": "无"})
    {'索引号': '000014349/2021-26060', 'pubdate': '2022-02-09'}
    """
    fields: dict[str, str] = {}
    for label, value in meta.items():
        key = label.lower() if label.isascii() else fold(label).rstrip(":")
        if value and not _EMPTY.fullmatch(value):
            fields.setdefault(key, value.strip())
    return fields


def find_field(fields: Mapping[str, str], labels: Iterable[str]) -> str | None:
    """Return the value of the first of `labels` that the page fills in, as printed."""
    return next((fields[label] for label in labels if label in fields), None)


def find_date(fields: Mapping[str, str], labels: Iterable[str]) -> tuple[date, str] | None:
    """Return the first of `labels` that holds a date: the date, and the value as printed.

    >>> find_date({"发布日期": "标题", "pubdate": "2022-02-09 10:00"}, ("发布日期", "pubdate"))
    (datetime.date(2022, 2, 9), '2022-02-09 10:00')
    >>> find_date({}, ("发布日期",)) is None
    True
    """
    dated = ((parse_date(fields[label]), fields[label]) for label in labels if label in fields)
    return next(((day, printed) for day, printed in dated if day), None)
