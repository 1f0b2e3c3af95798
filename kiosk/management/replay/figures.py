"""What a replay measured and compared, and its report. Times are seconds here and milliseconds in the report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

MILLISECONDS = 1000.0


@dataclass(slots=True)
class Figures:
    """Counts and times of a run so far; `differences` are sentences about votes that did not come out as recorded."""

    votes: int = 0
    matching: int = 0
    ballots: int = 0
    acknowledged: int = 0
    ack_seconds: list[float] = field(default_factory=list)
    screen_seconds: list[float] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_ledger_read: bool = False

    @property
    def has_ledger_verified(self) -> bool:
        """Whether the ledger was verified to the end and nothing was found."""
        return self.is_ledger_read and not self.faults

    @property
    def is_perfect(self) -> bool:
        """Whether every vote came out as recorded, every ballot was acknowledged and the ledger verifies."""
        is_complete = self.matching == self.votes and self.acknowledged == self.ballots
        return is_complete and not self.differences and self.has_ledger_verified

    def report(self) -> dict[str, object]:
        """Return the report, ready for JSON."""
        return {
            "votes": self.votes,
            "matching": self.matching,
            "ballots": self.ballots,
            "acknowledged": self.acknowledged,
            "ack_ms": spread(self.ack_seconds),
            "screen_ms": spread(self.screen_seconds),
            "ledger_ok": self.has_ledger_verified,
        }


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return p50, p99 (nearest rank) and max in milliseconds; zeros where nothing was measured."""
    ranked = sorted(seconds) or [0.0]

    def rank(share: float) -> float:
        return ranked[max(0, math.ceil(share * len(ranked)) - 1)]

    found = {"p50": rank(0.50), "p99": rank(0.99), "max": ranked[-1]}
    return {name: round(value * MILLISECONDS, 2) for name, value in found.items()}
