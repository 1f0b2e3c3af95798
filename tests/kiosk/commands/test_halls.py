"""A hall is laid out whole or not at all, each seat in its way is named, and an open meeting keeps its plan."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from agenda.domain.stages import MeetingStage
from agenda.models import Meeting
from council.domain.halls import Shape
from council.domain.placing import Stand, stands_of
from council.domain.plans import SCALE
from council.models import Hall, Seat
from council.queries import plan_of
from kiosk.commands import HallChanged, HallRefused, SeatLaid, lay_out_hall
from kiosk.snapshots.documents import _drawn, hall_plan
from tests.cast import COUNCILLORS
from tests.chamber import Chamber

pytestmark = pytest.mark.both


def seats_of(hall: Hall) -> list[SeatLaid]:
    """Return the hall's seats as they stand, by number."""
    plan = plan_of(hall)
    assert plan is not None
    at = {stand.number: stand for stand in stands_of(plan)}
    return [SeatLaid(seat.pk, at[seat.number]) for seat in hall.seats.order_by("number")]


def put(laid: SeatLaid, **where: int) -> SeatLaid:
    return replace(laid, stand=replace(laid.stand, **where))


def lay_out(hall: Hall, seats: list[SeatLaid], removed: frozenset[UUID] = frozenset()) -> None:
    plan = plan_of(hall)
    assert plan is not None
    shape, radius = Shape(hall.shape), round(plan.seat_radius * SCALE)
    lay_out_hall(hall=hall, shape=shape, rows=hall.rows, radius=radius, seats=seats, removed=removed)
    hall.refresh_from_db()


def refused(hall: Hall, seats: list[SeatLaid], removed: frozenset[UUID] = frozenset()) -> set[object]:
    """Return what is said of which seats; nothing may have been stored."""
    before = list(Seat.objects.order_by("pk").values())
    with pytest.raises(HallRefused) as found:
        lay_out(hall, seats, removed)
    assert list(Seat.objects.order_by("pk").values()) == before
    return set(found.value.faults)


def test_a_moved_seat_stands_there_on_the_plan_and_whoever_sits_there_with_it(chamber: Chamber) -> None:
    first, *rest = seats_of(chamber.hall)
    person = Seat.objects.get(pk=first.seat).person_id
    lay_out(chamber.hall, [put(first, x=500, y=700), *rest])
    plan = plan_of(chamber.hall)
    assert plan is not None
    place = next(place for place in plan.places if place.number == first.stand.number)
    assert (place.x, place.y) == (0.5, 0.7)
    shown = hall_plan(chamber.meeting_now(), COUNCILLORS, "default")
    assert person is not None
    assert (shown.by_person[person].x, shown.by_person[person].y) == (0.5, 0.7)


def test_seats_exchange_their_numbers_and_keep_their_people(chamber: Chamber) -> None:
    first, second, *rest = seats_of(chamber.hall)
    people = dict(Seat.objects.values_list("pk", "person"))
    lay_out(
        chamber.hall,
        [put(first, number=second.stand.number), put(second, number=first.stand.number), *rest],
    )
    assert Seat.objects.get(pk=first.seat).number == second.stand.number
    assert dict(Seat.objects.values_list("pk", "person")) == people


def test_a_hall_as_its_shape_has_it_stores_no_places(chamber: Chamber) -> None:
    first, *rest = seats_of(chamber.hall)
    lay_out(chamber.hall, [put(first, x=500, y=700), *rest])
    assert chamber.hall.seat_radius
    lay_out(chamber.hall, [first, *rest])
    assert set(Seat.objects.values_list("x", "y")) == {(None, None)}
    assert chamber.hall.seat_radius is None


def test_a_new_seat_is_added_and_one_removed_is_gone(chamber: Chamber) -> None:
    seats = seats_of(chamber.hall)
    new = SeatLaid(uuid4(), Stand(99, 500, 900))
    lay_out(chamber.hall, [*seats[1:], new], frozenset({seats[0].seat}))
    numbers = set(chamber.hall.seats.values_list("number", flat=True))
    assert numbers == {laid.stand.number for laid in [*seats[1:], new]}
    assert chamber.hall.seats.get(number=99).municipality_id == chamber.hall.municipality_id


def test_everything_that_is_wrong_is_told_at_its_seat(chamber: Chamber) -> None:
    first, second, third, *rest = seats_of(chamber.hall)
    onto = put(first, x=second.stand.x or 0, y=second.stand.y or 0)
    found = refused(chamber.hall, [onto, second, put(third, x=0, number=second.stand.number), *rest])
    assert {
        (first.seat, "overlaps", second.stand.number),
        (second.seat, "overlaps", first.stand.number),
        (third.seat, "outside", None),
        (third.seat, "same-number", second.stand.number),
        (second.seat, "same-number", second.stand.number),
    } <= found


def test_a_seat_that_the_page_did_not_show_is_not_passed_over(chamber: Chamber) -> None:
    seats = seats_of(chamber.hall)
    with pytest.raises(HallChanged):
        lay_out(chamber.hall, seats[1:])


@pytest.mark.parametrize("stage", [MeetingStage.OPEN, MeetingStage.PAUSED])
def test_in_an_open_meeting_a_seat_in_use_keeps_number_and_being(chamber: Chamber, stage: str) -> None:
    chamber.open()
    Meeting.objects.update(stage=stage)
    first, second, *rest = seats_of(chamber.hall)
    found = refused(chamber.hall, [put(second, number=98), *rest], frozenset({first.seat}))
    assert found == {(first.seat, "in-use", None), (second.seat, "in-use", None)}


def test_an_open_meeting_keeps_the_plan_it_was_opened_with(chamber: Chamber) -> None:
    chamber.open()
    before = hall_plan(chamber.meeting_now(), COUNCILLORS, "default")
    first, *rest = seats_of(chamber.hall)
    lay_out(chamber.hall, [put(first, x=500, y=900), *rest])
    _drawn.cache_clear()  # as in another process, or after a restart
    assert hall_plan(chamber.meeting_now(), COUNCILLORS, "default") == before
    opening = next(body for kind, _, body in chamber.entries() if kind == "agenda.meeting.opened")
    drawn = {seat["number"]: (seat["x"] / SCALE, seat["y"] / SCALE) for seat in opening["hall"]["seats"]}
    assert all(drawn[place.seat] == (place.x, place.y) for place in before.places if place.seat)
