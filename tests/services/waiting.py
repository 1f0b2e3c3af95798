"""Waiting for conditions instead of sleeping; what is waited for is the caller's."""

import time
from collections.abc import Callable
from typing import TypeVar

EVERY_SECONDS = 0.02

T = TypeVar("T")


def wait_until(condition: Callable[[], T], *, what: str, timeout: float = 60.0) -> T:
    """Call `condition` until it returns something true and return that; blocks the thread.

    Raises TimeoutError naming `what` after `timeout` seconds.
    """
    end = time.monotonic() + timeout
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: still not so after {timeout:g} s")
        time.sleep(EVERY_SECONDS)
    return found
