"""Asking for the floor: at a seat or entered by the clerk, for what, tied to which speech, within which limits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from agenda.commands.entering import append
from agenda.commands.locking import require_open, require_role, require_together
from agenda.domain.floor import Asked, group_time_left, is_exhausted, tied_to
from agenda.models import Meeting, Speech
from agenda.queries import belongs, current_item, mandate_of, present_people, requests
from agenda.refusals import (
    AlreadyAsked,
    ExplanationsUsedUp,
    Forbidden,
    GroupTimeUsedUp,
    ItemLimitReached,
    KindNotKnown,
    NoName,
    NotCheckedIn,
    NothingToAnswer,
    NothingToReplyTo,
    NotWaiting,
    NotYourSpeech,
    OnlyLeaders,
    OnlyMembers,
    OwnSpeech,
    RepliesUsedUp,
    SittingLimitReached,
    SpeechPassed,
    UnknownThing,
)
from council.domain.actors import AT_THE_CHAIR, Actor, ActorRole
from council.domain.sheets import has_unseen
from council.domain.speaking import FOR_EVERYBODY, OF_LEADERS, TIED, KindRule, Per, SpeakingKind
from council.models import Mandate, Person
from ledger.kinds import Kind

AT_A_SEAT = (ActorRole.COUNCILLOR, ActorRole.PARTICIPANT)
LONGEST_NAME = 200
EXCESSES = {
    Per.SPEECH: RepliesUsedUp,
    Per.VOTE: ExplanationsUsedUp,
    Per.ITEM: ItemLimitReached,
    Per.SITTING: SittingLimitReached,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """For what somebody asks; `to` is the speech that the sender was shown, empty where none was.

    `vote` is the vote that an explanation explains, found by voting; `is_open_question` whether the chair has to allow it.
    """

    kind: SpeakingKind = SpeakingKind.SPEECH
    to: str = ""
    vote: UUID | None = None
    is_open_question: bool = False


SPEECH = Wish()


def ask_for_floor(*, meeting: Meeting, by: Actor, at: datetime, wish: Wish = SPEECH) -> Speech:
    """Ask to speak, at one's own seat, with a mandate or without.

    Refuses who is not checked in, asking twice for the same, and what the standing orders do not allow; what they leave
    to the chair is marked as beyond the limit.
    """
    require_asker(meeting, by)
    person = Person.objects.get(pk=by.person)
    if person.pk not in present_people(meeting):
        raise NotCheckedIn(name=person.name)
    if wish.kind in OF_LEADERS and not leads(mandate_of(meeting, person.pk)):
        raise OnlyLeaders
    return _request(meeting, person, person.name, wish, by, at)


def require_asker(meeting: Meeting, by: Actor) -> None:
    """Refuse who sits at no seat of the meeting, and a meeting in which nobody speaks now."""
    require_role(by, meeting, *AT_A_SEAT)
    require_together(meeting)
    require_open(meeting)


def leads(mandate: Mandate | None) -> bool:
    """Tell whether the holder of the mandate leads a group."""
    return bool(mandate and mandate.group and mandate.group.leader_id == mandate.person_id)


def enter_speaker(
    *, meeting: Meeting, person_id: UUID, by: Actor, at: datetime, wish: Wish = SPEECH
) -> Speech:
    """Enter, as clerk, a person of the meeting who asks to speak without a terminal, or stands in for a group's leader."""
    require_role(by, meeting, ActorRole.CLERK)
    require_together(meeting)
    require_open(meeting)
    if not belongs(meeting, person_id):
        raise UnknownThing
    person = Person.objects.get(pk=person_id)
    return _request(meeting, person, person.name, wish, by, at)


def enter_guest(*, meeting: Meeting, name: str, by: Actor, at: datetime) -> Speech:
    """Enter, as clerk, a speaker who is not a person of the meeting, by name. Refuses (NoName) an unfit name."""
    require_role(by, meeting, ActorRole.CLERK)
    require_together(meeting)
    require_open(meeting)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or has_unseen(name):
        raise NoName
    return _request(meeting, None, name, SPEECH, by, at)


def _request(
    meeting: Meeting, person: Person | None, name: str, wish: Wish, by: Actor, at: datetime
) -> Speech:
    waiting = Speech.objects.filter(meeting=meeting, withdrawn_at=None, ended_at=None, kind=wish.kind)
    if person is not None and waiting.filter(person=person).exists():
        raise AlreadyAsked(name=name)
    asked, is_beyond = _checked(meeting, person, wish, requests(meeting, at))
    speech = Speech.objects.create(
        pk=UUID(asked.request),
        municipality=meeting.municipality,
        meeting=meeting,
        number=asked.number,
        kind=wish.kind,
        person=person,
        name=name,
        group=asked.group,
        item_id=asked.item,
        to_id=asked.to,
        vote=wish.vote,
        is_beyond=is_beyond,
        asked_at=at,
    )
    append(log=meeting.log, kind=Kind.FLOOR_REQUESTED, actor=str(by), body=_requested(speech, by), at=at)
    return speech


