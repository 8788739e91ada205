"""What kept a page from being fetched -> the kind it is counted by, and a sentence for the log."""

from scrapy import exceptions

from goicrawl.refused import Refused

HARMLESS = frozenset({"robots", "other_host", "private_address", "scheme"})
"""Kinds by which a row's page is left alone for good, as the portal or our rules want it: no failure."""

_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "no_such_host"),
    (exceptions.DownloadConnectionRefusedError, "no_connection"),
    (exceptions.ResponseDataLossError, "cut_short"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.UnsupportedURLSchemeError, "scheme"),
    (exceptions.NotSupported, "scheme"),
    (exceptions.DownloadFailedError, "broken_connection"),
    (OSError, "broken_connection"),
)

_SENTENCES = {
    "cut_short": "the answer broke off before its end",
    "too_large": "the answer is larger than DOWNLOAD_MAXSIZE",
    "broken_connection": "the connection broke, or the answer is no HTTP",
}


def name_failure(error: BaseException | None) -> tuple[str, str]:
    """Return the kind of a failure and what is said of it.

    >>> name_failure(Refused("robots", "robots.txt forbids it"))
    ('robots', 'robots.txt forbids it')
    >>> name_failure(exceptions.ResponseDataLossError())
    ('cut_short', 'the answer broke off before its end')
    """
    if isinstance(error, Refused):
        return error.kind, str(error)
    if isinstance(error, exceptions.IgnoreRequest):
        return "redirects" if "redirections" in str(error) else "ignored", _words(error)
    kind = next((kind for known, kind in _KINDS if isinstance(error, known)), "other")
    return kind, _SENTENCES.get(kind) or _words(error)


def _words(error: BaseException | None) -> str:
    """Return an error's own words, or its name where it has none.

    >>> _words(ValueError("bad")), _words(ValueError())
    ('bad', 'ValueError')
    """
    return str(error).strip() or type(error).__name__
