"""What is large and changes rarely, as documents with a version of their own: the hall's plan and the agenda."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.urls import reverse

from agenda.domain.stages import MeetingStage
from agenda.models import AgendaItem, Meeting, Paper
from council.models import Mandate, Person, Seat
from council.queries import mandates_on, plan_of
from voting.models import Vote

VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Place:
    """One character of a frame's strings: a person, where they sit on the plan, and what they are called."""

    place: int
    person: str
    name: str
    group: str
    group_short: str
    capacity: str
    is_councillor: bool
    seat: int | None
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its version: the beginning of the SHA-256 of its bytes."""

    version: str
    body: bytes


@dataclass(frozen=True, slots=True)
class HallPlan:
    """Everybody who belongs to the meeting, seats first, and the box and radius in which the seats are drawn."""

    places: tuple[Place, ...]
    by_person: Mapping[UUID, Place]
    view_box: str
    seat_radius: float
    document: Document


def document(content: Any) -> Document:
    """Return plain content as a document."""
    body = msgspec.json.encode(content, order="sorted")
    return Document(hashlib.sha256(body).hexdigest()[:VERSION_LENGTH], body)


def hall_plan(meeting: Meeting, using: str) -> HallPlan:
    """Return the plan of the meeting. From the opening on it does not change, as the ledger's opening entry does not."""
    if meeting.stage == MeetingStage.DRAFT:
        return _draw(meeting, using)
    return _drawn(meeting.pk, meeting.opened_at, using)


@lru_cache(maxsize=64)
def _drawn(meeting_id: UUID, _opened_at: object, using: str) -> HallPlan:
    return _draw(Meeting.objects.using(using).select_related("body", "hall").get(pk=meeting_id), using)


def _draw(meeting: Meeting, using: str) -> HallPlan:
    seats = list(
        Seat.objects.using(using).filter(hall=meeting.hall).select_related("person").order_by("number")
    )
    held = {m.person_id: m for m in mandates_on(meeting.body, meeting.day).using(using)}
    plan = plan_of(meeting.hall, using=using)
    spots = {spot.number: (spot.x, spot.y) for spot in plan.places} if plan else {}
    people: list[tuple[Person, int | None]] = [(seat.person, seat.number) for seat in seats if seat.person]
    seated = {person.pk for person, _ in people}
    people += [(mandate.person, None) for mandate in held.values() if mandate.person_id not in seated]
    places = tuple(
        _place(index, person, number, held.get(person.pk), spots.get(number or 0, (None, None)))
        for index, (person, number) in enumerate(people)
    )
    view_box = plan.view_box if plan else "0 0 1 1"
    radius = plan.seat_radius if plan else 0.05
    content = {"view_box": view_box, "radius": radius, "places": [asdict(place) for place in places]}
    by_person = {person.pk: place for (person, _), place in zip(people, places, strict=True)}
    return HallPlan(places, by_person, view_box, radius, document(content))


def _place(
    index: int,
    person: Any,
    seat: int | None,
    mandate: Mandate | None,
    spot: tuple[float | None, float | None],
) -> Place:
    group = mandate.group if mandate else None
    return Place(
        place=index,
        person=str(person.pk),
        name=person.name,
        group=group.name if group else "",
        group_short=group.short_name if group else "",
        capacity=person.capacity,
        is_councillor=mandate is not None,
        seat=seat,
        x=spot[0],
        y=spot[1],
    )


VoteLine = tuple[UUID, UUID, UUID, int, str, str | None]


def agenda_document(meeting: Meeting, using: str) -> Document:
    """Return the agenda with every item's stage, motions and votes (without withdrawn ones).

    Once the meeting is open texts stay and items and papers are only added, so that a frame costs only a look at what moves.
    """
    items = AgendaItem.objects.using(using).filter(meeting=meeting).order_by("position")
    votes = Vote.objects.using(using).filter(meeting=meeting).exclude(stage="withdrawn").order_by("number")
    stages = tuple(items.values_list("pk", "stage"))
    lines = tuple(votes.values_list("pk", "item", "motion", "number", "stage", "result__outcome"))
    if meeting.stage == MeetingStage.DRAFT:
        return _write_agenda(stages, lines, using)
    papers = Paper.objects.using(using).filter(item__meeting=meeting).count()
    return _written_agenda(stages, lines, papers, using)


@lru_cache(maxsize=64)
def _written_agenda(
    stages: tuple[tuple[UUID, str], ...], votes: tuple[VoteLine, ...], _papers: int, using: str
) -> Document:
    return _write_agenda(stages, votes, using)


def _write_agenda(stages: tuple[tuple[UUID, str], ...], votes: tuple[VoteLine, ...], using: str) -> Document:
    rows = AgendaItem.objects.using(using).select_related("rapporteur").prefetch_related("motions", "papers")
    items = rows.in_bulk([item for item, _ in stages])
    by_item: dict[UUID, list[dict[str, Any]]] = {}
    for pk, item, motion, number, stage, outcome in votes:
        line = {"id": str(pk), "motion": str(motion), "number": number, "stage": stage, "outcome": outcome}
        by_item.setdefault(item, []).append(line)
    return document({"items": [_item(items[item], by_item.get(item, [])) for item, _ in stages]})


def _item(item: AgendaItem, votes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": str(item.pk),
        "number": item.number,
        "title": item.title,
        "rapporteur": item.rapporteur.name if item.rapporteur else "",
        "stage": item.stage,
        "motions": [
            {"id": str(m.pk), "kind": m.kind, "text": m.text, "secrecy": m.secrecy}
            for m in item.motions.all()
        ],
        "votes": votes,
        "papers": [
            paper | {"address": reverse("paper", args=[item.meeting_id, paper["digest"]])}
            for paper in papers_of(item)
        ],
    }


def papers_of(item: AgendaItem) -> list[dict[str, Any]]:
    """Return the papers of an item as the agenda lists them, those that a newer one replaces included."""
    replaced = {paper.replaces_id for paper in item.papers.all()}
    return [
        {
            "id": str(paper.pk),
            "title": paper.title,
            "digest": paper.digest,
            "size": paper.size,
            "pages": paper.pages,
            "is_replaced": paper.pk in replaced,
        }
        for paper in item.papers.all()
    ]
