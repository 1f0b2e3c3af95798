"""Who may stay at a screen: read anew while it is connected."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from agenda.commands import create_meeting
from council.domain.actors import Actor, ActorRole
from council.models import Account, Mandate, Seat
from kiosk.permissions import Visitor
from kiosk.queries import display_by_secret, display_visitor, ended, personal_visitor
from tests.cast import CLERK, COUNCILLORS
from tests.kiosk.council_rows import HELD_ON, Room, make_room

ANNA, BORIS = COUNCILLORS[:2]


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def at_seat(room: Room) -> Visitor:
    session = SessionStore()
    session.create()
    account = Account.objects.get(person=ANNA)
    found = personal_visitor(account, room.meeting, "seat", session=session.session_key or "", language="bg")
    assert found is not None
    return found


def why(visitor: Visitor) -> int | None:
    return ended({visitor}, timezone.now()).get(visitor)


def test_a_seat_stays_while_nothing_changes(room: Room) -> None:
    assert why(at_seat(room)) is None


def test_a_sign_in_given_to_somebody_else_ends_the_seat(room: Room) -> None:
    visitor = at_seat(room)
    Account.objects.filter(person=BORIS).update(person=None)
    Account.objects.filter(pk=visitor.account).update(person=BORIS)
    assert why(visitor) == 4401
    Account.objects.filter(pk=visitor.account).update(person=None)
    assert why(visitor) == 4401


def test_a_disabled_account_ends_the_seat(room: Room) -> None:
    visitor = at_seat(room)
    Account.objects.filter(pk=visitor.account).update(is_active=False)
    assert why(visitor) == 4401


def test_an_office_given_up_ends_its_console(room: Room) -> None:
    visitor = at_seat(room)
    console = Visitor(
        meeting=visitor.meeting,
        audience="clerk",
        actor=Actor(ActorRole.CLERK, ANNA),
        language="bg",
        account=visitor.account,
        session=visitor.session,
        stamp=visitor.stamp,
    )
    assert why(console) == 4403
    room.body.roles.filter(person=CLERK).update(person=ANNA)
    assert why(console) is None


def test_who_is_sworn_in_at_the_seat_is_let_in_again_as_a_councillor(room: Room) -> None:
    Mandate.objects.filter(person=ANNA).update(starts_on=HELD_ON + timedelta(days=1))
    visitor = at_seat(room)
    assert visitor.actor.role is ActorRole.PARTICIPANT
    assert why(visitor) is None
    Mandate.objects.filter(person=ANNA).update(starts_on=HELD_ON)
    assert why(visitor) == 4401
    assert at_seat(room).actor.role is ActorRole.COUNCILLOR
    Seat.objects.filter(person=ANNA).update(person=None)
    Mandate.objects.filter(person=ANNA).delete()
    assert why(visitor) == 4403


def test_a_draft_that_was_deleted_ends_its_screens(room: Room) -> None:
    draft = create_meeting(body=room.body, hall=room.hall, number=2, title="Второ", held_on=HELD_ON)
    shown = display_by_secret(room.secret)
    assert shown is not None
    visitor = display_visitor(shown, draft, "bg")
    assert why(visitor) is None
    draft.delete()
    assert why(visitor) == 4403


def test_a_revoked_display_ends(room: Room) -> None:
    shown = display_by_secret(room.secret)
    assert shown is not None
    visitor = display_visitor(shown, room.meeting, "bg")
    shown.revoked_at = timezone.now()
    shown.save()
    assert why(visitor) == 4410
