"""The council of the kiosk's tests as rows: chair, clerk, nine councillors, a hall, a draft meeting; no tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.test import Client

from agenda.commands import create_meeting, lock_meeting
from agenda.models import AgendaItem, Meeting, Motion
from council.commands import create_municipality
from council.domain.actors import Actor, ActorRole
from council.models import Account, Body, Hall, Mandate, Municipality, Person, Role, Seat, Term
from kiosk import messages
from kiosk.desk.acts import ACTS
from kiosk.models import Display, new_secret, secret_digest
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from voting.commands import CastPress, cast_ballots
from voting.domain.choices import Choice
from voting.domain.stages import Mode
from voting.models import Vote

HELD_ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Room:
    """A meeting with whom it takes."""

    municipality: Municipality
    body: Body
    hall: Hall
    meeting: Meeting
    items: list[AgendaItem]
    motions: list[Motion]
    secret: str

    def address(self, audience: str, end: str = "") -> str:
        """Return the address of a room's page, or of what lies below it."""
        return f"/meetings/{self.meeting.pk}/{audience}/{end}"

    def do(self, kind: type[messages.Command], by: Actor, **fields: Any) -> Any:
        """Carry out a command as the desk would."""
        with transaction.atomic():
            meeting = lock_meeting(self.meeting.pk)
            return ACTS[kind](meeting, kind(id=uuid4(), **fields), by, NOW)

    def open(self, present: int = 9) -> None:
        """Check in so many councillors and open the meeting with its first item."""
        for person in COUNCILLORS[:present]:
            self.do(messages.SeatCheckIn, councillor(person))
        self.do(messages.MeetingOpen, CHAIR_ACTOR)
        self.do(messages.ItemActivate, CHAIR_ACTOR, item=self.items[0].pk)

    def open_vote(self, mode: str = "electronic") -> Vote:
        """Prepare and open a vote on the first motion."""
        vote: Vote = self.do(messages.VotePrepare, CHAIR_ACTOR, motion=self.motions[0].pk, mode=mode)
        self.do(messages.VoteOpen, CHAIR_ACTOR, vote=vote.pk, stage="prepared")
        return vote

    def press(self, vote: Vote, person: UUID, choice: str, press: int = 1) -> None:
        """Cast a ballot."""
        with transaction.atomic():
            meeting = lock_meeting(self.meeting.pk)
            pressed = CastPress(
                by=councillor(person), choice=Choice(choice), number=press, mode=Mode(vote.mode)
            )
            cast_ballots(meeting=meeting, vote_id=vote.pk, presses=[pressed], at=NOW)


CHAIR_ACTOR = Actor(ActorRole.CHAIR, CHAIR)
CLERK_ACTOR = Actor(ActorRole.CLERK, CLERK)


def councillor(person: UUID) -> Actor:
    """Return a councillor as who acts."""
    return Actor(ActorRole.COUNCILLOR, person)


def make_room(slug: str = "bel") -> Room:
    """Return a draft meeting of a council of nine, everybody with a seat and an account."""
    municipality = create_municipality(name="Бял бряг", slug=slug, language="bg", time_zone="Europe/Sofia")
    owned = {"municipality": municipality}
    body = Body.objects.create(name="Общински съвет", statutory_number=9, **owned)
    hall = Hall.objects.create(body=body, name="Зала 1", rows=2, **owned)
    term = Term.objects.create(body=body, starts_on=date(2023, 11, 1), **owned)
    is_first = not Person.objects.filter(pk=CHAIR).exists()
    keys = {person: person if is_first else uuid4() for person in (CHAIR, CLERK, *COUNCILLORS)}
    people = {
        person: Person.objects.create(pk=key, name=NAMES[person], **owned) for person, key in keys.items()
    }
    for person, row in people.items():
        Account.objects.create_user(f"{slug}-{person}", None, person=row, **owned)
    for number, person in enumerate(COUNCILLORS, start=1):
        Mandate.objects.create(term=term, person=people[person], starts_on=term.starts_on, **owned)
        Seat.objects.create(hall=hall, number=number, person=people[person], **owned)
    Role.objects.create(body=body, person=people[CHAIR], kind=Role.Kind.CHAIR, **owned)
    Role.objects.create(body=body, person=people[CLERK], kind=Role.Kind.CLERK, **owned)
    secret = new_secret()
    Display.objects.create(hall=hall, name="Стена", secret_digest=secret_digest(secret), **owned)
    meeting = create_meeting(body=body, hall=hall, number=1, title="Първо заседание", held_on=HELD_ON)
    items = [
        AgendaItem.objects.create(meeting=meeting, position=n, number=str(n), title=f"Точка {n}", **owned)
        for n in (1, 2)
    ]
    motions = [
        Motion.objects.create(item=item, text=f"Приема предложението по точка {item.number}.", **owned)
        for item in items
    ]
    return Room(municipality, body, hall, meeting, items, motions, secret)


def signed_in(person: UUID, slug: str = "bel") -> Client:
    """Return a client in which the person is signed in."""
    client = Client()
    client.force_login(Account.objects.get(login=f"{slug}-{person}"))
    return client
