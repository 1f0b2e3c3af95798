"""Writes texts straight into daphne's connection: a frame for thousands is framed once, and most leave in one system call.

Where the server is another one, or the connection is encrypted or compressed, there is no sink and ASGI's `send` does it.
"""

import struct
from functools import lru_cache
from typing import Any

from twisted.internet.tcp import Connection

FINAL_TEXT = 0x81
OPEN = 3  # autobahn's WebSocketProtocol.STATE_OPEN


class Sink:
    """The plain TCP connection beneath a WebSocket of daphne."""

    __slots__ = ("_protocol", "_transport")

    def __init__(self, protocol: Any) -> None:
        """Write to the connection of this protocol."""
        self._protocol = protocol
        self._transport = protocol.transport

    def write(self, text: str) -> None:
        """Write a text message behind all that was written before. Never waits; a connection on its end takes nothing."""
        if self._protocol.state != OPEN:
            return
        frame, transport = framed(text), self._transport
        # What waits in Twisted's buffers has to leave first. A lost connection (no number) is Twisted's to find.
        is_free = not transport.dataBuffer and not transport._tempDataBuffer  # noqa: SLF001 -- nothing public tells
        sent = transport.writeSomeData(frame) if is_free else 0
        rest = frame[sent:] if isinstance(sent, int) else frame
        if rest:
            transport.write(rest)


def sink_beneath(send: Any) -> Sink | None:
    """Return the sink beneath an accepted WebSocket's ASGI `send`, or None where it is none that is known."""
    given = getattr(send, "args", ())  # daphne's send is its own function with the protocol as first argument
    protocol = given[0] if given else None
    transport = getattr(protocol, "transport", None)
    is_plain = isinstance(transport, Connection) and not transport.TLS
    is_known = is_plain and getattr(protocol, "_perMessageCompress", True) is None
    return Sink(protocol) if is_known else None


@lru_cache(maxsize=32)  # as many audiences and languages as are written to at a time
def framed(text: str) -> bytes:
    """Return a text as one unmasked frame of a server (RFC 6455, section 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", FINAL_TEXT, size) + payload
    if size < 2**16:
        return struct.pack("!BBH", FINAL_TEXT, 126, size) + payload
    return struct.pack("!BBQ", FINAL_TEXT, 127, size) + payload
