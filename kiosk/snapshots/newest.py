"""The newest state of a meeting: while nothing but ballots comes in, only what ballots change is read again."""

import time
from collections.abc import Collection
from uuid import UUID

from kiosk.snapshots.loading import Loaded, load, load_ballots

WHOLE_SECONDS = (
    1.0  # what changes without an entry, such as a display that fell behind, is read at least so often
)


class Newest:
    """One meeting's state as it was last read, from any thread."""

    def __init__(self, meeting: UUID) -> None:
        """Read nothing yet."""
        self._meeting = meeting
        self._kept: tuple[Loaded, float] | None = None  # with the time of the whole reading it goes back to

    def read(self, own: Collection[UUID]) -> Loaded:
        """Return the state of now, as `load` would; `own` are the people whose own ballots are wanted."""
        now = time.monotonic()
        before, whole_at = self._kept or (None, now)
        loaded = load_ballots(before, own) if before and now - whole_at < WHOLE_SECONDS else None
        if loaded is None:
            loaded, whole_at = load(self._meeting, own), now
        self._kept = loaded, whole_at
        return loaded
