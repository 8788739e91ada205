"""What is asked for and what is not: hosts, schemes and addresses."""

import socket
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from goicrawl.middlewares.addresses import is_literal, is_public
from goicrawl.middlewares.hosts import AddressMiddleware, HostsMiddleware
from goicrawl.portals import Portal
from goicrawl.refused import Refused
from goicrawl.spiders import PortalSpider
from tests.crawls import PORTAL, crawl, settings_of, stat
from tests.faults import PAGE, TITLE, Answer, Fault, FaultServer


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
        "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    ],
)  # fmt: skip
def test_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "202.98.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "literal"),
    [("127.0.0.1", True), ("[::1]", True), ("::1", True), ("localhost", True), ("www.x.gov.cn", False)],
)
def test_literal(host: str, literal: bool) -> None:
    assert is_literal(host) is literal


def hosts_of(*portals: Portal) -> HostsMiddleware:
    crawler = get_crawler(PortalSpider)
    crawler.spider = PortalSpider()
    crawler.spider.portals = portals
    return HostsMiddleware.from_crawler(crawler)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.clone.com/", "http://x.gov.cn/", "http://www.x.gov.cn.clone.com/", "http://127.0.0.1/",
        "http://www.x.gov.cn@127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://0/",
        "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://www.x.gov.cn/", "data:,x",
    ],
)  # fmt: skip
def test_address_that_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        hosts_of(PORTAL).process_request(Request(url, meta={"portal": "xian"}))


@pytest.mark.parametrize(
    ("url", "portal"),
    [
        pytest.param("http://www.x.gov.cn/a", "xian", id="own"),
        pytest.param("https://www.x.gov.cn:8443/a", "xian", id="any port"),
        pytest.param("http://www.x.gov.cn/robots.txt", None, id="robots.txt"),
    ],
)
def test_address_that_is_asked(url: str, portal: str | None) -> None:
    meta = {"portal": portal} if portal else {}
    hosts_of(PORTAL).process_request(Request(url, meta=meta))


def test_portal_does_not_reach_into_another() -> None:
    other = replace(PORTAL, name="shi", hosts=("www.y.gov.cn",))
    with pytest.raises(Refused, match=r"www\.x\.gov\.cn is no host of shi"):
        hosts_of(PORTAL, other).process_request(Request("http://www.x.gov.cn/", meta={"portal": "shi"}))


def test_portal_that_nobody_knows_is_asked_nothing() -> None:
    with pytest.raises(Refused):
        hosts_of(PORTAL).process_request(Request("http://www.x.gov.cn/", meta={"portal": "nowhere"}))


def test_spider_without_portals_may_ask_anybody() -> None:
    hosts_of().process_request(Request("http://www.x.gov.cn/"))


def spider_of(*hosts: str, start: str) -> type[PortalSpider]:
    portal = replace(PORTAL, hosts=hosts, start=(start,))
    return type("TestSpider", (PortalSpider,), {"name": "xian", "portals": (portal,)})


def live(**changes: Any) -> Any:
    quick = {"DOWNLOAD_DELAY": 0, "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 5, "AUTOTHROTTLE_ENABLED": False}
    return settings_of(GOICRAWL_ARCHIVE="", **{**quick, **changes})


SECRET = (
    "//127.0.0.1", "http://localhost", "http://2130706433", "http://0x7f.0.0.1", "http://[::1]", "http://127.1",
    "http://[::ffff:127.0.0.1]", "http://0177.0.0.1", "gopher://127.0.0.1", "http://0",
)  # fmt: skip
"""Ways to write this machine's own address."""
ROWS = (
    *(f"{host}:{{other}}/nb/secret" for host in SECRET),
    *("http://169.254.169.254/latest", "file:///etc/passwd", "ftp://127.0.0.1/a"),
    *("/nb/away", "/nb/fileward", "/nb/own"),
)


def hostile_listing(other: int) -> Callable[[str], bytes]:
    def page(path: str) -> bytes:
        rows = (f"<li><a href='{row.format(other=other)}'>{TITLE}</a>2022-01-30</li>" for row in ROWS)
        return f"<html><body><ul>{''.join(rows)}</ul></body></html>".encode() if "list" in path else PAGE

    return page


async def test_hostile_portal_reaches_nothing_but_itself(caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer() as secret:
        faults: dict[str, Fault] = {
            "list": Answer.whole,
            "own": Answer.whole,
            "away": lambda answer: answer.redirect(secret.url("none")),
            "fileward": lambda answer: answer.redirect("file:///etc/passwd"),
        }
        with FaultServer(faults, page=hostile_listing(secret.port)) as portal:
            crawler, items = await crawl(spider_of(portal.host, start=portal.url("list")), live())
    assert secret.asked == []
    assert sorted(portal.asked) == ["/nb/away", "/nb/fileward", "/nb/list", "/nb/own", "/robots.txt"]
    pages = {item.url: item for item in items}
    assert pages[portal.url("own")].body == PAGE
    assert b"root:" not in b"".join(page.body for page in pages.values())
    assert stat(crawler, "failures/other_host") == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::1", "fe80::1%eth0"])
async def test_name_that_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    def resolve(host: str, port: object, *rest: object, **named: object) -> list[Any]:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    start = "http://www.x.gov.cn/nb/index.html"
    crawler, _ = await crawl(spider_of("www.x.gov.cn", start=start), live())
    said = f"www.x.gov.cn leads to {address.partition('%')[0]}, which is no public address"
    assert said in caplog.text
    assert stat(crawler, "refused/private_address") >= 1
    assert stat(crawler, "listings/failed") == 1


async def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: object, *rest: object, **named: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 0)) for ip in ("1.1.1.1", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    start = "http://www.x.gov.cn/nb/index.html"
    crawler, _ = await crawl(spider_of("www.x.gov.cn", start=start), live(ROBOTSTXT_OBEY=False))
    assert stat(crawler, "refused/private_address") == 1


def answer_from(address: str) -> Response:
    return Response("http://www.x.gov.cn/", ip_address=ip_address(address), body=b"secret")


def addresses_of() -> AddressMiddleware:
    return AddressMiddleware.from_crawler(get_crawler(PortalSpider))


def test_answer_of_a_name_that_leads_elsewhere_by_now_is_not_taken() -> None:
    with pytest.raises(Refused, match=r"www\.x\.gov\.cn leads to 127\.0\.0\.1"):
        addresses_of().process_response(Request("http://www.x.gov.cn/"), answer_from("127.0.0.1"))


def test_answer_from_a_public_address_is_taken() -> None:
    answer = answer_from("1.1.1.1")
    assert addresses_of().process_response(Request("http://www.x.gov.cn/"), answer) is answer


def test_answer_through_a_proxy_is_the_proxy_s_affair() -> None:
    answer = answer_from("10.0.0.1")
    request = Request("http://www.x.gov.cn/", meta={"proxy": "http://10.0.0.1:3128"})
    assert addresses_of().process_response(request, answer) is answer
