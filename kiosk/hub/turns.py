"""Presses before screens: what is read for screens waits while a desk is at work.

Python runs one thread at a time. Where both go on at once, each wait of the desk for its database costs it a turn of the
other, and a press takes ten times as long.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """How many desks of this process are at work."""

    def __init__(self) -> None:
        """Begin with none."""
        self._changed = threading.Condition()
        self._at_work = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have everybody who waits do so until this is over."""
        with self._changed:
            self._at_work += 1
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def wait(self, until: float) -> None:
        """Return once no desk is at work, or at the time `until` of the monotonic clock."""
        with self._changed:
            self._changed.wait_for(lambda: not self._at_work, max(0.0, until - time.monotonic()))


turns = Turns()
