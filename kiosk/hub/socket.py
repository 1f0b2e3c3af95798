"""One connected screen of this process: whom it shows to, what it was sent, what it has acknowledged."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from kiosk.hub.sink import sink_beneath
from kiosk.hub.starting import begin
from kiosk.permissions import Visitor

if TYPE_CHECKING:
    from kiosk import messages

logger = logging.getLogger(__name__)

BUDGET_BYTES = 256 * 1024  # sent and not yet acknowledged by a heartbeat
# Chair and clerk are few, and their frames name everybody who has not voted: ten of them a second for the
# five seconds between heartbeats, in a council of 500.
CONSOLE_BUDGET_BYTES = 4 * 1024 * 1024
SLOW_SECONDS = 30.0

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Socket:
    """An accepted WebSocket with its byte budget. Writing to it never waits, whatever the line is like."""

    __slots__ = (
        "_budget",
        "_full_since",
        "_send",
        "_sent",
        "_sink",
        "_sizes",
        "_unheard",
        "_waiting",
        "_writer",
        "fence",
        "frame",
        "mine",
        "visitor",
        "was_closed",
    )

    def __init__(self, visitor: Visitor, send: Send) -> None:
        """Wrap the ASGI `send` of an accepted WebSocket."""
        self.visitor = visitor
        self.fence: int | None = None
        self.frame = ""
        self.mine: messages.Mine | None = None
        self.was_closed = False
        self._send = send
        self._sink = sink_beneath(send)
        self._waiting: deque[dict[str, Any]] = deque()
        self._writer: asyncio.Task[None] | None = None
        self._budget = CONSOLE_BUDGET_BYTES if visitor.audience in {"chair", "clerk"} else BUDGET_BYTES
        self._sent = 0
        self._sizes: deque[int] = deque()
        self._unheard = 0
        self._full_since: float | None = None

    def push(self, text: str) -> None:
        """Send a text message and count it against the budget."""
        if self.was_closed:
            return
        self._sent += 1
        self._sizes.append(len(text))
        self._unheard += len(text)
        if self._sink is not None:
            self._sink.write(text)
            return
        self._waiting.append({"type": "websocket.send", "text": text})
        self._write()

    def close(self, code: int) -> None:
        """Close with one of the codes of docs/protocol.md, once; what was not written yet is dropped."""
        if self.was_closed:
            return
        self.was_closed = True
        self._waiting.clear()
        self._waiting.append({"type": "websocket.close", "code": code})
        self._write()

    def heard(self, count: int) -> None:
        """Take note that the client has received `count` messages of this connection so far."""
        while self._sizes and self._sent - len(self._sizes) < count:
            self._unheard -= self._sizes.popleft()
        if self._unheard < self._budget:
            self._full_since = None

    def has_room(self) -> bool:
        """Tell whether another frame fits the budget; notes since when it did not."""
        if self._unheard < self._budget:
            return True
        self._full_since = self._full_since or time.monotonic()
        return False

    def is_stuck(self) -> bool:
        """Tell whether the budget has been used up for longer than a slow line explains."""
        return self._full_since is not None and time.monotonic() - self._full_since > SLOW_SECONDS

    def _write(self) -> None:
        """Write what waits. A server that makes its writers wait is waited for in a task, so that nobody else is."""
        while self._waiting and self._writer is None:
            try:
                rest = begin(self._put(self._waiting.popleft()))
            except Exception:  # noqa: BLE001 -- a socket that broke while written to concerns only itself
                self._break()
            else:
                if rest is not None:
                    self._writer = asyncio.create_task(self._write_on(rest))

    async def _write_on(self, rest: Awaitable[None]) -> None:
        try:
            await rest
            while self._waiting:
                await self._put(self._waiting.popleft())
        except Exception:  # noqa: BLE001 -- as above
            self._break()
        finally:
            self._writer = None

    async def _put(self, event: dict[str, Any]) -> None:
        await self._send(event)

    def _break(self) -> None:
        self.was_closed = True
        self._waiting.clear()
        logger.debug("a socket of %s was gone before it was closed", self.visitor.actor.role)
