"""Carries texts from other threads to sockets on the event loop, all that wait at one wake-up."""

import asyncio
import threading
from collections import deque

from kiosk.hub.socket import Socket


class Outbox:
    """Posts of any thread, in their order, sent once it is told to."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Serve the sockets of this event loop."""
        self._loop = loop
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Socket, str]] = deque()

    def post(self, socket: Socket, text: str) -> None:
        """Have a text sent to a socket at the next `deliver`."""
        with self._lock:
            self._waiting.append((socket, text))

    def deliver(self) -> None:
        """Have all that was posted sent soon. To wake the loop for each post would cost both threads more than that."""
        with self._lock:
            is_empty = not self._waiting
        if not is_empty:
            self._loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        with self._lock:
            taken, self._waiting = self._waiting, deque()
        for socket, text in taken:
            socket.push(text)
