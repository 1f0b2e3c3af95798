"""Plans of every shape: no seat touches another, all lie in the box, both halves are alike."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.halls import Shape, hall_plan, horseshoe, straight_rows
from council.domain.plans import Plan, WrongHall

ROUNDING = 0.0002
shapes = st.sampled_from(Shape)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    shape, seats = draw(shapes), draw(st.integers(1, 120))
    most = (
        seats if shape is not Shape.HEMICYCLE else max(n for n in range(1, 16) if n * (n + 1) // 2 <= seats)
    )
    return hall_plan(shape, seats, draw(st.none() | st.integers(1, min(most, 12))))


@given(plans())
def test_no_seat_touches_another_and_all_lie_in_the_box(plan: Plan) -> None:
    for one, other in combinations(plan.places, 2):
        assert dist((one.x, one.y), (other.x, other.y)) >= 2 * plan.seat_radius
    for place in plan.places:
        assert plan.seat_radius - ROUNDING <= place.x <= 1 - plan.seat_radius + ROUNDING
        assert plan.seat_radius - ROUNDING <= place.y <= plan.height - plan.seat_radius + ROUNDING


@given(plans())
def test_seats_are_numbered_from_one_and_mirrored_about_the_chair(plan: Plan) -> None:
    assert [place.number for place in plan.places] == list(range(1, len(plan.places) + 1))
    for place in plan.places:
        twins = [one for one in plan.places if dist((1 - one.x, one.y), (place.x, place.y)) < 0.003]
        assert len(twins) == 1


@given(shapes, st.integers(1, 120))
def test_every_number_of_seats_has_a_plan_of_each_shape(shape: Shape, seats: int) -> None:
    assert len(hall_plan(shape, seats).places) == seats


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(("seats", "rows"), [(0, None), (3, 4), (9, 0), (-1, 1)])
def test_more_rows_than_seats_and_no_seats_are_refused(shape: Shape, seats: int, rows: int | None) -> None:
    with pytest.raises(WrongHall):
        hall_plan(shape, seats, rows)


def test_a_horseshoe_is_open_towards_the_chair() -> None:
    plan = horseshoe(17)
    first, last, bend = plan.places[0], plan.places[-1], plan.places[8]
    assert first.y == last.y == plan.chair_y
    assert (first.x, last.x) == pytest.approx((1 - last.x, 1 - first.x), abs=ROUNDING)
    assert (bend.x, bend.y) == pytest.approx((plan.chair_x, plan.seat_radius), abs=ROUNDING)


def test_a_large_horseshoe_gets_a_second_row() -> None:
    assert {place.row for place in horseshoe(17).places} == {1}
    assert {place.row for place in horseshoe(41).places} == {1, 2}


def test_straight_rows_have_the_longer_ones_at_the_back() -> None:
    plan = straight_rows(17, 3)
    lengths = [len([place for place in plan.places if place.row == row]) for row in (1, 2, 3)]
    assert lengths == [5, 6, 6]
    assert plan.places[0].y > plan.places[-1].y
    assert len({place.y for place in plan.places}) == 3
