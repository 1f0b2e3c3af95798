"""What the opening entry says: the meeting with its people, agenda and rules, as they were."""

from agenda.models import AgendaItem, Meeting, Paper
from agenda.queries import mandates, ready_rules
from council.domain.actors import Actor, ActorRole
from council.domain.packs import role_names
from council.domain.plans import to_plain
from council.models import Hall, Person, Role, Seat
from council.queries import plan_of


def opening_body(meeting: Meeting, by: Actor) -> dict[str, object]:
    """Return the body of the opening entry but for its quorum; nothing else has to be read to understand it."""
    # Somebody may lay the hall out anew right now: the hall's row lets one of the two go first, and people and places agree.
    Hall.objects.select_for_update().get(pk=meeting.hall_id)
    orders = meeting.standing_orders
    return {
        "meeting": str(meeting.pk),
        "number": meeting.number,
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "is_practice": meeting.is_practice,
        "municipality": {"id": str(meeting.municipality_id), "name": meeting.municipality.name},
        "body": {
            "id": str(meeting.body_id),
            "name": meeting.body.name,
            "statutory_number": meeting.statutory_number,
        },
        "people": listed_people(meeting),
        "hall": _hall(meeting),
        "items": _items(meeting),
        "rules": {
            "digest": orders.digest(),
            "orders": orders.to_plain(),
            "pack": meeting.body.pack,
            "roles": dict(role_names(ready_rules(meeting), meeting.municipality.language)),
        },
        "chair": _officer(who_presides(meeting, by)),
        "clerk": _officer(
            Person.objects.filter(roles__body=meeting.body, roles__kind=Role.Kind.CLERK).first()
        ),
    }


def who_presides(meeting: Meeting, by: Actor) -> Person:
    """Return who opened the meeting; the body's chair where the clerk opened practice."""
    chair = Person.objects.filter(roles__body=meeting.body, roles__kind=Role.Kind.CHAIR).first()
    is_stand_in = by.role is not ActorRole.CHAIR and chair is not None
    return chair if is_stand_in and chair else Person.objects.get(pk=by.person)


def _officer(person: Person | None) -> dict[str, str] | None:
    return {"person": str(person.pk), "name": person.name} if person else None


def listed_people(meeting: Meeting) -> list[dict[str, object]]:
    """Return who belongs to the meeting on the day it sits, as entries state it: councillors, then others with a seat."""
    seats = {seat.person_id: seat for seat in Seat.objects.filter(hall=meeting.hall).select_related("person")}
    listed: list[dict[str, object]] = [
        {
            "person": str(mandate.person_id),
            "name": mandate.person.name,
            "group": mandate.group.name if mandate.group else "",
            "group_short": mandate.group.short_name if mandate.group else "",
            "seat": seats[mandate.person_id].number if mandate.person_id in seats else None,
            "mandate": True,
            "capacity": mandate.person.capacity,
        }
        for mandate in mandates(meeting)
    ]
    councillors = {line["person"] for line in listed}
    guests: list[dict[str, object]] = [
        {
            "person": str(seat.person.pk),
            "name": seat.person.name,
            "group": "",
            "group_short": "",
            "seat": seat.number,
            "mandate": False,
            "capacity": seat.person.capacity,
        }
        for seat in seats.values()
        if seat.person and str(seat.person.pk) not in councillors
    ]
    return listed + guests


def _hall(meeting: Meeting) -> dict[str, object] | None:
    """Return where the seats stand; None in a hall without seats."""
    plan = plan_of(meeting.hall)
    return {"name": meeting.hall.name, **to_plain(plan)} if plan else None


def _items(meeting: Meeting) -> list[dict[str, object]]:
    items = meeting.items.select_related("rapporteur").prefetch_related("papers")
    return [masked_item(item) if item.is_closed else listed_item(item) for item in items.order_by("position")]


def masked_item(item: AgendaItem) -> dict[str, object]:
    """Return of a closed item what the public may know; an entry of its own has the rest."""
    return {"item": str(item.pk), "number": item.number, "title": "", "motions": [], "papers": []}


def listed_item(item: AgendaItem) -> dict[str, object]:
    """Return an item as entries state it: with its rapporteur, motions and papers."""
    return {
        "item": str(item.pk),
        "number": item.number,
        "title": item.title,
        "rapporteur": item.rapporteur.name if item.rapporteur else "",
        "procedure": item.procedure,
        **({"draft": str(item.draft)} if item.draft else {}),
        **({"is_consent": True} if item.is_consent else {}),
        "motions": [
            {
                "motion": str(motion.pk),
                "kind": motion.kind,
                "aim": motion.aim,
                "text": motion.text,
                "secrecy": motion.secrecy,
                "mover": _officer(motion.mover),
                "seconder": _officer(motion.seconder),
                **({"election": motion.election} if motion.election else {}),
            }
            for motion in item.motions.select_related("mover", "seconder")
        ],
        "papers": [listed_paper(paper) for paper in item.papers.all()],
    }


def listed_paper(paper: Paper) -> dict[str, object]:
    """Return a paper as entries state it: whoever holds the file can tell by its digest that it is this one."""
    return {
        "paper": str(paper.pk),
        "title": paper.title,
        "digest": paper.digest,
        "size": paper.size,
        "pages": paper.pages,
        "replaces": str(paper.replaces_id) if paper.replaces_id else None,
    }
