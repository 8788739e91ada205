"""An aware time into the text that the database keeps."""

from datetime import UTC, datetime


def utc(time: datetime) -> str:
    """Return an aware time in UTC, to the second, so that texts sort as times do.

    >>> from datetime import timedelta, timezone
    >>> utc(datetime(2022, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=8))))
    '2022-03-01T00:30:00+00:00'

    Raises ValueError for a naive time.
    """
    if time.tzinfo is None:
        raise ValueError(f"expected a time with its zone, got {time!r}")
    return time.astimezone(UTC).isoformat(timespec="seconds")
