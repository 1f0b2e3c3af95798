"""One screen of the crowd: a raw socket and what it has heard, each with its time; crowd.py drives them."""

import re
import socket
import time

from tests.bench import wire

TYPE = re.compile(rb'\{"type": ?"(\w+)"')
VERSION = re.compile(rb'"v": ?(\d+)')
EPOCH = re.compile(rb'"epoch": ?"([^"]*)"')
ID = re.compile(rb'"id": ?"([^"]*)"')
MOST_BYTES = 262_144


class Screen:
    """A connected client. Times are nanoseconds of CLOCK_MONOTONIC, which all processes of a machine share."""

    __slots__ = (
        "_buffer",
        "arrivals",
        "closed",
        "epoch",
        "frame",
        "heard",
        "is_open",
        "opened_at",
        "replies",
        "socket",
        "v",
    )

    def __init__(self, port: int) -> None:
        """Begin to connect to a port of this machine."""
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.connect_ex(("127.0.0.1", port))
        self.is_open = False
        self.opened_at = 0
        self.closed: int | None = None
        self.frame = b""
        self.epoch = ""
        self.v = -1
        self.heard = 0
        self.arrivals: list[tuple[int, int]] = []
        self.replies: dict[str, tuple[int, bytes]] = {}
        self._buffer = bytearray()

    def say(self, text: str) -> int:
        """Send a text and return when it was begun."""
        began = time.monotonic_ns()
        self._send(wire.TEXT, text.encode())
        return began

    def beat(self) -> None:
        """Send the heartbeat of a screen that shows what this one was last sent."""
        if self.v >= 0:
            self.say(f'{{"type":"heartbeat","epoch":"{self.epoch}","v":{self.v},"heard":{self.heard}}}')

    def read(self) -> None:
        """Take what has arrived."""
        try:
            part = self.socket.recv(MOST_BYTES)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        now = time.monotonic_ns()
        if not part:
            self.closed = self.closed or 1006
            return
        self._buffer += part
        if not self.is_open:
            self._open(now)
        if self.is_open:
            for opcode, payload in wire.incoming(self._buffer):
                self._take(opcode, payload, now)

    def first_with(self, v: int) -> int:
        """Return when the first frame of version `v` or newer arrived since the last mark."""
        return next(at for version, at in self.arrivals if version >= v)

    def _send(self, opcode: int, payload: bytes) -> None:
        try:
            self.socket.send(wire.outgoing(opcode, payload))
        except OSError:
            self.closed = self.closed or 1006

    def _open(self, now: int) -> None:
        head, end, rest = bytes(self._buffer).partition(wire.HEAD_END)
        if end:
            self.is_open, self.opened_at = wire.is_accepted(head), now
            self.closed = None if self.is_open else 1002
            self._buffer = bytearray(rest)

    def _take(self, opcode: int, payload: bytes, now: int) -> None:
        if opcode == wire.PING:
            self._send(wire.PONG, payload)
        elif opcode == wire.CLOSE:
            self.closed = int.from_bytes(payload[:2], "big")
        elif opcode == wire.TEXT:
            self.heard += 1
            found = TYPE.match(payload)
            kind = found[1] if found else b""
            if kind == b"frame":
                self._show(payload, now)
            elif kind == b"reply" and (answered := ID.search(payload)):
                self.replies[answered[1].decode()] = (now, payload)

    def _show(self, payload: bytes, now: int) -> None:
        found, epoch = VERSION.search(payload), EPOCH.search(payload)
        if found:
            self.v = int(found[1])
            self.arrivals.append((self.v, now))
        self.epoch = epoch[1].decode() if epoch else ""
        self.frame = payload
