"""Whether a tally carries the motion, and why; the sentence is made elsewhere from the typed reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from council.domain.rules import Majority, Meaning, Tie
from council.domain.shares import Base, Share, fraction_text
from voting.domain.choices import Position
from voting.domain.tally import Tally


class Outcome(StrEnum):
    """What a vote decides; a tied one nothing yet: its reason says what has to follow."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIED = "tied"


class ReasonCode(StrEnum):
    """Why."""

    ENOUGH_FOR = "enough_for"
    TOO_FEW_FOR = "too_few_for"
    TIE = "tie"
    NOBODY_FOR = "nobody_for"


class Settled(StrEnum):
    """How a tie was settled: by lot or by the chair, who may also decline the casting vote or have taken no side."""

    FOR = "for"
    AGAINST = "against"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a vote was decided so: the share that decided, the size of its base, the votes for needed and obtained.

    ``obtained`` and ``against`` are with those that count so although they chose otherwise, whose numbers are
    ``as_for`` and ``as_against``; ``left_out`` are those who therefore do not count as present. ``floor`` is the fixed
    number needed where the share alone would need fewer. ``tie`` is what follows a tie, if anything, and ``settled``
    how it was settled by that.
    """

    code: ReasonCode
    base: Base
    base_size: int
    fraction: Fraction
    is_strict: bool
    needed: int
    obtained: int
    against: int
    floor: int = 0
    as_for: int = 0
    as_against: int = 0
    left_out: int = 0
    tie: Tie | None = None
    settled: Settled | None = None

    def to_plain(self) -> dict[str, str | int | bool]:
        """Return the reason as the ledger keeps it; what does not apply is left out."""
        plain: dict[str, str | int | bool] = {
            "code": self.code.value,
            "base": self.base.value,
            "base_size": self.base_size,
            "fraction": fraction_text(self.fraction),
            "is_strict": self.is_strict,
            "needed": self.needed,
            "obtained": self.obtained,
            "against": self.against,
        }
        further = ("floor", "as_for", "as_against", "left_out", "tie", "settled")
        return plain | {name: value for name in further if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a vote and its reason."""

    outcome: Outcome
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sides:
    """The votes of a tally as a majority takes them: who is for, who against, and the size of each base."""

    in_favour: int
    against: int
    left_out: int
    sizes: Mapping[Base, int]

    def size(self, share: Share) -> int:
        """Return the size of the base of a share."""
        return share.size or self.sizes[share.base]

    def hardest(self, majority: Majority) -> tuple[Share, int]:
        """Return the share that needs most votes, the first of equals, and how many: with them all are reached."""
        needed = [share.least(self.size(share)) for share in majority.shares]
        return majority.shares[needed.index(max(needed))], max(needed)

    def with_one_more(self) -> "Sides":
        """Return the sides if one of those present who took none had voted for."""
        grown = {base: self.sizes[base] + 1 for base in (Base.FOR_AGAINST, Base.CAST)}
        return replace(self, in_favour=self.in_favour + 1, sizes={**self.sizes, **grown})

    def is_tie(self, majority: Majority) -> bool:
        """Tell whether as many are against as for, which does not carry and with one vote more for would."""
        more = self.with_one_more()
        return (
            self.in_favour == self.against
            and self.in_favour < self.hardest(majority)[1]
            and more.in_favour >= more.hardest(majority)[1]
        )


