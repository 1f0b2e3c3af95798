"""Who presides: handing the chair over and back, and taking it over from somebody who is not there."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import require_in_session, require_office, require_role
from agenda.models import Meeting
from agenda.queries import may_preside, present_people
from agenda.refusals import Forbidden, MayNotPreside, PresidesAlready, PresidingIsPresent, StalePresiding
from council.domain.actors import Actor, ActorRole
from council.models import Person
from ledger.kinds import Kind


def hand_over(*, meeting: Meeting, person_id: UUID, reason: str, by: Actor, at: datetime) -> Meeting:
    """Hand the chair to a deputy, or back, as who presides: for a recusal, a speech, an absence, or as a return.

    Refuses somebody who holds neither office, and who presides already.
    """
    require_role(by, meeting, ActorRole.CHAIR)
    require_in_session(meeting)
    if person_id == meeting.presiding_id:
        raise PresidesAlready
    if not may_preside(meeting, person_id):
        raise MayNotPreside
    return _change(meeting, person_id, reason, by=by, at=at, was_taken=False)


def take_over(*, meeting: Meeting, presiding_id: UUID, by: Actor, at: datetime) -> Meeting:
    """Take the chair, as chair or deputy, from somebody who is not there; `presiding_id` is who was shown to preside.

    Refuses while that person is checked in: who is present hands over. Refuses too where the chair has changed hands
    meanwhile, so that of two deputies who press together only one presides.
    """
    require_office(by, meeting, ActorRole.CHAIR)
    require_in_session(meeting)
    if meeting.presiding_id == by.person_id:
        raise PresidesAlready
    if meeting.presiding_id != presiding_id:
        raise StalePresiding
    if presiding_id in present_people(meeting):
        raise PresidingIsPresent
    return _change(meeting, by.person, "absence", by=by, at=at, was_taken=True)


def _change(
    meeting: Meeting, person_id: UUID, reason: str, *, by: Actor, at: datetime, was_taken: bool
) -> Meeting:
    before = meeting.presiding
    if before is None:  # a meeting in session has somebody who presides
        raise Forbidden
    meeting.presiding = Person.objects.get(pk=person_id)
    meeting.save(update_fields=["presiding"])
    body = {
        "from": {"person": str(before.pk), "name": before.name},
        "to": {"person": str(person_id), "name": meeting.presiding.name},
        "reason": reason,
        "was_taken": was_taken,
    }
    append(log=meeting.log, kind=Kind.PRESIDING_CHANGED, actor=str(by), body=body, at=at)
    return meeting
