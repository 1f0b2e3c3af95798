"""The council that a replay needs, as rows: people, hall, accounts; for each meeting mandates, seats, agenda.

What is set up here a clerk would set up in the admin; votes themselves go over sockets only.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction

from agenda.commands import create_meeting
from agenda.models import AgendaItem, Meeting, Motion
from council.commands import create_municipality
from council.domain.orders import PLAIN
from council.models import Account, Body, Hall, Mandate, Municipality, Person, Role, Seat, Term
from kiosk.management.replay.recorded import RecordedVote
from kiosk.models import Display, new_secret, secret_digest

ROWS_OF_SEATS = 3


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who signs in."""

    person: Person
    login: str


@dataclass(frozen=True, slots=True)
class Council:
    """The council of one run; `members` are by the name that the file has, `display` is a secret address.

    All sign in with `password`, made up for this run: hashing one for each would take longer than their votes.
    """

    municipality: Municipality
    body: Body
    hall: Hall
    term: Term
    members: dict[str, SignIn]
    chair: SignIn
    clerk: SignIn
    password: str
    display: str


@transaction.atomic
def set_up_council(votes: Sequence[RecordedVote]) -> Council:
    """Make a council that can hold these votes, in a demonstration municipality that no other run shares."""
    run = secrets.token_hex(4)
    municipality = create_municipality(
        name=f"Replay {run}", slug=f"replay-{run}", language="en", time_zone="UTC", is_demonstration=True
    )
    most = max(len(vote.members) for vote in votes)
    owned = {"municipality": municipality}
    body = Body.objects.create(name="Council", statutory_number=most, orders=PLAIN.to_plain(), **owned)
    hall = Hall.objects.create(body=body, name="Chamber", rows=min(ROWS_OF_SEATS, most), **owned)
    Seat.objects.bulk_create(Seat(hall=hall, number=number, **owned) for number in range(1, most + 1))
    term = Term.objects.create(body=body, starts_on=min(vote.held_on for vote in votes), **owned)
    names = dict.fromkeys(name for vote in votes for name in vote.ballots)
    password = secrets.token_urlsafe(24)
    sign_in = partial(_sign_in, municipality, make_password(password))
    members = {name: sign_in(f"{run}-{number}", name) for number, name in enumerate(names, start=1)}
    chair, clerk = (sign_in(f"{run}-{kind}", kind.value) for kind in (Role.Kind.CHAIR, Role.Kind.CLERK))
    for officer, kind in ((chair, Role.Kind.CHAIR), (clerk, Role.Kind.CLERK)):
        Role.objects.create(body=body, person=officer.person, kind=kind, **owned)
    secret = new_secret()
    Display.objects.create(hall=hall, name="Wall", secret_digest=secret_digest(secret), **owned)
    return Council(municipality, body, hall, term, members, chair, clerk, password, secret)


def _sign_in(municipality: Municipality, encoded: str, login: str, name: str) -> SignIn:
    person = Person.objects.create(municipality=municipality, name=name)
    Account.objects.create(municipality=municipality, login=login, password=encoded, person=person)
    return SignIn(person, login)


@transaction.atomic
def set_up_meeting(
    council: Council, number: int, votes: Sequence[RecordedVote]
) -> tuple[Meeting, list[Motion]]:
    """Make a meeting's draft with one item and motion a vote, for exactly the members whom the votes list."""
    held_on = votes[0].held_on
    sitting = [council.members[name].person for name in votes[0].ballots]
    adjust_mandates(council.term, sitting, held_on)
    _take_seats(council.hall, sitting)
    meeting = create_meeting(
        body=council.body, hall=council.hall, number=number, title=f"Meeting {number}", held_on=held_on
    )
    return meeting, [_motion(meeting, position, vote) for position, vote in enumerate(votes, start=1)]


def adjust_mandates(term: Term, sitting: Iterable[Person], on: date) -> None:
    """Give exactly the people `sitting` a mandate on this day; others' end the day before.

    Files are not always in the order of their dates, so a mandate may also have to begin earlier than it did.
    """
    people = {person.pk: person for person in sitting}
    without = dict(people)
    for mandate in Mandate.objects.filter(term=term).order_by("starts_on"):
        is_in_force = mandate.starts_on <= on and (mandate.ends_on is None or mandate.ends_on >= on)
        if mandate.person_id in without and (is_in_force or mandate.starts_on > on):
            mandate.starts_on = min(mandate.starts_on, on)
            mandate.save(update_fields=["starts_on"])
            del without[mandate.person_id]
        elif mandate.person_id not in people and is_in_force:
            _end_before(mandate, on)
    for person in without.values():
        Mandate.objects.create(municipality_id=term.municipality_id, term=term, person=person, starts_on=on)


def _end_before(mandate: Mandate, on: date) -> None:
    if mandate.starts_on == on:
        mandate.delete()
    else:
        mandate.ends_on = on - timedelta(days=1)
        mandate.save(update_fields=["ends_on"])


def _take_seats(hall: Hall, sitting: Sequence[Person]) -> None:
    """Leave everybody who goes on sitting where they are; newcomers take what others left."""
    staying = {person.pk for person in sitting}
    Seat.objects.filter(hall=hall).exclude(person__in=staying).update(person=None)
    seated = set(Seat.objects.filter(hall=hall, person__isnull=False).values_list("person", flat=True))
    free = Seat.objects.filter(hall=hall, person=None).order_by("number")
    for seat, person in zip(free, [person for person in sitting if person.pk not in seated], strict=False):
        seat.person = person
        seat.save(update_fields=["person"])


def _motion(meeting: Meeting, position: int, vote: RecordedVote) -> Motion:
    owned = {"municipality": meeting.municipality}
    title = " ".join(filter(None, (vote.reference, vote.title)))
    item = AgendaItem.objects.create(
        meeting=meeting, position=position, number=str(position), title=title, **owned
    )
    return Motion.objects.create(item=item, text=vote.title, majority=PLAIN.majority.to_plain(), **owned)
