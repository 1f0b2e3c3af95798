"""Runs something beside a test, in a thread with database connections of its own."""

import threading
from collections.abc import Callable
from typing import overload

from django.db import connections


class Beside(threading.Thread):
    """A thread that keeps the exception it ended with."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._act = act
        self._error: Exception | None = None

    def run(self) -> None:
        """Act, then close this thread's connections."""
        try:
            self._act()
        except Exception as error:  # noqa: BLE001 -- handed to the test
            self._error = error
        finally:
            connections.close_all()

    def join_and_return(self, seconds: float) -> Exception | None:
        """Wait for the end and return the exception, if there was one."""
        self.join(seconds)
        if self.is_alive():
            raise TimeoutError(f"still going after {seconds} s")
        return self._error


@overload
def in_thread(act: Callable[[], None]) -> Beside: ...
@overload
def in_thread(act: Callable[[], None], *, seconds: float) -> Exception | None: ...
def in_thread(act: Callable[[], None], *, seconds: float | None = None) -> Beside | Exception | None:
    """Start `act` in a thread and return it; with `seconds`, wait for its end and return its exception."""
    thread = Beside(act)
    thread.start()
    return thread if seconds is None else thread.join_and_return(seconds)
