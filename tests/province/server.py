"""Portals -> one process that serves them all, each on a port of its own, and a log of what was asked."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.province.population import make_sites, populate, share_out
from tests.province.portal_server import answer, clone_answer
from tests.province.site import Answer, Request, Site
from tests.province.systems import SYSTEMS, System
from tests.province.traps import TRAPS
from tests.province.wire import Fault, read_request, write_answer

FORBIDDEN = frozenset({"negative", "chrome", "unknown", "closed", "clone"})
"""Kinds of request that a correct crawl never makes."""
Faults = Callable[[Request, str], Fault | None]
"""Told a request and its kind, says what goes wrong with the answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """A request that came in."""

    night: int
    site: str
    method: str
    target: str
    kind: str
    status: int
    fault: str | None


class Province:
    """All portals of a province, served from a thread of their own. A context manager."""

    def __init__(
        self,
        portals: int = 40,
        reports: int = 300,
        *,
        nights: int = 1,
        traps: frozenset[str] = frozenset(TRAPS),
        systems: Sequence[System] = SYSTEMS,
        faults: Faults | None = None,
        seed: int = 0,
    ) -> None:
        """Make the portals. `nights` is how long the scripted history is; 1 has none."""
        self.sites = make_sites(portals, reports, traps, systems, seed)
        self.counts = share_out(portals, reports)
        self.nights = nights
        self.night = 0
        self.faults = faults
        self.log: list[Logged] = []
        self.busiest = 0
        """The most requests that one portal was answering at a time."""
        self._busy: Counter[int] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="province", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(30)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def advance(self, night: int) -> None:
        """Let it be another night: reports appear, change, vanish and come back."""
        self.night = night
        for site in self.sites:
            site.night = night

    def forbidden(self) -> list[Logged]:
        """Return the requests that a correct crawl never makes."""
        return [one for one in self.log if one.kind in FORBIDDEN]

    async def _open(self) -> None:
        for site, count in zip(self.sites, self.counts, strict=True):
            site.port = await self._listen(site, answer)
            site.clone_port = await self._listen(site, lambda site, _: clone_answer(site))
            populate(site, count, self.nights)

    async def _listen(self, site: Site, answers: Callable[[Site, Request], Answer]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(site, port, answers, reader, writer)

        self._servers.append(await asyncio.start_server(connected, sock=listener))
        return port

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(
        self,
        site: Site,
        port: int,
        answers: Callable[[Site, Request], Answer],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        with suppress(ConnectionError, asyncio.CancelledError):
            while (request := await read_request(reader, port)) is not None:
                if not await self._reply(site, request, answers(site, request), writer):
                    break
        self._connections.discard(task)
        with suppress(RuntimeError):  # the loop is being closed
            writer.close()

    async def _reply(self, site: Site, request: Request, given: Answer, writer: asyncio.StreamWriter) -> bool:
        self._busy[request.port] += 1
        self.busiest = max(self.busiest, self._busy[request.port])
        fault = self.faults(request, given.kind) if self.faults else None
        self.log.append(
            Logged(
                night=self.night,
                site=site.name,
                method=request.method,
                target=request.target,
                kind=given.kind,
                status=given.status,
                fault=fault.kind if fault else None,
            )
        )
        try:
            return await write_answer(writer, given, fault)
        finally:
            self._busy[request.port] -= 1
