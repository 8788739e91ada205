"""A server that answers wrong, each address in its own way: raw bytes over sockets, one thread a connection.

    with FaultServer() as server:
        server.url("chunked_cut")    # this page is cut short each time it is asked for
        server.listing               # a TRS listing with a report row for every fault
        server.asked                 # the paths asked for, in order

`FAULTS` is the table: a name and a function that writes the answer to an `Answer`. A fault that waits
looks at `answer.stopping`, so that the server ends at once, whatever a client does. Another page source
is put in by `FaultServer(page=…)`, other faults by `FaultServer(faults={**FAULTS, "name": function})`;
`server.trouble = "reset"` makes every page but the listing and robots.txt that fault.
"""

import gzip
import socket
import ssl
import struct
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

TITLE = "某县2021年政府信息公开工作年度报告"
PARAGRAPHS = "".join(
    f"<h3>{heading}</h3><p>{text}</p>"
    for heading, text in (
        (
            "一、总体情况",
            "本年度报告由某县人民政府办公室编制，统计期限自2021年1月1日起至2021年12月31日止。" * 9,
        ),
        ("二、主动公开政府信息情况", "全年主动公开政府信息一千二百三十四条。" * 9),
        ("三、收到和处理政府信息公开申请情况", "全年收到政府信息公开申请12件，均已按期答复。" * 9),
        ("四、政府信息公开行政复议、行政诉讼情况", "无。"),
        ("五、存在的主要问题及改进情况", "公开的及时性有待提高，下一步加强培训。" * 9),
        ("六、其他需要报告的事项", "无。"),
    )
)
PAGE = (
    f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>'
    f'<div class="main"><h1>{TITLE}</h1><div class="TRS_Editor">{PARAGRAPHS}</div></div></body></html>\n'
).encode()
HALF = len(PAGE) // 2
TICK = 0.05
"""Seconds between two bytes of an answer that trickles."""
PLENTY = 4_000
"""Bytes, lines or redirections that stand for endless ones: more than a client of the tests waits for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A connection on which a request has been read, and what may be wanted of the answer."""

    connection: socket.socket
    """Where it is written."""
    page: bytes
    """The page that a server in good order would send."""
    path: str
    """What was asked for."""
    base: str
    """The server's own address, without a slash at the end."""
    times: int
    """How often this path has been asked for, this time included."""
    stopping: Event
    """Set when the server ends."""

    def send(self, *parts: bytes) -> None:
        """Write bytes as they are."""
        self.connection.sendall(b"".join(parts))

    def head(self, *lines: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> None:
        """Write a status line and headers; the connection is to be closed."""
        fields = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *lines]
        self.send("\r\n".join([*fields, "Connection: close", "", ""]).encode())

    def whole(self, *lines: str, body: bytes | None = None, **head: str) -> None:
        """Write an answer in good order, with further header lines."""
        body = self.page if body is None else body
        self.head(f"Content-Length: {len(body)}", *lines, **head)
        self.send(body)

    def redirect(self, location: str) -> None:
        """Write a redirection."""
        self.whole(f"Location: {location}", status="302 Found", body=b"")

    def reset(self) -> None:
        """Break the connection so that the client's next read fails."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def trickle(self, body: bytes) -> None:
        """Write a byte now and then, until all is written or the server ends."""
        for at in range(len(body)):
            if self.stopping.wait(TICK):
                return
            self.send(body[at : at + 1])


Fault = Callable[[Answer], None]


def _zipped(answer: Answer) -> bytes:
    return gzip.compress(answer.page)


def _raw_deflated(answer: Answer) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(answer.page) + packer.flush()


def _chunk(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(body), body)


def gzip_damaged(answer: Answer) -> None:
    """Flip bits in the checksum of the page."""
    body = bytearray(_zipped(answer))
    body[-6] ^= 0xFF
    answer.whole("Content-Encoding: gzip", body=bytes(body))


def bomb(answer: Answer) -> None:
    """Send a few kilobytes that unpack to 50 megabytes."""
    answer.whole("Content-Encoding: gzip", body=gzip.compress(bytes(50_000_000)))


def chunked(answer: Answer) -> None:
    """Send the page in two chunks, in good order."""
    answer.head("Transfer-Encoding: chunked")
    answer.send(_chunk(answer.page[:HALF]), _chunk(answer.page[HALF:]), b"0\r\n\r\n")


def chunked_cut(answer: Answer) -> None:
    """Send the first chunk of two."""
    answer.head("Transfer-Encoding: chunked")
    answer.send(_chunk(answer.page[:HALF]))


def chunked_garbage(answer: Answer) -> None:
    """Send a chunk, and then what is none."""
    answer.head("Transfer-Encoding: chunked")
    answer.send(_chunk(answer.page[:HALF]), b"zz\r\n", answer.page[HALF:])


def unsaid_length(answer: Answer, end: int | None = None) -> None:
    """Send the page, its end told by nothing but the connection's."""
    answer.head()
    answer.send(answer.page[:end])


