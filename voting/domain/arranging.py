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
    """A vote with a result on a motion to change the order: the numbers of the item moved and of the one it comes before.

    `stands` says that it was adopted and not annulled.
    """

    motion: str
    vote: int
    moved: str
    before: str
    stands: bool


def order_by(listed: Sequence[tuple[str, str]], rulings: Iterable[MoveRuling]) -> list[str]:
    """Return the items in the order that the last vote on each motion gives them; `listed` are their ids and numbers."""
    last = {ruling.motion: ruling for ruling in sorted(rulings, key=lambda one: one.vote)}
    standing = sorted((one for one in last.values() if one.stands), key=lambda one: one.vote)
    places = arranged([number for _, number in listed], [(one.moved, one.before) for one in standing])
    return [listed[place][0] for place in places]


def move_rulings(motions: Iterable[MotionRecord], votes: Iterable[VoteRecord]) -> list[MoveRuling]:
    """Return the votes with a result on motions to change the order, of what was read of a record."""
    moves = {motion.motion: motion for motion in motions if motion.aim == Aim.REORDER}
    return [
        MoveRuling(
            motion=vote.motion,
            vote=vote.number,
            moved=moves[vote.motion].old,
            before=moves[vote.motion].new,
            stands=vote.stage is VoteStage.DECLARED and vote.result.outcome is Outcome.ADOPTED,
        )
        for vote in votes
        if vote.motion in moves and vote.result is not None
    ]
