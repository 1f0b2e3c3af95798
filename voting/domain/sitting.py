"""Breaks of a meeting: the shapes of their entries and what a record states of them.

How entries become it is in sitting_steps.py. Ids are UUIDs as text, times aware UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime

from voting.domain.bodies import EntryBody, Quorum


class MeetingPaused(EntryBody, frozen=True):
    """agenda.meeting.paused; `left` are those whose stay ended with it, because it goes on on another day."""

    until: datetime
    is_other_day: bool
    left: tuple[str, ...] = ()


class MeetingResumed(EntryBody, frozen=True):
    """agenda.meeting.resumed."""

    quorum: Quorum
    without_quorum: bool = False


@dataclass(frozen=True, slots=True)
class Resumption:
    """Going on after a break."""

    at: datetime
    actor: str
    said: MeetingResumed


@dataclass(frozen=True, slots=True)
class Break:
    """A break; `resumed` is None while it lasts, and where the meeting was adjourned without going on."""

    paused_at: datetime
    actor: str
    said: MeetingPaused
    resumed: Resumption | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """All of it."""

    breaks: tuple[Break, ...] = ()


NO_SITTING = Sitting()


@dataclass(slots=True)
class SittingSoFar:
    """A sitting while its entries are being read."""

    breaks: list[Break] = field(default_factory=list)

    @property
    def is_paused(self) -> bool:
        """Tell whether the meeting is in a break."""
        return bool(self.breaks) and self.breaks[-1].resumed is None

    def finished(self) -> Sitting:
        """Return what was read."""
        return Sitting(breaks=tuple(self.breaks))
