"""What is large and changes rarely, as documents with a version of their own: the hall's plan and the agenda."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Prefetch
from django.urls import reverse

from agenda.domain.aims import ENDS_ITEM, Aim
from agenda.domain.stages import ItemStage, MeetingStage
from agenda.models import AgendaItem, Meeting, Motion, Paper
from agenda.queries import voting_order
from council.domain.plans import SCALE, to_plain
from council.models import Mandate, Person, Seat
from council.queries import mandates_on, plan_of
from ledger.kinds import Kind
from ledger.models import Entry
from voting.domain.bodies import Attendee, HallDrawn, MeetingOpened
from voting.domain.effects import Ruling, effects
from voting.domain.majority import Outcome
from voting.domain.sitting import MeetingResumed
from voting.domain.stages import VoteStage
from voting.models import Vote

VERSION_LENGTH = 16
LEFT = "left"
"""What an agenda shows as the stage of an item that still waited when the meeting was adjourned."""


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


def hall_plan(meeting: Meeting, councillors: Collection[UUID], using: str) -> HallPlan:
    """Return the plan of the meeting: of a draft from the tables, from the opening on as its entry has it.

    `councillors` hold a mandate now; who was sworn in since the opening comes after the others, without a seat.
    """
    if meeting.stage == MeetingStage.DRAFT:
        return _draw(meeting, using)
    # Going on on another day states anew who belongs to the meeting.
    stated = (meeting.opened_at, meeting.sits_on, meeting.stage == MeetingStage.PAUSED)
    return _drawn(meeting.pk, stated, frozenset(councillors), using)


@lru_cache(maxsize=64)
def _drawn(meeting_id: UUID, _stated: object, councillors: frozenset[UUID], using: str) -> HallPlan:
    meeting = Meeting.objects.using(using).select_related("body").get(pk=meeting_id)
    kinds = [Kind.MEETING_OPENED, Kind.MEETING_RESUMED]
    entries = Entry.objects.using(using).filter(log=meeting.log_id, kind__in=kinds).order_by("sequence")
    opening, *resumptions = entries.values_list("body", flat=True)
    opened = msgspec.json.decode(opening, type=MeetingOpened)
    stated = [msgspec.json.decode(body, type=MeetingResumed).people for body in resumptions]
    listed = next((each for each in reversed(stated) if each), opened.people)
    sworn_in = councillors.difference(UUID(one.person) for one in listed)
    held = {m.person_id: m for m in mandates_on(meeting.body, meeting.day).using(using)}
    people = [
        *sorted(listed, key=lambda one: (one.seat is None, one.seat)),
        *(
            _attendee(mandate.person, mandate, None)
            for mandate in held.values()
            if mandate.person_id in sworn_in
        ),
    ]
    return _plan(people, opened.hall, frozenset(str(person) for person in councillors))


def _draw(meeting: Meeting, using: str) -> HallPlan:
    seats = list(
        Seat.objects.using(using).filter(hall=meeting.hall).select_related("person").order_by("number")
    )
    held = {m.person_id: m for m in mandates_on(meeting.body, meeting.day).using(using)}
    plan = plan_of(meeting.hall, using=using)
    people = [_attendee(seat.person, held.get(seat.person.pk), seat.number) for seat in seats if seat.person]
    seated = {one.person for one in people}
    unseated = [mandate for mandate in held.values() if str(mandate.person_id) not in seated]
    people += [_attendee(mandate.person, mandate, None) for mandate in unseated]
    drawn = {"name": meeting.hall.name, **to_plain(plan)} if plan else None
    return _plan(people, msgspec.convert(drawn, HallDrawn | None), frozenset(str(person) for person in held))


def _attendee(person: Person, mandate: Mandate | None, seat: int | None) -> Attendee:
    group = mandate.group if mandate else None
    return Attendee(
        person=str(person.pk),
        name=person.name,
        mandate=mandate is not None,
        group=group.name if group else "",
        group_short=group.short_name if group else "",
        seat=seat,
        capacity=person.capacity,
    )


def _plan(people: Sequence[Attendee], hall: HallDrawn | None, councillors: frozenset[str]) -> HallPlan:
    spots = {seat.number: (seat.x / SCALE, seat.y / SCALE) for seat in hall.seats} if hall else {}
    places = []
    for index, one in enumerate(people):
        x, y = spots.get(one.seat or 0, (None, None))
        place = Place(
            place=index,
            person=one.person,
            name=one.name,
            group=one.group or "",
            group_short=one.group_short or "",
            capacity=one.capacity or "",
            is_councillor=one.person in councillors,
            seat=one.seat,
            x=x,
            y=y,
        )
        places.append(place)
    view_box = f"0 0 1 {hall.height / SCALE:g}" if hall else "0 0 1 1"
    radius = hall.radius / SCALE if hall else 0.05
    content = {"view_box": view_box, "radius": radius, "places": [asdict(place) for place in places]}
    by_person = {UUID(place.person): place for place in places}
    return HallPlan(tuple(places), by_person, view_box, radius, document(content))


ItemLine = tuple[UUID, str, tuple[str, ...], bool, bool]
VoteLine = tuple[UUID, UUID, UUID, int, str, str | None]


def agenda_document(meeting: Meeting, using: str, *, is_public: bool = False) -> Document:
    """Return the agenda with every item's stage, motions and votes (without withdrawn ones).

    Of an item that is closed the public's has number and stage alone; what waited when the meeting was adjourned is left.
    Once the meeting is open items and papers are only
    added, and a text changes only when an amendment comes into it or out of it, so that a frame costs only a look at what
    moves.
    """
    is_over = meeting.stage == MeetingStage.ADJOURNED
    items = AgendaItem.objects.using(using).filter(meeting=meeting).order_by("position")
    votes = Vote.objects.using(using).filter(meeting=meeting).exclude(stage="withdrawn").order_by("number")
    stages = tuple(
        (
            pk,
            LEFT if is_over and stage == ItemStage.PENDING else stage,
            tuple(first),
            is_closed,
            is_closed and is_public,
        )
        for pk, stage, first, is_closed in items.values_list("pk", "stage", "advanced", "is_closed")
    )
    lines = tuple(votes.values_list("pk", "item", "motion", "number", "stage", "result__outcome"))
    if meeting.stage == MeetingStage.DRAFT:
        return _write_agenda(stages, lines, using)
    papers = Paper.objects.using(using).filter(item__meeting=meeting).count()
    motions = Motion.objects.using(using).filter(item__meeting=meeting).order_by("pk")
    moved = tuple(motions.values_list("pk", "stage", "is_applied"))
    return _written_agenda(stages, lines, (papers, moved), using)


@lru_cache(maxsize=64)
def _written_agenda(
    stages: tuple[ItemLine, ...], votes: tuple[VoteLine, ...], _rest: object, using: str
) -> Document:
    return _write_agenda(stages, votes, using)


def _write_agenda(stages: tuple[ItemLine, ...], votes: tuple[VoteLine, ...], using: str) -> Document:
    rows = AgendaItem.objects.using(using).select_related("rapporteur", "meeting__body")
    movers = Prefetch("motions", Motion.objects.using(using).select_related("mover", "seconder"))
    items = rows.prefetch_related(movers, "papers").in_bulk([item for item, *_ in stages])
    by_item: dict[UUID, list[dict[str, Any]]] = {}
    for pk, item, motion, number, stage, outcome in votes:
        line = {"id": str(pk), "motion": str(motion), "number": number, "stage": stage, "outcome": outcome}
        by_item.setdefault(item, []).append(line)
    moved = _moved([items[item] for item, *_, is_hidden in stages if not is_hidden], by_item)
    return document(
        {
            "items": [
                _closed_item(items[item], stage)
                if is_hidden
                else _item(items[item], stage, by_item.get(item, []))
                | {"moved": moved.get(items[item].number)}
                for item, stage, *_, is_hidden in stages
            ]
        }
    )


def _moved(items: Sequence[AgendaItem], votes: Mapping[UUID, Sequence[Mapping[str, Any]]]) -> dict[str, int]:
    """Return the numbers of the items that stand elsewhere by a decision that stands, each with the number of its vote."""
    found: dict[str, int] = {}
    for item in items:
        moves = {str(motion.pk): motion.old for motion in item.motions.all() if motion.aim == Aim.REORDER}
        decided = (vote for vote in votes.get(item.pk, ()) if vote["stage"] == VoteStage.DECLARED)
        last = {vote["motion"]: vote for vote in decided if vote["outcome"] != Outcome.TIED}
        for motion, moved in moves.items():
            if motion in last and last[motion]["outcome"] == Outcome.ADOPTED:
                found[moved] = max(last[motion]["number"], found.get(moved, 0))
    return found


def _closed_item(item: AgendaItem, stage: str) -> dict[str, Any]:
    """Return an item of which nobody learns more than that it is closed, and whether it is its turn."""
    nothing: dict[str, Any] = {
        "title": "",
        "rapporteur": "",
        "procedure": "",
        "ended": "",
        "is_closed": True,
        "moved": None,
    }
    stage = "active" if stage == "being_voted" else stage
    lists: dict[str, Any] = {"motions": [], "order": [], "votes": [], "papers": []}
    return {"id": str(item.pk), "number": item.number, "stage": stage, **nothing, **lists}


def _item(item: AgendaItem, stage: str, votes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": str(item.pk),
        "number": item.number,
        "title": item.title,
        "rapporteur": item.rapporteur.name if item.rapporteur else "",
        "procedure": item.procedure,
        "is_closed": item.is_closed,
        "stage": stage,
        "ended": _ended(item, votes),
        "motions": [_motion(motion) for motion in item.motions.all()],
        "order": voting_order(item, item.meeting.standing_orders.voting_order),
        "votes": votes,
        "papers": [
            paper | {"address": reverse("paper", args=[item.meeting_id, paper["digest"]])}
            for paper in papers_of(item)
        ],
    }


def _ended(item: AgendaItem, votes: list[dict[str, Any]]) -> str:
    """Return what the council ended the item with instead of deciding on it, nothing else."""
    aims = {str(motion.pk): motion.aim for motion in item.motions.all() if motion.aim in ENDS_ITEM}
    last = {
        vote["motion"]: Ruling(
            aims[vote["motion"]],
            vote["number"],
            vote["outcome"] == Outcome.ADOPTED,
            stands=vote["stage"] == VoteStage.DECLARED,
        )
        for vote in votes
        if vote["motion"] in aims and vote["outcome"]
    }
    ended = effects(last.values()).ends_item
    return ended[0].value if ended else ""


def _motion(motion: Motion) -> dict[str, Any]:
    return {
        "id": str(motion.pk),
        "kind": motion.kind,
        "aim": motion.aim,
        "text": motion.text,
        "secrecy": motion.secrecy,
        "stage": motion.stage,
        "mover": motion.mover.name if motion.mover else "",
        "seconder": motion.seconder.name if motion.seconder else "",
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
