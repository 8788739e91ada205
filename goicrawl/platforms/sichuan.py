"""Suining's system: articles at /zwgk/show/<32 hex digits>.html, the pager is links."""

import re

from goicrawl.platforms.base import Platform


class SichuanShow(Platform):
    """The openness platform of Suining and its zones."""

    name = "sichuan"
    article = re.compile(r"/show/[0-9a-f]{32}\.html$")
