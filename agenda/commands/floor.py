"""The floor: asking to speak, entering who has no terminal, withdrawing, giving the floor and ending it."""

from datetime import datetime
from uuid import UUID

from agenda.commands.entering import append
from agenda.commands.locking import require_open, require_role
from agenda.models import Meeting, Speech
from agenda.queries import belongs, current_item, present_people, running_speech
from agenda.refusals import (
    AlreadyAsked,
    Forbidden,
    NoName,
    NotCheckedIn,
    NotSpeaking,
    NotWaiting,
    UnknownThing,
)
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.domain.sheets import has_unseen
from council.models import Person
from ledger.kinds import Kind

AT_A_SEAT = (ActorRole.COUNCILLOR, ActorRole.PARTICIPANT)
LONGEST_NAME = 200


def ask_for_floor(*, meeting: Meeting, by: Actor, at: datetime) -> Speech:
    """Ask to speak, at one's own seat, with a mandate or without. Refuses who is not checked in, and asking twice."""
    require_role(by, meeting, *AT_A_SEAT)
    require_open(meeting)
    person = Person.objects.get(pk=by.person)
    if person.pk not in present_people(meeting):
        raise NotCheckedIn(name=person.name)
    return _request(meeting, person, person.name, by, at)


def enter_speaker(*, meeting: Meeting, person_id: UUID, by: Actor, at: datetime) -> Speech:
    """Enter, as clerk, a person of the meeting who asks to speak without a terminal. Refuses asking twice."""
    require_role(by, meeting, ActorRole.CLERK)
    require_open(meeting)
    if not belongs(meeting, person_id):
        raise UnknownThing
    person = Person.objects.get(pk=person_id)
    return _request(meeting, person, person.name, by, at)


def enter_guest(*, meeting: Meeting, name: str, by: Actor, at: datetime) -> Speech:
    """Enter, as clerk, a speaker who is not a person of the meeting, by name. Refuses (NoName) an unfit name."""
    require_role(by, meeting, ActorRole.CLERK)
    require_open(meeting)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or has_unseen(name):
        raise NoName
    return _request(meeting, None, name, by, at)


def _request(meeting: Meeting, person: Person | None, name: str, by: Actor, at: datetime) -> Speech:
    waiting = Speech.objects.filter(meeting=meeting, withdrawn_at=None, ended_at=None)
    if person is not None and waiting.filter(person=person).exists():
        raise AlreadyAsked(name=name)
    speech = Speech.objects.create(
        municipality=meeting.municipality, meeting=meeting, person=person, name=name, asked_at=at
    )
    body = {
        "request": str(speech.pk),
        "person": str(person.pk) if person else None,
        "name": name,
        "by_self": person is not None and by.person_id == person.pk,
    }
    append(log=meeting.log, kind=Kind.FLOOR_REQUESTED, actor=str(by), body=body, at=at)
    return speech


def withdraw_request(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Withdraw a request that waits: at one's own seat one's own, at the chair and the clerk's desk anybody's."""
    require_role(by, meeting, *AT_A_SEAT, *AT_THE_CHAIR, ActorRole.CLERK)
    speech = _waiting(meeting, request_id)
    if by.role in AT_A_SEAT and speech.person_id != by.person_id:
        raise Forbidden
    speech.withdrawn_at = at
    speech.save(update_fields=["withdrawn_at"])
    body = {"request": str(speech.pk), "name": speech.name}
    append(log=meeting.log, kind=Kind.FLOOR_WITHDRAWN, actor=str(by), body=body, at=at)
    return speech


def give_floor(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Give the floor to somebody who waits, as who presides; a speech that runs ends with it."""
    require_role(by, meeting, *AT_THE_CHAIR)
    require_open(meeting)
    speech = _waiting(meeting, request_id)
    end_running_speech(meeting, by, at)
    speech.given_at, speech.item = at, current_item(meeting)
    speech.save(update_fields=["given_at", "item"])
    body = {
        "request": str(speech.pk),
        "name": speech.name,
        "item": str(speech.item.pk) if speech.item else None,
    }
    append(log=meeting.log, kind=Kind.FLOOR_GIVEN, actor=str(by), body=body, at=at)
    return speech


def end_speech(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """End the speech that runs, as who presides. Refuses one that has ended meanwhile."""
    require_role(by, meeting, *AT_THE_CHAIR)
    speech = running_speech(meeting)
    if speech is None or speech.pk != request_id:
        raise NotSpeaking
    return _end(meeting, speech, by, at)


def end_running_speech(meeting: Meeting, by: Actor, at: datetime) -> None:
    """End whatever speech runs: with a break, an adjournment, another item or a vote nobody speaks on."""
    speech = running_speech(meeting)
    if speech is not None:
        _end(meeting, speech, by, at)


def _end(meeting: Meeting, speech: Speech, by: Actor, at: datetime) -> Speech:
    speech.ended_at = at
    speech.save(update_fields=["ended_at"])
    body = {"request": str(speech.pk), "name": speech.name}
    append(log=meeting.log, kind=Kind.FLOOR_ENDED, actor=str(by), body=body, at=at)
    return speech


def _waiting(meeting: Meeting, request_id: UUID) -> Speech:
    speech = Speech.objects.filter(meeting=meeting, pk=request_id).first()
    if speech is None:
        raise UnknownThing
    if speech.withdrawn_at is not None or speech.given_at is not None:
        raise NotWaiting(name=speech.name)
    return speech
