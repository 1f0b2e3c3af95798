"""Finding a vote and moving it to an act's next stage, which commands on votes begin with, and ending it undecided."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append, end_vote, part_motion, release_motion, require_role, wait_again
from agenda.domain.stages import MotionAct, MotionStage, WrongStage
from agenda.models import Meeting
from agenda.refusals import UnknownThing
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind
from voting.domain.choices import Choice
from voting.domain.stages import VoteAct, VoteStage, next_stage
from voting.models import JoinedMotion, Vote
from voting.queries import is_text_decided, joined_to, last_decision
from voting.refusals import NoAbstaining, StaleStage, WrongVoteStage


def take(
    meeting: Meeting,
    vote_id: UUID,
    stage: str,
    by: Actor,
    act: VoteAct,
    roles: tuple[ActorRole, ...] = AT_THE_CHAIR,
) -> Vote:
    """Return the vote moved to the act's next stage, unsaved.

    Refuses another role, an unknown vote, a stage other than the sender was shown, and an act that does not fit it.
    """
    require_role(by, meeting, *roles)
    vote = find(meeting, vote_id, stage)
    try:
        vote.stage = next_stage(VoteStage(vote.stage), act)
    except WrongStage:
        raise WrongVoteStage from None
    return vote


def find(meeting: Meeting, vote_id: UUID, stage: str) -> Vote:
    """Return the vote with its item and motion; refuse an unknown one and a stage other than it is at."""
    vote = Vote.objects.select_related("motion__item", "item").filter(meeting=meeting, pk=vote_id).first()
    if vote is None:
        raise UnknownThing
    if vote.stage != stage:
        raise StaleStage
    vote.meeting = meeting
    return vote


def require_offered(meeting: Meeting, choice: str) -> None:
    """Refuse to abstain where the standing orders know only for and against."""
    if choice == Choice.ABSTAIN and not meeting.standing_orders.may_abstain:
        raise NoAbstaining


def take_away(meeting: Meeting, vote: Vote, by: Actor, at: datetime) -> Vote:
    """Withdraw a vote that `take` has moved."""
    vote.save(update_fields=["stage"])
    undo(vote, was_under_way=True)
    append(log=meeting.log, kind=Kind.VOTE_WITHDRAWN, actor=str(by), body={"vote": str(vote.pk)}, at=at)
    return vote


def undo(vote: Vote, *, was_under_way: bool) -> None:
    """Give back the motion of a vote that was withdrawn or annulled: decided still where another result stands.

    A result annulled later touches no vote that is under way meanwhile, on this motion or on another of its item.
    """
    for row in joined_to(vote):
        part(row, was_under_way=was_under_way)
    is_decided = is_text_decided(vote.motion)
    if was_under_way:
        end_vote(vote.motion, MotionAct.DECIDE if is_decided else MotionAct.RELEASE)
    elif vote.motion.stage == MotionStage.DONE and not is_decided:
        release_motion(vote.motion)


def part(row: JoinedMotion, *, was_under_way: bool) -> None:
    """Give back a motion that was joined to a vote, as undo does; without a decision that stands its item waits again."""
    is_decided = is_text_decided(row.motion)
    if was_under_way:
        part_motion(row.motion, MotionAct.DECIDE if is_decided else MotionAct.RELEASE)
    elif row.motion.stage == MotionStage.DONE and not is_decided:
        release_motion(row.motion)
    if last_decision(row.motion) is None:
        wait_again(row.motion.item)
