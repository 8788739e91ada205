"""The vocabulary of the whole project: what each stage takes and gives, as frozen dataclasses.

A `Page` is cleaned into an `Article`, an `Article` is parsed into a `Report`, and a `Report` is
validated into one with checks. None stands for "the page does not say": never today, zero or "".
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from goicrawl.grids import Block


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """An oddity of the page, or of our reading of it."""

    code: str
    """`source.*` where the portal or the issuer is at fault, `parser.*` where we are."""
    detail: str
    """What was seen, in words and quotes a reader can find on the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file that the page offers beside its text."""

    url: str
    """Absolute address."""
    label: str
    """The link's text, or the file's name where the link has none."""
    media_type: str | None = None
    """Told by the file ending (application/pdf, …); None where the ending is unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One response as served, and what the listing said of it."""

    url: str
    """The address the body came from."""
    body: bytes
    """The bytes exactly as served."""
    content_type: str | None = None
    """The Content-Type header; None where the server sent none."""
    status: int = 200
    """The HTTP status."""
    fetched: datetime | None = None
    """When it was fetched (aware, UTC); None where nobody knows."""
    portal: str | None = None
    """The name of the portal in the registry."""
    listed_title: str | None = None
    """The row's title in the listing."""
    listed_date: str | None = None
    """The row's date in the listing, as printed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A page without its chrome."""

    url: str
    """The page's address."""
    title: str | None = None
    """The page's own title: the headline over the body, else what the metadata says."""
    html: str = ""
    """The body's markup, tables whole, without chrome, scripts and styles."""
    text: str = ""
    """The body: one paragraph a line; a table row is one line, its cells joined by tabs."""
    meta: dict[str, str] = field(default_factory=dict)
    """The page's own metadata: `<meta>` names (ArticleTitle, PubDate, …) and labelled fields by
    their label as printed, without spaces and colon (索引号, 发布日期, 来源, …)."""
    byline: str | None = None
    """What dates the page without a label, as printed at or under its headline: 2020-01-20 08:30."""
    attachments: tuple[Attachment, ...] = ()
    """The files the page offers."""
    container: str | None = None
    """The name of the rule that found the body; None where no body was found."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """The body once more, as paragraphs and tables in order: what `text` and the parser are made of."""
    problems: tuple[Problem, ...] = ()
    """What was odd about the page."""
    portal: str | None = None
    """The name of the portal in the registry."""
    listed_title: str | None = None
    """The row's title in the listing."""
    listed_date: str | None = None
    """The row's date in the listing, as printed."""
    sha256: str | None = None
    """SHA-256 of the page's bytes, in hexadecimal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Whom the report names for questions; never the site's footer."""

    org: str | None = None
    """The office to ask."""
    address: str | None = None
    """Its postal address as printed."""
    postcode: str | None = None
    """Six digits."""
    phone: str | None = None
    """As printed, area code and separators included."""
    fax: str | None = None
    """As printed."""
    email: str | None = None
    """As printed."""
    website: str | None = None
    """Where the report's electronic copy is offered, as printed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading and the text up to the next heading."""

    position: int
    """Its place in the report, from 0."""
    parent: int | None
    """The position of the section it belongs to; None at the top level."""
    level: int
    """Depth in the tree, from 1."""
    marker: str
    """The numbering as printed: 一、, (二), 3., 一是; also what is left of a damaged one."""
    heading: str | None
    """The heading without marker and closing stop; None for a numbered item that has no heading."""
    kind: str | None
    """What the section is about: overview, proactive, applications, remedies, …; None if unknown."""
    text: str
    """The section's own text, without its heading and without its sub-sections."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A data table of the body, lossless, spans resolved."""

    position: int
    """Its place among the tables, from 0."""
    caption: str | None
    """The line that names it, inside or above it; None if there is none."""
    rows: tuple[tuple[str, ...], ...]
    """Cell texts as printed; a cell that spans stands in every place that it covers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistic:
    """One cell of a statutory form."""

    table: str
    """The form's table: art20_1, t3, t4, …"""
    row: str
    """The row's code: new_received, …"""
    column: str
    """The column's code: natural_person, total, …"""
    value: int | float | None
    """The figure, in `unit`; None unless `status` is `reported`."""
    raw: str | None
    """The cell as printed; "" where it is blank, None where the page has no such cell."""
    unit: str | None
    """件, 项, 万元, …: as printed in the cell or the header, else as the form says; of an amount only as
    printed, None where the page does not say."""
    status: str
    """`reported`, `missing` (blank or absent), `not_applicable` (/, -, 无) or `ambiguous`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A number stated in prose."""

    code: str
    """What was counted: application_received, proactive_total, …"""
    value: int | float
    """The number, in `unit`."""
    op: str
    """`eq`, or `ge` where the text says 余, 多 or 不低于."""
    unit: str | None
    """件, 条, 次, %, …"""
    category: str | None
    """The part (财政信息, 网上受理) where the code is a part of a whole."""
    quote: str
    """The sentence, word for word."""
    section: int | None
    """The position of the section that it stands in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One rule, applied once."""

    rule: str
    """The rule's name: T3_BALANCE, …"""
    verdict: str
    """PASS, FAIL, UNCERTAIN or NOT_ASSESSABLE."""
    expected: int | float | str | None
    """What the rule asks for."""
    actual: int | float | str | None
    """What the report says."""
    evidence: str
    """The cells and quotes on both sides, by code and value."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What one annual report says."""

    url: str
    """The page's address."""
    portal: str | None = None
    """The name of the portal in the registry."""
    title: str | None = None
    """The report's own title, on one line."""
    title_raw: str | None = None
    """The title as the page prints it."""
    issuer: str | None = None
    """The reporting body as printed."""
    region_code: str | None = None
    """GB/T 2260 code of the issuer's county, city or province; None where unknown."""
    region: str | None = None
    """The name that belongs to `region_code`, or the development zone's."""
    year: int | None = None
    """The reporting year, not the year of publication."""
    year_source: str | None = None
    """What decided the year: `title`, `period`, `text`, …"""
    period_start: date | None = None
    """First day of the stated period."""
    period_end: date | None = None
    """Last day of the stated period, as stated, even where it is stale."""
    form: str | None = None
    """`t2021`, `t2019`, `stat2014`, `stat_regional` or `narrative`; None where the page is no report."""
    published: date | None = None
    """The day the page says it was published."""
    published_raw: str | None = None
    """The same as printed."""
    generated: date | None = None
    """The day the page says the document was made (生成日期, 成文日期)."""
    signed_on: date | None = None
    """The date under the report."""
    signed_by: str | None = None
    """The office under the report."""
    index_number: str | None = None
    """索引号 or 信息索取号."""
    source: str | None = None
    """来源 or 发布机构, as printed."""
    legal_basis: str | None = None
    """The regulations and notices that the report names as its basis, as printed, joined by 、."""
    contact: Contact | None = None
    """Whom to ask about the report."""
    text: str = ""
    """The cleaned body: one paragraph a line; a table row is one line, its cells joined by tabs."""
    sections: tuple[Section, ...] = ()
    """The section tree, in order."""
    tables: tuple[Table, ...] = ()
    """Every data table of the body."""
    statistics: tuple[Statistic, ...] = ()
    """Every cell of the statutory forms."""
    indicators: tuple[Indicator, ...] = ()
    """Numbers stated in prose."""
    checks: tuple[Check, ...] = ()
    """Rules applied."""
    problems: tuple[Problem, ...] = ()
    """Oddities of the page, in one place."""
    attachments: tuple[Attachment, ...] = ()
    """The files the page offers."""
    container: str | None = None
    """The name of the rule that found the body."""
    sha256: str | None = None
    """SHA-256 of the page's bytes, in hexadecimal."""


CHILDREN = {
    "sections": Section,
    "tables": Table,
    "statistics": Statistic,
    "indicators": Indicator,
    "checks": Check,
    "problems": Problem,
    "attachments": Attachment,
}
"""The fields of a Report that hold items, and their class."""

STATUTORY_SECTIONS = ("overview", "proactive", "applications", "remedies", "problems", "others")
"""The kinds of the six sections that the forms since 2019 prescribe, in order."""
