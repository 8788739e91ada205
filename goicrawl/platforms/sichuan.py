"""Sichuan's system: articles at /zwgk/show/<32 hex digits>.html, the pager is links."""

import re

from goicrawl.platforms.base import Platform


class SichuanShow(Platform):
    """The openness platform of Sichuan's cities and counties, as Suining's zones have it."""

    name = "sichuan"
    article = re.compile(r"/show/[0-9a-f]{32}\.html$|/(?:xxgk-)?show-[0-9]+\.html$")
