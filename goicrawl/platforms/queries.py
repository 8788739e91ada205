"""An address's query: read by name, and changed."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def query_of(url: str) -> dict[str, str]:
    """Return the parameters of an address, the last of each name.

    >>> query_of("http://x.gov.cn/a?page=2&sid=")
    {'page': '2', 'sid': ''}
    """
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def with_query(url: str, *changes: tuple[str, str]) -> str:
    """Return the address with these parameters set, each where it stands or else at the end.

    >>> with_query("http://x.gov.cn/a?page=1&sid=7", ("page", "2"))
    'http://x.gov.cn/a?page=2&sid=7'
    >>> with_query("http://x.gov.cn/a", ("page", "2"))
    'http://x.gov.cn/a?page=2'
    """
    parts = urlsplit(url)
    new = dict(changes)
    kept = parse_qsl(parts.query, keep_blank_values=True)
    query = [(name, new.pop(name, value)) for name, value in kept]
    return urlunsplit(parts._replace(query=urlencode([*query, *new.items()]), fragment=""))
