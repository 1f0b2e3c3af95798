"""The hub of a process: its rooms, what wakes them, and the look again that lost hints cost no more than."""

import asyncio
import logging
import threading
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import Error as DatabaseError
from django.utils import timezone

from agenda.models import Meeting
from kiosk.hub.entrance import Entrance
from kiosk.hub.hints import Hints
from kiosk.hub.lane import Built, Show
from kiosk.hub.outbox import Outbox
from kiosk.hub.reading import Readers
from kiosk.hub.room import Room, build
from kiosk.hub.socket import Socket
from kiosk.hub.together import Together
from kiosk.permissions import Visitor
from kiosk.queries import are_public, ended, fences, log_of, log_sizes, stored_versions
from kiosk.snapshots import Newest
from ledger.signals import appended

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.5  # a revoked sign-in and a screen of another process are to know within two


class Hub:
    """The rooms of this process on one event loop."""

    def __init__(self) -> None:
        """Start looking and listening on the running event loop."""
        self.loop = asyncio.get_running_loop()
        self.outbox = Outbox(self.loop)
        self.entrance = Entrance()
        self.rooms: dict[UUID, Room] = {}
        self._logs: dict[str, Room] = {}
        self._readers = Readers()
        self._versions = Together(self._readers, stored_versions)
        self._public = Together(self._readers, are_public)
        self._endings = Together(self._readers, _ended)
        self._hints = Hints(self._hinted)
        self._tasks = [asyncio.create_task(self._look_again()), asyncio.create_task(self._hints.listen())]

    async def close(self) -> None:
        """End everything this hub has started; for whoever ends the event loop in an orderly way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for room in self.rooms.values():
            room.stop()
        await self._hints.close()
        await asyncio.to_thread(self._readers.close)

    async def build(self, newest: Newest, shows: set[Show], people: list[UUID]) -> Built:
        """Build a state in a thread of its own, never on the thread that pages share."""
        return await self._readers.read_behind(build, newest, shows, people)

    async def join(self, socket: Socket, v: int) -> None:
        """Let an accepted socket, greeted with version `v`, into its room; an older one of the same seat is closed."""
        meeting = socket.visitor.meeting
        while meeting not in self.rooms:
            log = await self._readers.read(log_of, meeting)
            if meeting not in self.rooms:
                self._open(meeting, log)
        # Nothing may be awaited between finding the room and entering it: its last socket could take it away.
        self.rooms[meeting].join(socket, v)

    def _open(self, meeting: UUID, log: UUID) -> None:
        self.rooms[meeting] = self._logs[str(log)] = Room(self.build, meeting, log)
        self._hints.follow(str(log))

    async def version(self, visitor: Visitor) -> tuple[str, int]:
        """Return epoch and version of the newest state this process has for the visitor."""
        room = self.rooms.get(visitor.meeting)
        lane = room.lane(visitor) if room else None
        if lane is not None and lane.v >= 0:
            return lane.epoch, lane.v
        return await self.stored_version(visitor.meeting)

    async def stored_version(self, meeting: UUID) -> tuple[str, int]:
        """Return the epoch and version that the database holds."""
        found = await self._versions.ask(meeting)
        if found is None:
            raise Meeting.DoesNotExist
        return found

    async def ended(self, visitor: Visitor) -> int | None:
        """Return the close code for a visitor whose sign-in, office or display no longer holds, or None."""
        return await self._endings.ask(visitor)

    async def is_shown_to_public(self, meeting: UUID) -> bool:
        """Tell whether anybody may watch this meeting."""
        return await self._public.ask(meeting) or False

    def catch_up(self, socket: Socket, v: int) -> None:
        """Send the newest frame again to a screen that still shows version `v`."""
        if room := self.rooms.get(socket.visitor.meeting):
            room.lane(socket.visitor).catch_up(socket, v)

    def leave(self, socket: Socket) -> None:
        """Forget a socket; the last one takes its room with it."""
        room = self.rooms.get(socket.visitor.meeting)
        if room is None:
            return
        room.leave(socket)
        if room.is_empty():
            room.stop()
            del self.rooms[room.meeting], self._logs[str(room.log)]
            self._hints.forget(str(room.log))

    def log_grew(self, log: str, size: int) -> None:
        """Wake the room of a log that grew in this process, and hint to the others. From any thread."""
        self.loop.call_soon_threadsafe(self._grew_here, log, size)

    def _grew_here(self, log: str, size: int) -> None:
        self._hinted(log, size)
        self._hints.tell(log, size)

    def _hinted(self, log: str, size: int) -> None:
        if room := self._logs.get(log):
            room.wake(size)

    def links_changed(self, meeting: UUID) -> None:
        """Have chair and clerk see a link that came or went. From any thread."""
        self.loop.call_soon_threadsafe(self._wake_hall, meeting)

    def _wake_hall(self, meeting: UUID) -> None:
        if room := self.rooms.get(meeting):
            room.hall.wake()

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for room in list(self.rooms.values()):
                try:
                    await self._look_at(room)
                except DatabaseError as error:
                    logger.warning("could not look at meeting %s: %s", room.meeting, error)
                except Exception:
                    logger.exception("could not look at meeting %s", room.meeting)

    async def _look_at(self, room: Room) -> None:
        """Catch up with lost hints, links of other processes, revoked sign-ins and newer connections of a seat."""
        sizes = await self._readers.read(log_sizes, [room.log])
        room.look(sizes.get(room.log))
        sockets = room.sockets()
        over = await self._readers.read_behind(_ended, {socket.visitor for socket in sockets})
        newest = await self._readers.read(fences, room.meeting) if room.has_seats() else {}
        for socket in sockets:
            person = socket.visitor.actor.person_id
            if code := over.get(socket.visitor):
                socket.close(code)
            elif socket.fence is not None and person is not None and newest.get(person, 0) > socket.fence:
                socket.close(4409)


def _ended(visitors: set[Visitor]) -> dict[Visitor, int]:
    return ended(visitors, timezone.now())


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()
_lock = threading.Lock()


def hub() -> Hub:
    """Return the hub of the running event loop, made at the first call."""
    loop = asyncio.get_running_loop()
    with _lock:
        for other in [one for one in _hubs if one.is_closed()]:
            del _hubs[other]
        if loop not in _hubs:
            _hubs[loop] = Hub()
        return _hubs[loop]


def hubs() -> list[Hub]:
    """Return the hubs of this process, one for each event loop that serves sockets."""
    with _lock:
        return [found for loop, found in _hubs.items() if not loop.is_closed()]


def _tell_hubs(log_id: str, size: int, **_kwargs: Any) -> None:
    for found in hubs():
        found.log_grew(log_id, size)


appended.connect(_tell_hubs, dispatch_uid="kiosk.hub")
