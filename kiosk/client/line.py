"""One socket kept alive: heartbeats, silence noticed, reconnection with jitter. Subclasses do the hearing."""

import asyncio
import contextlib
import random
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Origin

from kiosk.client.wire import ABNORMAL, FINAL_CODES, GOING_AWAY, Head, Server, heartbeat, read_head

CONNECT_FAILURES = (OSError, TimeoutError, EOFError, InvalidHandshake, InvalidMessage, ConnectionClosed)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: a first wait before reconnecting, its cap, silence taken for a dead link, time to connect,
    and how long an answer is waited for before asking again.
    """

    base: float = 0.5
    cap: float = 8.0
    silence: float = 10.0
    connect: float = 10.0
    again: float = 3.0

    def wait(self, attempt: int, chance: random.Random) -> float:
        """Return how long to wait before the `attempt`th try (from 0): full jitter up to a doubling cap."""
        return chance.uniform(0.0, min(self.cap, self.base * 2 ** min(attempt, 16)))


HALL_PACE = Pace()
PUBLIC_PACE = Pace(cap=30.0)


class LineEndedError(ConnectionError):
    """The server closed the line for good; `code` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Line(ABC):
    """A socket that comes back until it is stopped or told to stay away for good (`ended` has that code)."""

    def __init__(
        self, server: Server, *, pace: Pace = HALL_PACE, chance: random.Random | None = None
    ) -> None:
        self.server = server
        self.pace = pace
        self.ended: int | None = None
        self._chance = chance or random.Random()  # noqa: S311 -- jitter
        self._socket: ClientConnection | None = None
        self._linked = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @abstractmethod
    async def address(self) -> str:
        """Return the address to dial now."""

    def cookies(self) -> str:
        """Return the Cookie header that the address is dialled with."""
        return ""

    @abstractmethod
    def shows(self) -> tuple[str, int]:
        """Return (epoch, v) of what is shown, for the heartbeat."""

    @abstractmethod
    async def greeted(self, head: Head, text: str) -> None:
        """Take the hello of a new socket."""

    @abstractmethod
    def heard(self, head: Head, text: str) -> None:
        """Take any later message."""

    @abstractmethod
    def lost(self, why: str, *, was_linked: bool) -> None:
        """Take that the socket is gone, or could not be had."""

    @property
    def is_linked(self) -> bool:
        """Whether a greeted socket stands."""
        return self._linked.is_set()

    def start(self) -> None:
        """Begin to connect; needs a running loop."""
        self._task = asyncio.create_task(self._stay())

    async def linked(self, within: float = 90.0) -> None:
        """Wait for a greeted socket, `within` seconds (TimeoutError); LineEndedError if none will come."""
        waiter = asyncio.ensure_future(self._linked.wait())
        try:
            watched = {waiter, self._task} if self._task else {waiter}
            done, _ = await asyncio.wait(watched, timeout=within, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiter.cancel()
        if self.ended is not None:
            raise LineEndedError(self.ended)
        if not done:
            raise TimeoutError(f"no link to {self.server.url} within {within:g} s")
        if not self._linked.is_set() and self._task:
            self._task.result()

    async def stop(self) -> None:
        """End the line as a page does that is left (1001)."""
        self.ended = self.ended or GOING_AWAY
        if self._socket is not None:
            await self._socket.close(GOING_AWAY)
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def cut(self) -> None:
        """Drop the connection without a word, as a pulled cable would; the line then comes back."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def put(self, text: str) -> bool:
        """Send a text; tell whether it left for the wire (not: whether it arrived)."""
        if self._socket is None or not self.is_linked:
            return False
        try:
            await self._socket.send(text)
        except ConnectionClosed:
            return False
        return True

    async def _stay(self) -> None:
        attempt = 0
        while self.ended is None:
            try:
                await self._connect_once()
                why = "closed"
            except CONNECT_FAILURES as error:
                why = f"{type(error).__name__}: {error}"
            was_linked = self.is_linked
            attempt = 0 if was_linked else attempt + 1
            self._linked.clear()
            self._socket = None
            self.lost(why, was_linked=was_linked)
            if self.ended is None:
                await asyncio.sleep(self.pace.wait(attempt, self._chance))

    async def _connect_once(self) -> None:
        # Compression would cost more than it saves on small frames; our heartbeat stands in for pings.
        address, cookies = await self.address(), self.cookies()
        async with connect(
            address,
            additional_headers={"Cookie": cookies} if cookies else None,
            origin=Origin(self.server.listed_origin),
            compression=None,
            proxy=None,
            open_timeout=self.pace.connect,
            ping_interval=None,
            close_timeout=1.0,
            max_queue=64,
        ) as socket:
            self._socket = socket
            try:
                await self._listen(socket)
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else ABNORMAL
                self.ended = self.ended or code if code in FINAL_CODES and not self.excuses(code) else None
                raise

    def excuses(self, _code: int) -> bool:
        """Tell whether a final close code may be answered with another try after all."""
        return False

    async def _listen(self, socket: ClientConnection) -> None:
        heard, beat_at, every = 0, float("inf"), 5.0
        last = time.monotonic()
        while True:
            try:
                async with asyncio.timeout(
                    max(0.0, min(beat_at, last + self.pace.silence) - time.monotonic())
                ):
                    text = await socket.recv(decode=True)
            except TimeoutError:
                if time.monotonic() >= last + self.pace.silence:
                    socket.transport.abort()
                    raise TimeoutError("silence") from None
                epoch, v = self.shows()
                await socket.send(heartbeat(epoch=epoch, v=max(v, 0), heard=heard))
                beat_at = time.monotonic() + every
                continue
            heard, last = heard + 1, time.monotonic()
            head = read_head(text)
            if head.type == "hello":
                every = head.heartbeat_seconds
                beat_at = last + every
                self._linked.set()
                await self.greeted(head, str(text))
            else:
                self.heard(head, str(text))
