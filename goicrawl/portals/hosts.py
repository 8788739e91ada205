"""An entry of a portal's `hosts`, and an address -> whether the one is on the other."""

import re
from urllib.parse import urlsplit

# A name or an IP literal, and a port where only that one is the portal's.
_HOST = re.compile(r"(?P<name>[a-z0-9]+(?:(?:\.|-+)[a-z0-9]+)*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65_535


def is_host_entry(entry: str) -> bool:
    """Say whether an entry is a lower-case host name or IP literal, with or without a port.

    >>> [is_host_entry(entry) for entry in ("www.x.gov.cn", "x.gov.cn:8080", "[::1]:80", "http://x", "")]
    [True, True, True, False, False]
    """
    host = _HOST.fullmatch(entry)
    return host is not None and (host["port"] is None or 0 < int(host["port"]) <= _LAST_PORT)


def host_of(url: str) -> tuple[str, int] | None:
    """Return the host and port of a whole http(s) address, None where it is none.

    >>> host_of("https://WWW.x.gov.cn./a"), host_of("http://[::1]:81/"), host_of("ftp://x.gov.cn/")
    (('www.x.gov.cn', 443), ('[::1]', 81), None)
    """
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.scheme not in _PORTS:
        return None
    name = f"[{name}]" if ":" in name else name.rstrip(".")
    return name, _PORTS[parts.scheme] if port is None else port


def is_on(url: str, entries: tuple[str, ...]) -> bool:
    """Say whether an address is on one of these hosts: `name` is any port of it, `name:port` that port.

    >>> is_on("http://x.gov.cn:8080/a", ("x.gov.cn",)), is_on("http://x.gov.cn/a", ("x.gov.cn:8080",))
    (True, False)
    """
    host = host_of(url)
    return host is not None and (host[0] in entries or f"{host[0]}:{host[1]}" in entries)


def host_entry(url: str) -> str:
    """Return the host of an address as an entry has it: with its port where that is not the scheme's.

    >>> host_entry("https://www.x.gov.cn/nb/"), host_entry("http://127.0.0.1:8000/")
    ('www.x.gov.cn', '127.0.0.1:8000')
    """
    name, port = host_of(url) or ("", 0)
    return name if port == _PORTS[url.partition(":")[0].lower()] else f"{name}:{port}"


def suggest_name(url: str) -> str:
    """Return a name for the portal at an address: its host's own labels, the widest first.

    >>> suggest_name("http://www.xjks.gov.cn/kss/"), suggest_name("https://sfj.xianning.gov.cn/")
    ('xjks', 'xianning-sfj')
    >>> suggest_name("http://127.0.0.1:8000/"), suggest_name("/")
    ('127-0-0-1', 'portal')
    """
    name = (host_of(url) or ("", 0))[0].removeprefix("www.").removesuffix(".gov.cn")
    labels = re.findall("[a-z0-9]+", name)
    return "-".join(labels if name.replace(".", "").isdigit() else reversed(labels)) or "portal"
