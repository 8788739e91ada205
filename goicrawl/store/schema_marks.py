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


def _of_item(table: str, column: str, path: str) -> str:
    """Return the SQL for what the item now says that a mark is of: the first, second, … of its name."""
    return f"""(
                SELECT found FROM (
                    SELECT i.{column} AS found, row_number() OVER (ORDER BY i.place) AS ordinal
                    FROM {table} i WHERE i.url = m.url AND '{table}/' || {path} = m.item
                ) WHERE ordinal = m.ordinal
            )"""  # noqa: S608 -- the names are those below


_CELL = """i."table" || '/' || i."row" || '/' || i."column\""""
_PART = "i.code || ifnull('/' || i.category, '')"

_MARKS = (
    """
    CREATE TABLE marks (
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL, path TEXT NOT NULL, verdict TEXT NOT NULL,
        printed, correction, source TEXT, note TEXT,
        marked_by TEXT NOT NULL, marked_at TEXT NOT NULL,
        sha256 TEXT, text_sha256 TEXT NOT NULL,
        ended_at TEXT, ended_by TEXT, ended_why TEXT,
        item TEXT NOT NULL, ordinal INTEGER NOT NULL
    )
    """,
    "CREATE INDEX marks_url ON marks (url)",
    # One verdict of a value is in force.
    "CREATE UNIQUE INDEX marks_in_force ON marks (url, path) WHERE ended_at IS NULL",
    f"""
    CREATE VIEW marked AS
    SELECT m.id, m.url, r.portal, r.year, r.issuer, m.path, m.verdict, m.printed,
        CASE
            WHEN m.path LIKE 'statistics/%' THEN {_of_item("statistics", "value", _CELL)}
            WHEN m.path LIKE 'indicators/%' THEN {_of_item("indicators", "value", _PART)}
            WHEN m.path LIKE 'checks/%' THEN {_of_item("checks", "verdict", "i.rule")}
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
