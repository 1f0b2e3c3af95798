"""Who comes in first when everybody comes at once, as after a restart: the hall, and then the public."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from kiosk.permissions import Audience

PUBLIC_AT_ONCE = 25
PATIENCE_SECONDS = 5.0


class Entrance:
    """The way in to a process: while somebody of the hall is on it, none of the public sets out."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        """Let the public wait for the hall for this many seconds; a hall without end shuts nobody out."""
        self._patience = patience
        self._hall = 0
        self._is_free = asyncio.Event()
        self._is_free.set()
        # Those who waited set out a few at a time, so that a seat that comes now waits for a few.
        self._turns = asyncio.Semaphore(PUBLIC_AT_ONCE)

    @asynccontextmanager
    async def way_in(self, audience: Audience) -> AsyncIterator[None]:
        """Be on the way in, once it is this audience's turn."""
        if audience == "public":
            until = time.monotonic() + self._patience
            async with self._turns:
                await self._let_the_hall_go_first(until)
                yield
            return
        self._hall += 1
        self._is_free.clear()
        try:
            yield
        finally:
            self._hall -= 1
            if self._hall == 0:
                self._is_free.set()

    async def _let_the_hall_go_first(self, until: float) -> None:
        while not self._is_free.is_set() and (left := until - time.monotonic()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_free.wait(), left)
