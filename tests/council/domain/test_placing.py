"""Seats put by hand stand where they were put; what is in the way of what is told; numbers are as the chair sees them."""

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.halls import Shape, hall_plan
from council.domain.placing import (
    DEEPEST,
    Fault,
    SeatFault,
    Stand,
    faults_of,
    free_spot,
    is_as_shaped,
    numbered_as_seen,
    placed_plan,
    shaped,
    stands_of,
)
from council.domain.plans import SCALE, Plan

shapes = st.sampled_from(Shape)
sizes = st.integers(1, 80)


def rows_of_six(*moved: Stand) -> Plan:
    """Return two rows of three, 1 to 3 in front, with these seats put elsewhere."""
    stands = {stand.number: stand for stand in stands_of(hall_plan(Shape.ROWS, 6, 2))}
    plan = placed_plan(Shape.ROWS, 2, list((stands | {stand.number: stand for stand in moved}).values()))
    assert plan is not None
    return plan


def told(plan: Plan) -> set[tuple[int, str, int | None]]:
    return {(plan.places[fault.index].number, fault.code.value, fault.other) for fault in faults_of(plan)}


def test_without_seats_there_is_no_plan() -> None:
    assert placed_plan(Shape.ROWS, None, []) is None
    assert is_as_shaped(Shape.ROWS, None, [])


@given(shapes, sizes)
def test_seats_put_nowhere_have_the_place_of_their_shape(shape: Shape, seats: int) -> None:
    stands = [Stand(number) for number in range(1, seats + 1)]
    assert placed_plan(shape, None, stands) == hall_plan(shape, seats)


def test_a_number_left_out_leaves_its_place_free() -> None:
    assert placed_plan(Shape.ROWS, 2, [Stand(1), Stand(6)]) == hall_plan(Shape.ROWS, 6, 2)


def test_more_rows_than_the_seats_fill_are_as_if_none_were_given() -> None:
    assert shaped(Shape.ROWS, 3, 9) == hall_plan(Shape.ROWS, 3)


@given(shapes, sizes)
def test_every_shape_is_in_order_and_known_as_itself_again(shape: Shape, seats: int) -> None:
    plan = hall_plan(shape, seats)
    stands = stands_of(plan)
    assert list(faults_of(plan)) == []
    assert is_as_shaped(shape, None, stands)
    again = placed_plan(shape, None, stands)
    assert again is not None
    assert list(faults_of(again)) == []


def test_a_moved_seat_stands_where_it_was_put_in_a_hall_deep_enough() -> None:
    plan, before = rows_of_six(Stand(4, 500, 1300)), hall_plan(Shape.ROWS, 6, 2)
    assert (plan.places[3].number, plan.places[3].x, plan.places[3].y) == (4, 0.5, 1.3)
    assert plan.seat_radius == before.seat_radius
    assert plan.height == pytest.approx(1.3 + plan.seat_radius, abs=0.0002)
    assert not is_as_shaped(Shape.ROWS, 2, stands_of(plan))


def test_a_seat_that_came_later_takes_a_place_of_the_shape() -> None:
    plan = placed_plan(Shape.ROWS, 2, [Stand(1, 100, 700), Stand(2)])
    assert plan is not None
    shape = hall_plan(Shape.ROWS, 2, 2)
    assert (plan.places[1].x, plan.places[1].y) == (shape.places[1].x, shape.places[1].y)


def test_seats_upon_each_other_are_told_of_both() -> None:
    first = stands_of(rows_of_six())[0]
    assert told(rows_of_six(replace(first, number=2))) == {(1, "overlaps", 2), (2, "overlaps", 1)}


@pytest.mark.parametrize(
    "put", [Stand(5, 0, 900), Stand(5, 1000, 900), Stand(5, 500, 0), Stand(5, 500, DEEPEST + 1)]
)
def test_a_seat_outside_the_hall_is_told(put: Stand) -> None:
    assert (5, "outside", None) in told(rows_of_six(put))


def test_a_number_twice_is_told_of_both() -> None:
    plan = rows_of_six()
    twice = replace(plan, places=(replace(plan.places[0], number=4), *plan.places[1:]))
    assert set(faults_of(twice)) == {
        Fault(0, SeatFault.SAME_NUMBER, 4),
        Fault(3, SeatFault.SAME_NUMBER, 4),
    }


@given(shapes, st.integers(3, 80))
def test_one_more_seat_finds_a_place_in_nobody_s_way(shape: Shape, seats: int) -> None:
    plan = hall_plan(shape, seats)
    more = Stand(seats + 1, *free_spot(plan))
    grown = placed_plan(shape, None, [*stands_of(plan), more], round(plan.seat_radius * SCALE))
    assert grown is not None
    assert grown.seat_radius == pytest.approx(plan.seat_radius)
    assert list(faults_of(grown)) == []


def test_in_a_full_hall_one_more_stands_below_all_others() -> None:
    plan = hall_plan(Shape.ROWS, 1)
    crowded = replace(plan, seat_radius=0.45, height=0.95)
    _, y = free_spot(crowded)
    assert y / 1000 > crowded.height


def test_seats_are_numbered_as_the_chair_sees_them() -> None:
    # Two at the back, and in front three that stand nearly in line.
    stands = [
        Stand(1, 700, 200),
        Stand(2, 300, 200),
        Stand(3, 800, 600),
        Stand(4, 200, 580),
        Stand(5, 500, 610),
    ]
    plan = placed_plan(Shape.ROWS, 2, stands)
    assert plan is not None
    assert numbered_as_seen(plan) == [5, 4, 3, 1, 2]


@given(shapes, sizes)
def test_renumbering_gives_every_seat_one_number(shape: Shape, seats: int) -> None:
    plan = hall_plan(shape, seats)
    assert sorted(numbered_as_seen(plan)) == list(range(1, seats + 1))


def test_the_distance_told_of_is_that_of_two_seats_that_touch() -> None:
    plan = rows_of_six()
    closest = min(dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(plan.places, 2))
    assert closest > 2 * plan.seat_radius
