"""The first migration: the tables and views of a new database.

What a reader uses are the plain names: views over compact tables whose names start with an underscore.
A report's children carry its integer id and their place in it (`order by place` gives item order); the
five words that say what a statistic is are kept once, in `_cells`. Columns without a type keep a figure
as it came, 3 apart from 3.0.
"""

from sqlite_utils import Database

APPLICATION_ID = 0x474F4943
"""The letters GOIC, in the place of the file's header that says which program made it."""

_REPORTS = (
    """
    CREATE TABLE _reports (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        portal TEXT, title TEXT, title_raw TEXT, issuer TEXT, region_code TEXT, region TEXT,
        year INTEGER, year_source TEXT, period_start TEXT, period_end TEXT, form TEXT,
        published TEXT, published_raw TEXT, generated TEXT, signed_on TEXT, signed_by TEXT,
        index_number TEXT, source TEXT, legal_basis TEXT,
        has_contact INTEGER NOT NULL,
        contact_org TEXT, contact_address TEXT, contact_postcode TEXT, contact_phone TEXT,
        contact_fax TEXT, contact_email TEXT, contact_website TEXT,
        container TEXT,
        sha256 TEXT,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, changed_at TEXT NOT NULL,
        parser_version TEXT NOT NULL,
        fingerprint BLOB NOT NULL
    )
    """,
    "CREATE INDEX _reports_portal_year ON _reports (portal, year)",
    # Apart from the row, so that a new last_seen does not write the whole body once more.
    """
    CREATE TABLE _texts (
        report INTEGER PRIMARY KEY REFERENCES _reports ON DELETE CASCADE,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE VIEW reports AS SELECT
        r.url, r.portal, r.title, r.title_raw, r.issuer, r.region_code, r.region,
        r.year, r.year_source, r.period_start, r.period_end, r.form,
        r.published, r.published_raw, r.generated, r.signed_on, r.signed_by,
        r.index_number, r.source, r.legal_basis,
        r.contact_org, r.contact_address, r.contact_postcode, r.contact_phone,
        r.contact_fax, r.contact_email, r.contact_website,
        t.text, r.container, r.sha256, r.first_seen, r.last_seen, r.changed_at, r.parser_version
    FROM _reports r JOIN _texts t ON t.report = r.id
    """,
)

_SECTIONS = (
    """
    CREATE TABLE _sections (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        position INTEGER NOT NULL, parent INTEGER, level INTEGER NOT NULL,
        marker TEXT NOT NULL, heading TEXT, kind TEXT, text TEXT NOT NULL,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW sections AS
    SELECT r.url, c.position, c.parent, c.level, c.marker, c.heading, c.kind, c.text, c.place
    FROM _reports r JOIN _sections c ON c.report = r.id
    """,
)

_TABLES = (
    """
    CREATE TABLE _tables (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        position INTEGER NOT NULL, caption TEXT, rows TEXT NOT NULL,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW tables AS
    SELECT r.url, c.position, c.caption, c.rows, c.place
    FROM _reports r JOIN _tables c ON c.report = r.id
    """,
)

_STATISTICS = (
    """
    CREATE TABLE _cells (
        id INTEGER PRIMARY KEY,
        "table" TEXT NOT NULL, "row" TEXT NOT NULL, "column" TEXT NOT NULL,
        unit TEXT, status TEXT NOT NULL
    )
    """,
    # No unit and the unit "" are two things, and a UNIQUE index takes no two NULLs for equal.
    """CREATE UNIQUE INDEX _cells_words
    ON _cells ("table", "row", "column", status, ifnull(unit, x''))""",
    # The cell stands in the key, before the place: one cell of every report is one seek a report. An
    # index of cells alone would cost five times the insert, a page of it for each of 220 statistics.
    """
    CREATE TABLE _statistics (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        cell INTEGER NOT NULL REFERENCES _cells,
        place INTEGER NOT NULL,
        value, raw TEXT,
        PRIMARY KEY (report, cell, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW statistics AS
    SELECT r.url, k."table", k."row", k."column", c.value, c.raw, k.unit, k.status, c.place
    FROM _reports r JOIN _statistics c ON c.report = r.id JOIN _cells k ON k.id = c.cell
    """,
)

