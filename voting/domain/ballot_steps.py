"""What entries about single members add to the vote being read: ballots spoken aloud, late arrivals, objections."""

from dataclasses import replace

import msgspec

from council.domain.actors import ActorRole
from council.domain.orders import Presence
from voting.domain import bodies
from voting.domain.choices import Choice, Standing
from voting.domain.facts import (
    AdmissionRecord,
    BallotRecord,
    ObjectionRecord,
    RegistrationRecord,
    SpokenRecord,
    VoteRecord,
)
from voting.domain.modes import AT_TERMINALS, UNNAMED
from voting.domain.proxy_steps import give_in_person, is_in_person_now
from voting.domain.reading import Contradiction, Reading, require_offered
from voting.domain.stages import VoteAct, allowed_acts


def speak(reading: Reading, body: bodies.ChoiceSpoken) -> None:
    """Take a choice spoken aloud by somebody who may vote; one at a time waits to be confirmed."""
    vote = _at(reading, body.vote, VoteAct.SPEAK)
    require_offered(vote, is_abstaining=body.choice is Choice.ABSTAIN)
    _require_voter(reading, body.vote, body.person)
    if vote.mode in UNNAMED:
        raise Contradiction("spoken-without-names", body.person)
    waiting = reading.spoken.setdefault(body.vote, {})
    if body.person in waiting:
        raise Contradiction("spoken-twice", body.person)
    waiting[body.person] = SpokenRecord(body.person, body.choice, reading.at, reading.actor)


def drop(reading: Reading, body: bodies.ChoiceDropped) -> None:
    """Drop a choice spoken aloud that waits."""
    _waiting(reading, body.vote, body.person)
    del reading.spoken[body.vote][body.person]


def confirm(reading: Reading, body: bodies.BallotSpoken) -> None:
    """Make a choice spoken aloud the ballot, as somebody else than who entered it; its number lies above their presses."""
    _at(reading, body.vote, VoteAct.SPEAK)
    spoken = _waiting(reading, body.vote, body.person)
    if (body.choice, body.entered_by) != (spoken.choice, spoken.actor):
        raise Contradiction("confirmed-as-another", body.person)
    if _person(reading.actor) == _person(spoken.actor):
        raise Contradiction("confirmed-alone", body.person)
    ballots = reading.ballots[body.vote]
    before, line = ballots.get(body.person), reading.rolls[body.vote][body.person]
    if before is not None and before.press >= body.press and not is_in_person_now(reading, line):
        raise Contradiction("superseded-press", body.person)
    del reading.spoken[body.vote][body.person]
    ballots[body.person] = BallotRecord(
        person=body.person,
        choice=body.choice,
        press=body.press,
        at=reading.at,
        entered_by=spoken.actor,
        confirmed_by=reading.actor,
    )
    give_in_person(reading, body.vote, body.person)


def admit(reading: Reading, body: bodies.RollExtended) -> None:
    """Let somebody vote who was absent when the roll was frozen and is in the room now, where the rules allow it."""
    vote = _at(reading, body.vote, VoteAct.ADMIT)
    if not reading.orders.may_join_open_vote:
        raise Contradiction("doors-closed", body.person)
    line = reading.rolls[body.vote].get(body.person)
    if line is None or line.standing is not Standing.ABSENT or body.person not in reading.present:
        raise Contradiction("cannot-join", body.person)
    roll = reading.rolls[body.vote]
    roll[body.person] = msgspec.structs.replace(line, standing=Standing.PRESENT)
    admission = AdmissionRecord(body.person, body.name, reading.at, reading.actor)
    opening = replace(vote.opening, roll=tuple(roll.values())) if vote.opening else None
    reading.votes[body.vote] = replace(vote, opening=opening, admissions=(*vote.admissions, admission))


def register(reading: Reading, body: bodies.PresenceRegistered) -> None:
    """Note that somebody who may vote is present for an open vote, once each, where presence takes that.

    They say so themselves, or the clerk does; of somebody in the room.
    """
    vote = _at(reading, body.vote, VoteAct.REGISTER)
    _require_voter(reading, body.vote, body.person)
    if reading.orders.presence is not Presence.REGISTRATION:
        raise Contradiction("registration-unused", body.vote)
    if any(body.person == earlier.person for earlier in vote.registrations):
        raise Contradiction("registered-twice", body.person)
    role, _, person = reading.actor.partition(":")
    is_own = role == ActorRole.COUNCILLOR and person == body.person
    if not is_own and role != ActorRole.CLERK:
        raise Contradiction("registered-by-another", body.person)
    if body.person not in reading.present:
        raise Contradiction("not-present", body.person)
    record = RegistrationRecord(body.person, body.name, reading.at, "" if is_own else reading.actor)
    reading.votes[body.vote] = replace(vote, registrations=(*vote.registrations, record))


def raise_objection(reading: Reading, body: bodies.ObjectionRaised) -> None:
    """Note an objection of somebody on the roll, once each."""
    vote = _at(reading, body.vote, VoteAct.OBJECT)
    if body.person not in reading.rolls[body.vote]:
        raise Contradiction("not-on-the-roll", body.person)
    if any(body.person == earlier.person for earlier in vote.objections):
        raise Contradiction("objected-twice", body.person)
    objection = ObjectionRecord(body.person, body.name, reading.at)
    reading.votes[body.vote] = replace(vote, objections=(*vote.objections, objection))


def _at(reading: Reading, vote: str, act: VoteAct) -> VoteRecord:
    """Return the vote; refuse one at a stage that does not allow the act."""
    record = reading.vote(vote)
    if act not in allowed_acts(record.stage):
        raise Contradiction("wrong-stage", f"{act} is not possible when {record.stage}")
    return record


def _require_voter(reading: Reading, vote: str, person: str) -> None:
    line = reading.rolls[vote].get(person)
    if reading.vote(vote).mode not in AT_TERMINALS:
        raise Contradiction("nobody-may-press", vote)
    if line is None or line.standing is not Standing.PRESENT:
        raise Contradiction("may-not-vote", person)


def _waiting(reading: Reading, vote: str, person: str) -> SpokenRecord:
    spoken = reading.spoken.get(vote, {}).get(person)
    if spoken is None:
        raise Contradiction("nothing-spoken", person)
    return spoken


def _person(actor: str) -> str:
    return actor.partition(":")[2]
