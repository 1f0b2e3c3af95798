"""The hub's own threads for reading the database: pages share theirs, and a screen is never to wait for a page."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from django.db import close_old_connections, connections

from kiosk.hub.turns import turns
from kiosk.queries import READING

READERS = 2
CLOSING_SECONDS = 5.0
BEHIND_SECONDS = 0.2

P = ParamSpec("P")
T = TypeVar("T")


class Readers:
    """A few threads, each with a connection of its own that is made anew when it broke."""

    def __init__(self) -> None:
        """Start no thread yet."""
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")

    async def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns, from one of the threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: _on_reading(function, *args, **kwargs))

    async def read_behind(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return as `read` does; each question to the database lets presses go first, all of them together for a moment."""
        return await self.read(lambda: _behind_presses(function, *args, **kwargs))

    def close(self) -> None:
        """Close the connections and end the threads."""
        together = threading.Barrier(READERS)

        def close_own() -> None:
            together.wait(CLOSING_SECONDS)  # so that no thread takes another's turn
            connections.close_all()

        for closing in [self._pool.submit(close_own) for _ in range(READERS)]:
            closing.result(2 * CLOSING_SECONDS)
        self._pool.shutdown()


def _on_reading(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return function(*args, **kwargs)
    except Exception:
        connections[READING].close()
        raise
    finally:
        close_old_connections()


def _behind_presses(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    until = time.monotonic() + BEHIND_SECONDS

    def ask(execute: Callable[..., Any], *question: Any) -> Any:
        turns.wait(until)
        return execute(*question)

    with connections[READING].execute_wrapper(ask):
        return function(*args, **kwargs)
