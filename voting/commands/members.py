"""Acts of and for single members of a vote: joining a held one at the door, registering, objecting to a closed one."""

from datetime import datetime
from uuid import UUID

from agenda.commands import append, check_in
from agenda.models import Meeting
from agenda.queries import present_people
from agenda.refusals import NotCheckedIn, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind
from voting.commands.taking import take
from voting.domain.choices import Standing
from voting.domain.stages import VoteAct
from voting.models import Ballot, Objection, RollMember, Vote
from voting.queries import registers
from voting.refusals import (
    AlreadyObjected,
    AlreadyOnRoll,
    AlreadyRegistered,
    DoorClosed,
    NotEntitled,
    NotOnRoll,
    RegistrationUnused,
)


def admit_member(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, by: Actor, at: datetime
) -> RollMember:
    """Check in, as the clerk, somebody who came after the opening of a vote now on hold, and let them vote in it.

    Refuses where the standing orders put nobody on a roll that late, who is recused or has no mandate, and who may vote
    already.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.ADMIT, (ActorRole.CLERK,))
    if not meeting.standing_orders.may_join_open_vote:
        raise DoorClosed
    line = _absent(vote, person_id)
    if person_id not in present_people(meeting):
        check_in(meeting=meeting, person_id=person_id, by=by, at=at)
    line.standing = Standing.PRESENT
    line.save(update_fields=["standing"])
    body = {"vote": str(vote.pk), "person": str(person_id), "name": line.name}
    append(log=meeting.log, kind=Kind.ROLL_EXTENDED, actor=str(by), body=body, at=at)
    return line


def _absent(vote: Vote, person_id: UUID) -> RollMember:
    person = Person.objects.filter(pk=person_id, municipality=vote.municipality_id).first()
    if person is None:
        raise UnknownThing
    line = RollMember.objects.filter(vote=vote, person=person).first()
    if line is None or line.standing == Standing.RECUSED:
        raise NotEntitled(name=person.name)
    if line.standing == Standing.PRESENT:
        raise AlreadyOnRoll(name=person.name)
    return line


def register_presence(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> RollMember:
    """Note, as a councillor, that one is present for an open vote in which presence is established; a ballot says so too.

    Refuses a vote for which nobody registers, who is not on its roll as present or not in the room, and a second time.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.REGISTER, (ActorRole.COUNCILLOR,))
    if not registers(vote):
        raise RegistrationUnused
    line = RollMember.objects.filter(vote=vote, person=by.person_id).first()
    if line is None:
        raise NotOnRoll
    return _register(vote, line, by, at)


def register_member(
    *, meeting: Meeting, vote_id: UUID, stage: str, person_id: UUID, by: Actor, at: datetime
) -> RollMember:
    """Note, as the clerk, that a member whose terminal is dead is present for an open vote in which presence is established.

    Refuses what is refused to the member, and somebody who has voted and so has said it.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.REGISTER, (ActorRole.CLERK,))
    if not registers(vote):
        raise RegistrationUnused
    line = RollMember.objects.filter(vote=vote, person=person_id).first()
    if line is None:
        raise UnknownThing
    if Ballot.objects.filter(vote=vote, person=person_id).exists():
        raise AlreadyRegistered
    return _register(vote, line, by, at)


def _register(vote: Vote, line: RollMember, by: Actor, at: datetime) -> RollMember:
    if line.standing != Standing.PRESENT:
        raise NotEntitled(name=line.name)
    if line.person_id not in present_people(vote.meeting):
        raise NotCheckedIn(name=line.name)
    if line.registered_at is not None:
        raise AlreadyRegistered
    line.registered_at = at
    line.save(update_fields=["registered_at"])
    body = {"vote": str(vote.pk), "person": str(line.person_id), "name": line.name}
    append(log=vote.meeting.log, kind=Kind.PRESENCE_REGISTERED, actor=str(by), body=body, at=at)
    return line


def raise_objection(*, meeting: Meeting, vote_id: UUID, stage: str, by: Actor, at: datetime) -> Objection:
    """Note, between close and declaration, that a councillor on the roll objects. Ballot and count stay as they are.

    Refuses who is not on the roll, and a second objection.
    """
    vote = take(meeting, vote_id, stage, by, VoteAct.OBJECT, (ActorRole.COUNCILLOR,))
    line = RollMember.objects.filter(vote=vote, person=by.person_id).first()
    if line is None:
        raise NotOnRoll
    if Objection.objects.filter(vote=vote, person=line.person_id).exists():
        raise AlreadyObjected
    objection = Objection.objects.create(
        municipality_id=vote.municipality_id, vote=vote, person_id=line.person_id, raised_at=at
    )
    body = {"vote": str(vote.pk), "person": str(line.person_id), "name": line.name}
    append(log=meeting.log, kind=Kind.OBJECTION_RAISED, actor=str(by), body=body, at=at)
    return objection
