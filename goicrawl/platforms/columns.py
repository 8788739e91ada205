"""A listing page -> whether its column is one of annual reports, by what the page calls itself."""

import re

from goicrawl.platforms.answer import Answer
from goicrawl.text import fold

STATE = ("column", "reports")
"""What the requests for further pages of such a column carry: their answers may name no column."""

# 政府信息公开年报, 信息公开工作年度报告, 年报; the page's title has the site's name before or behind.
_REPORTS = re.compile(
    r"(?:信息|政务|政府)公开(?:工作)?(?:年报|年度(?:工作)?报告)|^(?:工作)?(?:年报|年度报告)$"
)
_PART = re.compile(r"[-_|—–>»·]+")


def is_report_column(answer: Answer) -> bool:
    """Say whether a listing page, or the page that led to it, names its column after annual reports."""
    if dict(answer.asked.state).get(STATE[0]) == STATE[1]:
        return True
    return any(_REPORTS.search(fold(part)) for name in _names(answer) for part in _PART.split(name))


def _names(answer: Answer) -> list[str]:
    """Return what a page calls its column: the meta tag of the national standard, and the page's title."""
    if answer.tree is None or answer.json is not None:
        return []
    metas = (meta for meta in answer.tree.iter("meta") if (meta.get("name") or "").lower() == "columnname")
    titles = (title.text_content() for title in answer.tree.iter("title"))
    return [*(meta.get("content") or "" for meta in metas), *titles]