def decide(  # noqa: PLR0913 -- all that decides a vote, each by its name
    *,
    majority: Majority,
    tally: Tally,
    statutory_number: int,
    in_office: int,
    recused_present: int = 0,
    is_secret: bool = False,
    earlier_ties: int = 0,
    settled: Settled | None = None,
    chair: Position | None = None,
) -> Result:
    """Decide a vote: adopted when as many votes for were obtained as every share of the majority needs of its base.

    ``statutory_number``, ``in_office`` and ``recused_present``, of the recused those who are there, are in votes, as the
    tally is. At least one vote for is always needed. ``earlier_ties`` is how often the same vote ended in a tie before,
    ``settled`` what lot or chair said to this one; ``chair`` is what became of who presided, None where nobody can
    tell: that, or who voted without names, says it where the side prevails on which the chair voted. A tie is as many for
    as against where one vote more for would carry; it is tied until what follows is known, and rejected where nothing
    follows. The same numbers give the same result.
    """
    around = {Base.TOTAL: statutory_number, Base.IN_OFFICE: in_office}
    sides = take_sides(majority, tally, around, recused_present=recused_present)
    ties = majority.secret_ties if is_secret else majority.ties
    tie = next(iter(ties[earlier_ties:]), None) if sides.is_tie(majority) else None
    if tie is Tie.CHAIR_SIDE and not sides.in_favour:
        tie = None  # nobody took the side that could prevail
    if tie is Tie.CASTING and majority.casts_unvoted and chair in VOTED:
        tie = None  # who has voted has no second vote
    told = _told(majority, tie, settled, chair)
    share, needed = sides.hardest(majority)
    code = _code(majority, sides, needed, tie)
    reason = Reason(
        code=code,
        base=share.base,
        base_size=sides.size(share),
        fraction=share.fraction,
        is_strict=share.is_strict,
        needed=needed,
        obtained=sides.in_favour,
        against=sides.against,
        floor=share.floor if needed > replace(share, floor=0).least(sides.size(share)) else 0,
        as_for=sides.in_favour - tally.for_,
        as_against=sides.against - tally.against,
        left_out=sides.left_out,
        tie=tie,
        settled=told,
    )
    return Result(_outcome(code, tie, told), reason)


SETTLING = frozenset({Tie.LOT, Tie.CASTING, Tie.CHAIR_SIDE})
"""What follows a tie and settles it, without another vote."""


VOTED = frozenset({Position.FOR, Position.AGAINST, Position.ABSTAIN, Position.VOTED})
"""What became of who gave a vote."""

SIDES = {Position.FOR: Settled.FOR, Position.AGAINST: Settled.AGAINST}
MEANT = {Meaning.FOR: Settled.FOR, Meaning.AGAINST: Settled.AGAINST}


def _told(
    majority: Majority, tie: Tie | None, settled: Settled | None, chair: Position | None
) -> Settled | None:
    """Return how a tie was settled, as far as it was; who abstained may be taken for a side by the rule."""
    if tie is not Tie.CHAIR_SIDE or settled is not None or chair in {None, Position.VOTED}:
        return settled if tie in SETTLING else None
    if chair is Position.ABSTAIN:
        return MEANT.get(majority.abstaining, Settled.NONE)
    return SIDES.get(chair, Settled.NONE)


def take_sides(
    majority: Majority, tally: Tally, around: Mapping[Base, int], *, recused_present: int
) -> Sides:
    """Return who is for and against with those whose abstaining or silence means so, and the bases that follow.

    ``around`` are the sizes of the bases that no vote changes.
    """
    taken = dict.fromkeys(Meaning, 0)
    taken[majority.abstaining] += tally.abstain
    taken[majority.silence] += tally.not_voting
    in_favour, against = tally.for_ + taken[Meaning.FOR], tally.against + taken[Meaning.AGAINST]
    unusable = tally.invalid + tally.blank
    in_base = tally.invalid if majority.counts_invalid else 0
    left_out = taken[Meaning.NOT_PRESENT]
    present = tally.present - left_out - (0 if majority.counts_invalid else unusable)
    sizes = {
        **around,
        Base.PRESENT: present,
        Base.PRESENT_WITH_RECUSED: present + recused_present,
        Base.CAST: in_favour + against + in_base,
        Base.FOR_AGAINST: in_favour + against,
    }
    return Sides(in_favour, against, left_out, sizes)


def _code(majority: Majority, sides: Sides, needed: int, tie: Tie | None) -> ReasonCode:
    if sides.in_favour >= needed:
        return ReasonCode.ENOUGH_FOR
    if tie:
        return ReasonCode.TIE
    if not sides.in_favour:
        return ReasonCode.NOBODY_FOR
    if majority.base is Base.FOR_AGAINST and sides.in_favour == sides.against:
        return ReasonCode.TIE
    return ReasonCode.TOO_FEW_FOR


def _outcome(code: ReasonCode, tie: Tie | None, settled: Settled | None) -> Outcome:
    if code is ReasonCode.ENOUGH_FOR or settled is Settled.FOR:
        return Outcome.ADOPTED
    return Outcome.TIED if tie and settled is None else Outcome.REJECTED
