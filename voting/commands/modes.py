"""The mode of a vote: whether the matter allows it, and going on in another one."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append
from agenda.domain.secrecy import Secrecy
from agenda.models import Meeting, Motion
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from ledger.kinds import Kind
from voting.commands.aloud import forget_spoken
from voting.commands.taking import take
from voting.domain.modes import allowed_modes, fallbacks
from voting.domain.stages import Mode, VoteAct
from voting.models import Vote
from voting.queries import effects_on
from voting.refusals import BY_SECRECY, ModeDecided, NoFallBack


def checked_mode(mode: str | None, secrecy: str) -> Mode:
    """Return the mode, or the usual one of such a matter; refuse one that the matter does not allow."""
    prescribed = Secrecy(secrecy)
    allowed = allowed_modes(prescribed)
    if mode is not None and mode not in allowed:
        raise BY_SECRECY[prescribed]
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

    Ballots cast count no more and stay sealed in the ledger. Refuses a mode that the matter does not allow, the one the
    vote is taken in already, the terminals, and (ModeDecided) another one than the council decided for the item.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.FALL_BACK, (*AT_THE_CHAIR, ActorRole.CLERK))
    wanted = checked_mode(mode, vote.secrecy)
    if wanted not in fallbacks(Secrecy(vote.secrecy), Mode(vote.mode)):
        raise NoFallBack
    require_decided(vote.motion, wanted)
    vote.mode, vote.hands, vote.papers = wanted, None, None
    vote.save(update_fields=["mode", "hands", "papers", "stage"])
    vote.answers.all().delete()
    forget_spoken(vote)
    body = {"vote": str(vote.pk), "mode": vote.mode}
    append(log=meeting.log, kind=Kind.VOTE_FELL_BACK, actor=str(by), body=body, at=at)
    return vote
