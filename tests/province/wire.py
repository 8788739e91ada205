"""HTTP/1.1 on a socket: a request read, an answer written, faults on the way."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from tests.province.site import Answer, Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What goes wrong with one answer."""

    kind: str
    """`status`: another status; `reset`: the connection is cut before any byte; `truncate`: half the body of
    the length that was announced; `hang`: nothing comes; `slow`: it comes late."""
    status: int = 500
    seconds: float = 0.0


async def read_request(reader: asyncio.StreamReader, port: int) -> Request | None:
    """Return the next request on a connection; None where the client has closed it."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    parts = urlsplit("http://x" + target)
    return Request(
        port=port,
        method=method,
        target=target,
        path=parts.path,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        form=dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)),
        headers=headers,
    )


async def write_answer(writer: asyncio.StreamWriter, answer: Answer, fault: Fault | None) -> bool:
    """Send an answer; say whether the connection may be used again."""
    if fault is not None and fault.seconds:
        await asyncio.sleep(fault.seconds)
    if fault is not None and fault.kind in ("reset", "hang"):
        writer.transport.abort()
        return False
    body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
    status = fault.status if fault is not None and fault.kind == "status" else answer.status
    headers = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}"]
    headers += [f"Content-Type: {answer.content_type}"] if answer.content_type else []
    headers += [f"{name}: {value}" for name, value in answer.headers]
    torn = fault is not None and fault.kind == "truncate"
    writer.write(
        "\r\n".join([*headers, "", ""]).encode("latin-1") + (body[: len(body) // 2] if torn else body)
    )
    await writer.drain()
    if torn:
        writer.close()
    return not torn
