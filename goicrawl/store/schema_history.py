"""The second migration: what became of each report, and when each page is due again."""

from sqlite_utils import Database

from goicrawl.store.schema import execute_all

_REPORTS = (
    "ALTER TABLE _reports ADD COLUMN vanished_at TEXT",
    "ALTER TABLE _reports ADD COLUMN vanished_why TEXT",
    "DROP VIEW reports",
    """
    CREATE VIEW reports AS SELECT
        r.url, r.portal, r.title, r.title_raw, r.issuer, r.region_code, r.region,
        r.year, r.year_source, r.period_start, r.period_end, r.form,
        r.published, r.published_raw, r.generated, r.signed_on, r.signed_by,
        r.index_number, r.source, r.legal_basis,
        r.contact_org, r.contact_address, r.contact_postcode, r.contact_phone,
        r.contact_fax, r.contact_email, r.contact_website,
        t.text, r.container, r.sha256, r.first_seen, r.last_seen, r.changed_at, r.parser_version,
        r.vanished_at, r.vanished_why
    FROM _reports r JOIN _texts t ON t.report = r.id
    """,
    # A portal of a province has thousands of reports a year: an issuer's neighbours are one seek.
    "DROP INDEX _reports_portal_year",
    "CREATE INDEX _reports_portal_year ON _reports (portal, year, issuer)",
)

_REVISIONS = (
    "ALTER TABLE revisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'changed'",
    "ALTER TABLE revisions ADD COLUMN why TEXT",
    "ALTER TABLE revisions ADD COLUMN changes TEXT",
    "ALTER TABLE revisions ADD COLUMN old_sha256 TEXT",
    "ALTER TABLE revisions ADD COLUMN new_sha256 TEXT",
    "ALTER TABLE revisions ADD COLUMN new_version TEXT",
    "UPDATE revisions SET old_sha256 = json_extract(report, '$.sha256')",
    # Until now a report that turned out none was the only one that went, and it went to the rejects.
    """
    UPDATE revisions SET kind = 'removed'
    WHERE url IN (SELECT url FROM rejects)
        AND id = (SELECT max(later.id) FROM revisions later WHERE later.url = revisions.url)
    """,
)

_FETCHES = (
    "ALTER TABLE fetches ADD COLUMN redirected_to TEXT",
    "ALTER TABLE fetches ADD COLUMN read_by TEXT",
    "ALTER TABLE fetches ADD COLUMN due TEXT",
    "CREATE INDEX fetches_redirected_to ON fetches (redirected_to) WHERE redirected_to IS NOT NULL",
)

_LISTED = (
    """
    CREATE TABLE listed (
        listing TEXT NOT NULL, url TEXT NOT NULL, portal TEXT,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT,
        PRIMARY KEY (listing, url)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX listed_url ON listed (url)",
)


def history_and_revisits(db: Database) -> None:
    """Give reports a mark for having vanished, revisions what changed, and fetches a date to look again."""
    for statements in (_REPORTS, _REVISIONS, _FETCHES, _LISTED):
        execute_all(db, statements)
    estimate = ("1000 30 2 1", "_reports_portal_year")
    db.execute("UPDATE sqlite_stat1 SET stat = ? WHERE idx = ?", estimate)
    db.execute("ANALYZE sqlite_schema")  # reads the estimates
