"""Why a request gave nothing to read, where that is no failure."""

from scrapy.exceptions import IgnoreRequest


class Skipped(IgnoreRequest):
    """A request that was not sent, or whose answer says nothing new. Whoever raises it has counted it."""
