"""One meeting in this process: its sockets in two lanes, and who holds which seat."""

import time
from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from kiosk import messages
from kiosk.hub.lane import Built, Lane, Show
from kiosk.hub.socket import Socket
from kiosk.permissions import Visitor
from kiosk.snapshots import Newest, frame

HALL_PAUSE_SECONDS = 0.1  # ten frames a second at most
PUBLIC_PAUSE_SECONDS = 0.2  # five

BuildOf = Callable[[Newest, set[Show], list[UUID]], Awaitable[Built]]


def build(newest: Newest, shows: set[Show], people: list[UUID]) -> Built:
    """Read a meeting's newest state once and encode it for each audience and language, and for each of these people."""
    began = time.thread_time()
    loaded = newest.read(people)
    texts = {show: messages.encode(frame(loaded, *show)) for show in shows}
    own = newest.own(loaded, people)
    return Built(loaded.epoch, loaded.v, texts, own, cost=time.thread_time() - began)


class Room:
    """The sockets of one meeting in this process."""

    def __init__(self, build_of: BuildOf, meeting: UUID, log: UUID) -> None:
        """Start both lanes: the public's frames are written apart, so that no seat waits behind them."""
        self.meeting = meeting
        self.log = log
        make = partial(build_of, Newest(meeting))
        self.hall = Lane(make, HALL_PAUSE_SECONDS)
        self.public = Lane(make, PUBLIC_PAUSE_SECONDS, yields_to=self.hall)
        self._seats: dict[UUID, Socket] = {}

    def lane(self, visitor: Visitor) -> Lane:
        """Return the lane that serves this visitor."""
        return self.public if visitor.audience == "public" else self.hall

    def lanes(self) -> tuple[Lane, Lane]:
        """Return both lanes, the hall's first."""
        return self.hall, self.public

    def is_empty(self) -> bool:
        """Tell whether no socket is left."""
        return not any(map(len, self.lanes()))

    def has_seats(self) -> bool:
        """Tell whether a seat is connected here."""
        return bool(self._seats)

    def join(self, socket: Socket, v: int) -> None:
        """Let a socket in that was greeted with version `v`.

        Of two of the same seat the one whose connection is older is closed, whichever joins first.
        """
        person = socket.visitor.actor.person_id
        if socket.visitor.audience == "seat" and person is not None:
            other = self._seats.get(person)
            if other is not None and (other.fence or 0) > (socket.fence or 0):
                socket.close(4409)
                return
            self._seats[person] = socket
            if other is not None:
                other.close(4409)
        self.lane(socket.visitor).join(socket, v)

    def leave(self, socket: Socket) -> None:
        """Forget a socket."""
        self.lane(socket.visitor).leave(socket)
        person = socket.visitor.actor.person_id
        if person is not None and self._seats.get(person) is socket:
            del self._seats[person]

    def wake(self, v: int) -> None:
        """Wake the lanes that have not reached version `v`."""
        for lane in self.lanes():
            if lane.v < v:
                lane.wake()

    def look(self, v: int | None) -> None:
        """Catch up with the stored version, older ones included, and with links that other processes wrote."""
        for lane in self.lanes():
            if lane.v != v and len(lane):
                lane.wake()
        if self.hall.has("chair") or self.hall.has("clerk"):
            self.hall.wake()

    def sockets(self) -> list[Socket]:
        """Return all sockets of the room."""
        return [socket for lane in self.lanes() for socket in lane.sockets()]

    def stop(self) -> None:
        """End both lanes."""
        for lane in self.lanes():
            lane.stop()
