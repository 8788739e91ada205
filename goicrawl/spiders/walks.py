"""The walks of a run: which are under way, what each proved, and which rows were followed."""

import logging

from scrapy import signals
from scrapy.crawler import Crawler

from goicrawl.platforms import Listing, Row
from goicrawl.platforms.addresses import canonical
from goicrawl.signals import listing_walked, next_run_replayed
from goicrawl.spiders.walk import Verdict, Walk, judge

logger = logging.getLogger(__name__)


def key_of(url: str) -> str:
    """Return what tells a row's page from another: the one address of a page that has several."""
    return canonical(url)


class Walks:
    """Every walk of a run by portal and listing.

    The verdict on a walk is said and counted as soon as its last page has come. The signal
    `listing_walked` is sent when the run has nothing left to do: only then is it known where the
    followed rows led.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Listen to a crawler for the end of its run."""
        self.crawler = crawler
        self.walks: dict[tuple[str, str], Walk] = {}
        self.verdicts: dict[tuple[str, str], Verdict] = {}
        self.followed: dict[tuple[str, str], str] = {}
        self.landings: dict[str, str] = {}
        crawler.signals.connect(self.tell_walked, signal=signals.spider_idle)
        crawler.signals.connect(self.end_all, signal=signals.spider_closed)
        crawler.signals.connect(self.begin_run, signal=next_run_replayed)

    def begin_run(self) -> None:
        """Forget the run that a replay has come to the end of; what it left unfinished is judged."""
        self.end_all()
        for known in (self.walks, self.verdicts, self.followed, self.landings):
            known.clear()

    def begin(self, portal: str, listing: str) -> Walk:
        """Return a new walk over a portal's listing, known by its start address."""
        walk = self.walks[portal, listing] = Walk(portal=portal, listing=listing)
        return walk

    def arrived(self, portal: str, listing: str) -> Walk:
        """Return the walk that a page belongs to which has come, or will never come."""
        walk = self.walks.get((portal, listing))
        if walk is None:  # JOBDIR: the request waited on disk, the walk did not
            walk = self.begin(portal, listing)
            walk.waiting = 1
            walk.fail("it was begun in another run")
        walk.waiting -= 1
        return walk

    def take(self, walk: Walk, listing: Listing) -> tuple[Row, ...]:
        """Note a page of a walk; return its new rows."""
        return walk.take(listing, tuple(key_of(row.url) for row in listing.rows))

    def follow(self, walk: Walk, row: Row) -> bool:
        """Say whether a row's page has not been followed yet, whatever listing showed it."""
        key = walk.portal, key_of(row.url)
        new = key not in self.followed
        walk.followed.add(self.followed.setdefault(key, row.url))
        return new

    def note_landing(self, followed: str, landed: str) -> None:
        """Note where the address of a row led to."""
        if landed != followed:
            self.landings[followed] = landed

    def end(self, walk: Walk) -> None:
        """Judge a walk of which no page is out any more; say and count the verdict."""
        if walk.waiting:
            return
        verdict = self.verdicts[walk.portal, walk.listing] = judge(walk)
        count = self.crawler.stats.inc_value
        if verdict.complete:
            count("goicrawl/listings/walked")
            logger.info("listing complete: %s: %s", walk.listing, verdict.proof)
            return
        count("goicrawl/listings/incomplete")
        if walk.total is not None and len(walk.seen) < walk.total:
            count("goicrawl/listings/rows_missed", walk.total - len(walk.seen))
        logger.error("listing incomplete: %s: %s", walk.listing, verdict.proof)

    def end_all(self) -> None:
        """Judge the walks that a run leaves unfinished."""
        for key, walk in self.walks.items():
            if key not in self.verdicts:
                walk.fail("the run ended before it was walked")
                walk.waiting = 0
                self.end(walk)

    def tell_walked(self) -> None:
        """Send the signal for every walk that was judged, once."""
        for key, walk in list(self.walks.items()):
            verdict = self.verdicts.get(key)
            if verdict is None:
                continue
            del self.walks[key]
            landed = {self.landings[url] for url in walk.followed if url in self.landings}
            self.crawler.signals.send_catch_log(
                listing_walked,
                portal=walk.portal,
                listing=walk.listing,
                urls=frozenset(walk.followed | landed),
                complete=verdict.complete,
                proof=verdict.proof,
            )
