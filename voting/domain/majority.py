"""Whether a tally carries the motion, and why; the sentence is made elsewhere from the typed reason."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from council.domain.orders import Base, Majority, fraction_text
from voting.domain.tally import Tally


class Outcome(StrEnum):
    """What a vote decides."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


class ReasonCode(StrEnum):
    """Why."""

    ENOUGH_FOR = "enough_for"
    TOO_FEW_FOR = "too_few_for"
    TIE = "tie"
    NOBODY_FOR = "nobody_for"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a vote was decided so: the rule, the size of its base, the votes for needed and those obtained."""

    code: ReasonCode
    base: Base
    base_size: int
    fraction: Fraction
    is_strict: bool
    needed: int
    obtained: int
    against: int

    def to_plain(self) -> dict[str, str | int | bool]:
        """Return the reason as the ledger keeps it."""
        return {
            "code": self.code.value,
            "base": self.base.value,
            "base_size": self.base_size,
            "fraction": fraction_text(self.fraction),
            "is_strict": self.is_strict,
            "needed": self.needed,
            "obtained": self.obtained,
            "against": self.against,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a vote and its reason."""

    outcome: Outcome
    reason: Reason


def decide(*, majority: Majority, tally: Tally, statutory_number: int, in_office: int) -> Result:
    """Decide a vote: adopted when as many votes for were obtained as the majority needs of its base.

    ``statutory_number`` and ``in_office`` are in votes, as the tally is. At least one vote for is always
    needed. Of for + against, equal numbers are rejected as a tie. The same numbers give the same result.
    """
    sizes = {
        Base.TOTAL: statutory_number,
        Base.IN_OFFICE: in_office,
        Base.PRESENT: tally.present,
        Base.FOR_AGAINST: tally.for_ + tally.against,
    }
    base_size = sizes[majority.base]
    needed = majority.least(base_size)
    code = _code(majority, tally, needed)
    reason = Reason(
        code=code,
        base=majority.base,
        base_size=base_size,
        fraction=majority.fraction,
        is_strict=majority.is_strict,
        needed=needed,
        obtained=tally.for_,
        against=tally.against,
    )
    return Result(Outcome.ADOPTED if code is ReasonCode.ENOUGH_FOR else Outcome.REJECTED, reason)


def _code(majority: Majority, tally: Tally, needed: int) -> ReasonCode:
    if tally.for_ >= needed:
        return ReasonCode.ENOUGH_FOR
    if tally.for_ == 0:
        return ReasonCode.NOBODY_FOR
    if majority.base == Base.FOR_AGAINST and tally.for_ == tally.against:
        return ReasonCode.TIE
    return ReasonCode.TOO_FEW_FOR