def unsaid_reset(answer: Answer) -> None:
    """Send half the page and break the connection."""
    unsaid_length(answer, HALF)
    answer.stopping.wait(TICK)
    answer.reset()


def reset_in_body(answer: Answer) -> None:
    """Tell the length, send half of it and break the connection."""
    length_too_long(answer, HALF)
    answer.stopping.wait(TICK)
    answer.reset()


def reset_in_head(answer: Answer) -> None:
    """Break the connection amid the headers."""
    answer.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    answer.stopping.wait(TICK)
    answer.reset()


def length_too_long(answer: Answer, end: int | None = None) -> None:
    """Tell more bytes than there are."""
    answer.head(f"Content-Length: {len(answer.page) + 500}")
    answer.send(answer.page[:end])


def length_too_short(answer: Answer) -> None:
    """Tell half the bytes that there are."""
    answer.head(f"Content-Length: {HALF}")
    answer.send(answer.page)


def length_no_number(answer: Answer) -> None:
    """Tell a length that is no number."""
    answer.head("Content-Length: many")
    answer.send(answer.page)


def headers_in_gbk(answer: Answer) -> None:
    """Write headers and the status line in GBK."""
    lines = "HTTP/1.1 200 成功\r\nServer: 政务\r\nContent-Disposition: inline; filename=年报.html\r\n"
    kind = "Content-Type: text/html; charset=utf-8; 名=值\r\n"
    answer.send((lines + kind).encode("gbk"), b"Content-Length: %d\r\n\r\n" % len(answer.page), answer.page)


def location_in_gbk(answer: Answer) -> None:
    """Redirect to an address with an ideograph in GBK; answer that with the page."""
    if answer.path.endswith("location_in_gbk"):
        answer.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n")
        answer.send(f"Location: {urlsplit(answer.path).path}/年报\r\n\r\n".encode("gbk"))
    else:
        answer.whole()


def headers_without_end(answer: Answer) -> None:
    """Write header after header."""
    answer.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(PLENTY):
        answer.send(b"X-%d: %b\r\n" % (number, b"x" * 200))
        if answer.stopping.wait(TICK / 5):
            return


def huge_unsaid(answer: Answer) -> None:
    """Send a page that does not end."""
    answer.head()
    for _ in range(PLENTY):
        answer.send(b"<p>x</p>" * 8_192)


def stall(answer: Answer) -> None:
    """Tell the length, send half, and then nothing more."""
    length_too_long(answer, HALF)
    silent(answer)


def silent(answer: Answer) -> None:
    """Say nothing, and keep the connection."""
    answer.stopping.wait(PLENTY * TICK)


def trickle(answer: Answer) -> None:
    """Send the page in good order, a byte at a time."""
    answer.head(f"Content-Length: {len(answer.page)}")
    answer.trickle(answer.page)


def redirect_pair(answer: Answer) -> None:
    """Redirect between two addresses for ever."""
    path = urlsplit(answer.path).path
    answer.redirect(path.removesuffix("/b") if path.endswith("/b") else f"{path}/b")


def fails_once(answer: Answer) -> None:
    """Break the first connection and be well from then on."""
    if answer.times == 1:
        answer.reset()
    else:
        answer.whole()


def asks_to_wait(answer: Answer) -> None:
    """Ask to come back in a second, and be well from then on."""
    if answer.times == 1:
        answer.whole("Retry-After: 1", status="503 Service Unavailable", body=b"")
    else:
        answer.whole()


