"""A page's own metadata: its meta tags, its labelled fields, its title."""

import re

from lxml import etree

from goicrawl.text import squeeze

_LABELS = (
    "索引号 信息索取号 信息索引号 索取号 名称 标题 信息名称 发布机构 发布单位 发文机关 制发机关 公开主体 来源 信息来源 稿源 发布日期 发布时间 公开日期 更新时间 "
    "生成日期 成文日期 发文日期 生效日期 废止日期 有效性 文号 发文字号 发布文号 文件编号 信息分类 信息类别 主题分类 组配分类 体裁分类 分类 关键词 主题词 内容概述 "
    "公开方式 公开时限 公开期限 公开范围 作者 责任编辑 点击数 浏览次数 访问量"
).split()
_LABEL = re.compile(
    r"(?<![\w一-鿿])(?P<label>"
    + "|".join(r"[ \u00a0\u3000]*".join(label) for label in sorted(_LABELS, key=len, reverse=True))
    + r")\s*(?:[:：]|(?=\s|$))"
)
_BLANK = re.compile(r"\s+")
_SITE_SUFFIX = re.compile(r"\s*[-_|–—].*$")


def read_meta(root: etree._Element) -> dict[str, str]:
    """Return the meta tags and the labelled fields by name."""
    meta: dict[str, str] = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name"), squeeze(tag.get("content") or "")
        if name and content:
            meta.setdefault(name, content)
    pieces = [squeeze(piece) for piece in root.itertext()]
    pieces = [piece for piece in pieces if piece][:400]
    for at, piece in enumerate(pieces):
        found = list(_LABEL.finditer(piece)) if len(piece) < 300 else []
        for match, after in zip(found, [*found[1:], None], strict=False):
            value = piece[match.end() : after.start() if after else None].strip()
            if not value and after is None and at + 1 < len(pieces) and not _LABEL.match(pieces[at + 1]):
                value = pieces[at + 1]
            if value and len(value) < 120:
                meta.setdefault(_BLANK.sub("", match["label"]), value)
    return meta


def find_title(root: etree._Element, meta: dict[str, str]) -> str | None:
    """Return the page's title: what the metadata says, else the head's without the site's name."""
    if title := meta.get("ArticleTitle"):
        return title
    for tag in ("h1", "title"):
        for element in root.iter(tag):
            if text := squeeze("".join(element.itertext())):
                return _SITE_SUFFIX.sub("", text) if tag == "title" else text
    return None
