"""For how long an electronic vote is open, as standing orders say it; the clock runs elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from council.domain.shares import WrongOrders, named, whole_number

LONGEST_WINDOW = 3600


class AtEnd(StrEnum):
    """What the end of the time does to the vote: it waits for the chair on hold, or closes by itself."""

    HOLD = "hold"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Window:
    """The time of an electronic vote, in seconds; in brackets what holds when nothing else is laid down.

    * ``seconds``: how long it is open, each time the chair opens or resumes it (0: until the chair closes it).
    * ``least_seconds``: how long the chair may not close it (0: not at all).
    * ``at_end``: what follows when the time is over (the vote is held).

    Refuses (WrongOrders) more than LONGEST_WINDOW, and a least time beyond the whole.
    """

    seconds: int = 0
    least_seconds: int = 0
    at_end: AtEnd = AtEnd.HOLD

    def __post_init__(self) -> None:
        """Refuse times that would keep a vote from its close."""
        if max(self.seconds, self.least_seconds) > LONGEST_WINDOW:
            msg = f"a vote is open for at most {LONGEST_WINDOW} s"
            raise WrongOrders(msg)
        if self.seconds and self.least_seconds > self.seconds:
            msg = f"at least {self.least_seconds} s do not fit into {self.seconds} s"
            raise WrongOrders(msg)

    def to_plain(self) -> dict[str, object]:
        """Return the times as a plain mapping, ready for canonical JSON."""
        return {
            "seconds": self.seconds,
            "least_seconds": self.least_seconds,
            "at_end": self.at_end.value,
        }

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read what ``to_plain`` wrote; a field left out takes its default. Refuses (WrongOrders) anything else."""
        if not isinstance(plain, Mapping) or set(plain) - set(cls().to_plain()):
            msg = f"not the time of a vote: {plain!r}"
            raise WrongOrders(msg)
        given = {**cls().to_plain(), **plain}
        if given["at_end"] not in list(AtEnd):
            msg = f"at_end: not one of {', '.join(AtEnd)}: {given['at_end']!r}"
            raise WrongOrders(msg)
        return cls(
            seconds=named("seconds", whole_number, given["seconds"]),
            least_seconds=named("least_seconds", whole_number, given["least_seconds"]),
            at_end=AtEnd(str(given["at_end"])),
        )


NO_WINDOW = Window()
