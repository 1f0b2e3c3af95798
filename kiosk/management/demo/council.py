"""Sets up the demo's council and a meeting to be held today; what is there already is kept or put right."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from agenda.commands import check_in, create_meeting, lock_meeting
from agenda.domain.secrecy import Secrecy
from agenda.domain.stages import IN_SESSION, MeetingStage
from agenda.models import AgendaItem, Meeting, Motion
from council.commands import create_municipality, give_arms, import_council
from council.domain.actors import Actor, ActorRole
from council.domain.rosters import File
from council.models import Account, Body, Group, Hall, Municipality, Person, Role, Seat, Term
from council.queries import packs
from kiosk.management.demo import content
from kiosk.management.demo.access import Access
from kiosk.management.demo.arms import demonstration_arms
from kiosk.models import Display, secret_digest
from minutes.signing.authority import issue_test_key
from minutes.signing.keys import has_key

# So many seats are left to whoever tries the demo; the other councillors have come already.
SEATS_TO_TRY = 3


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo consists of, as far as it is told to whoever tries it; logins by who they are for."""

    body: Body
    hall: Hall
    meeting: Meeting
    logins: dict[str, str]


@transaction.atomic
def set_up(*, access: Access, at: datetime) -> Demo:
    """Return the demo, complete: whatever is missing of it is made, and passwords are those of `access`."""
    municipality = Municipality.objects.filter(slug=content.SLUG).first() or create_municipality(
        name=content.MUNICIPALITY,
        slug=content.SLUG,
        language="bg",
        time_zone="Europe/Sofia",
        is_demonstration=True,
    )
    if municipality.arms is None:
        give_arms(municipality=municipality, content=demonstration_arms())
    today = at.astimezone(ZoneInfo(municipality.time_zone)).date()
    body, hall = _council(municipality, today)
    chair, clerk = _offices(body)
    _deputy(body)
    logins = _accounts(hall, chair, clerk, access)
    _display(hall, access)
    for person, pin in ((chair, access.chair_pin), (clerk, access.clerk_pin)):
        if access.is_new or not has_key(person.pk):
            issue_test_key(person_id=person.pk, name=person.name, pin=pin, at=at)
    meeting = _meeting(body, hall, today) or _new_meeting(body, hall, today, clerk, at)
    return Demo(body, hall, meeting, logins)


def _council(municipality: Municipality, today: date) -> tuple[Body, Hall]:
    orders = replace(packs()[content.PACK].orders, may_join_open_vote=True).to_plain()
    body, _ = Body.objects.get_or_create(
        municipality=municipality,
        defaults={
            "name": content.BODY,
            "statutory_number": content.STATUTORY_NUMBER,
            "pack": content.PACK,
            "orders": orders,
        },
    )
    if not body.terms.exists():
        Term.objects.create(municipality=municipality, body=body, starts_on=date(today.year - 1, 1, 1))
    if not body.halls.exists():
        _import(body, today)
    return body, body.halls.order_by("pk")[0]


def _import(body: Body, today: date) -> None:
    """Fill the council from the same files that a clerk would import."""
    seated = [(name, "") for name, _ in content.COUNCILLORS] + [(content.MAYOR, content.MAYORS_CAPACITY)]
    seats = [(content.HALL, number, *line) for number, line in enumerate(seated, start=1)]
    import_council(
        body=body,
        on=today,
        groups=_file("groups", ("name", "short_name"), content.GROUPS),
        councillors=_file("councillors", ("name", "group"), content.COUNCILLORS),
        seats=_file("seats", ("hall", "number", "name", "capacity"), seats),
    )
    for _, short_name in content.GROUPS:
        first = next(name for name, group in content.COUNCILLORS if group == short_name)
        leader = Person.objects.get(municipality=body.municipality, name=first)
        Group.objects.filter(term__body=body, short_name=short_name).update(leader=leader)


