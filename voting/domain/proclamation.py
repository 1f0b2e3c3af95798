"""What the chair reads aloud of a result, in whole numbers: typed parts in reading order; the words are elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from council.domain.rules import Tie
from voting.domain.choices import Position
from voting.domain.majority import Outcome, ReasonCode, Settled


class Told(StrEnum):
    """What a part tells."""

    COUNTED = "counted"
    NEEDED = "needed"
    TIE = "tie"
    ADOPTED = "adopted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of the proclamation and the whole numbers in it, by name; of a tie also its way out."""

    told: Told
    numbers: Mapping[str, int]
    tie: Tie | None = None
    settled: Settled | None = None


def proclamation(
    *,
    numbers: Mapping[Position, int],
    code: ReasonCode,
    needed: int,
    outcome: Outcome,
    tie: Tie | None = None,
    settled: Settled | None = None,
    may_abstain: bool = True,
) -> tuple[Part, ...]:
    """Return what was counted, what was needed, and what follows; nothing is adopted or rejected yet in a tie that waits.

    ``numbers`` are the votes of each position, ``needed`` the votes for that the majority needs. Laws state the rule so,
    "at least nine for are needed, ten voted for", and never as a share; a tie is named as one. Who abstained is told where
    ``may_abstain``.
    """
    counted = {
        "in_favour": numbers[Position.FOR],
        "against": numbers[Position.AGAINST],
    }
    counted |= {"abstained": numbers[Position.ABSTAIN]} if may_abstain else {}
    rule = Part(Told.NEEDED, {"needed": needed, "in_favour": numbers[Position.FOR]})
    if code is ReasonCode.TIE:
        votes = {"in_favour": numbers[Position.FOR], "against": numbers[Position.AGAINST]}
        rule = Part(Told.TIE, votes, tie, settled)
    if outcome is Outcome.TIED:
        return Part(Told.COUNTED, counted), rule
    end = Told.ADOPTED if outcome is Outcome.ADOPTED else Told.REJECTED
    return Part(Told.COUNTED, counted), rule, Part(end, {})
