"""The newest state of a meeting: while nothing but ballots comes in, only what ballots change is read again."""

import time
from collections.abc import Collection
from uuid import UUID

import msgspec

from kiosk import messages
from kiosk.snapshots.frames import mine
from kiosk.snapshots.loading import Loaded, load, load_ballots

# What changes without an entry, such as a display that fell behind, is read at least so often.
WHOLE_SECONDS = 3.0


class Newest:
    """One meeting's state as it was last read, from any thread."""

    def __init__(self, meeting: UUID) -> None:
        """Read nothing yet."""
        self._meeting = meeting
        self._kept: tuple[Loaded, float] | None = None  # with the time of the whole reading it goes back to
        self._own: tuple[Loaded, dict[UUID, messages.Mine]] | None = None

    def read(self, own: Collection[UUID]) -> Loaded:
        """Return the state of now, as `load` would; `own` are the people whose own ballots are wanted."""
        now = time.monotonic()
        before, whole_at = self._kept or (None, now)
        loaded = load_ballots(before, own) if before and now - whole_at < WHOLE_SECONDS else None
        if loaded is None:
            loaded, whole_at = load(self._meeting, own), now
        self._kept = loaded, whole_at
        return loaded

    def own(self, loaded: Loaded, people: Collection[UUID]) -> dict[UUID, messages.Mine]:
        """Return what concerns each of these seats; while nothing but ballots comes in, it is new for whose ballot is."""
        if not people:  # the public asks beside the hall
            return {}
        before, kept = self._own or (None, {})
        if before is None or before.meeting is not loaded.meeting:
            kept = {}
        found = {person: _own_of(person, loaded, before, kept.get(person)) for person in people}
        self._own = loaded, found
        return found


def _own_of(person: UUID, loaded: Loaded, before: Loaded | None, kept: messages.Mine | None) -> messages.Mine:
    was, now = (one.vote.own.get(person) if one and one.vote else None for one in (before, loaded))
    if kept is None or was != now:
        return mine(loaded, person)
    return msgspec.structs.replace(kept, v=loaded.v)
