"""Listing pages as they come in -> which rows are new, and how far the listing has been walked."""

from dataclasses import dataclass, field

from goicrawl.platforms import Listing, PageRequest, Row

MAX_PAGES = 300
"""Pages of one listing that are asked for at most; static pagers stop at 50 to 200."""

NO_SUCH_PAGE = frozenset({404, 410})
"""What is answered where a guess at the next page was wrong."""

EMPTY, REPEATED = "is empty", "repeats rows of the pages before"
"""How a page gives away that the listing has none of that number."""


@dataclass(kw_only=True, slots=True)
class Walk:
    """A walk over one listing: what its pages said, in whatever order they came. It can be pickled."""

    portal: str
    """The name of the portal."""
    listing: str
    """The start address in the registry."""
    asked: set[tuple[str, str, bytes]] = field(default_factory=set)
    """Every page that was asked for: method, address and form."""
    waiting: int = 0
    """Pages that were asked for and have not come yet."""
    read: int = 0
    """Pages that had a new row."""
    seen: set[str] = field(default_factory=set)
    """The rows so far, by their canonical address."""
    addresses: set[str] = field(default_factory=set)
    """The rows so far, by the address that each shows: a page may be listed under two."""
    standing: set[str] = field(default_factory=set)
    """The addresses that every page so far shows: links beside the rows, which are taken for rows too."""
    entries: int = 0
    """The rows so far, those counted again that stand on several pages."""
    followed: set[str] = field(default_factory=set)
    """The addresses that were asked for as reports."""
    total: int | None = None
    """How many rows the listing says it has; None where it does not say."""
    pages: int | None = None
    """How many pages the pager says there are; None where it does not say."""
    has_pager: bool = False
    """Whether any page had a pager."""
    goes_on: bool = False
    """Whether any page led to another."""
    end: str | None = None
    """What gave the end away, `EMPTY` or `REPEATED`; None where no such page was met."""
    looked_behind: bool = False
    """Whether the page behind one without rows, which leads on, was asked for."""
    broken: str | None = None
    """The first thing that went wrong; None where nothing did."""

    def ask(self, page: PageRequest) -> bool:
        """Say whether a page has not been asked for before, and note that it is now."""
        key = page.method, page.url, page.body
        if key in self.asked:
            return False
        if len(self.asked) >= MAX_PAGES:
            self.fail(f"it was cut off after {MAX_PAGES} pages")
            return False
        self.asked.add(key)
        self.waiting += 1
        return True

    def take(self, listing: Listing, keys: tuple[str, ...]) -> tuple[Row, ...]:
        """Note a page that has come; return the rows that no page before had.

        `keys` are the rows' canonical addresses, in their order.
        """
        if listing.is_entry:
            return ()
        fresh: dict[str, Row] = {}
        for row, key in zip(listing.rows, keys, strict=True):
            if key not in self.seen:
                fresh.setdefault(key, row)
        shown = {row.url for row in listing.rows}
        is_new = not shown <= self.addresses
        self.seen.update(keys)
        self.addresses |= shown
        self.entries += len(listing.rows)
        self.has_pager |= listing.has_pager
        # The first count stands, and none that stubs and clamped pages behind the last print.
        if is_new or not self.read:
            self.total = listing.total if self.total is None else self.total
            self.pages = listing.pages if self.pages is None else self.pages
        if is_new and self.looked_behind and self.total is None:
            self.fail("a page amid it shows no row")
        if is_new:
            self.standing = self.standing & shown if self.read else shown
            self.read += 1
            self.goes_on |= bool(listing.next_pages)
        else:
            self.end = self.end or (REPEATED if listing.rows else EMPTY)
        return tuple(fresh.values())

    def leads_on(self, listing: Listing) -> bool:
        """Say whether to ask for what is behind a page that gave nothing new: once, where it has no row.

        A pager that always leads on does so behind the last page too; a page that failed to be filled stands
        amid the others.
        """
        behind = not listing.rows and self.read > 0 and not self.looked_behind and bool(listing.next_pages)
        self.looked_behind |= behind
        return behind

    def fail(self, why: str) -> None:
        """Note what went wrong; the first reason is kept."""
        self.broken = self.broken or why


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a walk has proved that it saw the whole listing."""

    complete: bool
    """Whether it has."""
    proof: str
    """What proves it, or what is missing, in words."""


def judge(walk: Walk) -> Verdict:
    """Return whether a walk that came to its end saw the whole listing.

    What the listing itself counts decides, rows before pages. Only where it counts neither, the way it
    ended does.
    """
    if walk.broken:
        return Verdict(complete=False, proof=f"{walk.broken}; {_sight(walk)}")
    return _by_total(walk) or _by_pages(walk) or _by_end(walk)


def _by_total(walk: Walk) -> Verdict | None:
    """Judge by the count of rows; a listing that shows more rows than it counts is judged otherwise."""
    total, seen = walk.total, len(walk.seen)
    if total is None or seen > total:
        return None
    # As many links beside the rows as a lost page had rows make it seem seen. So the pager has to agree.
    lost = walk.pages is not None and walk.read < walk.pages
    if lost and walk.standing and total in (seen, len(walk.addresses)):
        return None
    if seen == total:
        return Verdict(complete=True, proof=f"all {total} rows seen")
    if len(walk.addresses) == total:
        return Verdict(complete=True, proof=f"all {total} rows seen, {total - seen} under a second address")
    # A row may be listed twice: then every page was read, and their rows add up.
    if walk.pages is not None and walk.read >= walk.pages and walk.entries >= total:
        return Verdict(complete=True, proof=f"all {walk.pages} pages read, {total - seen} rows stand twice")
    return Verdict(complete=False, proof=f"it says it has {total} rows; {_sight(walk)}")


def _by_pages(walk: Walk) -> Verdict | None:
    """Judge by the pager's count of pages."""
    if walk.pages is None:
        return None
    if walk.read >= walk.pages:
        # A pager may count no further than the next ten.
        proof = "its only page read" if walk.read == 1 else f"all {walk.read} pages read"
        return Verdict(complete=True, proof=proof)
    return Verdict(complete=False, proof=f"its pager counts {walk.pages} pages; {_sight(walk)}")


def _by_end(walk: Walk) -> Verdict:
    """Judge by how a listing ended that counts neither rows nor pages."""
    if walk.end:
        return Verdict(complete=True, proof=f"the page behind the last {walk.end}")
    if not walk.has_pager:
        return Verdict(complete=True, proof="one page, no pager")
    if walk.goes_on:
        return Verdict(complete=True, proof=f"the pager leads no further than page {walk.read}")
    return Verdict(complete=False, proof=f"it has a pager that can't be read; {_sight(walk)}")


def _sight(walk: Walk) -> str:
    """Return what was seen of a listing, in words."""
    pages = f"{walk.read} page{'s' * (walk.read != 1)}"
    rows = f"{len(walk.seen)} row{'s' * (len(walk.seen) != 1)}"
    end = f", and the page behind {walk.end}" if walk.end else ""
    return f"seen: {rows} on {pages}{end}"
