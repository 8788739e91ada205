"""The words before a number into the name of the part that it counts: 财政信息, 网上受理, 予以公开."""

import re

MAX_LABEL = 60
"""Longer ones are clauses, not names."""

# What leads to a part's name, and what closes it.
_LEAD = re.compile(
    "(?:[ ,，、:：;；。]|其中|包括|包含|内容|涵盖|含|分别为?|分为|主要|涉及|共|累计|全年"
    "|通过|采用|采取|收到|作|另|及|和)+"
)
_TAIL = re.compile("(?:[ :：]|共计|共|累计|总计|合计|数量|数|为|是|达到|达|的|了)+$")
_VERB = re.compile("(?:主动公开|公开|发布)(?:了|的)?")
_VERB_BEHIND = re.compile("(?:主动公开|公开|发布)$")
_ASIDE = re.compile("[(（][^()（）]*[)）]? *$")
_GENERIC = re.compile("(?:政府|政务|各类|有关|相关)*(?:信息)?|各类文件")
# Columns that portals have beside 财务信息 and the like.
_COLUMN = re.compile("政务信息|(?:政府|政务)?信息公开|政务公开")


def find_phrase(printed: str) -> str | None:
    """Return the words up to a number without what only leads to it; None where nothing is left.

    >>> find_phrase("其中通过网络申请"), find_phrase("作其他处理（含撤回）")
    ('网络申请', '其他处理')
    """
    bare = _ASIDE.sub("", printed)
    lead = _LEAD.match(bare)
    words = _TAIL.sub("", bare[lead.end() :] if lead else bare).strip()
    return words if 2 <= len(words) <= MAX_LABEL else None


def find_label(printed: str) -> str | None:
    """Return the name of a part of what was made public; None where the words up to its number name none.

    >>> find_label("其中部门政务信息发布"), find_label("公开财税信息"), find_label("主动公开信息")
    ('部门政务信息', '财税信息', '主动公开信息')
    >>> find_label("发布") is None
    True
    """
    words = find_phrase(printed) or ""
    if _COLUMN.fullmatch(words):
        return words
    verb = _VERB.match(words)
    name = words[verb.end() :] if verb else words
    name = _VERB_BEHIND.sub("", name).strip() or name
    if _GENERIC.fullmatch(name):
        name = words if verb and name else ""
    return name if len(name) >= 2 else None
