"""An answer as it came -> the answer whole, or another try, or a refusal that names what is wrong."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Headers, Response

from goicrawl.middlewares.encodings import GZIP_MAGIC, BrokenBodyError, decompress
from goicrawl.platforms.obstacles import is_cut
from goicrawl.refused import Refused

_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_NAMES_NOTHING = frozenset(
    {"", "identity", "none", "utf-8", "utf8", "gbk", "gb2312", "gb18030", "8bit", "7bit"}
)
"""What servers write into Content-Encoding for a body that is not encoded."""
PARTIAL = "partial"
"""Scrapy's flag for a body of which nobody told the length: it may have broken off."""


class AnswersMiddleware:
    """Decompresses bodies, and refuses those that break off.

    It stands between Scrapy's redirections and Scrapy's decompression, to which it leaves what it does
    not know.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Take a crawler."""
        self.crawler = crawler
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.retries = crawler.settings.getbool("RETRY_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware for a crawler."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Return the answer whole, or the request once more. Raise `Refused` where that is exhausted."""
        try:
            whole = self._decode(response)
        except BrokenBodyError as error:
            return self._again(request, error.kind, str(error))
        cut = "portal" in request.meta and whole.status == 200
        if cut and is_cut(whole.body, strict=PARTIAL in whole.flags):
            return self._again(request, "cut_short", "the page breaks off before its end")
        return whole

    def _decode(self, response: Response) -> Response:
        """Return the answer decompressed, whatever its header says of a body that shows what it is."""
        named = response.headers.getlist("Content-Encoding")
        codings = [part.strip().lower() for part in b",".join(named).decode("latin-1").split(",")]
        codings = [coding for coding in codings if coding not in _NAMES_NOTHING]
        zipped = response.body.startswith(GZIP_MAGIC)
        if len(codings) > 1 or any(coding not in _CODINGS for coding in codings):
            return response
        coding = _CODINGS[codings[0]] if codings else "gzip"
        if coding == "gzip" and not zipped:
            # Not compressed at all, whatever the header says.
            return _with_body(response, response.body) if named else response
        if not codings and not _is_text(response.headers):
            return response
        return _with_body(response, decompress(response.body, coding, largest=self.largest))

    def _again(self, request: Request, kind: str, why: str) -> Request:
        """Return the request once more. Raise `Refused` where it has been tried often enough."""
        self.crawler.stats.inc_value(f"goicrawl/answers/{kind}")
        assert self.crawler.spider is not None  # noqa: S101 -- requests come from a running spider
        if self.retries and kind != "too_large":
            again = get_retry_request(request, spider=self.crawler.spider, reason=kind)
            if again is not None:
                return again
        raise Refused(kind, why)


def _with_body(response: Response, body: bytes) -> Response:
    """Return the answer with its body decompressed, and without the header that says otherwise."""
    headers = Headers(response.headers)
    headers.pop("Content-Encoding", None)
    return response.replace(body=body, headers=headers)


def _is_text(headers: Headers) -> bool:
    """Say whether an answer calls itself a text: a compressed one forgot to say so."""
    kind = (headers.get("Content-Type") or b"").lower()
    return kind.startswith(b"text/") or b"json" in kind or b"xml" in kind
