"""In which order the items of an agenda come by the decisions that moved some of them and stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agenda.domain.aims import Aim
from agenda.domain.arranging import arranged
from voting.domain.facts import VoteRecord
from voting.domain.majority import Outcome
from voting.domain.motions import MotionRecord
from voting.domain.stages import VoteStage


@dataclass(frozen=True, slots=True)
class MoveRuling:
    """A declared vote, not tied, on a motion to change the order: the number of the item moved and that of the one after it.

    One that was annulled is none.
    """

    motion: str
    vote: int
    moved: str
    before: str
    is_adopted: bool


def order_by(listed: Sequence[tuple[str, str]], rulings: Iterable[MoveRuling]) -> list[str]:
    """Return the items in the order that the last vote on each motion gives them; `listed` are their ids and numbers.

    A motion that is adopted again keeps its turn among the others.
    """
    by_motion: dict[str, list[MoveRuling]] = {}
    for ruling in sorted(rulings, key=lambda one: one.vote):
        by_motion.setdefault(ruling.motion, []).append(ruling)
    standing = (
        next(one for one in votes if one.is_adopted) for votes in by_motion.values() if votes[-1].is_adopted
    )
    moves = [(one.moved, one.before) for one in sorted(standing, key=lambda one: one.vote)]
    places = arranged([number for _, number in listed], moves)
    return [listed[place][0] for place in places]


def move_rulings(motions: Iterable[MotionRecord], votes: Iterable[VoteRecord]) -> list[MoveRuling]:
    """Return the votes that decided on motions to change the order, of what was read of a record."""
    moves = {motion.motion: motion for motion in motions if motion.aim == Aim.REORDER}
    return [
        MoveRuling(
            motion=vote.motion,
            vote=vote.number,
            moved=moves[vote.motion].old,
            before=moves[vote.motion].new,
            is_adopted=vote.result.outcome is Outcome.ADOPTED,
        )
        for vote in votes
        if vote.motion in moves
        and vote.stage is VoteStage.DECLARED
        and vote.result is not None
        and vote.result.outcome is not Outcome.TIED
    ]
