"""Questions to the database that many sockets ask at once, answered together: a whole council may come in a second."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from kiosk.hub.reading import Readers

K = TypeVar("K")
V = TypeVar("V")


class Together(Generic[K, V]):
    """One kind of question. What is asked while an answer is being read waits for the next, which is read after it."""

    def __init__(self, readers: Readers, answer: Callable[[set[K]], Mapping[K, V]]) -> None:
        """Let `answer` read what is known about each of a set; it runs in one of the readers' threads."""
        self._readers = readers
        self._answer = answer
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._reading: asyncio.Task[None] | None = None

    async def ask(self, about: K) -> V | None:
        """Return what is read from now on about one thing, or None; raises what reading raised."""
        if about not in self._waiting:
            self._waiting[about] = asyncio.get_running_loop().create_future()
        waited = self._waiting[about]
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        # One who asked may go away; the others still want to know.
        return await asyncio.shield(waited)

    async def _read(self) -> None:
        while self._waiting:
            asked, self._waiting = self._waiting, {}
            try:
                found = await self._readers.read(self._answer, set(asked))
            except Exception as error:  # noqa: BLE001 -- it is theirs who asked
                for waited in asked.values():
                    waited.set_exception(error)
            else:
                for about, waited in asked.items():
                    waited.set_result(found.get(about))
