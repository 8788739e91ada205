"""The addresses of a page -> one of them, to tell pages apart by."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# /gate/big5/www.gov.cn/a.htm is the traditional edition of www.gov.cn/a.htm, on a gateway of its own.
_GATE = re.compile(r"^/+gate/(?:big5|gb)/+(?P<host>[\w.-]+(?::[0-9]{1,5})?)(?P<path>/.*|$)")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)
# Editions for telephones: a folder of the site's root, or another name for the same post.
_MOBILE_FOLDER = re.compile(r"^/(?:m|wap|mobile|wapsite)(?=/.)")
_MOBILE_FILE = re.compile(r"/mpost_(?=[0-9]+\.s?html?$)")
_MOBILE_HOST = re.compile(r"^(?:m|wap|mobile|3g)\.(?=[^.]+\.[^.]+)")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?)$", re.I)
_SLASHES = re.compile(r"/{2,}")

DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSIONS = ("jsessionid", "phpsessid", "sessionid")
_EDITIONS = ("ismobile", "showtype")
_MOMENTS = ("_", "_t", "timestamp", "random", "rnd")
_VISITORS = ("isappinstalled", "nsukey", "spm", "wfr", "share_token")
_CAMPAIGNS = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
IGNORED = frozenset((*_SESSIONS, *_EDITIONS, *_MOMENTS, *_VISITORS, *_CAMPAIGNS))
"""Parameters that choose no page: sessions, edition, where a visitor came from, moments against caches."""


def canonical(url: str) -> str:
    """Return what all addresses of one page have in common, for telling pages apart and nothing else.

    Left out are scheme, www. and the host names of mobile editions, default ports, fragments, sessions,
    tracking parameters, mobile folders and files, the big5 gateway, index file names, and the order of
    the query. The result need not exist: keep and ask for the address that the portal gave, and use this
    as the key under which it was seen. Compare only addresses whose hosts the portal owns: another
    host's page can have the same path.

    >>> canonical("https://www.x.gov.cn/m/nb/mpost_12.html?isMobile=true#top")
    'x.gov.cn/nb/post_12.html'
    >>> canonical("http://x.gov.cn:80/nb/post_12.html")
    'x.gov.cn/nb/post_12.html'
    >>> canonical("http://big5.x.gov.cn/gate/big5/www.x.gov.cn//nb/1.htm")
    'x.gov.cn/nb/1.htm'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    if not host:
        return url
    netloc = _host(host) + (f":{port}" if port and port != DEFAULT_PORTS.get(parts.scheme) else "")
    path = parts.path
    if gate := _GATE.search(path):
        netloc, path = _host(gate["host"]), gate["path"]
    return urlunsplit(("", netloc, _path(path), _query(parts.query), "")).removeprefix("//")


def _host(host: str) -> str:
    return _MOBILE_HOST.sub("", host.lower().rstrip(".").removeprefix("www."))


def _path(path: str) -> str:
    plain = _SLASHES.sub("/", _SESSION.sub("", path)) or "/"
    plain = _MOBILE_FILE.sub("/post_", _MOBILE_FOLDER.sub("", plain))
    return quote(unquote(_INDEX.sub("/", plain)), safe="/:@!$&'()*+,;=~")


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _is_idle(name)]
    return urlencode(sorted(kept))


def _is_idle(name: str) -> bool:
    return name.lower() in IGNORED
