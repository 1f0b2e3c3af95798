"""Who is there and who takes part: arrivals, departures, recusals, by the person or by the clerk."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import checked_ground, find_item, require_open, require_role, require_together
from agenda.domain.stages import MeetingStage
from agenda.models import Attendance, Meeting, Proxy, Recusal
from agenda.queries import belongs
from agenda.refusals import (
    AlreadyCheckedIn,
    AlreadyRecused,
    Forbidden,
    NotCheckedIn,
    UnknownThing,
    WrongMeetingStage,
)
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind


def check_in(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> Attendance:
    """Note an arrival, by the person at the seat or by the clerk; who comes votes in person from now on.

    Refuses people who do not belong to the meeting, an adjourned meeting, one by correspondence, and who is there already.
    """
    person = _attending(meeting, person_id, by)
    if Attendance.objects.filter(meeting=meeting, person=person, left_at=None).exists():
        raise AlreadyCheckedIn(name=person.name)
    return note_arrival(meeting=meeting, person=person, by=by, at=at)


def note_arrival(*, meeting: Meeting, person: Person, by: Actor, at: datetime) -> Attendance:
    """Enter that somebody who was not there is there now; refuses nothing."""
    stay = Attendance.objects.create(
        municipality=meeting.municipality, meeting=meeting, person=person, arrived_at=at
    )
    Proxy.objects.filter(meeting=meeting, giver=person, ended_at=None).update(ended_at=at)
    _append_attendance(meeting, Kind.MEMBER_ARRIVED, person, by, at)
    return stay


def check_out(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> Attendance:
    """Note a departure. A ballot already recorded stays. Refuses as check_in does, and who is not there."""
    person = _attending(meeting, person_id, by)
    stay = Attendance.objects.filter(meeting=meeting, person=person, left_at=None).first()
    if stay is None:
        raise NotCheckedIn(name=person.name)
    stay.left_at = at
    stay.save(update_fields=["left_at"])
    _append_attendance(meeting, Kind.MEMBER_LEFT, person, by, at)
    return stay


def _attending(meeting: Meeting, person_id: UUID, by: Actor) -> Person:
    require_role(by, meeting, ActorRole.COUNCILLOR, ActorRole.PARTICIPANT, ActorRole.CLERK)
    if by.role is not ActorRole.CLERK and by.person_id != person_id:
        raise Forbidden
    require_together(meeting)
    if meeting.stage == MeetingStage.ADJOURNED:
        raise WrongMeetingStage
    if not belongs(meeting, person_id):
        raise UnknownThing
    return Person.objects.get(pk=person_id)


def _append_attendance(meeting: Meeting, kind: Kind, person: Person, by: Actor, at: datetime) -> None:
    is_own = by.person_id == person.pk
    body = {"person": str(person.pk), "name": person.name, "by_self": is_own}
    if kind is Kind.MEMBER_ARRIVED and (way := by.identified_by if is_own else "clerk"):
        body["identified_by"] = way
    append(log=meeting.log, kind=kind, actor=str(by), body=body, at=at)


def recuse(
    *, meeting: Meeting, item_id: UUID, person_id: UUID, ground: str, by: Actor, at: datetime
) -> Recusal:
    """Note that a councillor takes no part in the votes on an item, by the councillor or by the clerk.

    It holds for votes opened afterwards: an open vote's roll is frozen. Refuses an empty ground and a second recusal.
    """
    require_role(by, meeting, ActorRole.COUNCILLOR, ActorRole.CLERK)
    if by.role is ActorRole.COUNCILLOR and by.person_id != person_id:
        raise Forbidden
    require_open(meeting)
    item = find_item(meeting, item_id)
    if not belongs(meeting, person_id):
        raise UnknownThing
    ground = checked_ground(ground)
    person = Person.objects.get(pk=person_id)
    if Recusal.objects.filter(item=item, person=person).exists():
        raise AlreadyRecused(name=person.name)
    recusal = Recusal.objects.create(
        municipality=meeting.municipality, item=item, person=person, ground=ground
    )
    body = {"item": str(item.pk), "person": str(person.pk), "name": person.name, "ground": ground}
    append(log=meeting.log, kind=Kind.MEMBER_RECUSED, actor=str(by), body=body, at=at)
    return recusal
