"""The mode of a vote: whether the matter allows it, and going on in another one."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.domain.secrecy import Secrecy
from agenda.models import Meeting, Motion
from agenda.refusals import ByCorrespondence
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind
from voting.commands.aloud import forget_spoken
from voting.commands.ballots import forget_ballots
from voting.commands.taking import take
from voting.domain.modes import AT_TERMINALS, allowed_modes
from voting.domain.stages import Mode, VoteAct, VoteStage
from voting.models import Vote
from voting.queries import effects_on, ways_on
from voting.refusals import BY_SECRECY, ModeDecided, NoFallBack, NotUnnamed


def checked_mode(mode: str | None, motion: Motion, meeting: Meeting) -> Mode:
    """Return the mode, or the usual one of such a matter; refuse one that matter or standing orders do not allow."""
    prescribed = Secrecy(motion.secrecy)
    allowed = allowed_modes(prescribed, by_correspondence=meeting.by_correspondence)
    if meeting.by_correspondence and mode not in {None, *allowed}:
        raise ByCorrespondence
    if mode is not None and mode not in allowed:
        raise BY_SECRECY[prescribed]
    if mode == Mode.ELECTRONIC_UNNAMED and (motion.election or not meeting.standing_orders.may_vote_unnamed):
        raise NotUnnamed
    return Mode(mode) if mode else allowed[0]


def require_decided(motion: Motion, mode: Mode) -> None:
    """Refuse (ModeDecided) a mode other than the council decided for matters of substance, if it may be taken."""
    if motion.kind != Motion.Kind.PROCEDURAL:
        found = effects_on(motion.item)
        decided = found.mode(Secrecy(motion.secrecy))
        if found.way and decided and mode != decided:
            raise ModeDecided(vote=found.way[1])


def fall_back(*, meeting: Meeting, vote_id: UUID, stage: str, mode: str, by: Actor, at: datetime) -> Vote:
    """Go on with a vote in another mode, as chair or clerk; what was collected until then is set aside.

    Ballots cast count no more and stay sealed in the ledger. From names at the terminals to none everybody presses anew,
    and the time of the vote begins again. Refuses a mode that the matter does not allow, the one the vote is taken in
    already, a way back to the terminals, and (ModeDecided) another one than the council decided for the item.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.FALL_BACK, (*AT_THE_CHAIR, ActorRole.CLERK))
    wanted = checked_mode(mode, vote.motion, meeting)
    if wanted not in ways_on(vote):
        raise NoFallBack
    require_decided(vote.motion, wanted)
    vote.mode, vote.hands, vote.papers = wanted, None, None
    if wanted in AT_TERMINALS and vote.stage == VoteStage.OPEN:
        vote.runs_from = at if vote.runs_from else None
    vote.save(update_fields=["mode", "hands", "papers", "stage", "runs_from"])
    vote.answers.all().delete()
    forget_spoken(vote)
    if wanted in AT_TERMINALS:
        forget_ballots(vote)
    body = {"vote": str(vote.pk), "mode": vote.mode}
    append(log=meeting.log, kind=Kind.VOTE_FELL_BACK, actor=str(by), body=body, at=at)
    return vote
