"""Somebody who only looks: keeps the newest frame's version, bytes and time, and decodes nothing."""

import asyncio
import random
import time
from uuid import UUID

from kiosk.client.line import PUBLIC_PACE, Line, Pace
from kiosk.client.wire import Head, Server


class Watcher(Line):
    """A screen of the public (or of another audience whose token is given), light enough for thousands."""

    def __init__(
        self,
        server: Server,
        *,
        meeting: UUID | str,
        audience: str = "public",
        token: str = "",
        pace: Pace = PUBLIC_PACE,
        chance: random.Random | None = None,
    ) -> None:
        super().__init__(server, pace=pace, chance=chance)
        self._address = server.socket(meeting, audience, token)
        self.epoch = ""
        self.v = -1
        self.text = ""
        self.at = 0.0
        self._reached: list[tuple[int, asyncio.Future[float]]] = []

    async def address(self) -> str:
        """Return the socket's address."""
        return self._address

    def shows(self) -> tuple[str, int]:
        """Return what the heartbeat reports."""
        return self.epoch, self.v

    async def greeted(self, head: Head, _text: str) -> None:
        """Take the epoch; a new one begins anew."""
        if head.epoch != self.epoch:
            self.epoch, self.v = head.epoch, -1

    def heard(self, head: Head, text: str) -> None:
        """Keep a frame that is not older; `at` is when its version was first shown (`time.monotonic()`)."""
        if head.type != "frame" or head.v is None or head.v < self.v:
            return
        if head.v > self.v:
            self.at = time.monotonic()
        self.v, self.text = head.v, text
        for wanted, future in self._reached:
            if wanted <= self.v and not future.done():
                future.set_result(self.at)

    def lost(self, why: str, *, was_linked: bool) -> None:
        """Go on showing what was shown."""

    async def reached(self, v: int, *, within: float = 30.0) -> float:
        """Return when version `v` or a later one was first shown; TimeoutError after `within` seconds."""
        if self.v >= v:
            return self.at
        waiting = (v, asyncio.get_running_loop().create_future())
        self._reached.append(waiting)
        try:
            return await asyncio.wait_for(waiting[1], within)
        finally:
            self._reached.remove(waiting)
