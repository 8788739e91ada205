"""Why a request was not sent, or its answer not taken: the kind it is counted by, and words for the log."""

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A request that must not be sent, or an answer that must not be taken."""

    def __init__(self, kind: str, why: str) -> None:
        """Take the kind (`robots`, `other_host`, `broken_gzip`, …) and a clause that says why."""
        super().__init__(why)
        self.kind = kind