def _file(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> File:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return File(f"{name}.csv", text.getvalue().encode())


def _deputy(body: Body) -> None:
    """Make the second of the councillors the chair's deputy, once."""
    _office(body, Role.Kind.DEPUTY, content.COUNCILLORS[1][0])


def _offices(body: Body) -> tuple[Person, Person]:
    return _office(body, Role.Kind.CHAIR, content.CHAIR), _office(body, Role.Kind.CLERK, content.CLERK)


def _office(body: Body, kind: Role.Kind, name: str) -> Person:
    """Return who holds the office, whatever they are called by now."""
    role = Role.objects.filter(body=body, kind=kind).select_related("person").first()
    if role is None:
        person, _ = Person.objects.get_or_create(municipality=body.municipality, name=name)
        role = Role.objects.create(municipality=body.municipality, body=body, person=person, kind=kind)
    return role.person


def _accounts(hall: Hall, chair: Person, clerk: Person, access: Access) -> dict[str, str]:
    """Give everybody an account, the clerk one that may set up the council too; return the names by login."""
    people = {"chair": chair, "clerk": clerk}
    taken = hall.seats.exclude(person=None).exclude(person__in=[chair, clerk]).select_related("person")
    people |= {f"seat-{seat.number}": seat.person for seat in taken if seat.person}
    password = _password(chair, access)
    for login, person in people.items():
        Account.objects.update_or_create(
            person=person,
            defaults={
                "login": login,
                "municipality": hall.municipality,
                "password": password,
                "is_active": True,
                "is_staff": person == clerk,
            },
        )
    return {login: person.name for login, person in people.items()}


def _password(chair: Person, access: Access) -> str:
    """Return the password hashed, as it is already if it is still right: hashing twenty takes seconds."""
    account = Account.objects.filter(person=chair).first()
    if account is not None and account.check_password(access.password):
        return account.password
    return make_password(access.password)


def _display(hall: Hall, access: Access) -> None:
    """Make the display whose address is shown, or bring it back to life: nothing but a demo would."""
    Display.objects.update_or_create(
        secret_digest=secret_digest(access.display),
        defaults={
            "municipality": hall.municipality,
            "hall": hall,
            "name": content.DISPLAY,
            "revoked_at": None,
        },
    )


def _meeting(body: Body, hall: Hall, today: date) -> Meeting | None:
    """Return the meeting under way, or the one prepared, which is then held today."""
    meetings = Meeting.objects.filter(body=body, hall=hall)
    if meeting := meetings.filter(stage__in=IN_SESSION).first():
        return meeting
    meeting = meetings.filter(stage=MeetingStage.DRAFT).order_by("number").first()
    if meeting and meeting.held_on != today:
        meeting.held_on = today
        meeting.save(update_fields=["held_on"])
    return meeting


def _new_meeting(body: Body, hall: Hall, today: date, clerk: Person, at: datetime) -> Meeting:
    number = body.meetings.count() + 1
    meeting = create_meeting(body=body, hall=hall, number=number, title=content.TITLE, held_on=today)
    mayor = Person.objects.filter(municipality=body.municipality, name=content.MAYOR).first()
    for position, planned in enumerate(content.AGENDA, start=1):
        item = AgendaItem.objects.create(
            municipality=body.municipality,
            meeting=meeting,
            position=position,
            number=str(position),
            title=planned.title,
            rapporteur=mayor if planned.is_of_mayor else None,
        )
        Motion.objects.bulk_create(_motions(item, planned))
    _let_in(lock_meeting(meeting.pk), clerk, at)
    return meeting


def _motions(item: AgendaItem, planned: content.Item) -> list[Motion]:
    return [_motion(item, position, planned) for position, planned in enumerate(planned.motions, start=1)]


def _motion(item: AgendaItem, position: int, planned: content.Text) -> Motion:
    """Return a motion that is decided as its legal basis demands; an ordinary one as the council's orders do."""
    basis = packs()[content.PACK].basis(planned.basis) if planned.basis else None
    return Motion(
        municipality=item.municipality,
        item=item,
        position=position,
        kind=planned.kind,
        text=planned.text,
        majority=basis.majority.to_plain() if basis else None,
        secrecy=basis.secrecy if basis else Secrecy.OPEN,
    )


def _let_in(meeting: Meeting, clerk: Person, at: datetime) -> None:
    """Have the clerk note who is there already, so that there is a quorum to begin with."""
    by = Actor(ActorRole.CLERK, clerk.pk)
    seats = Seat.objects.filter(hall=meeting.hall, number__gt=SEATS_TO_TRY).exclude(person=None)
    for seat in seats.select_related("person").order_by("number"):
        if seat.person and seat.person.name not in ABSENT:
            check_in(meeting=meeting, person_id=seat.person.pk, by=by, at=at)


# Two councillors are away, as in any council.
ABSENT = frozenset(name for name, _ in content.COUNCILLORS[-3:-1])
