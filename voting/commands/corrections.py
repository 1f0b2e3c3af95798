"""What corrects a vote without overwriting it: annulment by two people, and repetition as a new vote."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append, checked_ground, register_checkpoint, require_role
from agenda.models import Meeting
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind
from voting.commands.adopting import put_back
from voting.commands.course import prepare_vote
from voting.commands.following import follow_vote
from voting.commands.motions import put_up_anew
from voting.commands.taking import find, take, undo
from voting.domain.effects import MODES
from voting.domain.stages import VoteAct, VoteStage
from voting.models import Annulment, Vote
from voting.queries import followed_by, is_final, is_tied, proposed_as
from voting.refusals import (
    AlreadyRepeated,
    AnnulmentProposed,
    FinalResult,
    GroundNotListed,
    LaterBallot,
    NoAnnulment,
    SameOffice,
    SamePerson,
    TieVotedAgain,
    WrongVoteStage,
)

AFTER_CLOSE = frozenset({VoteStage.CLOSED, VoteStage.DECLARED})
BOTH = (ActorRole.CHAIR, ActorRole.CLERK)


def propose_annulment(
    *, meeting: Meeting, vote_id: UUID, stage: str, ground: str, details: str = "", by: Actor, at: datetime
) -> Annulment:
    """Propose, as chair or clerk, to annul a vote. Nothing changes until a different person confirms.

    After the close the ground is one of those that the standing orders list, if they list any; `details` may follow it.
    Refuses an empty ground or another one, a vote not opened yet or annulled, a second proposal, a stale stage, and
    (LaterBallot) a ballot of an election that another one rests on.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.ANNUL, BOTH)
    _require_last(vote)
    listed = meeting.standing_orders.sitting.annulment_grounds
    ground = checked_ground(ground)
    if listed and stage in AFTER_CLOSE and ground not in listed:
        raise GroundNotListed
    if details.strip():
        ground = checked_ground(f"{ground}: {details.strip()}")
    if Annulment.objects.filter(vote=vote).exists():
        raise AnnulmentProposed
    annulment = Annulment.objects.create(
        municipality=meeting.municipality,
        vote=vote,
        ground=ground,
        proposed_by_id=by.person,
        proposed_at=at,
    )
    body = {"vote": str(vote.pk), "ground": ground}
    append(log=meeting.log, kind=Kind.ANNULMENT_PROPOSED, actor=str(by), body=body, at=at)
    return annulment


def confirm_annulment(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Annulment:
    """Confirm a proposed annulment as the other of chair and clerk; result and names stay visible.

    A vote annulled before it was closed never shows its ballots. After adjournment the register takes note. Refuses
    who proposed it, and a second holder of the same office: a body may have a deputy for each; and what is refused to
    propose.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.ANNUL, BOTH)
    _require_last(vote)
    annulment = Annulment.objects.filter(vote=vote).first()
    if annulment is None:
        raise NoAnnulment
    if annulment.proposed_by_id == by.person_id:
        raise SamePerson
    if proposed_as(vote) is by.role:
        raise SameOffice
    vote.save(update_fields=["stage"])
    undo(vote, was_under_way=stage != VoteStage.DECLARED)
    annulment.confirmed_by_id, annulment.confirmed_at = by.person_id, at
    annulment.save(update_fields=["confirmed_by", "confirmed_at"])
    body = {
        "vote": str(vote.pk),
        "ground": annulment.ground,
        "proposed_by": str(annulment.proposed_by_id),
    }
    append(log=meeting.log, kind=Kind.VOTE_ANNULLED, actor=str(by), body=body, at=at)
    if meeting.adjourned_at is not None:
        register_checkpoint(meeting=meeting, by=by, at=at)
    else:
        put_back(meeting=meeting, vote=vote, by=by, at=at)
        follow_vote(meeting, vote, by, at)
        if vote.motion.aim in MODES:
            put_up_anew(meeting, by, at)
    return annulment


def repeat_vote(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Vote:
    """Prepare a new vote on the same motion that names the one it repeats; the first stays as it is.

    A result that was challenged is voted again once, and the second result is final (FinalResult). Refuses a vote that is
    neither declared nor annulled, a tie, whose second vote is no repetition, a second repetition, and (LaterBallot) a
    ballot of an election that another one rests on.
    """
    require_role(by, meeting, *AT_THE_CHAIR)
    vote = find(meeting, vote_id, stage)
    if vote.stage not in {VoteStage.DECLARED, VoteStage.ANNULLED}:
        raise WrongVoteStage
    if vote.stage == VoteStage.DECLARED and is_tied(vote):
        raise TieVotedAgain
    if Vote.objects.filter(repeats=vote).exclude(stage=VoteStage.WITHDRAWN).exists():
        raise AlreadyRepeated
    _require_last(vote)
    if is_final(vote):
        raise FinalResult
    return prepare_vote(meeting=meeting, motion_id=vote.motion_id, mode=vote.mode, by=by, at=at, repeats=vote)


def _require_last(vote: Vote) -> None:
    if followed_by(vote) is not None:
        raise LaterBallot
