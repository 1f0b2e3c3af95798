"""The frames of one meeting for the hall, or for the public: built once, written to each socket, newest only."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

import msgspec
from django.db import Error as DatabaseError

from kiosk import messages
from kiosk.hub.socket import Socket
from kiosk.permissions import AUDIENCES, Audience

logger = logging.getLogger(__name__)

CHUNK = 50  # sockets written to before the event loop is let go
RETRY_SECONDS = 0.5
# Before it writes, a lane rests this many times as long as its last frame took to make and write: a burst of presses is
# shown as one frame, and in a large hall the screens leave most of the process to the presses.
RESTS = 3.0
MOST_REST_SECONDS = 0.5

Show: TypeAlias = tuple[Audience, str]


@dataclass(frozen=True, slots=True)
class Built:
    """One state of a meeting, encoded: a text per audience and language, and each person's own.

    `cost` are the seconds of the processor that it took; what it waited for is none.
    """

    epoch: str
    v: int
    texts: dict[Show, str] = field(default_factory=dict)
    own: dict[UUID, messages.Mine] = field(default_factory=dict)
    cost: float = 0.0


Build = Callable[[set[Show], list[UUID]], Awaitable[Built]]


class Lane:
    """Sleeps until woken, then has the newest state built and writes it, at most once every `pause` seconds.

    It lets the lane it `yields_to` go first.
    """

    def __init__(self, build: Build, pause: float, yields_to: "Lane | None" = None) -> None:
        """Start the lane on the running event loop."""
        self._build = build
        self._pause = pause
        self._sockets: dict[Audience, dict[Socket, None]] = {audience: {} for audience in AUDIENCES}
        self._newest = Built(epoch="", v=-1)
        self._read_for: frozenset[Socket] = frozenset()
        self._woken = asyncio.Event()
        self._took = 0.0
        self._is_at_rest = asyncio.Event()
        self._is_at_rest.set()
        self._yields_to = yields_to
        self._task = asyncio.create_task(self._run())

    @property
    def v(self) -> int:
        """The version of the newest state built here, -1 before the first."""
        return self._newest.v

    @property
    def epoch(self) -> str:
        """The epoch of the newest state built here."""
        return self._newest.epoch

    def __len__(self) -> int:
        """Return the number of sockets."""
        return sum(map(len, self._sockets.values()))

    def sockets(self) -> Iterable[Socket]:
        """Go through the sockets: seats first, then chair, clerk, displays, the public."""
        for audience in AUDIENCES:
            yield from list(self._sockets[audience])

    def has(self, audience: Audience) -> bool:
        """Tell whether a socket of this audience is here."""
        return bool(self._sockets[audience])

    def join(self, socket: Socket, v: int) -> None:
        """Let a socket in: it gets the newest frame at once, and soon what is its own or newer, up to `v` at least."""
        self._sockets[socket.visitor.audience][socket] = None
        self._write_frame(socket)
        if self.v < v or not socket.frame or socket.visitor.audience == "seat":
            self.wake()

    def catch_up(self, socket: Socket, v: int) -> None:
        """Send a socket what it had no room for; and if its screen is behind at `v`, all again: it was lost on its way."""
        if v < self.v:
            socket.frame, socket.mine = "", None
        self._write(socket)

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self._sockets[socket.visitor.audience].pop(socket, None)

    def wake(self) -> None:
        """Have the newest state built and written soon."""
        self._woken.set()

    def stop(self) -> None:
        """End the lane."""
        self._task.cancel()

    async def _run(self) -> None:
        began = float("-inf")
        while True:
            await self._woken.wait()
            rest = min(RESTS * self._took, MOST_REST_SECONDS)
            await asyncio.sleep(max(rest, began + self._pause - time.monotonic()))
            await self._make_way()
            self._woken.clear()
            self._is_at_rest.clear()
            began = time.monotonic()
            try:
                await self._spread()
            except DatabaseError as error:
                # The database may be away for a moment: screens keep what they show and say how old it is.
                logger.warning("no frame could be built: %s", error)
                await self._retry()
            except Exception:
                logger.exception("no frame could be built")
                await self._retry()
            finally:
                self._is_at_rest.set()

    async def _make_way(self) -> None:
        if self._yields_to is not None:
            await self._yields_to.wait_for_rest()

    async def wait_for_rest(self) -> None:
        """Wait until nothing is being built or written here."""
        await self._is_at_rest.wait()

    async def _retry(self) -> None:
        await asyncio.sleep(RETRY_SECONDS)
        self.wake()

    async def _spread(self) -> None:
        if not len(self):
            return
        shows = {(socket.visitor.audience, socket.visitor.language) for socket in self.sockets()}
        seats = list(self._sockets["seat"])
        people = [socket.visitor.actor.person_id for socket in seats]
        self._newest = await self._build(shows, [person for person in people if person])
        self._read_for = frozenset(seats)
        began = time.monotonic()
        for index, socket in enumerate(self.sockets(), start=1):
            self._write(socket)
            if index % CHUNK == 0:
                await asyncio.sleep(0)
                await self._make_way()
        self._took = self._newest.cost + time.monotonic() - began

    def _write(self, socket: Socket) -> None:
        self._write_frame(socket)
        person = socket.visitor.actor.person_id
        # What was read before a seat came may be older than what this person was last answered.
        if socket in self._read_for and person is not None:
            self._write_own(socket, self._newest.own.get(person))

    def _write_frame(self, socket: Socket) -> None:
        text = self._newest.texts.get((socket.visitor.audience, socket.visitor.language), "")
        if text and text != socket.frame:
            if socket.has_room():
                socket.frame = text
                socket.push(text)
            elif socket.is_stuck():
                socket.close(4408)

    def _write_own(self, socket: Socket, own: messages.Mine | None) -> None:
        if own is None or not socket.has_room():
            return
        if socket.mine is None or msgspec.structs.replace(socket.mine, v=own.v) != own:
            socket.mine = own
            socket.push(messages.encode(own))
