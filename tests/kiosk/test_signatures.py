"""Signing over HTTP: who may, with which PIN, and what is said where it does not come to a signature."""

import pytest
from django.test import Client
from django.utils import timezone

from council.models import Role
from kiosk import messages
from kiosk.commands import FREE_FAILURES
from ledger.signing import ensure_key
from minutes.models import Record
from minutes.signing.authority import issue_test_key
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.kiosk.council_rows import CHAIR_ACTOR, Room, make_room, signed_in

PIN = "271828"


@pytest.fixture
def room(db: None) -> Room:
    """Return a room whose meeting is adjourned and its record drawn up."""
    ensure_key()
    room = make_room()
    room.open()
    room.do(messages.MeetingAdjourn, CHAIR_ACTOR)
    issue_test_key(person_id=CHAIR, name=NAMES[CHAIR], pin=PIN, at=timezone.now())
    assert "The record has been drawn up." in said(signed_in(CLERK), room, "clerk")
    return room


def said(client: Client, room: Room, audience: str, **posted: str) -> str:
    """Post and return the page that comes back."""
    return client.post(room.address(audience, "sign"), posted, follow=True).content.decode()


@pytest.mark.parametrize("pin", ["wrong", "", "\0", "x" * 5000])
def test_a_pin_that_cannot_be_right_is_refused_like_any_other(room: Room, pin: str) -> None:
    assert "The PIN is wrong." in said(signed_in(CHAIR), room, "chair", pin=pin)
    assert Record.objects.get().stage == "drafted"


def test_trying_pins_is_slowed_down(room: Room) -> None:
    chair = signed_in(CHAIR)
    for _ in range(FREE_FAILURES):
        said(chair, room, "chair", pin="\0")
    assert "Too many failed attempts" in said(chair, room, "chair", pin=PIN)
    assert Record.objects.get().stage == "drafted"


def test_the_chair_signs_and_nobody_else(room: Room) -> None:
    assert "The chair has signed" not in said(signed_in(CLERK), room, "clerk", pin=PIN)
    assert signed_in(COUNCILLORS[0]).post(room.address("chair", "sign"), {"pin": PIN}).status_code == 403
    assert Record.objects.get().stage == "drafted"
    assert "You have signed the record." in said(signed_in(CHAIR), room, "chair", pin=PIN)
    assert Record.objects.get().stage == "chair_signed"
    assert Client().get(f"/meetings/{room.meeting.pk}/record.pdf").status_code == 404


def test_a_deputy_is_told_who_signs_and_signs_instead_once_it_is_entered_why(room: Room) -> None:
    deputy = COUNCILLORS[0]
    owned = {"municipality": room.municipality, "body": room.body}
    Role.objects.create(person_id=deputy, kind=Role.Kind.DEPUTY, **owned)
    issue_test_key(person_id=deputy, name=NAMES[deputy], pin=PIN, at=timezone.now())
    page = signed_in(deputy).get(room.address("chair")).content.decode()
    assert f"{NAMES[CHAIR]} signs as chair." in page
    assert 'name="pin"' not in page
    assert f"{NAMES[CHAIR]} signs as chair." in said(signed_in(deputy), room, "chair", pin=PIN)
    assert "Give the ground" in said(signed_in(deputy), room, "chair", ground=" ")
    assert "You sign as chair." in said(signed_in(deputy), room, "chair", ground="Болест")
    assert "You have signed the record." in said(signed_in(deputy), room, "chair", pin=PIN)
    assert Record.objects.get().stage == "chair_signed"
