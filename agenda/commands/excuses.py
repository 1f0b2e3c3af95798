"""Excused absence: noting it and taking it back, before the meeting or during it."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import checked_ground, require_not_adjourned, require_role
from agenda.models import Excuse, Meeting
from agenda.queries import mandates
from agenda.refusals import AlreadyExcused, NotExcused, UnknownThing
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind


def excuse(*, meeting: Meeting, person_id: UUID, ground: str, by: Actor, at: datetime) -> Excuse:
    """Note, as clerk, that a councillor's absence is excused, with a ground or without; who comes all the same is present.

    The ground is nobody else's business: no page and no export has it. Refuses who is no councillor of the meeting, who is
    excused already, an unfit ground, and an adjourned meeting.
    """
    person = _councillor(meeting, person_id, by)
    if Excuse.objects.filter(meeting=meeting, person=person).exists():
        raise AlreadyExcused(name=person.name)
    ground = checked_ground(ground) if ground.strip() else ""
    noted = Excuse.objects.create(
        municipality=meeting.municipality, meeting=meeting, person=person, ground=ground, noted_at=at
    )
    body = {"person": str(person.pk), "name": person.name, "ground": ground}
    append(log=meeting.log, kind=Kind.MEMBER_EXCUSED, actor=str(by), body=body, at=at)
    return noted


def take_back_excuse(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> None:
    """Take back, as clerk, that a councillor's absence is excused. Refuses as excuse does, and who is not excused."""
    person = _councillor(meeting, person_id, by)
    deleted, _ = Excuse.objects.filter(meeting=meeting, person=person).delete()
    if not deleted:
        raise NotExcused(name=person.name)
    body = {"person": str(person.pk), "name": person.name}
    append(log=meeting.log, kind=Kind.EXCUSE_TAKEN_BACK, actor=str(by), body=body, at=at)


def _councillor(meeting: Meeting, person_id: UUID, by: Actor) -> Person:
    require_role(by, meeting, ActorRole.CLERK)
    require_not_adjourned(meeting)
    found = next((one.person for one in mandates(meeting) if one.person_id == person_id), None)
    if found is None:
        raise UnknownThing
    return found
