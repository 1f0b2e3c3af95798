"""The cast as rows: their council, its hall and a meeting, and a second municipality beside it; no tests.

Commands are carried out as the desk does it: under the meeting's lock, each in a transaction, at a time that rises.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from agenda.commands import create_meeting, lock_meeting
from agenda.models import AgendaItem, Meeting, Motion
from council.commands import create_municipality
from council.domain.actors import Actor, ActorRole
from council.domain.orders import StandingOrders
from council.models import Account, Body, Group, Hall, Mandate, Municipality, Person, Role, Seat, Term
from council.refusals import Refusal
from kiosk import messages
from kiosk.desk.acts import ACTS
from ledger.models import Entry
from ledger.signing import ensure_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES, STRANGER
from voting.commands import CastPress, cast_ballots
from voting.domain.choices import Choice
from voting.domain.presses import Judgement
from voting.domain.stages import Mode
from voting.models import Vote

HELD_ON = date(2026, 11, 21)
BEGINS = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
AS_CHAIR = Actor(ActorRole.CHAIR, CHAIR)
AS_CLERK = Actor(ActorRole.CLERK, CLERK)


def councillor(person: UUID) -> Actor:
    """Return a councillor as an actor."""
    return Actor(ActorRole.COUNCILLOR, person)


@dataclass
class Chamber:
    """A council with a meeting; `seconds` counts the acts."""

    municipality: Municipality
    body: Body
    hall: Hall
    meeting: Meeting
    items: list[AgendaItem]
    motions: list[Motion]
    people: dict[UUID, Person]
    seconds: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def at(self) -> datetime:
        """Return a time later than all before."""
        return BEGINS + timedelta(seconds=next(self.seconds))

    def do(self, kind: type[messages.Command], by: Actor, /, **fields: Any) -> Any:
        """Carry out the command that a message says and return what it returns; refusals are raised."""
        return self.under_lock(lambda meeting, at: ACTS[kind](meeting, kind(id=uuid4(), **fields), by, at))

    def under_lock(self, act: Callable[[Meeting, datetime], Any]) -> Any:
        """Carry out anything with the locked meeting and the time."""
        with transaction.atomic():
            return act(lock_meeting(self.meeting.pk), self.at())

    def press(
        self,
        person: UUID,
        choice: str,
        number: int = 1,
        *,
        vote: UUID | None = None,
        by_proxy_of: UUID | None = None,
    ) -> Any:
        """Press as a councillor in the newest vote; return "accepted" or raise the refusal."""
        return self.press_as(councillor(person), choice, number, vote=vote, by_proxy_of=by_proxy_of)

    def press_as(
        self,
        by: Actor,
        choice: str,
        number: int = 1,
        *,
        vote: UUID | None = None,
        mode: str = "",
        by_proxy_of: UUID | None = None,
    ) -> str:
        """Press as anybody, who is shown the mode that the vote is taken in unless told otherwise."""
        meant = vote or self.vote().pk
        shown = mode or Vote.objects.filter(pk=meant).values_list("mode", flat=True).first()
        told = Mode(shown) if shown else Mode.ELECTRONIC
        presses = [CastPress(by, Choice(choice), number, by_proxy_of, told)]
        (answer,) = self.under_lock(
            lambda meeting, at: cast_ballots(meeting=meeting, vote_id=meant, presses=presses, at=at)
        )
        if isinstance(answer, Refusal):
            raise answer
        assert isinstance(answer, Judgement)
        return answer.verdict.value

    def vote(self) -> Vote:
        """Return the newest vote as it is in the database."""
        return Vote.objects.select_related("meeting__body").filter(meeting=self.meeting).latest("number")

    def on_vote(self, kind: type[messages.Command], by: Actor = AS_CHAIR, **fields: Any) -> Any:
        """Carry out a command on the newest vote, naming the stage that it is at."""
        vote = self.vote()
        return self.do(kind, by, **{"vote": vote.pk, "stage": vote.stage} | fields)

    def open(self, *present: UUID) -> None:
        """Check these councillors in, all without any named, open the meeting and take up its first item."""
        for person in present or COUNCILLORS:
            self.do(messages.SeatCheckIn, councillor(self.people[person].pk))
        chair = Actor(ActorRole.CHAIR, self.people[CHAIR].pk)
        self.do(messages.MeetingOpen, chair, without_quorum=True)
        self.do(messages.ItemActivate, chair, item=self.items[0].pk)

    def open_vote(self, mode: str = "electronic", *, motion: int = 0) -> Vote:
        """Prepare and open a vote on a motion of the active item."""
        self.do(messages.VotePrepare, AS_CHAIR, motion=self.motions[motion].pk, mode=mode)
        self.on_vote(messages.VoteOpen, without_quorum=True)
        return self.vote()

    def press_all(self, choices: Mapping[UUID, str]) -> None:
        """Let councillors press."""
        for person, choice in choices.items():
            self.press(person, choice)

    def close(self, missing: Iterable[UUID] = COUNCILLORS) -> Vote:
        """Close the newest vote, over the heads of these."""
        self.on_vote(messages.VoteClose, missing=list(missing))
        return self.vote()

    def decide(self, choices: Mapping[UUID, str], *, motion: int = 0) -> Vote:
        """Take an entire vote and declare it."""
        self.open_vote(motion=motion)
        self.press_all(choices)
        self.close()
        self.on_vote(messages.VoteDeclare)
        return self.vote()

    def entries(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return kind, actor and body of every entry."""
        rows = Entry.objects.filter(log_id=self.meeting.log_id).order_by("sequence")
        return [(row.kind, row.actor, json.loads(row.body)) for row in rows]

    def last(self) -> tuple[str, str, dict[str, Any]]:
        """Return the newest entry."""
        return self.entries()[-1]

    def meeting_now(self) -> Meeting:
        """Return the meeting as it is in the database."""
        return Meeting.objects.select_related("body", "hall", "municipality").get(pk=self.meeting.pk)


