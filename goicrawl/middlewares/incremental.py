"""Requests for report pages -> only those that are due, and of these only answers that say something new."""

import hashlib
import logging
from datetime import UTC, date, datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from sqlite_utils import Database

from goicrawl.skipped import Skipped
from goicrawl.store import (
    Schedule,
    StoreError,
    Visit,
    find_visit,
    open_database,
    parse_schedule,
    see_listed,
    see_unchanged,
    upsert_redirects,
)
from goicrawl.version import __version__

logger = logging.getLogger(__name__)

_SPARED = frozenset({"report", "attachment"})
"""Kinds of pages that are looked at when they are due; listings always are."""
_VALIDATORS = ("If-None-Match", "If-Modified-Since")
_VISIT = "goicrawl_visit"


class IncrementalMiddleware:
    """Spares report pages that say what they said.

    A page that is not due is not asked for; one that is, is asked for with the validators of its last answer.
    Where the server says 304, or sends the same bytes that this version has read, only `last_seen` is
    touched. A page whose last answer failed, or was not read to the end, is always due. A newer version of
    the parser makes no page due: `scrapy replay` reads the archive again.
    """

    def __init__(self, db: Database, stats: StatsCollector, schedule: Schedule) -> None:
        """Take an open database, and how long pages are left alone."""
        self.db = db
        self.stats = stats
        self.schedule = schedule

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware with its database open; there is none in a replay, nor without a database.

        Raise `StoreError` where the database can't be opened or GOICRAWL_REVISIT can't be read.
        """
        path, revisit = crawler.settings.get("GOICRAWL_DATABASE"), crawler.settings.get("GOICRAWL_REVISIT")
        if not path or not revisit or crawler.settings.getlist("GOICRAWL_REPLAY"):
            raise NotConfigured
        schedule = parse_schedule(revisit)
        middleware = cls(open_database(path), crawler.stats, schedule)
        crawler.signals.connect(middleware.close, signal=signals.spider_closed)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Add the validators of the page's last answer. Raise `Skipped` where the page is not due."""
        if request.meta.get("kind") not in _SPARED or request.method != "GET":
            return
        # What the first of two addresses was asked with says nothing to the one it redirects to.
        for name in _VALIDATORS:
            request.headers.pop(name, None)
        visit = find_visit(self.db, request.url)
        request.meta.pop(_VISIT, None)
        if visit is None:
            return
        if not self._is_due(visit):
            self._see_listed(visit, request)
            raise Skipped(f"not due: {request.url}")
        if visit.url == request.url:
            request.meta[_VISIT] = visit
            for name, value in zip(_VALIDATORS, (visit.etag, visit.last_modified), strict=True):
                if value:
                    request.headers[name] = value

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer. Raise `Skipped` where it says what the last one said."""
        visit: Visit | None = request.meta.pop(_VISIT, None)
        if visit is None or response.url != visit.url:
            return response
        if response.status == 304:
            self._see_unchanged(visit, request, response, "not_modified")
        if response.status == 200 and visit.read_by == __version__ and _hash(response) == visit.sha256:
            self._see_unchanged(visit, request, response, "unchanged")
        return response

    def _is_due(self, visit: Visit) -> bool:
        # The date that was stored is of the schedule that was in force then; the one of now counts.
        if visit.has_vanished or visit.fetched is None:
            return True
        if visit.fetched.date() > _today():  # a clock was wrong, and would leave it alone for years
            return True
        return self.schedule.next_due(visit.year, visit.fetched.date()) <= _today()

    def _see_listed(self, visit: Visit, request: Request) -> None:
        self.stats.inc_value("goicrawl/reports/not_due")
        now = datetime.now(UTC)
        try:
            self._store_redirects(visit, request, now)
            see_listed(self.db, visit.url, now=now)
        except StoreError as error:
            self._say_failed(error)

    def _store_redirects(self, visit: Visit, request: Request, now: datetime) -> None:
        """Store by which addresses the page was come to: a listing may show it by a new one."""
        meta = request.meta
        sources = zip(meta.get("redirect_urls", ()), meta.get("redirect_reasons", ()), strict=False)
        upsert_redirects(self.db, sources, visit.url, portal=meta.get("portal"), fetched=now)

    def _see_unchanged(self, visit: Visit, request: Request, response: Response, outcome: str) -> None:
        """Note that the page says what it said, and raise `Skipped`."""
        now = datetime.now(UTC)
        try:
            self._store_redirects(visit, request, now)
            reappeared = see_unchanged(
                self.db,
                visit.url,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
                due=self.schedule.next_due(visit.year, now.date()),
                now=now,
            )
        except StoreError as error:
            self._say_failed(error)
        else:
            if reappeared:
                self.stats.inc_value("goicrawl/reports/reappeared")
                logger.warning("report reappeared: %s", visit.url)
        self.stats.inc_value(f"goicrawl/reports/{outcome}")
        raise Skipped(f"unchanged: {visit.url}")

    def _say_failed(self, error: StoreError) -> None:
        logger.error("%s", error)
        self.stats.inc_value("goicrawl/stored/failed")

    def close(self) -> None:
        """Close the database."""
        self.db.close()


def _today() -> date:
    return datetime.now(UTC).date()


def _hash(response: Response) -> str:
    return hashlib.sha256(response.body).hexdigest()


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
