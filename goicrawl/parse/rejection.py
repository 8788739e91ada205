"""An article and what it says of itself into the reason why it is no annual report, or None if it is one."""

import re
from collections.abc import Sequence

from goicrawl.grids import Grid
from goicrawl.items import Article
from goicrawl.parse.metadata import Metadata
from goicrawl.parse.metadata.titles import parse_title
from goicrawl.parse.outline.kinds import is_title
from goicrawl.parse.traditional import plain

# What a title calls its document by; the first that fits counts.
_KINDS = (
    ("interpretation", re.compile("解读|图解|一图[读看]懂|答记者问|政策问答|动漫|H5")),
    ("template", re.compile("格式|模板|样本|范本|样表|范文|示例|填报说明|填写说明|参考文本")),
    (
        "notice",
        re.compile(
            "(?:通知|通报|公告|通告|公示|批复|复函|的函|意见|方案|要点|清单|计划|安排|思路)(?:[(（].*[)）])?$|^转发"
        ),
    ),
    ("guide", re.compile("(?:指南|目录|须知|流程图?|申请表)(?:[(（].*[)）])?$")),
    ("rule", re.compile("(?:条例|办法|规定|制度|细则|规则|规范)(?:[(（].*[)）])?$")),
    ("website_report", re.compile("政府网站.{0,8}(?:年度报表|年报|年度报告)|网站监管年度报表")),
    ("other", re.compile("季度|半年|评估|测评|研究|论文|探析|浅谈|绩效|法治|预算|决算")),
    (
        "news",
        re.compile("召开|举行|举办|部署|培训会|推进会|座谈会|印发|完成|顺利|圆满|获|评为|开展|督查|检查"),
    ),
)
# 关于公布某局2012年政府信息公开年度报告的通知: the report may stand below.
_ANNOUNCES = re.compile("(?:年度报告|年报|工作报告)的?(?:公示|公告|通告|通知|函)(?:[(（][^()（）]*[)）])?$")
_ABOUT_REPORTS = re.compile("做好|编制|报送|格式|填报|要求|事项|培训|考核|检查")
# Section titles that these reports have had since 2008; each group counts once.
_SECTIONS = (
    re.compile("主动公开"),
    re.compile("依申请公开|收到和处理政府信息公开申请|公开申请(?:情况|办理)"),
    re.compile("复议|诉讼"),
    re.compile("存在(?:的)?(?:主要)?(?:问题|不足)|主要问题|问题(?:及|和|与)改进|改进(?:措施|情况)"),
    re.compile("收费|减免"),
    re.compile("总体情况|概述|基本情况|概况|总体工作"),
    re.compile("其他需要(?:报告|说明)"),
)
_OWN = 2
"""The first groups: no other kind of report has sections on what is published and what applied for."""
_HEADING = re.compile(r"[一二三四五六七八九十(（第0-9①-⑩]{1,4}[、.．)）部\s]")
_HEADING_CHARS = 60
_MIN_SECTIONS = 3
"""So many known sections make a page a report whatever its headline (notices about reports quote two)."""
_PREAMBLE = re.compile(
    "(?:现|特)(?:公布|发布|将|编制)|(?:编制|撰写|形成|公布)(?:本|了|而成)?(?:报告|年报)|本(?:年度)?(?:报告|年报)|统计期限|报告如下|总结如下"
)
# 20XX年, ××局, ___市: slots of a form that its user was to fill in.
_SLOT = re.compile(
    "(?<![XxＸ×〇○*＊_＿])[XxＸ×〇○*＊_＿]{2,20}\\s?(?:年|省|市|县|区|局|镇|乡|街道|单位|部门|委|办|人民政府)"
)
_MIN_SLOTS = 2
_ORDERS = re.compile("各(?:县|区|市|乡镇|镇|街道|部门|单位|科室|有关单位|直属|处室)[^。]{0,60}[:：]\\s*$")
_ORDERS_TEXT = re.compile(
    "请(?:各|于)[^。]{0,60}(?:前|报送|上报)|(?:报送|填报|上报)(?:时间|要求|方式)|特此通知"
)
# No report on openness does without these words; an error page with a report's title does.
_SUBJECT = re.compile("公开|公布|发布|信息|政务")
# Where nothing but the row that led here speaks of a report, the page has to say what reports say: how many
# were published or applied for. The site's first page, which dead links lead to, has the words alone.
_COUNTED = re.compile(
    "(?:公开|公布|发布|申请|受理|答复|信息)[^。;；]{0,40}?[0-9零〇一二三四五六七八九十百千两]\\s?[余多]?[条件份篇次宗项]"
    "|(?:未|没有)(?:收到|接到|受理|发生|制作|产生)|申请[^。]{0,12}[为是无]"
)
_OPENING_PARAGRAPHS = 12
_MIN_LISTED = 3


