"""The page that lays out a hall, with plain forms: who may, what each button does, and that nothing typed is lost."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from council.models import Account, Seat
from tests.cast import CHAIR, CLERK, COUNCILLORS, NAMES
from tests.kiosk.council_rows import Room, make_room, signed_in


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


@pytest.fixture
def clerk(room: Room) -> Client:
    return signed_in(CLERK)


def address(room: Room) -> str:
    return reverse("hall-layout", args=[room.hall.pk])


def typed(page: Any) -> dict[str, str]:
    """Return what a browser would post from the page, but for the button."""
    html = page.content.decode()
    fields = {
        found["name"]: found["value"]
        for found in (
            dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            for tag in re.findall(r"<input [^>]*>", html)
            if 'type="checkbox"' not in tag or " checked" in tag
        )
        if found.get("name") not in {None, "csrfmiddlewaretoken"} and "value" in found
    }
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', html)
    shape = re.search(r'<option value="(\w+)" selected', html)
    assert shape
    return fields | dict.fromkeys(boxes, "on") | {"shape": shape[1]}


def press(client: Client, room: Room, button: str, page: Any = None, **changed: Any) -> Any:
    fields = typed(page or client.get(address(room)))
    return client.post(address(room), fields | changed | {"do": button})


def seat(room: Room, number: int) -> str:
    return str(Seat.objects.get(hall=room.hall, number=number).pk)


def drawn(page: Any) -> list[str]:
    return re.findall(r'<text class="seat-number"[^>]*>(\d+)</text>', page.content.decode())


def test_the_clerk_finds_the_hall_and_sees_every_seat_with_its_name(clerk: Client, room: Room) -> None:
    assert address(room) in clerk.get(reverse("halls")).content.decode()
    page = clerk.get(address(room))
    assert drawn(page) == [str(number) for number in range(1, 10)]
    assert all(NAMES[person] in page.content.decode() for person in COUNCILLORS)


@pytest.mark.parametrize("name", ["halls", "rehearsals"])
def test_a_page_outside_the_meeting_speaks_the_language_of_the_clerks_settings(
    clerk: Client, room: Room, name: str
) -> None:
    settings = {"language": "sr"}
    assert clerk.post(reverse("profile"), settings, headers={"accept": "application/json"}).status_code == 200
    answer = clerk.get(reverse(name), headers={"accept-language": "bg"})
    assert '<html lang="sr"' in answer.content.decode()


def test_nobody_else_comes_in_but_who_sets_up_the_municipality(room: Room) -> None:
    assert signed_in(CHAIR).get(reverse("halls")).status_code == 403
    assert signed_in(CHAIR).get(address(room)).status_code == 404
    assert Client().get(address(room)).status_code == 302
    assert signed_in(COUNCILLORS[0]).post(address(room), {}).status_code == 404
    Account.objects.filter(person=CHAIR).update(is_staff=True)
    assert signed_in(CHAIR).get(address(room)).status_code == 200
    make_room("other")
    Account.objects.filter(login=f"other-{CLERK}").update(is_staff=True)
    assert signed_in(CLERK, "other").get(address(room)).status_code == 404


def test_an_operator_lays_out_any_hall(room: Room) -> None:
    operator = Client()
    operator.force_login(Account.objects.create_superuser("operator", "long-enough-1"))
    assert operator.get(address(room)).status_code == 200


def test_a_few_numbers_lay_the_hall_out_anew_and_store_nothing(clerk: Client, room: Room) -> None:
    page = press(clerk, room, "lay-out", shape="rows", rows="3", count="12")
    assert page.status_code == 200
    assert len(drawn(page)) == 12
    assert Seat.objects.filter(hall=room.hall).count() == 9
    saved = press(clerk, room, "save", page)
    assert saved.status_code == HTTPStatus.SEE_OTHER
    room.hall.refresh_from_db()
    assert (room.hall.shape, room.hall.rows, room.hall.seats.count()) == ("rows", 3, 12)
    assert set(room.hall.seats.values_list("x", flat=True)) == {None}
    assert room.hall.seats.get(number=1).person_id == COUNCILLORS[0]


def test_fewer_seats_mark_the_last_to_be_removed(clerk: Client, room: Room) -> None:
    page = press(clerk, room, "lay-out", count="7")
    assert len(drawn(page)) == 7
    assert page.content.decode().count(" checked") == 2
    assert press(clerk, room, "save", page).status_code == HTTPStatus.SEE_OTHER
    assert sorted(room.hall.seats.values_list("number", flat=True)) == list(range(1, 8))


def test_a_seat_is_added_where_there_is_room(clerk: Client, room: Room) -> None:
    page = press(clerk, room, "add")
    assert drawn(page)[-1] == "10"
    assert "data-wrong" not in page.content.decode()
    assert press(clerk, room, "save", page).status_code == HTTPStatus.SEE_OTHER
    assert room.hall.seats.get(number=10).person is None
    assert clerk.get(address(room)).content.decode().count("data-free") == 1


def test_seats_are_renumbered_as_the_chair_sees_them_with_their_people(clerk: Client, room: Room) -> None:
    room.hall.shape = "rows"
    room.hall.save()
    first, last = seat(room, 1), seat(room, 9)
    ends = {f"{first}-number": "70", f"{last}-number": "60"}
    page = press(clerk, room, "renumber", **ends)
    assert drawn(page) == [str(number) for number in range(1, 10)]
    assert press(clerk, room, "save", page).status_code == HTTPStatus.SEE_OTHER
    assert str(room.hall.seats.get(number=1).pk) == first
    assert room.hall.seats.get(number=1).person_id == COUNCILLORS[0]


def test_what_is_in_the_way_is_shown_before_and_refused_at_saving_and_what_was_typed_stays(
    clerk: Client, room: Room
) -> None:
    onto = {f"{seat(room, 1)}-x": "500", f"{seat(room, 1)}-y": "500"}
    onto |= {f"{seat(room, 2)}-x": "500", f"{seat(room, 2)}-y": "500"}
    for button, status in (("look", 200), ("save", HTTPStatus.CONFLICT)):
        page = press(clerk, room, button, **onto)
        assert page.status_code == status
        assert "It overlaps seat 2." in page.content.decode()
        assert "It overlaps seat 1." in page.content.decode()
        assert onto.items() <= typed(page).items()
    assert set(room.hall.seats.values_list("x", flat=True)) == {None}


@pytest.mark.parametrize(("name", "value"), [("x", "left"), ("y", "-3"), ("number", ""), ("number", "1000")])
def test_what_is_no_place_and_no_number_is_told_at_its_seat(
    clerk: Client, room: Room, name: str, value: str
) -> None:
    field = f"{seat(room, 4)}-{name}"
    page = press(clerk, room, "save", **{field: value})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert typed(page)[field] == value
    (told,) = re.findall(rf'id="wrong-{seat(room, 4)}">([^<]*)<', page.content.decode())
    assert told.strip()
    assert len(drawn(page)) == 8


def test_a_shape_that_is_none_and_seats_without_end_are_refused(clerk: Client, room: Room) -> None:
    for wrong in ({"shape": "ring"}, {"count": "301"}, {"rows": "0"}, {"radius": ""}):
        assert press(clerk, room, "lay-out", **wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert press(clerk, room, "save", seats="nonsense").status_code == HTTPStatus.CONFLICT


def test_the_largest_hall_can_be_saved(clerk: Client, room: Room) -> None:
    page = press(clerk, room, "lay-out", count="300")
    assert press(clerk, room, "save", page).status_code == HTTPStatus.SEE_OTHER
    assert room.hall.seats.count() == 300


def test_a_seat_in_use_by_an_open_meeting_is_not_removed(clerk: Client, room: Room) -> None:
    room.open()
    page = press(clerk, room, "save", **{f"{seat(room, 3)}-is_gone": "on"})
    assert page.status_code == HTTPStatus.CONFLICT
    assert "in a meeting that is open" in page.content.decode()
    assert room.hall.seats.count() == 9