_INDICATORS = (
    """
    CREATE TABLE _indicators (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        code TEXT NOT NULL, value, op TEXT NOT NULL, unit TEXT, category TEXT,
        quote TEXT NOT NULL, section INTEGER,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW indicators AS
    SELECT r.url, c.code, c.value, c.op, c.unit, c.category, c.quote, c.section, c.place
    FROM _reports r JOIN _indicators c ON c.report = r.id
    """,
)

_CHECKS = (
    """
    CREATE TABLE _checks (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        rule TEXT NOT NULL, verdict TEXT NOT NULL, expected, actual, evidence TEXT NOT NULL,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW checks AS
    SELECT r.url, c.rule, c.verdict, c.expected, c.actual, c.evidence, c.place
    FROM _reports r JOIN _checks c ON c.report = r.id
    """,
)

_PROBLEMS = (
    """
    CREATE TABLE _problems (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        code TEXT NOT NULL, detail TEXT NOT NULL,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW problems AS
    SELECT r.url, c.code, c.detail, c.place
    FROM _reports r JOIN _problems c ON c.report = r.id
    """,
)

_ATTACHMENTS = (
    """
    CREATE TABLE _attachments (
        report INTEGER NOT NULL REFERENCES _reports ON DELETE CASCADE,
        place INTEGER NOT NULL,
        url TEXT NOT NULL, label TEXT NOT NULL, media_type TEXT,
        PRIMARY KEY (report, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW attachments AS
    SELECT r.url, c.url AS attachment_url, c.label, c.media_type, c.place
    FROM _reports r JOIN _attachments c ON c.report = r.id
    """,
)

_LEDGER = (
    """
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL, replaced_at TEXT NOT NULL, parser_version TEXT NOT NULL,
        report TEXT NOT NULL
    )
    """,
    "CREATE INDEX revisions_url ON revisions (url)",
    """
    CREATE TABLE rejects (
        url TEXT PRIMARY KEY NOT NULL,
        portal TEXT, reason TEXT NOT NULL, detail TEXT, title TEXT, sha256 TEXT,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE fetches (
        url TEXT PRIMARY KEY NOT NULL,
        portal TEXT, status INTEGER NOT NULL, etag TEXT, last_modified TEXT, sha256 TEXT,
        fetched TEXT
    )
    """,
    """
    CREATE TABLE crawls (
        id INTEGER PRIMARY KEY,
        portal TEXT, started TEXT NOT NULL, finished TEXT, outcome TEXT, stats TEXT
    )
    """,
)

# What ANALYZE would find in a database of 1,000 reports. Without it SQLite reads every statistic to find
# one cell of all reports (15 times as long); `ANALYZE` puts the true figures in its place.
_ESTIMATES = (
    ("_reports", "sqlite_autoindex__reports_1", "1000 1"),
    ("_reports", "_reports_portal_year", "1000 30 2"),
    ("_texts", None, "1000"),
    ("_statistics", "_statistics", "220000 220 1 1"),
    ("_cells", "_cells_words", "2000 300 20 2 2 1"),
)


def reports_and_ledger(db: Database) -> None:
    """Create the reports, their children and the ledger of what was fetched and kept out."""
    for statements in (_REPORTS, _SECTIONS, _TABLES, _STATISTICS, _INDICATORS, _CHECKS, _PROBLEMS):
        execute_all(db, statements)
    execute_all(db, _ATTACHMENTS)
    execute_all(db, _LEDGER)
    db.execute("ANALYZE sqlite_schema")  # makes the table that holds the estimates
    for estimate in _ESTIMATES:
        db.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", estimate)
    db.execute("ANALYZE sqlite_schema")  # reads them


def execute_all(db: Database, statements: tuple[str, ...]) -> None:
    """Run statements inside the transaction of a migration."""
    # One by one: executescript would commit the transaction of the migration.
    for statement in statements:
        db.execute(statement)
