"""A report's address -> the first address of the column that it stands in, by its system's own rule.

The rules say how publishing systems address a column's articles below the column; what they give was
not asked for by anybody yet.
"""

import re
from typing import NamedTuple


class ColumnRule(NamedTuple):
    """How a system's article addresses lead to their column's."""

    name: str
    """What the rule goes by, as documents name it."""
    article: re.Pattern[str]
    """The whole address of an article; its groups are what the column's address is made of."""
    column: str
    """The column's address, with the groups' names in braces."""


_SITE = r"(?P<site>https?://[^/?#]+)"
_FOLDER = r"(?P<folder>https?://[^?#]+/)"
_ANNUAL = r"(?P<page>https?://[^/?#]+/module/xxgk/xxgkAnnualReport\.jsp)\?"
_HEX = "[0-9a-f]"
_UUID = f"{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}"

RULES = (
    # /zwgk/xxgknb/202202/t20220209_1.html, and in Jiangxi and Guangxi /zwgk/xxgknb/t803352.shtml
    ColumnRule("trs", re.compile(_FOLDER + r"[0-9]{6}/t[0-9]{8}_[0-9]+\.s?html?"), "{folder}"),
    ColumnRule("trs undated", re.compile(_FOLDER + r"t[0-9]{6,9}\.s?html?"), "{folder}"),
    ColumnRule("month", re.compile(_FOLDER + r"[0-9]{6}/[0-9]{8}_[0-9]+\.s?html?"), "{folder}"),
    # /art/2022/1/11/art_1229358718_4858173.html: the first number is the column's
    ColumnRule(
        "hanweb",
        re.compile(_SITE + r"/art/[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}/art_(?P<column>[0-9]+)_[0-9]+\.html"),
        "{site}/col/col{column}/index.html",
    ),
    ColumnRule(
        "hanweb cloud",
        re.compile(_FOLDER + rf"art/[0-9]{{4}}/art_{_HEX}{{32}}\.html"),
        "{folder}index.html",
    ),
    # One address a year and office; each shows the other years too.
    ColumnRule(
        "hanweb annual",
        re.compile(
            _ANNUAL + r"(?=[^#]*\barea=(?P<area>[0-9A-Za-z-]{1,60})\b)[^#]*\bfbtime=(?P<year>[0-9]{4})\b[^#]*"
        ),
        "{page}?area={area}&fbtime={year}",
    ),
    # Guangdong: /zwgk/zfxxgknb/bm/content/post_5415513.html
    ColumnRule("guangdong", re.compile(_FOLDER + r"content/post_[0-9]+\.html"), "{folder}"),
    # Shaanxi: /zwgk/xxgknb/1876088810950483969.html or a name of 24 digits; its pages are 1.html, 2.html, …
    ColumnRule("shaanxi", re.compile(_FOLDER + rf"(?:[0-9]{{19}}|{_HEX}{{24}})\.html"), "{folder}1.html"),
    # Hebei: /columns/<uuid>/202302/13/<uuid>.html
    ColumnRule(
        "hebei",
        re.compile(rf"(?P<folder>https?://[^?#]+/columns/{_UUID}/)[0-9]{{6}}/[0-9]{{2}}/{_UUID}\.html"),
        "{folder}index.html",
    ),
    # Shanghai: /nw29402/20200820/0001-29402_31197.html, /fgw_xxgknb/20211030/<32 digits>.html
    ColumnRule(
        "shanghai",
        re.compile(_FOLDER + rf"[0-9]{{8}}/(?:[0-9]{{4}}-[0-9]+_[0-9]+|{_HEX}{{32}}|[0-9]+)\.html"),
        "{folder}index.html",
    ),
    # A folder an article: /zfxxgknb13/326015834/index.html
    ColumnRule("easysite", re.compile(_FOLDER + r"[0-9]{6,10}/index\.html"), "{folder}index.html"),
)
"""The rules in the order in which they are tried."""


def find_column(url: str) -> str | None:
    """Return the address of the column that a report stands in, None where no rule says it.

    >>> find_column("http://www.x.gov.cn/zwgk/xxgknb/202202/t20220209_1.html?isMobile=true")
    'http://www.x.gov.cn/zwgk/xxgknb/'
    >>> find_column("http://www.x.gov.cn/") is None
    True
    """
    address = url.removesuffix("?isMobile=true").removesuffix("?isMobile=false")
    for rule in RULES:
        if found := rule.article.fullmatch(address):
            return rule.column.format(**found.groupdict())
    return None
