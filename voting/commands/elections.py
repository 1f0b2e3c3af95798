"""Elections as votes need them: candidates entered while no ballot is open, and which ballot is put up next."""

import secrets
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
from voting.domain.elections import Contest, Returned, first_ballot, next_ballot
from voting.domain.lots import SEED_BYTES, commitment
from voting.domain.stages import VoteAct, VoteStage
from voting.models import Vote
from voting.queries import last_decision, vote_under_way
from voting.refusals import ElectionOver, NoCandidates, NominationsClosed


def nominate(
    *, meeting: Meeting, motion_id: UUID, name: str, nominator: UUID | None, by: Actor, at: datetime
) -> Motion:
    """Enter a candidate as agenda does; a ballot that is only prepared is withdrawn, for its paper is another now.

    Refuses also (NominationsClosed) while a further ballot of those who stood already is due.
    """
    _reopen(meeting, motion_id, by, at)
    motion = Motion.objects.filter(item__meeting=meeting, pk=motion_id).first()
    if motion is not None and _further(motion) is not None:
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


def ballot_of(motion: Motion, repeats: Vote | None) -> tuple[Contest, str]:
    """Return the ballot of an election that is put up now, and the seed of its lot in hexadecimal, if the rules want one.

    That is the one to be repeated, the one that follows the last result, or the first. Refuses an election without
    candidates, and one whose places are filled.
    """
    if motion.election is None:
        raise UnknownThing
    meeting, election = motion.item.meeting, msgspec.convert(motion.election, Election)
    rules = meeting.standing_orders.elections
    seed = secrets.token_bytes(SEED_BYTES) if rules.lot else b""
    promise, last = commitment(seed) if seed else "", _last(motion)
    if repeats is not None:
        found = msgspec.structs.replace(msgspec.convert(repeats.contest, Contest), commitment=promise)
    elif last is not None and last[1].way is not None:
        found = next_ballot(*last, election, commitment=promise)
    else:
        if last is not None:
            election = _left(election, *last)
        language = meeting.municipality.language
        found = first_ballot(election, rules, language=language, commitment=promise)
    if not found.candidates:
        raise NoCandidates
    return found, seed.hex()


def _left(election: Election, last: Contest, returned: Returned) -> Election:
    """Return what is left of an election after a ballot that none follows: its places, and who is not elected."""
    if not returned.places:
        raise ElectionOver
    elected = {*returned.elected, *(one.candidate for one in last.elected)}
    return Election(
        returned.places, tuple(one for one in election.candidates if one.candidate not in elected)
    )


def _last(motion: Motion) -> tuple[Contest, Returned] | None:
    """Return the last ballot with a result that stands."""
    vote = last_decision(motion)
    if vote is None or vote.contest is None or vote.result is None:
        return None
    return msgspec.convert(vote.contest, Contest), msgspec.convert(vote.result["returned"], Returned)


def _further(motion: Motion) -> Returned | None:
    """Return the last result, if a further ballot is to follow it."""
    last = _last(motion)
    return last[1] if last is not None and last[1].way is not None else None
