"""What was found at a listing's address -> lines for a terminal."""

from collections import Counter
from collections.abc import Iterator

from goicrawl.platforms import Listing, is_report_title
from goicrawl.portals import find_column, host_of
from goicrawl.portals.guesses import Guess, SiteGuesses
from goicrawl.spiders.probe import Findings

SHOWN = 10
"""Rows that are shown at most."""
SYSTEMS = 3
"""Systems that are shown at most."""


def describe(findings: Findings, guesses: SiteGuesses) -> list[str]:
    """Return what was found: the system and why, the site, the reports, the pager, and what is odd."""
    return [
        *_systems(findings),
        f"title     {_guess(guesses.title)}",
        f"region    {_guess(guesses.region_code)}",
        *_rows(findings),
        f"pager     {_pager(findings.listing)}",
    ]


def _systems(findings: Findings) -> Iterator[str]:
    names = [one.platform for one in findings.recognitions]
    if findings.platform and findings.platform not in names:
        yield f"system    {findings.platform}, as you say"
    if not names:
        yield "system    none is recognised"
    # The one that the page is read by comes first; the others stay in their order.
    chosen = sorted(findings.recognitions, key=lambda one: one.platform != findings.platform)
    for one in chosen[:SYSTEMS]:
        label = "system" if one.platform == findings.platform else "  or"
        yield f"{label:<10}{one.platform}: {one.evidence}"


def _guess(guess: Guess | None) -> str:
    return f"{guess.value} ({guess.source})" if guess else "the page does not say"


def _rows(findings: Findings) -> Iterator[str]:
    rows = findings.listing.rows
    reports = [row for row in rows if row.is_report or is_report_title(row.title)]
    yield f"reports   {len(reports)} of {len(rows)} rows would be followed"
    for row in reports[:SHOWN]:
        yield f"          {row.date or '-':<12}{row.title}  {row.url}"
    if len(reports) > SHOWN:
        yield f"          … and {len(reports) - SHOWN} more"
    hosts = Counter(_host(row.url) for row in reports)
    hosts.pop(_host(findings.url), None)
    for host, count in hosts.items():
        yield f"          {count} on {host}: add it to `hosts` if it is the portal's own"
    if not reports and (column := find_column(findings.url)):
        yield f"          this looks like a single article; its column may be {column}"


def _host(url: str) -> str:
    return (host_of(url) or ("no host", 0))[0]


def _pager(listing: Listing) -> str:
    said = [
        f"page {listing.page}" if listing.page else "",
        f"{listing.pages} pages" if listing.pages else "",
        f"{listing.total} rows in all" if listing.total is not None else "",
        *(f"next: {page.method} {page.url}" for page in listing.next_pages[:1]),
    ]
    told = ", ".join(filter(None, said))
    return told or ("there is one, at its end" if listing.has_pager else "none: one page")
