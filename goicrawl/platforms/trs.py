"""TRS: index.html, index_1.html, …; the page count stands only in a script."""

import re
from dataclasses import replace

from goicrawl.platforms.answer import Answer
from goicrawl.platforms.base import Platform
from goicrawl.platforms.listing import Pager

# A skin may show the first rows and fetch the others by script: recordCount: '20'.
_TOTAL = re.compile(r"""\brecordCount\s*:\s*["']?(?P<total>[0-9]{1,8})""")


class Trs(Platform):
    """TRS WCM with static listings."""

    name = "trs"
    # /202202/t20220209_81120.html, and where the date is left out /t803352.shtml
    article = re.compile(r"/t(?:[0-9]{8}_[0-9]+|[0-9]{4,12})\.s?html?$")

    def find_pager(self, answer: Answer) -> Pager | None:
        """Return the pager of the page's script or links, and the record count where the page has one."""
        pager, total = super().find_pager(answer), _TOTAL.search(answer.text)
        return replace(pager or Pager(), total=int(total["total"])) if total else pager