def _requested(speech: Speech, by: Actor) -> dict[str, object]:
    ids = {"person": speech.person_id, "item": speech.item_id, "to": speech.to_id, "vote": speech.vote}
    return {
        "request": str(speech.pk),
        "kind": speech.kind,
        "name": speech.name,
        "group": speech.group,
        **{name: str(key) if key else None for name, key in ids.items()},
        "is_beyond": speech.is_beyond,
        "by_self": speech.person_id is not None and by.person_id == speech.person_id,
    }


def _checked(
    meeting: Meeting, person: Person | None, wish: Wish, others: Sequence[Asked]
) -> tuple[Asked, bool]:
    """Return what is asked for, tied to its speech, and whether the chair has to allow it; refuse what the rules forbid."""
    rule = meeting.standing_orders.speaking.rule(wish.kind)
    if rule is None:
        raise KindNotKnown
    mandate = mandate_of(meeting, person.pk) if person else None
    if mandate is None and wish.kind not in FOR_EVERYBODY:
        raise OnlyMembers
    item = current_item(meeting)
    new = Asked(
        request=str(uuid4()),
        kind=wish.kind,
        person=str(person.pk) if person else None,
        number=Speech.objects.filter(meeting=meeting).count() + 1,
        group=mandate.group.name if mandate and mandate.group else "",
        item=str(item.pk) if item else None,
        vote=str(wish.vote) if wish.vote else None,
    )
    if wish.kind in TIED:
        new = replace(new, to=_target(new, wish, others))
    return new, _is_beyond(meeting, rule, new, others) or wish.is_open_question


def _target(new: Asked, wish: Wish, others: Sequence[Asked]) -> str:
    """Return the speech that a reply, an answer or an opposing speech belongs to; refuse where it belongs to none."""
    target = tied_to(new.kind, others, new.item)
    if target is None:
        raise NothingToReplyTo
    if wish.to and wish.to != target.request:
        raise SpeechPassed
    is_own = target.person is not None and target.person == new.person
    if wish.kind is not SpeakingKind.ANSWER:
        if is_own:
            raise OwnSpeech
    elif not is_own:
        raise NotYourSpeech(name=Speech.objects.values_list("name", flat=True).get(pk=target.request))
    elif not any(one.kind == SpeakingKind.REPLY and one.to == target.request for one in others):
        raise NothingToAnswer
    return target.request


def _is_beyond(meeting: Meeting, rule: KindRule, new: Asked, others: Sequence[Asked]) -> bool:
    """Tell whether the chair has to allow it; refuse what exceeds a limit that the standing orders leave to nobody."""
    speaking = meeting.standing_orders.speaking
    is_over = is_exhausted(rule, new, others)
    if is_over and rule.is_strict and rule.bound:
        raise EXCESSES[rule.bound.per](most=rule.bound.most)
    left = group_time_left(speaking, new, others)
    is_late = left is not None and not left
    if is_late and speaking.is_group_strict:
        raise GroupTimeUsedUp(group=new.group)
    return is_over or is_late


def withdraw_request(*, meeting: Meeting, request_id: UUID, by: Actor, at: datetime) -> Speech:
    """Withdraw a request that waits: at one's own seat one's own, at the chair and the clerk's desk anybody's."""
    require_role(by, meeting, *AT_A_SEAT, *AT_THE_CHAIR, ActorRole.CLERK)
    speech = waiting_speech(meeting, request_id)
    if by.role in AT_A_SEAT and speech.person_id != by.person_id:
        raise Forbidden
    speech.withdrawn_at = at
    speech.save(update_fields=["withdrawn_at"])
    body = {"request": str(speech.pk), "name": speech.name}
    append(log=meeting.log, kind=Kind.FLOOR_WITHDRAWN, actor=str(by), body=body, at=at)
    return speech


def waiting_speech(meeting: Meeting, request_id: UUID) -> Speech:
    """Return a request that waits; refuse any other (UnknownThing, NotWaiting)."""
    speech = Speech.objects.filter(meeting=meeting, pk=request_id).first()
    if speech is None:
        raise UnknownThing
    if speech.withdrawn_at is not None or speech.given_at is not None:
        raise NotWaiting(name=speech.name)
    return speech
