"""A show of hands by numbers: falling back to it, and entering what was counted."""

from datetime import datetime
from uuid import UUID

from agenda.models import Meeting
from agenda.queries import present_people
from council.domain.actors import Actor, ActorRole
from ledger.commands import append
from ledger.kinds import Kind
from voting.commands.aloud import forget_spoken
from voting.commands.taking import take
from voting.domain.stages import Mode, VoteAct
from voting.domain.tally import WrongHands
from voting.models import RollMember, Vote
from voting.queries import count_raised, hand_position
from voting.refusals import HandsNotCounted, NotByHands, WrongHandsCount, WrongVoteStage


def fall_back(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Go on with a vote by show of hands. Ballots already cast count no more and stay sealed in the ledger."""
    vote = take(meeting, vote_id, stage, by, VoteAct.FALL_BACK)
    if vote.mode == Mode.HANDS:
        raise WrongVoteStage
    vote.mode = Mode.HANDS
    vote.save(update_fields=["mode", "stage"])
    forget_spoken(vote)
    body = {"vote": str(vote.pk), "mode": vote.mode}
    append(log=meeting.log, kind=Kind.VOTE_FELL_BACK, actor=str(by), body=body, at=at)
    return vote


def count_hands(
    *, meeting: Meeting, vote_id: UUID, stage: str, hands: dict[str, int], by: Actor, at: datetime
) -> Vote:
    """Note the numbers of a show of hands (`for`, `against`, `abstain`); the last count entered holds.

    Refuses another mode, and more hands than people present.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.COUNT_HANDS, (ActorRole.CLERK,))
    if vote.mode != Mode.HANDS:
        raise NotByHands
    _check_hands(vote, hands)
    vote.hands = hands
    vote.save(update_fields=["hands"])
    body = {"vote": str(vote.pk), **hands}
    append(log=meeting.log, kind=Kind.HANDS_COUNTED, actor=str(by), body=body, at=at)
    return vote


def _check_hands(vote: Vote, hands: dict[str, int]) -> None:
    try:
        count_raised(vote, hands)
    except WrongHands as wrong:
        raise WrongHandsCount(counted=wrong.counted, limit=wrong.limit) from None


def fix_raised(vote: Vote) -> None:
    """Fix, at the close, who was absent or recused; nobody else's direction is known by name.

    Refuses hands not counted, and more hands than are still present: somebody may have left since the count.
    """
    if vote.hands is None:
        raise HandsNotCounted
    _check_hands(vote, vote.hands)
    lines, present = list(vote.roll.all()), present_people(vote.meeting)
    for line in lines:
        line.position = hand_position(line, present)
    RollMember.objects.bulk_update(lines, ["position"])
