"""A show of hands by numbers: entering what was counted, and what the close asks of it."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.models import Meeting
from council.domain.actors import Actor, ActorRole
from ledger.kinds import Kind
from voting.commands.taking import require_offered, take
from voting.domain.choices import Choice
from voting.domain.stages import Mode, VoteAct
from voting.domain.tally import WrongHands
from voting.models import Vote
from voting.queries import count_raised
from voting.refusals import HandsNotCounted, NotByHands, WrongHandsCount


def count_hands(
    *, meeting: Meeting, vote_id: UUID, stage: str, hands: dict[str, int], by: Actor, at: datetime
) -> Vote:
    """Note the numbers of a show of hands (`for`, `against`, `abstain`); the last count entered holds.

    Refuses another mode, more hands than people present, and hands for what is no choice.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.COUNT_HANDS, (ActorRole.CLERK,))
    if vote.mode != Mode.HANDS:
        raise NotByHands
    if hands["abstain"]:
        require_offered(meeting, Choice.ABSTAIN)
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


def require_hands(vote: Vote) -> None:
    """Refuse to close a show of hands before it is counted, and with more hands than are still present.

    Somebody may have left since the count.
    """
    if vote.hands is None:
        raise HandsNotCounted
    _check_hands(vote, vote.hands)
