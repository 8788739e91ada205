"""A page and the portal that served it -> why the page is another portal's, or None.

Clones copy a page with its metadata, and hacked or proxied pages carry theirs. But the metadata of
real portals is sloppy: blank, the parent's site, the bare host, an address that moved. Only several
claims that agree, and none for the portal itself, are evidence.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from goicrawl.clean.decode import decode
from goicrawl.items import Page, Problem
from goicrawl.portals import Portal

HEAD_BYTES = 32_768
"""The 47号 tags stand in the head."""
CLAIMS = 2
"""So many claims for another portal are evidence: SiteDomain, Url and SiteIDCode give at most three. A code
of the portal's own region, or of one above or below, outweighs the others: the parent's site."""
_TAG = re.compile(rb"<meta\b[^>]{0,1000}>", re.I)
_NAME = re.compile(r"""\bname\s{0,4}=\s{0,4}["']?(?P<name>SiteDomain|Url|SiteIDCode)["'\s]""", re.I)
_CONTENT = re.compile(r"""\bcontent\s{0,4}=\s{0,4}["'](?P<content>[^"']{1,500})["']""", re.I)
# Ten digits; the first six are a division code for local sites, central ones begin with bm.
_SITE_CODE = re.compile(r"[1-9][0-9]{9}|bm[0-9]{8}")
# Second-level domains that anybody may register below; the name before them is the owner's.
_SHARED = frozenset({"gov.cn", "com.cn", "org.cn", "net.cn", "edu.cn", "ac.cn"})


def find_claim(page: Page, portal: Portal) -> Problem | None:
    """Return the problem of a page whose own metadata says that another portal published it.

    A portal that is only someone's local trial, on an address literal or localhost, serves pages of any.
    """
    claims = _read_claims(page)
    hosts = [claims[name] for name in ("sitedomain", "url") if name in claims]
    owners = {owner_of(_bare(entry)) for entry in portal.hosts}
    if not hosts or any(map(_is_local, owners)) or any(owner_of(host) in owners for host in hosts):
        return None
    code = claims.get("siteidcode")
    agree = len({owner_of(host) for host in hosts}) == 1
    if not agree or (code and not _is_elsewhere(code, portal.region_code)):
        return None
    if len(hosts) + (code is not None) < CLAIMS:
        return None
    said = ", ".join(f"{name} {value}" for name, value in claims.items())
    return Problem(code="source.claims_other", detail=f"its own tags name another portal: {said}")


def _is_elsewhere(code: str, region: str) -> bool:
    """Say whether a site's code belongs to neither the region nor one above or below it.

    >>> [_is_elsewhere(code, "360482") for code in ("3604000001", "3600000076", "3601000001", "bm12000000")]
    [False, False, True, True]
    """
    if code.startswith("bm"):
        return not region.startswith("00")
    if code[:2] != region[:2]:
        return True
    return "00" not in (code[2:4], region[2:4]) and code[2:4] != region[2:4]


def _is_local(owner: str) -> bool:
    """Say whether a host is an address literal or localhost."""
    return owner == "localhost" or owner.endswith("]") or owner.rpartition(".")[2].isdecimal()


def owner_of(host: str) -> str:
    """Return the domain that was registered: a host without what its owner put before it.

    Below a province's domain each city and bureau has its own: they are one family, as a portal may
    move among them.

    >>> [owner_of(host) for host in ("www.kashi.gov.cn", "sthjt.jiangxi.gov.cn", "x.com", "127.0.0.1")]
    ['kashi.gov.cn', 'jiangxi.gov.cn', 'x.com', '127.0.0.1']
    """
    labels = host.rstrip(".").split(".")
    if labels[-1].isdecimal():
        return host
    count = 3 if ".".join(labels[-2:]) in _SHARED else 2
    return ".".join(labels[-count:])


def _read_claims(page: Page) -> Mapping[str, str]:
    """Return the hosts and the code that a page's tags name: sitedomain, url, siteidcode."""
    claims: dict[str, str] = {}
    for tag in _TAG.findall(page.body, 0, HEAD_BYTES):
        text = decode(tag, page.content_type).text
        name, content = _NAME.search(text), _CONTENT.search(text)
        if name and content and (value := _value(name["name"].lower(), content["content"].strip())):
            claims.setdefault(name["name"].lower(), value)
    return claims


def _value(name: str, content: str) -> str | None:
    if name == "siteidcode":
        return content if _SITE_CODE.fullmatch(content) else None
    return _host_in(content)


def _host_in(content: str) -> str | None:
    """Return the host of an address or of a bare domain, None where there is none.

    >>> _host_in("www.x.gov.cn"), _host_in("https://x.gov.cn/a"), _host_in("./t1_2.html")
    ('www.x.gov.cn', 'x.gov.cn', None)
    """
    try:
        host = urlsplit(content if "//" in content else f"//{content}").hostname
    except ValueError:
        return None
    return host if host and "." in host.strip(".") else None


def _bare(entry: str) -> str:
    """Return the name of a registry's host entry, without its port."""
    return entry if entry.endswith("]") else entry.rpartition(":")[0] or entry
