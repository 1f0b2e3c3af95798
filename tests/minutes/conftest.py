"""A council of the cast with a meeting that was adjourned after one vote, made with the product's own commands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from agenda.commands import (
    activate_item,
    adjourn_meeting,
    check_in,
    create_meeting,
    lock_meeting,
    open_meeting,
)
from agenda.models import AgendaItem, Meeting, Motion
from council.commands import create_municipality
from council.domain.actors import Actor, ActorRole
from council.models import Body, Hall, Mandate, Municipality, Person, Role, Seat, Term
from ledger.signing import ensure_key
from minutes.signing.authority import issue_test_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from voting.commands import CastPress, cast_ballots, close_vote, declare_vote, open_vote, prepare_vote
from voting.domain.choices import Choice

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
CHAIR_ACTS = Actor(ActorRole.CHAIR, CHAIR)
CLERK_ACTS = Actor(ActorRole.CLERK, CLERK)
PINS = {CHAIR: "2468", CLERK: "1357"}


@pytest.fixture(scope="session", autouse=True)
def ledger_key() -> None:
    """Have checkpoints signed."""
    ensure_key()


@pytest.fixture
def municipality(db: None) -> Municipality:
    return create_municipality(name="Община Бели бряг", slug="beli", language="bg", time_zone="Europe/Sofia")


@pytest.fixture
def body(municipality: Municipality) -> Body:
    body = Body.objects.create(municipality=municipality, name="Общински съвет", statutory_number=9)
    term = Term.objects.create(
        municipality=municipality, body=body, starts_on=date(2023, 11, 10), ends_on=date(2027, 11, 9)
    )
    hall = Hall.objects.create(municipality=municipality, body=body, name="Зала")
    for person, name in NAMES.items():
        Person.objects.create(id=person, municipality=municipality, name=name)
    for number, person in enumerate(COUNCILLORS, start=1):
        Mandate.objects.create(
            municipality=municipality, term=term, person_id=person, starts_on=date(2023, 11, 10)
        )
        Seat.objects.create(municipality=municipality, hall=hall, number=number, person_id=person)
    for person, kind in ((CHAIR, Role.Kind.CHAIR), (CLERK, Role.Kind.CLERK)):
        Role.objects.create(municipality=municipality, body=body, person_id=person, kind=kind)
    return body


@pytest.fixture
def under_way(body: Body) -> Meeting:
    """Return an open meeting in which a vote was declared."""
    hall = body.halls.get()
    with transaction.atomic():
        meeting = create_meeting(
            body=body, hall=hall, number=7, title="Редовно заседание", held_on=date(2026, 11, 21)
        )
        item = AgendaItem.objects.create(
            municipality=body.municipality, meeting=meeting, position=1, number="1", title="Бюджет"
        )
        motion = Motion.objects.create(municipality=body.municipality, item=item, text="Приема бюджета.")
    with transaction.atomic():
        meeting = lock_meeting(meeting.pk)
        for person in COUNCILLORS[:7]:
            check_in(meeting=meeting, person_id=person, by=Actor(ActorRole.COUNCILLOR, person), at=AT)
        open_meeting(meeting=meeting, without_quorum=False, by=CHAIR_ACTS, at=AT)
        activate_item(meeting=meeting, item_id=item.pk, by=CHAIR_ACTS, at=AT)
        _vote(meeting, motion)
    return meeting


def _vote(meeting: Meeting, motion: Motion) -> None:
    vote = prepare_vote(meeting=meeting, motion_id=motion.pk, mode="electronic", by=CHAIR_ACTS, at=AT)
    open_vote(meeting=meeting, vote_id=vote.pk, stage="prepared", without_quorum=False, by=CHAIR_ACTS, at=AT)
    presses = [CastPress(Actor(ActorRole.COUNCILLOR, person), Choice.FOR, 1) for person in COUNCILLORS[:6]]
    cast_ballots(meeting=meeting, vote_id=vote.pk, presses=presses, at=AT)
    close_vote(
        meeting=meeting, vote_id=vote.pk, stage="open", confirmed=[COUNCILLORS[6]], by=CHAIR_ACTS, at=AT
    )
    declare_vote(meeting=meeting, vote_id=vote.pk, stage="closed", by=CHAIR_ACTS, at=AT)


@pytest.fixture
def adjourned(under_way: Meeting) -> Meeting:
    """Return the meeting, adjourned."""
    with transaction.atomic():
        return adjourn_meeting(meeting=lock_meeting(under_way.pk), by=CHAIR_ACTS, at=AT + timedelta(hours=1))


@pytest.fixture(scope="module")
def keys() -> dict[ActorRole, str]:
    """Have keys of chair and clerk by the test authority; return their PINs."""
    for person, pin in PINS.items():
        issue_test_key(person_id=person, name=NAMES[person], pin=pin, at=AT)
    return {ActorRole.CHAIR: PINS[CHAIR], ActorRole.CLERK: PINS[CLERK]}