def make_chamber(slug: str = "beli", *, orders: StandingOrders | None = None, ids: bool = True) -> Chamber:
    """Make the cast's council: nine councillors with seats, the chair and the clerk apart, three items to decide.

    The cast's ids are given to the people of the first municipality only (`ids`).
    """
    municipality = create_municipality(
        name=f"Община {slug}", slug=slug, language="bg", time_zone="Europe/Sofia"
    )
    own = {"municipality": municipality}
    body = Body.objects.create(
        name="Общински съвет", statutory_number=9, orders=(orders or StandingOrders()).to_plain(), **own
    )
    term = Term.objects.create(body=body, starts_on=date(2023, 11, 10), ends_on=date(2027, 11, 9), **own)
    groups = [
        Group.objects.create(term=term, name=name, short_name=name[0], **own) for name in ("Заедно", "Напред")
    ]
    hall = Hall.objects.create(body=body, name="Зала 1", **own)
    people = {
        key: Person.objects.create(id=key if ids else uuid4(), name=name, **own)
        for key, name in NAMES.items()
    }
    for number, key in enumerate(COUNCILLORS, start=1):
        person = people[key]
        Mandate.objects.create(
            term=term, person=person, group=groups[number % 2], starts_on=term.starts_on, **own
        )
        Seat.objects.create(hall=hall, number=number, person=person, **own)
    Role.objects.create(body=body, person=people[CHAIR], kind=Role.Kind.CHAIR, **own)
    Role.objects.create(body=body, person=people[CLERK], kind=Role.Kind.CLERK, **own)
    meeting = create_meeting(body=body, hall=hall, number=12, title="Дванадесето заседание", held_on=HELD_ON)
    items = [
        AgendaItem.objects.create(meeting=meeting, position=place, number=str(place), title=title, **own)
        for place, title in enumerate(("Бюджет", "Наредба", "Разни"), start=1)
    ]
    motions = [
        Motion.objects.create(item=items[0], text="Приема бюджета", **own),
        Motion.objects.create(item=items[0], position=2, text="Намалява разходите", **own),
        Motion.objects.create(item=items[1], text="Приема наредбата", **own),
    ]
    return Chamber(municipality, body, hall, meeting, items, motions, people)


def give_accounts(chamber: Chamber, people: Iterable[UUID] = (CHAIR, CLERK, *COUNCILLORS, STRANGER)) -> None:
    """Let these people sign in: the login is the id, the password PASSWORD."""
    hashed = ""
    for person in people:
        account = Account(login=str(person), person_id=person, municipality=chamber.municipality)
        if not hashed:
            account.set_password(PASSWORD)
            hashed = account.password
        account.password = hashed
        account.save()


@pytest.fixture
def chamber(db: None) -> Chamber:
    """Return the cast's council in a test that rolls back."""
    ensure_key()
    return make_chamber()


@pytest.fixture
def live_chamber(transactional_db: None) -> Chamber:
    """Return the cast's council, with accounts, in a database where other threads see it."""
    ensure_key()
    chamber = make_chamber()
    give_accounts(chamber)
    return chamber


@pytest.fixture
def foreign(db: None) -> Chamber:
    """Return the council of another municipality, whose people have other ids."""
    return make_chamber("cherni", ids=False)
