"""Elections as votes need them: candidates entered while no ballot is open, and which ballot is put up next."""

from datetime import datetime
from uuid import UUID

import msgspec

from agenda import commands as agenda
from agenda.commands import MAY_ENTER
from agenda.domain.elections import Election
from agenda.models import Meeting, Motion
from agenda.refusals import UnknownThing
from council.domain.actors import Actor
from voting.commands.taking import take, take_away
from voting.domain.elections import Contest, ballot_due
from voting.domain.stages import VoteAct, VoteStage
from voting.models import Vote
from voting.queries import further_after, last_ballot, vote_under_way
from voting.refusals import ElectionOver, NoCandidates, NominationsClosed


def nominate(
    *, meeting: Meeting, motion_id: UUID, name: str, nominator: UUID | None, by: Actor, at: datetime
) -> Motion:
    """Enter a candidate as agenda does; a ballot that is only prepared is withdrawn, for its paper is another now.

    Refuses also (NominationsClosed) while a further ballot of those who stood already is due.
    """
    _reopen(meeting, motion_id, by, at)
    motion = Motion.objects.filter(item__meeting=meeting, pk=motion_id).first()
    if motion is not None and motion.election is not None and further_after(motion) is not None:
        raise NominationsClosed
    return agenda.nominate(meeting=meeting, motion_id=motion_id, name=name, nominator=nominator, by=by, at=at)


def withdraw_candidate(
    *, meeting: Meeting, motion_id: UUID, candidate_id: UUID, by: Actor, at: datetime
) -> Motion:
    """Enter that a candidate stands no more as agenda does; a ballot that is only prepared is withdrawn."""
    _reopen(meeting, motion_id, by, at)
    return agenda.withdraw_candidate(
        meeting=meeting, motion_id=motion_id, candidate_id=candidate_id, by=by, at=at
    )


def _reopen(meeting: Meeting, motion_id: UUID, by: Actor, at: datetime) -> None:
    vote = vote_under_way(meeting)
    if vote is not None and vote.motion_id == motion_id and vote.stage == VoteStage.PREPARED:
        take_away(meeting, take(meeting, vote.pk, vote.stage, by, VoteAct.WITHDRAW, MAY_ENTER), by, at)


def ballot_of(motion: Motion, repeats: Vote | None) -> Contest:
    """Return the ballot of an election that is put up now, see voting.domain.elections.ballot_due.

    Refuses an election without candidates, and one whose places are filled.
    """
    if motion.election is None:
        raise UnknownThing
    meeting = motion.item.meeting
    found = ballot_due(
        msgspec.convert(motion.election, Election),
        meeting.standing_orders.elections,
        language=meeting.municipality.language,
        last=last_ballot(motion),
        repeated=msgspec.convert(repeats.contest, Contest) if repeats is not None else None,
    )
    if found is None:
        raise ElectionOver
    if not found.candidates:
        raise NoCandidates
    return found
