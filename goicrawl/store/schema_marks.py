"""The third migration: what people say of a report's values and checks."""

from sqlite_utils import Database

from goicrawl.store.schema import execute_all

# A view names its columns for good, so they stand here as they were when it was made.
_FIELDS = (
    *("title", "title_raw", "issuer", "region_code", "region", "year", "year_source", "period_start"),
    *("period_end", "form", "published", "published_raw", "generated", "signed_on", "signed_by"),
    *("index_number", "source", "legal_basis", "contact_org", "contact_address", "contact_postcode"),
    *("contact_phone", "contact_fax", "contact_email", "contact_website"),
)
_FIELD = "\n".join(
    f"            WHEN '{name.replace('contact_', 'contact/')}' THEN r.{name}" for name in _FIELDS
)

_MARKS = (
    """
    CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL, path TEXT NOT NULL, verdict TEXT NOT NULL,
        printed, correction, source TEXT, note TEXT,
        marked_by TEXT NOT NULL, marked_at TEXT NOT NULL,
        sha256 TEXT, text_sha256 TEXT NOT NULL,
        ended_at TEXT, ended_by TEXT, ended_why TEXT
    )
    """,
    "CREATE INDEX marks_url ON marks (url)",
    f"""
    CREATE VIEW marked AS
    SELECT m.id, m.url, r.portal, r.year, r.issuer, m.path, m.verdict, m.printed,
        CASE
            WHEN m.path LIKE 'statistics/%' THEN (
                SELECT s.value FROM statistics s
                WHERE s.url = m.url
                    AND 'statistics/' || s."table" || '/' || s."row" || '/' || s."column" = m.path
                ORDER BY s.place LIMIT 1
            )
            WHEN m.path LIKE 'indicators/%' THEN (
                SELECT i.value FROM indicators i
                WHERE i.url = m.url AND 'indicators/' || i.code || ifnull('/' || i.category, '') = m.path
                ORDER BY i.place LIMIT 1
            )
            WHEN m.path LIKE 'checks/%' THEN (
                SELECT c.verdict FROM checks c
                WHERE c.url = m.url AND 'checks/' || c.rule = m.path ORDER BY c.place LIMIT 1
            )
            ELSE CASE m.path
{_FIELD}
            END
        END AS value,
        m.correction, m.source, m.note, m.marked_by, m.marked_at
    FROM marks m LEFT JOIN _reports r ON r.url = m.url
    WHERE m.ended_at IS NULL
    """,  # noqa: S608 -- the names are those above
)


def marks(db: Database) -> None:
    """Keep the verdicts of people, and show those in force beside what the report says."""
    execute_all(db, _MARKS)
