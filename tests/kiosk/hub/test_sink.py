"""The sink writes what autobahn would have written, in the same order, however little the line takes at a time."""

from functools import partial
from typing import Any

import pytest
from twisted.internet.main import CONNECTION_LOST
from twisted.internet.tcp import Connection

from council.domain.actors import Actor, ActorRole
from kiosk.hub import Socket
from kiosk.hub.sink import OPEN, framed, sink_beneath
from kiosk.permissions import Visitor
from tests.bench import wire
from tests.kiosk.hub.lines import MEETING


class Held(Connection):
    """A connection of Twisted whose other end takes only so many bytes at a time; what waits is kept."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.dataBuffer = b""
        self._tempDataBuffer: list[bytes] = []
        self.left = bytearray()
        self.is_lost = False

    def writeSomeData(self, data: bytes) -> Any:  # noqa: N802 -- Twisted's name
        """Take what there is room for."""
        if self.is_lost:
            return CONNECTION_LOST
        taken = bytes(data[: self.room])
        self.left += taken
        self.room -= len(taken)
        return len(taken)

    def write(self, data: bytes) -> None:
        """Keep for later."""
        self._tempDataBuffer.append(data)

    def drain(self) -> None:
        """Make room for all that waits, and for more."""
        self.left += b"".join(self._tempDataBuffer)
        self._tempDataBuffer.clear()
        self.room = 10**6


class Protocol:
    """What the sink needs to know of autobahn's protocol."""

    def __init__(self, transport: Any, *, compress: object = None) -> None:
        self.transport = transport
        self.state = OPEN
        self._perMessageCompress = compress


async def handle_reply(_protocol: Protocol, event: dict[str, Any]) -> None:
    """Stand where daphne's own function stands; it is not asked as long as there is a sink."""
    raise AssertionError(event)


def beneath(protocol: Protocol) -> Any:
    return sink_beneath(partial(handle_reply, protocol))


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_text_is_framed_as_any_client_reads_it(size: int) -> None:
    text = "я" * (size // 2) + "x" * (size % 2)
    [(opcode, payload)] = wire.incoming(bytearray(framed(text)))
    assert (opcode, payload.decode()) == (wire.TEXT, text)


@pytest.mark.parametrize("room", [0, 1, 7, 100, 10**6])
def test_order_and_wholeness_survive_a_line_that_takes_little(room: int) -> None:
    transport = Held(room)
    sink = beneath(Protocol(transport))
    texts = [f"frame {number}" for number in range(20)]
    for number, text in enumerate(texts):
        sink.write(text)
        if number == 9:
            transport.drain()
    transport.drain()
    assert [payload.decode() for _, payload in wire.incoming(transport.left)] == texts


def test_a_lost_connection_is_left_to_twisted() -> None:
    transport = Held(100)
    transport.is_lost = True
    beneath(Protocol(transport)).write("a")
    assert transport._tempDataBuffer == [framed("a")]


def test_a_connection_on_its_end_takes_nothing() -> None:
    transport = Held(100)
    protocol = Protocol(transport)
    sink = beneath(protocol)
    protocol.state = OPEN - 1
    sink.write("a")
    assert not transport.left
    assert transport._tempDataBuffer == []


def test_a_socket_writes_through_the_sink_within_its_budget() -> None:
    transport = Held(10**6)
    screen = Socket(
        Visitor(MEETING, "public", Actor(ActorRole.PUBLIC), "en"), partial(handle_reply, Protocol(transport))
    )
    screen.push("a")
    screen.push("b")
    assert [payload for _, payload in wire.incoming(transport.left)] == [b"a", b"b"]
    assert screen.has_room()


def test_there_is_no_sink_where_bytes_must_not_go_straight_out() -> None:
    encrypted = Held(100)
    encrypted.TLS = True
    assert beneath(Protocol(encrypted)) is None
    assert beneath(Protocol(Held(100), compress=object())) is None
    assert beneath(Protocol(object())) is None
    assert sink_beneath(handle_reply) is None
