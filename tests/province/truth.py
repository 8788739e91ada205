"""What a crawl of the province must find, and what a database says it found -> what is right and wrong."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.province.crawl import Run
from tests.province.forms import Address
from tests.province.history import Past
from tests.province.server import Province
from tests.province.site import Entry, Site
from tests.province.systems.base import first_report
from tests.province.traps import HINDRANCES, LOST_PAGE, OVERCOUNT


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A report that is there to be found."""

    site: str
    addresses: frozenset[str]
    issuer: str
    year: int
    form: str | None
    """None where the page has a file in place of the text."""
    figures: Mapping[Address, int | None]
    prose: Mapping[str, int]
    """Indicator code to figure."""
    edition: int


@dataclass
class Verdict:
    """How a crawl went."""

    wanted: int = 0
    found: int = 0
    outcomes: list[str] = field(default_factory=list)
    """Portals whose crawl ended otherwise than it should have."""
    figures: int = 0
    """How many figures were compared."""
    missed: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Stored pages that are no report of the province."""
    wrong: list[str] = field(default_factory=list)
    """Values that differ from the truth."""
    unread: list[str] = field(default_factory=list)
    """Values that the truth has and the database lacks."""

    @property
    def faultless(self) -> bool:
        """Whether everything was found, and nothing but the truth."""
        return not any((self.missed, self.doubled, self.strangers, self.wrong, self.unread, self.outcomes))


def wanted_reports(province: Province, names: Collection[str] | None = None) -> list[Wanted]:
    """Return the reports that are there this night, of these portals alone where any are named."""
    return [
        wanted_of(site, entry)
        for site in province.sites
        if names is None or site.name in names
        for entry in site.present()
        if entry.kind == "report"
    ]


def wanted_of(site: Site, entry: Entry) -> Wanted:
    """Return what must be found of an entry this night."""
    paper = site.paper(entry)
    empty = site.has("pdf_body") and entry.number == first_report(site)
    return Wanted(
        site=site.name,
        addresses=frozenset(site.origin + path for path in (entry.path, *entry.aliases)),
        issuer=paper.issuer,
        year=paper.year,
        form=None if empty else paper.form,
        figures={} if empty else paper.figures,
        prose={} if empty else {"proactive_total": paper.proactive, "application_received": paper.received},
        edition=entry.life.edition(site.night),
    )


def outcome_of(site: Site) -> str:
    """Return how a crawl of the portal must end: a page that was kept from it makes it a failure."""
    if site.traps & HINDRANCES:
        return "failed"
    if site.has(LOST_PAGE) and site.system.has_pages:
        return "incomplete"
    return "incomplete" if site.has(OVERCOUNT) and site.system.counts_pages else "good"


def judge(province: Province, run: Run, names: Collection[str] | None = None) -> Verdict:
    """Compare what a crawl made of the portals, all unless named, with what is there this night."""
    verdict = compare(province, run.database, names)
    for site in province.sites:
        if (names is None or site.name in names) and run.outcomes.get(site.name) != outcome_of(site):
            ended = run.outcomes.get(site.name)
            verdict.outcomes.append(f"{site.name} {ended} instead of {outcome_of(site)}")
    return verdict


def compare(province: Province, database: Path, names: Collection[str] | None = None) -> Verdict:
    """Compare a database with what is there this night."""
    wanted = wanted_reports(province, names)
    by_address = {address: report for report in wanted for address in report.addresses}
    verdict = Verdict(wanted=len(wanted))
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        stored = _reports(connection)
        cells, numbers = _cells(connection), _numbers(connection)
    seen: Counter[int] = Counter()
    for url, row in stored.items():
        report = by_address.get(url)
        if report is None:
            verdict.strangers.append(f"{row['portal']}: {url} {row['title']}")
            continue
        seen[id(report)] += 1
        if seen[id(report)] == 1:
            _compare(report, row, cells[url], numbers[url], verdict)
        else:
            verdict.doubled.append(f"{report.site}: {url}")
    verdict.found = len(seen)
    verdict.missed = [
        f"{report.site}: {min(report.addresses)} {report.issuer} {report.year}"
        for report in wanted
        if not seen[id(report)]
    ]
    return verdict


def _reports(connection: sqlite3.Connection) -> dict[str, sqlite3.Row]:
    query = "SELECT url, portal, title, issuer, year, form FROM reports WHERE vanished_at IS NULL"
    return {row["url"]: row for row in connection.execute(query)}


def _cells(connection: sqlite3.Connection) -> dict[str, dict[Address, tuple[float | None, str]]]:
    cells: dict[str, dict[Address, tuple[float | None, str]]] = defaultdict(dict)
    for row in connection.execute('SELECT url, "table", "row", "column", value, status FROM statistics'):
        cells[row["url"]][row["table"], row["row"], row["column"]] = row["value"], row["status"]
    return cells


def _numbers(connection: sqlite3.Connection) -> dict[str, dict[str, set[float]]]:
    numbers: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for row in connection.execute("SELECT url, code, value, category FROM indicators"):
        if row["category"] is None:
            numbers[row["url"]][row["code"]].add(row["value"])
    return numbers


def _compare(
    report: Wanted,
    row: sqlite3.Row,
    cells: dict[Address, tuple[float | None, str]],
    numbers: dict[str, set[float]],
    verdict: Verdict,
) -> None:
    where = f"{report.site}: {row['url']}"
    for name in ("issuer", "year", "form"):
        value = getattr(report, name)
        if value is not None and row[name] != value:
            target = verdict.unread if row[name] is None else verdict.wrong
            target.append(f"{where} {name} {row[name]!r} instead of {value!r}")
    for address, figure in report.figures.items():
        verdict.figures += 1
        value, status = cells.get(address, (None, "absent"))
        if value != figure:
            target = verdict.unread if value is None else verdict.wrong
            target.append(f"{where} {'.'.join(address)} {value} ({status}) instead of {figure}")
    for code, figure in report.prose.items():
        verdict.figures += 1
        if numbers[code] != {figure}:
            target = verdict.wrong if numbers[code] else verdict.unread
            target.append(f"{where} {code} {sorted(numbers[code])} instead of {figure}")


def compare_pasts(wanted: Sequence[Past], database: Path) -> list[str]:
    """Return where a database's history differs from what became of the reports."""
    with closing(sqlite3.connect(database)) as connection:
        there = {
            url: mark is None for url, mark in connection.execute("SELECT url, vanished_at FROM reports")
        }
        events: dict[str, Counter[str]] = defaultdict(Counter)
        for url, kind in connection.execute("SELECT url, kind FROM revisions"):
            events[url][kind] += 1
    wrong = []
    for past in wanted:
        urls = sorted(past.addresses & there.keys())
        if len(urls) != 1:
            wrong.append(f"{min(past.addresses)} stored {len(urls)} times")
        elif there[urls[0]] != past.is_there or events[urls[0]] != past.events:
            seen = f"{dict(events[urls[0]])}, {'there' if there[urls[0]] else 'vanished'}"
            wrong.append(f"{urls[0]} {seen} instead of {dict(past.events)}, there: {past.is_there}")
    known = frozenset().union(*(past.addresses for past in wanted))
    return wrong + [f"{url} stored and no report" for url in sorted(there.keys() - known)]
