"""What each entry about motions adds to the record being read; votes on them are in vote_steps.py."""

from dataclasses import replace

from agenda.domain.aims import Aim
from agenda.domain.elections import Candidate, Election
from voting.domain import motions
from voting.domain.bodies import ListedProposal
from voting.domain.motions import Advance, Candidacy, Lapse, MotionRecord, Settling
from voting.domain.reading import Contradiction, Reading
from voting.domain.stages import VoteStage


def list_motion(reading: Reading, item: str, proposal: ListedProposal) -> None:
    """Know a motion that an item came with."""
    know(
        reading,
        MotionRecord(
            motion=proposal.motion,
            item=item,
            kind=proposal.kind,
            text=proposal.text,
            aim=proposal.aim,
            secrecy=proposal.secrecy,
            mover=proposal.mover,
            seconder=proposal.seconder,
            election=proposal.election,
        ),
    )


def know(reading: Reading, motion: MotionRecord) -> None:
    """Know a motion, once."""
    if motion.motion in reading.motions:
        raise Contradiction("motion-moved-twice", motion.motion)
    reading.motions[motion.motion] = motion


def move(reading: Reading, body: motions.MotionMoved) -> None:
    """Move a motion on a known item; one to change the order names items that are known."""
    if body.item not in reading.items:
        raise Contradiction("unknown-item", body.item)
    if body.aim == Aim.REORDER.value:
        _require_waiting(reading, body)
    know(
        reading,
        MotionRecord(
            motion=body.motion,
            item=body.item,
            kind=body.kind,
            text=body.text,
            aim=body.aim,
            secrecy=body.secrecy,
            mover=body.mover,
            seconder=body.seconder,
            phrase=body.phrase,
            old=body.old,
            new=body.new,
            moved_at=reading.at,
        ),
    )


def _require_waiting(reading: Reading, body: motions.MotionMoved) -> None:
    """Refuse to move an item, or to move one before it, that was called already; older motions name none."""
    waiting = {item.listed.number for key, item in reading.items.items() if not reading.was_dealt_with(key)}
    for number in (body.old, body.new):
        if number and number not in waiting:
            raise Contradiction("item-not-waiting", number)


def enter_election(reading: Reading, body: motions.ElectionEntered) -> None:
    """Enter an election on a known item."""
    if body.item not in reading.items:
        raise Contradiction("unknown-item", body.item)
    know(
        reading,
        MotionRecord(
            motion=body.motion,
            item=body.item,
            kind=body.kind,
            text=body.text,
            secrecy=body.secrecy,
            election=body.election,
            moved_at=reading.at,
        ),
    )


def nominate(reading: Reading, body: motions.CandidateNominated) -> None:
    """Add a candidate to an election that waits, once."""
    motion, election = _election(reading, body.motion)
    if election.find(body.candidate) or election.stands(body.name):
        raise Contradiction("nominated-twice", body.candidate)
    candidate = Candidate(body.candidate, body.name, body.person, body.nominator)
    _stand(reading, motion, Election(election.places, (*election.candidates, candidate)), candidate)


def withdraw_candidate(reading: Reading, body: motions.CandidateWithdrawn) -> None:
    """Let a candidate of an election that waits stand no more."""
    motion, election = _election(reading, body.motion)
    gone = election.find(body.candidate)
    if gone is None:
        raise Contradiction("unknown-candidate", body.candidate)
    staying = tuple(one for one in election.candidates if one is not gone)
    _stand(reading, motion, Election(election.places, staying), gone, is_withdrawn=True)


def _stand(
    reading: Reading, motion: MotionRecord, election: Election, who: Candidate, *, is_withdrawn: bool = False
) -> None:
    candidacy = Candidacy(at=reading.at, candidate=who, is_withdrawn=is_withdrawn)
    candidacies = (*motion.candidacies, candidacy)
    reading.motions[motion.motion] = replace(motion, election=election, candidacies=candidacies)


def _election(reading: Reading, motion: str) -> tuple[MotionRecord, Election]:
    found = _waiting(reading, motion)
    if found.election is None:
        raise Contradiction("no-election", motion)
    return found, found.election


def withdraw(reading: Reading, body: motions.MotionNamed) -> None:
    """Withdraw a motion that waits."""
    motion = _waiting(reading, body.motion)
    reading.motions[body.motion] = replace(motion, withdrawn_at=reading.at)


def advance(reading: Reading, body: motions.MotionAdvanced) -> None:
    """Have a motion voted first; the order holds the same motions as the one of the rules."""
    _waiting(reading, body.motion)
    if body.item not in reading.items:
        raise Contradiction("unknown-item", body.item)
    if body.order[:1] != (body.motion,) or sorted(body.order) != sorted(body.proposed):
        raise Contradiction("impossible-order", body.motion)
    reading.advances.append(Advance(at=reading.at, actor=reading.actor, said=body))


def lapse(reading: Reading, body: motions.MotionsLapsed) -> None:
    """Let motions lapse that wait."""
    if body.by is not None:
        _known(reading, body.by)
    for each in body.motions:
        motion = _waiting(reading, each)
        reading.motions[each] = replace(motion, lapse=Lapse(at=reading.at, by=body.by))


def revive(reading: Reading, body: motions.MotionsRevived) -> None:
    """Let motions wait again that had lapsed."""
    for each in body.motions:
        motion = _known(reading, each)
        if motion.lapse is None:
            raise Contradiction("not-lapsed", each)
        reading.motions[each] = replace(motion, lapse=None)


def settle(reading: Reading, body: motions.TextSettled) -> None:
    """Change the text of a main motion by an amendment of its item: into it as adopted, or out of it again."""
    main, amendment = _waiting(reading, body.motion), _known(reading, body.amendment)
    if main.kind != "main" or amendment.kind != "amendment" or amendment.item != main.item:
        raise Contradiction("amends-nothing", body.amendment)
    if body.before != main.text or body.enters is amendment.is_applied:
        raise Contradiction("text-differs", body.motion)
    if reading.vote(body.vote).motion != body.amendment:
        raise Contradiction("unknown-vote", body.vote)
    settling = Settling(at=reading.at, actor=reading.actor, said=body)
    reading.motions[body.amendment] = replace(amendment, is_applied=body.enters)
    reading.motions[body.motion] = replace(main, text=body.after, settlings=(*main.settlings, settling))


def _known(reading: Reading, motion: str) -> MotionRecord:
    if motion not in reading.motions:
        raise Contradiction("unknown-motion", motion)
    return reading.motions[motion]


def _waiting(reading: Reading, motion: str) -> MotionRecord:
    found = _known(reading, motion)
    is_open = any(
        motion in vote.motions and vote.stage in {VoteStage.OPEN, VoteStage.HELD, VoteStage.CLOSED}
        for vote in reading.votes.values()
    )
    if not found.waits or is_open:
        raise Contradiction("motion-not-waiting", motion)
    return found
