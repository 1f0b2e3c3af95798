"""Sitting down at a seat: sheets with PINs, the keypad, another device by a code, and what such a sign-in opens."""

import re
import subprocess
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from council.models import Account, Mandate, Seat
from kiosk import messages
from kiosk.commands import FREE_FAILURES
from kiosk.commands.throttle import FREE_FROM_ANYWHERE
from kiosk.models import SeatAccess
from kiosk.queries import ended
from kiosk.signing import read_token
from ledger.models import Entry
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.kiosk.council_rows import Room, make_room, signed_in

ANNA, BORIS = COUNCILLORS[:2]
pytestmark = pytest.mark.both


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


def printed(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def sheets(room: Room, **posted: Any) -> str:
    """Press on the clerk's page and return what the sheets say."""
    response = signed_in(CLERK).post(room.address("clerk", "seats/"), posted)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    return printed(response.content)


def new_pin(room: Room, person: Any) -> str:
    found = re.search(r"^\s*(\d{3}) (\d{3})\s*$", sheets(room, pin=str(person)), re.MULTILINE)
    assert found
    return found[1] + found[2]


def address(person: Any) -> str:
    key = SeatAccess.objects.get(person=person).key
    return f"/s/{key[:5]}-{key[5:]}/"


def by_pin(room: Room, person: Any = ANNA) -> Client:
    """Return a device that somebody signed in at with a new PIN."""
    pin, client = new_pin(room, person), Client()
    assert client.post(address(person), {"digits": pin}).status_code == 302
    return client


def by_code(room: Room, person: Any = ANNA) -> Client:
    """Return a device that the clerk let somebody in on."""
    page = signed_in(CLERK).post(room.address("clerk", "seats/"), {"device": str(person)}).content.decode()
    found = re.search(r'code-digits">([\d-]+)<', page)
    assert found
    client = Client()
    assert client.post("/sign-in/code/", {"digits": found[1]}).status_code == 302
    return client


def test_sheets_are_a_page_a_seat_with_name_address_and_a_pin_that_works(room: Room) -> None:
    said = sheets(room, all="1")
    pages = [page for page in said.split("\f") if page.strip()]
    assert len(pages) == len(COUNCILLORS)
    anna = next(page for page in pages if NAMES[ANNA] in page)
    assert address(ANNA) in re.sub(r"\s", "", anna)
    pin = re.search(r"^\s*(\d{3}) (\d{3})\s*$", anna, re.MULTILINE)
    assert pin
    client = Client()
    assert NAMES[ANNA] in client.get(address(ANNA)).content.decode()
    assert client.post(address(ANNA), {"digits": pin[1] + pin[2]})["Location"] == "/seat/"
    assert client.get(room.address("seat")).status_code == 200


def test_only_the_clerk_of_the_body_makes_pins_and_codes(room: Room) -> None:
    foreign = make_room("cherni")
    for person in (CHAIR, ANNA):
        for posted in ({"all": "1"}, {"pin": str(ANNA)}, {"device": str(ANNA)}):
            assert signed_in(person).post(room.address("clerk", "seats/"), posted).status_code == 403
    assert signed_in(CLERK).post(foreign.address("clerk", "seats/"), {"all": "1"}).status_code == 404
    for stranger in (uuid4(), CLERK, "nobody"):
        page = signed_in(CLERK).post(room.address("clerk", "seats/"), {"pin": str(stranger)}, follow=True)
        assert "There is no such thing in this meeting." in page.content.decode()
    assert not SeatAccess.objects.exists()


def test_the_keypad_types_without_a_script(room: Room) -> None:
    pin, client = new_pin(room, ANNA), Client()
    typed = ""
    for key in pin + "9":
        page = client.post(address(ANNA), {"digits": typed, "key": key}).content.decode()
        typed = re.search(r'id="digits"[^>]*value="(\d*)"', page)[1]  # type: ignore[index]
    assert typed == pin
    client.post(address(ANNA), {"digits": typed, "key": "back"})
    assert client.post(address(ANNA), {"digits": typed}).status_code == 302


def test_a_pin_opens_a_seat_and_no_office_and_no_setting_up(room: Room) -> None:
    Account.objects.filter(person=CHAIR).update(is_staff=True)
    term = Mandate.objects.filter(person=ANNA).get().term
    Mandate.objects.create(
        municipality=room.municipality, term=term, person_id=CHAIR, starts_on=term.starts_on
    )
    Seat.objects.create(municipality=room.municipality, hall=room.hall, number=99, person_id=CHAIR)
    for way in (by_pin, by_code):
        client = way(room, CHAIR)
        assert client.get(room.address("seat")).status_code == 200
        assert client.get(room.address("chair")).status_code == 403
        assert client.get(room.address("chair", "token")).status_code == 403
        assert client.get("/setup/", follow=True).status_code == 403
    assert signed_in(CHAIR).get(room.address("chair")).status_code == 200


def test_wrong_pins_are_counted_by_seat_and_address_and_a_new_pin_starts_anew(room: Room) -> None:
    pin = new_pin(room, ANNA)
    wrong = "000000" if pin != "000000" else "000001"
    client = Client()
    for _ in range(FREE_FAILURES):
        assert client.post(address(ANNA), {"digits": wrong}).status_code == 200
    assert client.post(address(ANNA), {"digits": pin}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="127.0.0.9")
    assert elsewhere.post(address(ANNA), {"digits": pin}).status_code == 302
    new_pin(room, BORIS)
    assert client.post(address(BORIS), {"digits": "x"}).status_code == 200
    for number in range(FREE_FROM_ANYWHERE):
        Client(REMOTE_ADDR=f"127.0.1.{number}").post(address(ANNA), {"digits": wrong})
    assert Client(REMOTE_ADDR="127.0.2.1").post(address(ANNA), {"digits": pin}).status_code == 429
    again = new_pin(room, ANNA)
    assert Client(REMOTE_ADDR="127.0.2.1").post(address(ANNA), {"digits": again}).status_code == 302


def test_a_new_pin_ends_what_the_old_one_opened(room: Room) -> None:
    client = by_pin(room)
    token = client.get(room.address("seat", "token")).json()["token"]
    visitor = read_token(token, client.cookies["session"].value)
    assert visitor is not None
    assert ended({visitor}, timezone.now()) == {}
    new_pin(room, ANNA)
    assert ended({visitor}, timezone.now()) == {visitor: 4401}
    page = client.get(room.address("seat"))
    assert page.status_code == 403
    assert "Your PIN has been replaced" in page.content.decode()
    assert client.get(room.address("seat"))["Location"].startswith("/sign-in/")


def test_another_device_takes_the_seat_and_the_old_one_says_so(room: Room) -> None:
    old = signed_in(ANNA)
    visitor = read_token(old.get(room.address("seat", "token")).json()["token"], old.cookies["session"].value)
    assert visitor is not None
    new = by_code(room)
    assert ended({visitor}, timezone.now()) == {visitor: 4409}
    page = old.get(room.address("seat"))
    assert page.status_code == 409
    assert "Your seat is in use on another device" in page.content.decode()
    assert old.get(room.address("seat", "state")).status_code == 409
    assert old.post(room.address("seat", "act"), {"type": "seat.check_in"}).status_code == 409
    told = old.post(room.address("seat", "act"), {"type": "seat.check_in"}, "application/json")
    assert (told.status_code, told.json()["code"]) == (409, "connection-superseded")
    assert new.get(room.address("seat")).status_code == 200


def test_a_wrong_code_is_refused_and_counted(room: Room) -> None:
    client = Client()
    for _ in range(FREE_FAILURES):
        assert "This code is wrong" in client.post("/sign-in/code/", {"digits": "1000000"}).content.decode()
    assert client.post("/sign-in/code/", {"digits": "1000000"}).status_code == 429
    assert client.post("/sign-in/code/", {"digits": "2000000"}).status_code == 200


@pytest.mark.parametrize(("way", "told"), [(by_pin, "pin"), (by_code, "clerk")])
def test_an_arrival_says_how_the_person_was_identified(room: Room, way: Any, told: str) -> None:
    client = way(room)
    visitor = read_token(
        client.get(room.address("seat", "token")).json()["token"], client.cookies["session"].value
    )
    assert visitor is not None
    room.do(messages.SeatCheckIn, visitor.actor)
    assert f'"identified_by":"{told}"' in Entry.objects.latest("sequence").body


def test_a_password_is_named_too(room: Room) -> None:
    account = Account.objects.get(person=ANNA)
    account.set_password("correct horse battery")
    account.save()
    client = Client()
    client.post("/sign-in/", {"username": account.login, "password": "correct horse battery"})
    visitor = read_token(
        client.get(room.address("seat", "token")).json()["token"], client.cookies["session"].value
    )
    assert visitor is not None
    assert visitor.actor.identified_by == "password"
