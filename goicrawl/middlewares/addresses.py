"""An IP address -> whether it is on the public internet; a host -> whether it is an address literal."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str | IPv4Address | IPv6Address) -> bool:
    """Say whether an address is one that anybody's server may have.

    Private, loopback, link-local, shared, multicast and reserved ones are none; an IPv4 address inside
    an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself.

    >>> [is_public(address) for address in ("1.1.1.1", "10.0.0.1", "::ffff:127.0.0.1", "2606:4700::1")]
    [True, False, False, True]
    """
    ip = ip_address(address) if isinstance(address, str) else address
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_literal(host: str) -> bool:
    """Say whether a host is an IP address, or the name that every machine has for itself.

    >>> is_literal("127.0.0.1"), is_literal("[::1]"), is_literal("localhost"), is_literal("2130706433")
    (True, True, True, False)
    """
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost"
    return True


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for, None where it stands for itself."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
