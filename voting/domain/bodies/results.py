"""What a vote decided, under which number, and its annulment."""

from council.domain.rules import Tie
from council.domain.shares import Base
from voting.domain.bodies.parts import EntryBody
from voting.domain.choices import Position
from voting.domain.elections import Returned
from voting.domain.majority import Outcome, ReasonCode, Settled


class Tally(EntryBody, frozen=True, rename={"for_": "for"}):
    """The numbers of a vote; `invalid` and `blank` are papers that chose nothing."""

    for_: int
    against: int
    abstain: int
    not_voting: int
    recused: int
    absent: int
    unreachable: int
    invalid: int = 0
    blank: int = 0

    def by_position(self) -> dict[Position, int]:
        """Return each number by the position it counts."""
        return {
            Position.FOR: self.for_,
            Position.AGAINST: self.against,
            Position.ABSTAIN: self.abstain,
            Position.NOT_VOTING: self.not_voting,
            Position.RECUSED: self.recused,
            Position.ABSENT: self.absent,
            Position.UNREACHABLE: self.unreachable,
        }


class Reason(EntryBody, frozen=True):
    """Why a vote was adopted or rejected: what was needed of which base, and what was obtained."""

    code: ReasonCode
    base: Base
    base_size: int
    fraction: str
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


class DecisionsNumbered(EntryBody, frozen=True):
    """voting.decisions.numbered: no decision of the series that follows has a lower number."""

    series: str
    number: int


class JointDecision(EntryBody, frozen=True):
    """The decision on a motion that was voted together with another, with the place that it took in its body's series."""

    motion: str
    decision: str
    numbered: DecisionsNumbered | None = None


class VoteDeclared(EntryBody, frozen=True):
    """voting.vote.declared; `numbered` is the place that `decision` took in its body's series, practice takes none.

    `returned` says whom a ballot of an election elected, and what follows it; `joined` has the other decisions of the vote.
    """

    vote: str
    positions: dict[str, Position]
    tally: Tally
    outcome: Outcome
    reason: Reason
    decision: str
    numbered: DecisionsNumbered | None = None
    returned: Returned | None = None
    joined: tuple[JointDecision, ...] = ()


class AnnulmentProposed(EntryBody, frozen=True):
    """voting.annulment.proposed."""

    vote: str
    ground: str


class VoteAnnulled(EntryBody, frozen=True):
    """voting.vote.annulled: confirmed by somebody else than who proposed it."""

    vote: str
    ground: str
    proposed_by: str