FAULTS: Mapping[str, Fault] = {
    "none": Answer.whole,
    "no_content_type": lambda answer: answer.whole(kind=""),
    "octet_stream": lambda answer: answer.whole(kind="application/octet-stream"),
    "image_content_type": lambda answer: answer.whole(kind="image/gif"),
    "wrong_charset": lambda answer: answer.whole(kind="text/html; charset=gb2312"),
    "length_too_long": length_too_long,
    "length_too_short": length_too_short,
    "length_no_number": length_no_number,
    "gzip": lambda answer: answer.whole("Content-Encoding: gzip", body=_zipped(answer)),
    "gzip_cut": lambda answer: answer.whole("Content-Encoding: gzip", body=_zipped(answer)[:-40]),
    "gzip_damaged": gzip_damaged,
    "gzip_is_none": lambda answer: answer.whole("Content-Encoding: gzip"),
    "gzip_unsaid": lambda answer: answer.whole(body=_zipped(answer)),
    "deflate": lambda answer: answer.whole("Content-Encoding: deflate", body=zlib.compress(answer.page)),
    "deflate_raw": lambda answer: answer.whole("Content-Encoding: deflate", body=_raw_deflated(answer)),
    "deflate_cut": lambda answer: answer.whole(
        "Content-Encoding: deflate", body=zlib.compress(answer.page)[:-40]
    ),
    "coding_is_charset": lambda answer: answer.whole("Content-Encoding: utf-8"),
    "bomb": bomb,
    "chunked": chunked,
    "chunked_cut": chunked_cut,
    "chunked_garbage": chunked_garbage,
    "unsaid_length": unsaid_length,
    "unsaid_length_cut": lambda answer: unsaid_length(answer, HALF),
    "unsaid_reset": unsaid_reset,
    "reset": Answer.reset,
    "reset_in_head": reset_in_head,
    "reset_in_body": reset_in_body,
    "closed": lambda answer: None,
    "garbage": lambda answer: answer.send(bytes(range(256)) * 8),
    "http_0_9": lambda answer: answer.send(answer.page),
    "headers_in_gbk": headers_in_gbk,
    "location_in_gbk": location_in_gbk,
    "header_without_colon": lambda answer: answer.whole("no colon here"),
    "headers_without_end": headers_without_end,
    "trickle": trickle,
    "trickling_head": lambda answer: answer.trickle(b"HTTP/1.1 200 OK\r\nX: " + b"x" * PLENTY),
    "silent": silent,
    "stall": stall,
    "huge": lambda answer: answer.head("Content-Length: 500000000"),
    "huge_unsaid": huge_unsaid,
    "redirect_to_itself": lambda answer: answer.redirect(answer.path),
    "redirect_pair": redirect_pair,
    "redirect_chain": lambda answer: answer.redirect(f"{answer.path}x"),
    "redirect_away": lambda answer: answer.redirect("http://www.clone.example/nb.html"),
    "redirect_to_file": lambda answer: answer.redirect("file:///etc/passwd"),
    "fails_once": fails_once,
    "asks_to_wait": asks_to_wait,
    "status_500": lambda answer: answer.whole(status="500 Internal Server Error"),
    "status_404": lambda answer: answer.whole(status="404 Not Found"),
}
"""Every fault by its name; `none` is a page in good order."""


class FaultServer:
    """Serves `/nb/NAME` with the fault NAME, `/nb/index.html` with a row for each, on 127.0.0.1."""

    def __init__(
        self,
        faults: Mapping[str, Fault] = FAULTS,
        *,
        page: Callable[[str], bytes] = lambda path: PAGE,
        tls: ssl.SSLContext | None = None,
        robots: Fault | None = None,
    ) -> None:
        """Take the faults; `page` gives the page of a path, `robots` answers for robots.txt (else 404)."""
        self.faults = faults
        self.page = page
        self.tls = tls
        self.robots = robots
        self.trouble: str | None = None
        self.asked: list[str] = []
        self.requests: list[bytes] = []
        self.stopping = Event()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self.socket.getsockname()[1]

    @property
    def host(self) -> str:
        """Name and port, as the registry's `hosts` have it."""
        return f"127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"{'https' if self.tls else 'http'}://{self.host}"

    @property
    def listing(self) -> str:
        """The address of the listing."""
        return f"{self.base}/nb/index.html"

    def url(self, fault: str) -> str:
        """Return the address that has a fault."""
        return f"{self.base}/nb/{fault}"

    def __enter__(self) -> Self:
        """Start to serve."""
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and every answer under way."""
        self.stopping.set()
        # Closing alone does not wake a thread that waits for a connection.
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def _serve(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        # Clients go away amid an answer, and TLS ones refuse ours.
        with suppress(OSError), connection:
            connection.settimeout(60)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection:
                if request := _read_request(connection):
                    self._write(connection, request)

    def _write(self, connection: socket.socket, request: bytes) -> None:
        path = request.split(b" ", 2)[1].decode("latin-1")
        self.asked.append(path)
        self.requests.append(request)
        answer = Answer(
            connection=connection,
            page=self.page(path),
            path=path,
            base=self.base,
            times=self.asked.count(path),
            stopping=self.stopping,
        )
        self._fault_of(urlsplit(path).path)(answer)

    def _fault_of(self, path: str) -> Fault:
        if path == "/robots.txt":
            return self.robots or (lambda answer: answer.whole(status="404 Not Found", body=b""))
        if path == "/nb/index.html":
            return lambda answer: answer.whole(body=self._listing())
        name = self.trouble or "".join(unquote(path).split("/")[2:3]).rstrip("x")
        return self.faults.get(name, self.faults.get(name + "x", FAULTS["status_404"]))

    def _listing(self) -> bytes:
        rows = (f"<li><a href='/nb/{name}'>{TITLE}</a><span>2022-01-30</span></li>" for name in self.faults)
        return f"<html><body><ul>{''.join(rows)}</ul></body></html>".encode()


def _read_request(connection: socket.socket) -> bytes:
    """Return a request's head, empty where the client went away."""
    request = b""
    while b"\r\n\r\n" not in request:
        part = connection.recv(65_536)
        if not part:
            return b""
        request += part
    return request
