"""How much a socket may say, and how often its signs of life are written down. Seconds are of the monotonic clock."""

import asyncio
import time
from uuid import UUID

from kiosk.desk import LinksSeen, submit

BURST = 40  # messages at once
REFILL_PER_SECOND = 10.0
MOST_OVER = 400  # messages beyond the allowance before the socket is closed
SEEN_SECONDS = 1.0
RESYNC_SECONDS = 2.0  # a heartbeat is due every five


class Allowance:
    """A token bucket: BURST messages at once, then REFILL_PER_SECOND; it goes on draining a flood."""

    __slots__ = ("_left", "_over", "_since")

    def __init__(self) -> None:
        """Start full."""
        self._left = float(BURST)
        self._since = time.monotonic()
        self._over = 0

    def takes(self) -> bool:
        """Tell whether one more message is allowed now."""
        now = time.monotonic()
        self._left = min(float(BURST), self._left + (now - self._since) * REFILL_PER_SECOND)
        self._since = now
        if self._left < 1:
            self._over += 1
            return False
        self._left -= 1
        return True

    @property
    def is_abused(self) -> bool:
        """Whether so many were refused that this is no person."""
        return self._over > MOST_OVER


class Resync:
    """Lets a socket say that it is behind, or ahead, once every RESYNC_SECONDS.

    Each time it is sent whole frames again, or the database is asked: ten times a second, from a hundred sockets of the
    public, that would keep the hall waiting.
    """

    __slots__ = ("_at",)

    def __init__(self) -> None:
        """Let the first one through."""
        self._at = float("-inf")

    def takes(self) -> bool:
        """Tell whether it may be done now."""
        now = time.monotonic()
        if now - self._at < RESYNC_SECONDS:
            return False
        self._at = now
        return True


class Signs:
    """Signs of life of the seats' connections, handed to the desks together every SEEN_SECONDS."""

    def __init__(self) -> None:
        """Start with none."""
        self._seen: dict[UUID, dict[UUID, int]] = {}

    def note(self, meeting: UUID, person: UUID, fence: int) -> None:
        """Take note that this connection is alive."""
        if meeting not in self._seen:
            self._seen[meeting] = {}
            asyncio.get_running_loop().call_later(SEEN_SECONDS, self._hand_over, meeting)
        self._seen[meeting][person] = fence

    def _hand_over(self, meeting: UUID) -> None:
        submit(meeting, LinksSeen(tuple(self._seen.pop(meeting).items())))


SIGNS = Signs()
