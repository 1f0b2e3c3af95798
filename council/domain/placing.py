"""Seats that stand where somebody put them: their plan, what is wrong with it, and numbers as the chair sees them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from math import dist

from council.domain.halls import Shape, hall_plan
from council.domain.plans import DIGITS, SCALE, Plan, WrongHall

PARTS = 1000
"""Parts of a hall's width in which a place is entered and kept."""

DEEPEST = 1500
"""How far from the back of the hall a seat may stand, in PARTS of its width."""

MOST_SEATS = 300
"""Seats of the largest hall that is laid out seat by seat."""

ROUNDING = 1.5 / PARTS


@dataclass(frozen=True, slots=True)
class Stand:
    """A seat's number and where it was put, in PARTS: x from the left, y from the back; None where its shape has it."""

    number: int
    x: int | None = None
    y: int | None = None


class SeatFault(StrEnum):
    """What is wrong with where a seat stands, or with its number."""

    OVERLAPS = "overlaps"
    OUTSIDE = "outside"
    SAME_NUMBER = "same-number"


@dataclass(frozen=True, slots=True)
class Fault:
    """A seat, by its place in the plan's order, with what is wrong; `other` is the number of the seat in its way."""

    index: int
    code: SeatFault
    other: int | None = None


def shaped(shape: Shape, seats: int, rows: int | None) -> Plan:
    """Return the plan of the shape; as if no rows were given where there are more than the seats can fill."""
    try:
        return hall_plan(shape, seats, rows)
    except WrongHall:
        return hall_plan(shape, seats)


def placed_plan(
    shape: Shape, rows: int | None, stands: Sequence[Stand], radius: int | None = None
) -> Plan | None:
    """Return the plan, 1 wide, in the order of the seats; None without any. `radius` is that of a seat, in SCALE.

    Where no seat was put anywhere the shape has a place for every number up to the highest. Otherwise the seats there are
    stand where they were put, in a hall as deep as they reach; one that was put nowhere takes a place of the shape.
    """
    if not stands:
        return None
    if all(stand.x is None for stand in stands):
        return shaped(shape, max(stand.number for stand in stands), rows)
    base = shaped(shape, len(stands), rows)
    own = dict(zip(sorted(stand.number for stand in stands), base.places, strict=True))
    places = tuple(
        replace(
            own[stand.number],
            number=stand.number,
            x=own[stand.number].x if stand.x is None else stand.x / PARTS,
            y=own[stand.number].y if stand.y is None else stand.y / PARTS,
        )
        for stand in stands
    )
    size = radius / SCALE if radius else base.seat_radius
    height = max(place.y for place in places) + size
    return replace(base, places=places, seat_radius=size, height=round(height, DIGITS))


def stands_of(plan: Plan) -> list[Stand]:
    """Return where the seats of a plan stand, each by itself."""
    return [Stand(place.number, round(place.x * PARTS), round(place.y * PARTS)) for place in plan.places]


def is_as_shaped(shape: Shape, rows: int | None, stands: Sequence[Stand]) -> bool:
    """Tell whether every seat stands where the shape alone would have it."""
    if not stands:
        return True
    return set(stands) <= set(stands_of(shaped(shape, max(stand.number for stand in stands), rows)))


def faults_of(plan: Plan) -> Iterator[Fault]:
    """Yield what is wrong, of each pair of seats in each other's way both."""
    for index, place in enumerate(plan.places):
        room = plan.seat_radius - ROUNDING
        if not (room <= place.x <= 1 - room and room <= place.y <= DEEPEST / PARTS):
            yield Fault(index, SeatFault.OUTSIDE)
    for (one, first), (other, second) in combinations(enumerate(plan.places), 2):
        found = []
        if first.number == second.number:
            found.append(SeatFault.SAME_NUMBER)
        if dist((first.x, first.y), (second.x, second.y)) < 2 * plan.seat_radius - ROUNDING:
            found.append(SeatFault.OVERLAPS)
        for code in found:
            yield Fault(one, code, second.number)
            yield Fault(other, code, first.number)


def free_spot(plan: Plan) -> tuple[int, int]:
    """Return a place for one more seat, in PARTS: free of others, near the chair and the middle; below all if none is."""
    radius = plan.seat_radius
    steps = [step / 40 for step in range(41)]
    downwards = [radius + step * (plan.height - 2 * radius) for step in steps]
    across = sorted((radius + step * (1 - 2 * radius) for step in steps), key=lambda x: abs(x - 0.5))
    for y in reversed(downwards):
        for x in across:
            if all(dist((x, y), (place.x, place.y)) >= 2.2 * radius for place in plan.places):
                return round(x * PARTS), round(y * PARTS)
    return PARTS // 2, round((plan.height + 1.2 * radius) * PARTS)


def numbered_as_seen(plan: Plan) -> list[int]:
    """Return the number of each seat: from the chair's left to right, row after row, the nearest row first.

    Seats whose distance from the front differs by less than a seat's width are one row.
    """
    by_depth = sorted(range(len(plan.places)), key=lambda index: -plan.places[index].y)
    rows: list[list[int]] = []
    for index in by_depth:
        if rows and plan.places[rows[-1][0]].y - plan.places[index].y < 2 * plan.seat_radius:
            rows[-1].append(index)
        else:
            rows.append([index])
    order = [index for row in rows for index in sorted(row, key=lambda index: plan.places[index].x)]
    numbers = [0] * len(order)
    for number, index in enumerate(order, start=1):
        numbers[index] = number
    return numbers