def rejection_reason(article: Article, metadata: Metadata, has_form_tables: bool) -> str | None:
    """Return why the page is no annual report, or None if it is one.

    The reasons: `empty`, `listing`, `notice`, `interpretation`, `template`, `guide`, `rule`,
    `website_report`, `news` and `other`. The headline says what the page wants to be, the body what it is:
    a report under a wrong headline is a report, a notice that carries the blank form is none.
    """
    paragraphs = [block for block in article.blocks if isinstance(block, str)]
    groups = _groups(paragraphs)
    sections = len(groups)
    if _is_template(metadata.title, paragraphs):
        return "template"
    if any(problem.code == "source.listing" for problem in article.problems):
        return "listing"
    kind = _kind_of(metadata.title)
    if metadata.has_title:
        return _titled_but_none(article, metadata, paragraphs, sections, has_form_tables)
    if kind in ("interpretation", "template", "website_report"):
        return kind
    open_kind = kind in (None, "news") or _announces(metadata.title)
    own = any(group < _OWN for group in groups)
    if sections >= _MIN_SECTIONS and own and open_kind and not _gives_orders(paragraphs):
        return None
    if has_form_tables and open_kind and kind != "news" and (sections or metadata.year):
        return None
    if _count_titles(paragraphs) >= _MIN_LISTED:
        return "listing"
    return kind or "other"


def _groups(paragraphs: Sequence[str]) -> set[int]:
    """Return which of the known sections stand among the headings, numbered or word for word."""
    headings = [
        plain("".join(text.split()))
        for text in paragraphs
        if len(text) <= _HEADING_CHARS and (_HEADING.match(text.lstrip()) or is_title(text))
    ]
    text = "\n".join(headings)
    return {group for group, pattern in enumerate(_SECTIONS) if pattern.search(text)}


def _announces(title: str | None) -> bool:
    folded = plain(title or "")
    return _ANNOUNCES.search(folded) is not None and not _ABOUT_REPORTS.search(folded)


def _titled_but_none(
    article: Article, metadata: Metadata, paragraphs: Sequence[str], sections: int, has_form_tables: bool
) -> str | None:
    """Tell the pages apart that carry a report's title: the report, a column of them, news of it, nothing."""
    if sections or has_form_tables:
        return "notice" if _gives_orders(paragraphs) and sections < _MIN_SECTIONS else None
    listed = _count_titles(paragraphs)
    generic = metadata.issuer is None and metadata.year is None
    if listed >= _MIN_LISTED or (generic and listed):
        return "listing"
    if not paragraphs and not any(isinstance(block, Grid) for block in article.blocks):
        return None if article.attachments else "empty"
    if _gives_orders(paragraphs):
        return "notice"
    if article.attachments or _PREAMBLE.search("\n".join(paragraphs[:_OPENING_PARAGRAPHS])):
        return None
    if generic:
        return "listing"
    if any(isinstance(block, Grid) for block in article.blocks):
        return None
    said = _COUNTED if metadata.is_listed_only else _SUBJECT
    return None if said.search(plain("\n".join(paragraphs))) else "other"


def _kind_of(title: str | None) -> str | None:
    folded = plain(title or "")
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), None)


def _is_template(title: str | None, paragraphs: Sequence[str]) -> bool:
    text = "\n".join([title or "", *paragraphs[:_OPENING_PARAGRAPHS]])
    return len(_SLOT.findall(text)) >= _MIN_SLOTS


def _gives_orders(paragraphs: Sequence[str]) -> bool:
    opening = paragraphs[:_OPENING_PARAGRAPHS]
    return any(map(_ORDERS.search, opening)) and any(map(_ORDERS_TEXT.search, paragraphs))


def _count_titles(paragraphs: Sequence[str]) -> int:
    """Return how many lines are themselves titles of reports, a date behind them or not."""
    return sum(
        parse_title(_LISTED_DATE.sub("", text)) is not None for text in paragraphs[:60] if len(text) < 80
    )


_LISTED_DATE = re.compile(r"[\[(（]?(?:20[0-9]{2}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?[\])）]?\s*$")
