"""The plan of a hemicycle: nothing overlaps, everything is in the box, outer rows hold more."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.hemicycle import hemicycle, spread
from council.domain.plans import FILL, Place, Plan, WrongHall

# Coordinates are rounded to four decimals of a box one wide.
ROUNDING = 0.0002

halls = st.integers(9, 120).map(spread)
odd_halls = st.lists(st.integers(1, 30), min_size=1, max_size=6)


def least_distance(plan: Plan) -> float:
    return min(dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(plan.places, 2))


@given(halls | odd_halls)
def test_seats_do_not_overlap(rows: list[int]) -> None:
    plan = hemicycle(rows)
    if len(plan.places) > 1:
        assert least_distance(plan) >= 2 * plan.seat_radius


@given(halls)
def test_seats_fill_the_room_between_them(rows: list[int]) -> None:
    plan = hemicycle(rows)
    assert least_distance(plan) * FILL == pytest.approx(plan.seat_radius, abs=ROUNDING)


@given(halls | odd_halls)
def test_seats_lie_in_the_box(rows: list[int]) -> None:
    plan = hemicycle(rows)
    for place in plan.places:
        assert plan.seat_radius - ROUNDING <= place.x <= plan.width - plan.seat_radius + ROUNDING
        assert plan.seat_radius - ROUNDING <= place.y <= plan.height - plan.seat_radius + ROUNDING


@given(halls)
def test_box_is_tight(rows: list[int]) -> None:
    plan = hemicycle(rows)
    assert min(place.x for place in plan.places) == pytest.approx(plan.seat_radius, abs=ROUNDING)
    assert max(place.x for place in plan.places) == pytest.approx(1 - plan.seat_radius, abs=ROUNDING)
    assert max(place.y for place in plan.places) == pytest.approx(
        plan.height - plan.seat_radius, abs=ROUNDING
    )


@given(halls)
def test_box_is_a_half_circle(rows: list[int]) -> None:
    plan = hemicycle(rows)
    assert 0.5 <= plan.height <= 0.6
    assert plan.view_box == f"0 0 1 {plan.height}"


@given(halls | odd_halls)
def test_seats_are_numbered_row_by_row_from_left_to_right(rows: list[int]) -> None:
    plan = hemicycle(rows)
    assert [place.number for place in plan.places] == list(range(1, sum(rows) + 1))
    assert [(place.row, place.place) for place in plan.places] == [
        (row, place) for row, places in enumerate(rows, start=1) for place in range(1, places + 1)
    ]
    for one, other in pairwise(plan.places):
        assert one.row != other.row or one.x < other.x


@given(halls | odd_halls)
def test_rows_are_arcs_around_the_chair_evenly_apart(rows: list[int]) -> None:
    plan = hemicycle(rows)
    chair = (plan.chair_x, plan.chair_y)
    assert plan.chair_x == pytest.approx(plan.width / 2, abs=ROUNDING)
    radii = [
        [dist(chair, (place.x, place.y)) for place in plan.places if place.row == row]
        for row in range(1, len(rows) + 1)
    ]
    for row in radii:
        assert row == pytest.approx([row[0]] * len(row), abs=ROUNDING)
    gaps = [outer[0] - inner[0] for inner, outer in pairwise(radii)]
    assert gaps == pytest.approx(gaps[:1] * len(gaps), abs=2 * ROUNDING)
    assert all(gap > 0 for gap in gaps)


@given(halls | odd_halls)
def test_places_of_a_row_are_evenly_spread(rows: list[int]) -> None:
    plan = hemicycle(rows)
    for one, other, third in zip(plan.places, plan.places[1:], plan.places[2:], strict=False):
        if one.row == third.row:
            first, second = (
                dist((one.x, one.y), (other.x, other.y)),
                dist((other.x, other.y), (third.x, third.y)),
            )
            assert first == pytest.approx(second, abs=2 * ROUNDING)


@given(halls | odd_halls)
def test_plan_is_symmetric(rows: list[int]) -> None:
    plan = hemicycle(rows)
    mirrored = {(place.row, rows[place.row - 1] + 1 - place.place): place for place in plan.places}
    for place in plan.places:
        twin = mirrored[place.row, place.place]
        assert (plan.width - twin.x, twin.y) == pytest.approx((place.x, place.y), abs=ROUNDING)


@given(halls)
def test_width_scales_the_plan(rows: list[int]) -> None:
    unit, wide = hemicycle(rows), hemicycle(rows, width=1000)
    assert wide.width == 1000
    assert wide.height == pytest.approx(1000 * unit.height, abs=1000 * ROUNDING)
    assert wide.seat_radius == pytest.approx(1000 * unit.seat_radius, abs=1000 * ROUNDING)
    assert wide.chair_y == pytest.approx(1000 * unit.chair_y, abs=1000 * ROUNDING)
    assert [place.x for place in wide.places] == pytest.approx(
        [1000 * place.x for place in unit.places], abs=1000 * ROUNDING
    )


def test_three_seats_around_the_chair() -> None:
    assert hemicycle([3], width=10) == Plan(
        places=(Place(1, 1, 1, 1.4789, 5.0), Place(2, 1, 2, 5.0, 1.4789), Place(3, 1, 3, 8.5211, 5.0)),
        seat_radius=1.4789,
        width=10,
        height=6.4789,
        chair_x=5.0,
        chair_y=5.0,
    )


def test_a_single_seat_has_a_plan() -> None:
    plan = hemicycle([1])
    assert [(place.number, place.x) for place in plan.places] == [(1, 0.5)]
    assert plan.chair_y > plan.places[0].y + plan.seat_radius


@pytest.mark.parametrize("rows", [[], [0], [5, 0], [-1]])
def test_no_rows_and_empty_rows_are_refused(rows: list[int]) -> None:
    with pytest.raises(WrongHall, match="not the rows of a hall"):
        hemicycle(rows)


@given(st.integers(1, 300))
def test_spread_seats_everybody_with_more_in_each_outer_row(seats: int) -> None:
    rows = spread(seats)
    assert sum(rows) == seats
    assert all(inner < outer for inner, outer in pairwise(rows))


@given(st.integers(1, 12), st.data())
def test_spread_keeps_to_the_rows_it_is_given(rows: int, data: st.DataObject) -> None:
    seats = data.draw(st.integers(rows * (rows + 1) // 2, 200))
    places = spread(seats, rows)
    assert (len(places), sum(places)) == (rows, seats)
    assert all(inner < outer for inner, outer in pairwise(places))


@pytest.mark.parametrize(
    ("seats", "rows"),
    [
        (1, (1,)),
        (9, (9,)),
        (17, (7, 10)),
        (26, (11, 15)),
        (33, (8, 11, 14)),
        (61, (10, 14, 17, 20)),
        (120, (18, 21, 24, 27, 30)),
    ],
)
def test_spread_of_usual_councils(seats: int, rows: tuple[int, ...]) -> None:
    assert spread(seats) == rows


@pytest.mark.parametrize(("seats", "rows"), [(0, None), (-5, None), (9, 0), (9, -1), (5, 3), (0, 1)])
def test_too_few_seats_for_the_rows_are_refused(seats: int, rows: int | None) -> None:
    with pytest.raises(WrongHall, match="do not fill"):
        spread(seats, rows)


@pytest.mark.parametrize(
    ("rows", "seat_radius", "height"),
    [((7, 10), 62.4374, 555.7899), ((12, 12, 12), 35.3526, 530.6232)],
    ids=["outer row decides", "inner row decides"],
)
def test_the_most_crowded_row_decides_the_radii(
    rows: tuple[int, ...], seat_radius: float, height: float
) -> None:
    plan = hemicycle(rows, width=1000)
    assert (plan.seat_radius, plan.height) == (seat_radius, height)


def test_many_rows_of_few_seats_grow_outwards() -> None:
    assert spread(30, 6) == (2, 3, 4, 6, 7, 8)


def test_fewest_seats_of_three_rows() -> None:
    assert spread(6, 3) == (1, 2, 3)
