"""WebSocket messages cut out of a byte stream, in their frames (RFC 6455); what befalls them is proxy.py's.

No I/O here. Nothing is re-encoded: what goes in comes out, byte by byte, in pieces that mean something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

CLOSE_OPCODE = 0x8  # and all above are control frames
_EXTENSIONS = re.compile(rb"(?im)^sec-websocket-extensions:.*\r\n")
_UPGRADES = re.compile(rb"(?ims)(GET |HTTP/1.1 101).*^upgrade:[ \t]*websocket[ \t]*\r$")


class Kind(Enum):
    """What a piece of a stream is; CONTROL is a ping or pong, BYTES have no known shape."""

    HEAD = auto()
    CONTROL = auto()
    CLOSE = auto()
    MESSAGE = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a stream: `raw` is what travels, `payload` a message's unmasked content, else empty."""

    kind: Kind
    raw: bytes
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame (RFC 6455, section 5.2): `raw` is what travelled, header and all; `payload` is unmasked."""

    opcode: int
    is_final: bool
    raw: bytes
    payload: bytes


class Cutter:
    """Cuts one direction of a connection into its HTTP head and, if that upgrades, messages.

    A fragmented message is one piece; control frames between its fragments come out before it. Extensions
    are taken out of the head, because a compressed stream cannot lose, repeat or swap a message.
    """

    def __init__(self) -> None:
        self._buffer = b""
        self._is_upgraded: bool | None = None
        self._fragments: list[Frame] = []

    def feed(self, received: bytes) -> Iterator[Piece]:
        """Take bytes as they were received and yield the pieces they complete."""
        self._buffer += received
        if self._is_upgraded is None:
            yield from self._head()
        if self._is_upgraded is False and self._buffer:
            yield Piece(Kind.BYTES, self._buffer)
            self._buffer = b""
        while self._is_upgraded and (frame := read_frame(self._buffer)):
            self._buffer = self._buffer[len(frame.raw) :]
            yield from self._framed(frame)

    def rest(self) -> bytes:
        """Return what was received and completes no piece; for the end of a stream."""
        return b"".join(frame.raw for frame in self._fragments) + self._buffer

    def _head(self) -> Iterator[Piece]:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if end:
            self._buffer = rest
            head += b"\r\n"
            self._is_upgraded = _UPGRADES.match(head) is not None
            yield Piece(Kind.HEAD, _EXTENSIONS.sub(b"", head) + b"\r\n")

    def _framed(self, frame: Frame) -> Iterator[Piece]:
        if frame.opcode >= CLOSE_OPCODE:
            yield Piece(Kind.CLOSE if frame.opcode == CLOSE_OPCODE else Kind.CONTROL, frame.raw)
            return
        self._fragments.append(frame)
        if frame.is_final:
            whole, self._fragments = self._fragments, []
            raw = b"".join(part.raw for part in whole)
            yield Piece(Kind.MESSAGE, raw, b"".join(part.payload for part in whole))


def read_frame(buffer: bytes) -> Frame | None:
    """Return the frame at the beginning of `buffer`, or None if it is not whole yet."""
    if len(buffer) < 2:
        return None
    length = buffer[1] & 0x7F
    after_length = {126: 4, 127: 10}.get(length, 2)
    start = after_length + (4 if buffer[1] & 0x80 else 0)
    if len(buffer) < start:
        return None
    if length >= 126:
        length = int.from_bytes(buffer[2:after_length], "big")
    if len(buffer) < start + length:
        return None
    raw = buffer[: start + length]
    return Frame(buffer[0] & 0x0F, bool(buffer[0] & 0x80), raw, unmask(raw[start:], raw[after_length:start]))


def unmask(payload: bytes, mask: bytes) -> bytes:
    """Return a payload without its mask of four bytes (RFC 6455, section 5.3); an empty mask is none."""
    if not mask:
        return payload
    key = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(len(payload), "big")
