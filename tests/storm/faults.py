"""Faults of a connection and the seeded draws that decide what they hit; proxy.py carries them out."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Literal

Direction = Literal["to_server", "to_client"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What befalls one direction of a connection. Chances are per message, from 0 to 1.

    `delay` is a range of seconds, drawn for each piece that arrives; the order stays as it was. `swap` lets
    the next message overtake. `cut` resets the connection amid a message. `slice` is the most that is written
    at once, in bytes (0 is no limit). `only` picks, by their content, the messages that the chances concern.
    """

    delay: tuple[float, float] = (0.0, 0.0)
    drop: float = 0.0
    duplicate: float = 0.0
    swap: float = 0.0
    cut: float = 0.0
    slice: int = 0
    only: Callable[[bytes], bool] | None = None

    @property
    def concern_messages(self) -> bool:
        """Tell whether the stream has to be cut into messages for these faults."""
        return bool(self.drop or self.duplicate or self.swap or self.cut)


NONE = Faults()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What was drawn for one message: `cut_at` is the share of it that still travels, `delay` in seconds."""

    connection: int
    direction: Direction
    number: int
    is_dropped: bool
    is_doubled: bool
    is_swapped: bool
    cut_at: float | None
    delay: float


class Dice:
    """The draws of one direction of one connection: the same for the same seed and row of messages."""

    def __init__(self, seed: int, connection: int, direction: Direction) -> None:
        self.connection, self.direction = connection, direction
        self._draws = random.Random(f"{seed}/{connection}/{direction}")
        self._other_draws = random.Random(f"{seed}/{connection}/{direction}/other")
        self._numbers = count()

    def message(self, faults: Faults, payload: bytes) -> Fate:
        """Draw the fate of the next message, always with as many draws, so that no fault shifts another."""
        drop, duplicate, swap, cut, cut_at, delay = (self._draws.random() for _ in range(6))
        concerned = faults.only is None or faults.only(payload)
        low, high = faults.delay
        return Fate(
            connection=self.connection,
            direction=self.direction,
            number=next(self._numbers),
            is_dropped=concerned and drop < faults.drop,
            is_doubled=concerned and duplicate < faults.duplicate,
            is_swapped=concerned and swap < faults.swap,
            cut_at=cut_at if concerned and cut < faults.cut else None,
            delay=low + delay * (high - low),
        )

    def other(self, faults: Faults) -> float:
        """Draw the delay, in seconds, of what is no message: pings come by time and must shift nothing."""
        return self._other_draws.uniform(*faults.delay)
