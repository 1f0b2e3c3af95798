"""What a rehearsal has found out so far: which seats are done, what is wrong with them. No words, no rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

BUTTONS = frozenset({"for", "against", "abstain"})
"""The buttons of a terminal, where the standing orders leave none of them out."""

SLOW_MS = 1000
WRONG_CLOCK_MS = 30_000


class Lack(StrEnum):
    """What a terminal still lacks, or what is wrong with it."""

    SILENT = "silent"  # it has not reported at all
    BUTTONS = "buttons"
    SOUND = "sound"
    SOUND_UNASKED = "sound_unasked"
    KEYS = "keys"
    LEGIBLE = "legible"
    LEGIBLE_UNASKED = "legible_unasked"
    SLOW = "slow"
    CLOCK = "clock"


OPEN_QUESTIONS = frozenset({Lack.SILENT, Lack.BUTTONS, Lack.SOUND_UNASKED, Lack.LEGIBLE_UNASKED})


@dataclass(frozen=True, slots=True)
class Terminal:
    """A seat's terminal as it reported; `was_heard` is false where it did not. Times in milliseconds.

    `buttons` are those that it has.
    """

    seat: int | None
    name: str
    was_heard: bool = False
    device: str = ""
    pressed: frozenset[str] = frozenset()
    latency_ms: int | None = None
    clock_offset_ms: int | None = None
    width: int | None = None
    height: int | None = None
    has_keys: bool | None = None
    has_sound: bool | None = None
    is_legible: bool | None = None
    buttons: frozenset[str] = BUTTONS

    @property
    def has_buttons(self) -> bool | None:
        """Tell whether every button was pressed and answered; None of a terminal that was not heard."""
        return self.pressed >= self.buttons if self.was_heard else None

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return what is still open, and what is wrong."""
        if not self.was_heard:
            return (Lack.SILENT,)
        found = {
            Lack.BUTTONS: not self.has_buttons,
            Lack.SOUND: self.has_sound is False,
            Lack.SOUND_UNASKED: self.has_sound is None,
            Lack.KEYS: self.has_keys is False,
            Lack.LEGIBLE: self.is_legible is False,
            Lack.LEGIBLE_UNASKED: self.is_legible is None,
            Lack.SLOW: self.latency_ms is not None and self.latency_ms > SLOW_MS,
            Lack.CLOCK: self.clock_offset_ms is not None and abs(self.clock_offset_ms) > WRONG_CLOCK_MS,
        }
        return tuple(lack for lack, holds in found.items() if holds)

    @property
    def is_done(self) -> bool:
        """Tell whether every question was answered, for good or ill."""
        return not OPEN_QUESTIONS & set(self.lacks)


def done(terminals: Collection[Terminal]) -> int:
    """Return how many terminals have answered everything."""
    return sum(terminal.is_done for terminal in terminals)


def troubled(terminals: Sequence[Terminal]) -> tuple[Terminal, ...]:
    """Return the terminals that are done and have something wrong with them."""
    return tuple(terminal for terminal in terminals if terminal.is_done and terminal.lacks)
