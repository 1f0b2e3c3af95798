"""PINs and codes that open a seat: what is stored of them, what they open, how often and for how long."""

import stat
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from agenda.models import Link
from agenda.refusals import Forbidden, UnknownThing
from council.domain.actors import Actor
from council.models import Account, Seat
from kiosk.commands import CODE_LIFETIME, is_right_pin, make_code, make_pins, take_seat
from kiosk.models import SeatAccess
from tests.cast import COUNCILLORS
from tests.chamber import AS_CHAIR, AS_CLERK, BEGINS, Chamber

ANNA, BORIS = COUNCILLORS[:2]
pytestmark = pytest.mark.both


@pytest.fixture
def pepper(settings: Any, tmp_path: Path) -> Path:
    settings.PIN_PEPPER_FILE = tmp_path / "keys" / "pin-pepper"
    return tmp_path / "keys" / "pin-pepper"


def new_pins(chamber: Chamber, *people: UUID, at: datetime = BEGINS, by: Actor = AS_CLERK) -> dict[UUID, str]:
    return make_pins(meeting=chamber.meeting, people=people, by=by, at=at)


def new_code(chamber: Chamber, person: UUID = ANNA, by: Actor = AS_CLERK) -> str:
    return make_code(meeting=chamber.meeting, person=person, by=by, at=BEGINS)


def access(person: Any) -> SeatAccess:
    return SeatAccess.objects.get(person=person)


def test_a_pin_is_kept_as_an_argon2id_hash_that_is_worth_nothing_without_the_pepper(
    chamber: Chamber, pepper: Path
) -> None:
    pins = new_pins(chamber, ANNA, BORIS)
    assert all(len(pin) == 6 and pin.isdecimal() for pin in pins.values())
    kept = access(ANNA)
    assert kept.pin_hash.startswith("$argon2id$")
    assert stat.S_IMODE(pepper.stat().st_mode) == 0o600
    assert is_right_pin(kept, pins[ANNA])
    assert not is_right_pin(kept, pins[ANNA][::-1] + "0")
    pepper.write_bytes(b"x" * 32)
    assert not is_right_pin(kept, pins[ANNA])


def test_a_hash_put_beside_another_name_does_not_open_that_seat(chamber: Chamber) -> None:
    pins = new_pins(chamber, ANNA, BORIS)
    boris = access(BORIS)
    boris.pin_hash = access(ANNA).pin_hash
    assert not is_right_pin(boris, pins[ANNA])


def test_only_the_clerk_makes_pins_and_codes_and_only_for_people_of_this_council(chamber: Chamber) -> None:
    for make in (new_pins, new_code):
        with pytest.raises(Forbidden):
            make(chamber, ANNA, by=AS_CHAIR)
        with pytest.raises(UnknownThing):
            make(chamber, uuid4())
    assert not SeatAccess.objects.exists()


def test_a_new_pin_takes_the_place_of_the_old_one(chamber: Chamber) -> None:
    old = new_pins(chamber, ANNA)[ANNA]
    new = new_pins(chamber, ANNA, at=BEGINS + timedelta(minutes=1))[ANNA]
    assert is_right_pin(access(ANNA), new)
    assert new == old or not is_right_pin(access(ANNA), old)


def test_who_had_no_account_gets_one_that_no_password_opens(chamber: Chamber) -> None:
    assert not Account.objects.filter(person=ANNA).exists()
    new_pins(chamber, ANNA)
    account = Account.objects.get(person=ANNA)
    assert not account.has_usable_password()
    assert not account.is_staff


def test_a_code_lets_one_device_in_once_and_for_ten_minutes(chamber: Chamber) -> None:
    first = new_code(chamber)
    code = new_code(chamber)
    assert code[:-6] == str(Seat.objects.get(hall=chamber.meeting.hall_id, person=ANNA).number)
    assert first == code or take_seat(code=first, at=BEGINS) is None
    assert take_seat(code=code, at=BEGINS + CODE_LIFETIME) is None
    account = take_seat(code=code, at=BEGINS + timedelta(minutes=9))
    assert account is not None
    assert account.person_id == ANNA
    assert access(ANNA).moved_at == BEGINS + timedelta(minutes=9)
    assert take_seat(code=code, at=BEGINS + timedelta(minutes=9)) is None


def test_what_the_device_left_behind_sends_is_superseded_at_once(chamber: Chamber) -> None:
    link = {"municipality": chamber.municipality, "meeting": chamber.meeting, "is_connected": True}
    Link.objects.create(person_id=ANNA, fence=7, **link)
    Link.objects.create(person_id=BORIS, fence=3, **link)
    take_seat(code=new_code(chamber), at=BEGINS)
    told = list(Link.objects.order_by("fence").values_list("person", "fence", "is_connected"))
    assert told == [(BORIS, 3, True), (ANNA, 8, False)]


def test_a_disabled_account_is_let_in_by_no_code(chamber: Chamber) -> None:
    code = new_code(chamber)
    Account.objects.filter(person=ANNA).update(is_active=False)
    assert take_seat(code=code, at=BEGINS) is None


def test_of_two_devices_that_type_a_code_at_once_one_gets_in(live_chamber: Chamber) -> None:
    code = new_code(live_chamber)
    found: list[Account | None] = []
    together = threading.Barrier(2)

    def type_it() -> None:
        together.wait()
        try:
            found.append(take_seat(code=code, at=BEGINS))
        finally:
            connection.close()

    devices = [threading.Thread(target=type_it) for _ in range(2)]
    for device in devices:
        device.start()
    for device in devices:
        device.join()
    assert sorted(one is None for one in found) == [False, True]
