"""The ledger of an invented province after some nights, held to what its server knows."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import pytest

from goicrawl.coverage import STATUSES, Entry, build_ledger, read_traces
from goicrawl.store import open_database
from tests.province.crawl import crawl
from tests.province.history import CHANGED, past_of
from tests.province.papers import make_paper
from tests.province.server import Province
from tests.province.site import Entry as Row
from tests.province.site import Request, Site
from tests.province.systems import SYSTEMS
from tests.province.wire import Fault

PORTALS = len(SYSTEMS)
NIGHTS = (0, 2, 5)
TODAY = date(2026, 11, 1)
LAST_DUE = 2025
STATUS_OF = {
    "robot": "blocked",
    "robot_200": "blocked",
    "captcha": "blocked",
    "maintenance": "failed",
    "login": "failed",
    "shell": "failed",
    "redirect_out": "failed",
    "soft_404": "not_found",
    "missing": "not_found",
    "refresh_away": "not_found",
    "pdf_row": "rejected",
    "bait": "rejected",
}
"""What the ledger says of a report whose row leads to trouble."""

Key = tuple[str, str, int]
"""Portal, issuer, year."""


class OneBrokenPage:
    """Lets the first report of each second portal break off, whenever it is asked for."""

    def __init__(self) -> None:
        self.broken: dict[int, Row] = {}

    def choose(self, province: Province) -> None:
        """Choose the rows, once the portals have ports."""
        for site in province.sites[::2]:
            self.broken[site.port] = next(row for row in site.entries if is_steady(row))

    def __call__(self, request: Request, kind: str) -> Fault | None:
        row = self.broken.get(request.port)
        hit = row is not None and request.target in (row.path, *row.aliases)
        return Fault(kind="reset") if hit else None


def is_steady(row: Row) -> bool:
    return row.kind == "report" and not row.aliases and all(row.life.present(night) for night in NIGHTS)


@dataclass(frozen=True)
class Crawled:
    """A province and the ledger after its nights."""

    province: Province
    faults: OneBrokenPage
    entries: dict[Key, Entry]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("ledger")
    faults = OneBrokenPage()
    with Province(PORTALS, 8 * PORTALS, nights=6, faults=faults) as province:
        faults.choose(province)
        for night in NIGHTS:
            province.advance(night)
            run = crawl(province, folder, settings={"GOICRAWL_REVISIT": "0", "RETRY_TIMES": "0"})
        with closing(open_database(run.database)) as db:
            ledger = build_ledger(read_traces(db), today=TODAY)
        entries = {(entry.portal or "", entry.unit or "", entry.year): entry for entry in ledger}
        assert len(entries) == len(ledger)
        yield Crawled(province, faults, entries)


def status_of(crawled: Crawled, site: Site, row: Row) -> str | None:
    """Return what the ledger must say of a row; None where nobody ever saw it."""
    past = past_of(site, row, NIGHTS)
    if past is None or row.kind not in {"report", *STATUS_OF}:
        return None
    if row.kind != "report":
        return STATUS_OF[row.kind] if past.is_there else None
    if crawled.faults.broken.get(site.port) is row:
        return "failed"
    if not past.is_there:
        return "vanished"
    return "changed" if past.events.get(CHANGED) else "published"


def key_of(site: Site, row: Row) -> Key:
    """Return what a row's report is called by; of trouble only the title says it."""
    issuer, _, _ = row.title.partition("2018年")
    return (site.name, row.issuer or issuer, row.year or 2018)


def truth(crawled: Crawled) -> dict[Key, tuple[str, Site, Row]]:
    """Return what the ledger must say of every row that the server has shown."""
    return {
        key_of(site, row): (status, site, row)
        for site in crawled.province.sites
        for row in site.entries
        if (status := status_of(crawled, site, row))
    }


def test_every_row_stands_in_the_ledger_as_what_it_is(crawled: Crawled) -> None:
    wanted = {key: status for key, (status, _, _) in truth(crawled).items()}
    found = {key: crawled.entries[key].status for key in wanted if key in crawled.entries}
    assert found == wanted
    assert {*wanted.values()} == {*STATUSES}


def test_reports_are_late_by_the_law_of_their_year(crawled: Crawled) -> None:
    wanted, found = {}, {}
    for key, (status, site, row) in truth(crawled).items():
        if status == "published":
            published = make_paper(site.county, row.number, 0, site.seed).published
            new_law = key[2] >= 2019 and not key[1].endswith("人民政府")
            deadline = date(key[2] + 1, 1, 31) if new_law else date(key[2] + 1, 3, 31)
            wanted[key] = "late" if published > deadline else "in_time"
            found[key] = crawled.entries[key].timely
    assert found == wanted
    assert {*wanted.values()} == {"late", "in_time"}


def test_every_year_that_lacks_is_missing_and_nothing_else_is(crawled: Crawled) -> None:
    years: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for portal, unit, year in truth(crawled):
        years[portal, unit].add(year)
    lacking = {
        (*unit, year)
        for unit, known in years.items()
        for year in range(min(known), LAST_DUE + 1)
        if year not in known
    }
    assert {key for key in crawled.entries if key not in truth(crawled)} == lacking
    assert {crawled.entries[key].status for key in lacking} == {"not_found"}
    gaps = {(*unit, year) for *unit, year in lacking if year < max(years[unit[0], unit[1]])}
    assert {key for key, entry in crawled.entries.items() if entry.is_gap} == gaps


def test_what_could_not_be_fetched_says_when_and_why(crawled: Crawled) -> None:
    for port, row in crawled.faults.broken.items():
        site = next(site for site in crawled.province.sites if site.port == port)
        entry = crawled.entries[key_of(site, row)]
        assert "not fetched on 20" in entry.evidence
        assert "the connection broke" in entry.evidence
