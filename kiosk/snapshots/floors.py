"""The floor, loaded with the rest and put into frames: who speaks by which clock, who waits, what a seat may ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from agenda.domain.floor import Asked, Situation, offered, queue, tied_to
from agenda.models import Meeting, Speech
from agenda.queries import asked_of, clock_of, leaders
from council.domain.speaking import Speaking, SpeakingKind
from kiosk import messages
from kiosk.permissions import HALL, PERSONAL, Audience
from voting.models import Vote


@dataclass(frozen=True, slots=True)
class LoadedFloor:
    """Who waits and who speaks, in the order of the rules; the speeches on the item that others can be tied to.

    `answerable` are the ids of those that somebody replied to; `leaders` the people who lead a group. `closed` are the
    requests that tell of an item closed to the public: asked for or held on it, tied to a speech on it, or on its vote.
    """

    speaking: Speaking
    running: Speech | None
    waiting: tuple[Speech, ...]
    debated: Asked | None
    procedural: Asked | None
    answerable: frozenset[str]
    leaders: frozenset[UUID]
    closed: frozenset[UUID] = frozenset()


def load_floor(meeting: Meeting, item: UUID | None, at: datetime, using: str) -> LoadedFloor:
    """Read, inside the caller's snapshot, what the floor of the meeting is made of."""
    rows = Speech.objects.using(using).filter(meeting=meeting, withdrawn_at=None)
    held_here = Q(item=item, given_at__isnull=False) if item else Q(pk=None)
    speeches = list(
        rows.filter(Q(ended_at=None) | held_here)
        .select_related("item", "to__item")
        .order_by("given_at", "number")
    )
    by_id = {str(speech.pk): speech for speech in speeches}
    asked = [asked_of(speech, at) for speech in speeches]
    speaking, here = meeting.standing_orders.speaking, str(item) if item else None
    return LoadedFloor(
        speaking=speaking,
        running=next((one for one in speeches if one.given_at and one.ended_at is None), None),
        waiting=tuple(by_id[one.request] for one in queue(asked, speaking)),
        debated=tied_to(SpeakingKind.REPLY, asked, here),
        procedural=tied_to(SpeakingKind.OPPOSING, asked, here),
        answerable=frozenset(one.to for one in asked if one.kind == SpeakingKind.REPLY and one.to),
        leaders=leaders(meeting, using=using),
        closed=_closed(speeches, using),
    )


def _closed(speeches: Sequence[Speech], using: str) -> frozenset[UUID]:
    explained = [speech.vote for speech in speeches if speech.vote]
    votes = Vote.objects.using(using).filter(pk__in=explained, item__is_closed=True) if explained else ()
    hidden = {vote.pk for vote in votes}
    return frozenset(
        speech.pk
        for speech in speeches
        if speech.vote in hidden
        or any(
            item is not None and item.is_closed
            for item in (speech.item, speech.to.item if speech.to else None)
        )
    )


def floor(loaded: LoadedFloor, audience: Audience) -> messages.Floor:
    """Return who speaks and who waits; who waits is shown in the hall only, closed items to the meeting's people only."""
    hidden = frozenset() if audience in PERSONAL else loaded.closed
    running = loaded.running if loaded.running and loaded.running.pk not in hidden else None
    waiting = [one for one in loaded.waiting if one.pk not in hidden] if audience in HALL else ()
    return messages.Floor(
        speaker=_speaker(running, loaded.speaking) if running else None,
        queue=[_waiting(speech, place, loaded.speaking) for place, speech in enumerate(waiting, start=1)],
        extension=loaded.speaking.extension_seconds,
    )


def _speaker(speech: Speech, speaking: Speaking) -> messages.Speaker:
    clock = clock_of(speech)
    given_at = speech.given_at or speech.asked_at
    return messages.Speaker(
        request=str(speech.pk),
        person=_person(speech),
        name=speech.name,
        since=_moment(given_at),
        kind=speech.kind,
        to=speech.to.name if speech.to else None,
        limit=speech.limit_seconds,
        runs_from=_moment(given_at + (clock.stood if clock else speech.stood_for)),
        paused_at=_moment(speech.paused_at) if speech.paused_at else None,
        warning=speaking.warning_seconds,
        grace=speaking.grace_seconds,
    )


def _waiting(speech: Speech, place: int, speaking: Speaking) -> messages.Waiting:
    rule = speaking.rule(speech.kind)
    return messages.Waiting(
        request=str(speech.pk),
        person=_person(speech),
        name=speech.name,
        asked_at=_moment(speech.asked_at),
        kind=speech.kind,
        to=speech.to.name if speech.to else None,
        limit=rule.seconds if rule else None,
        place=place,
        is_next=place == 1,
        is_beyond=speech.is_beyond,
    )


def own_requests(loaded: LoadedFloor, person: UUID) -> list[messages.OwnRequest]:
    """Return what the person waits for, each with its place in the queue."""
    return [
        messages.OwnRequest(request=str(speech.pk), kind=speech.kind, place=place, is_beyond=speech.is_beyond)
        for place, speech in enumerate(loaded.waiting, start=1)
        if speech.person_id == person
    ]


def situation(loaded: LoadedFloor, person: UUID, *, has_mandate: bool, may_explain: bool) -> Situation:
    """Return what decides which kinds the person is offered."""
    own, debated, procedural = str(person), loaded.debated, loaded.procedural
    return Situation(
        has_mandate=has_mandate,
        leads=person in loaded.leaders,
        debated=debated.request if debated else None,
        is_own_debated=debated is not None and debated.person == own,
        is_answerable=debated is not None and debated.request in loaded.answerable,
        procedural=procedural.request if procedural else None,
        is_own_procedural=procedural is not None and procedural.person == own,
        may_explain=may_explain,
        waiting=frozenset(speech.kind for speech in _own(loaded, person)),
    )


def _own(loaded: LoadedFloor, person: UUID) -> list[Speech]:
    running = [loaded.running] if loaded.running else []
    return [speech for speech in (*running, *loaded.waiting) if speech.person_id == person]


def offers(loaded: LoadedFloor, now: Situation) -> list[messages.OwnKind]:
    """Return the kinds that a seat in this situation offers, each with the speech it would be tied to."""
    return [
        messages.OwnKind(kind=rule.kind.value, to=to, limit=rule.seconds)
        for rule, to in offered(loaded.speaking, now)
    ]


def _person(speech: Speech) -> str | None:
    return str(speech.person_id) if speech.person_id else None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
