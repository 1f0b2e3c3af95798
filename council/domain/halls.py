"""The plan of a hall of any shape; who sits there is known elsewhere."""

from collections.abc import Sequence
from enum import StrEnum
from math import cos, pi, sin

from council.domain.hemicycle import hemicycle, spread
from council.domain.plans import Plan, Spot, WrongHall, boxed

ROW_GAP = 1.25
"""Distance of straight rows, in seats of a row: there is a passage between them."""

TIGHTEST_BEND = 2.5
"""Least radius of a horseshoe's inner row, in seats, at which one more row is added by itself."""

LEAST_BEND = 1.0
"""Radius of a horseshoe with few seats in many rows, in seats."""


class Shape(StrEnum):
    """How the seats stand."""

    HEMICYCLE = "hemicycle"
    HORSESHOE = "horseshoe"
    ROWS = "rows"


def hall_plan(shape: Shape, seats: int, rows: int | None = None) -> Plan:
    """Return the plan, 1 wide, of a hall of so many seats; without `rows` as many as look best.

    Refuses (WrongHall) no seats and more rows than they fill.
    """
    if shape is Shape.HORSESHOE:
        return horseshoe(seats, rows)
    if shape is Shape.ROWS:
        return straight_rows(seats, rows)
    return hemicycle(spread(seats, rows))


def horseshoe(seats: int, rows: int | None = None) -> Plan:
    """Return a plan of nested horseshoes, open towards the chair; the arms are as long as the bend is wide.

    Numbered from the inner one's left end around to its right end, then the next. Refuses (WrongHall) as hall_plan does.
    """
    count = _best_horseshoe(seats) if rows is None else rows
    _require_rows(seats, count)
    bend = max(LEAST_BEND, _bend(seats, count))
    lengths = [_length(bend, row) for row in range(count)]
    places = _share(seats, lengths)
    return boxed(
        [
            (row + 1, place + 1, *_along(bend, row, place, places[row]))
            for row in range(count)
            for place in range(places[row])
        ]
    )


def straight_rows(seats: int, rows: int | None = None) -> Plan:
    """Return a plan of straight rows that face the chair, the longer ones at the back.

    Refuses (WrongHall) as hall_plan does.
    """
    count = max(1, round((seats / 2.2) ** 0.5)) if rows is None else rows
    _require_rows(seats, count)
    short, longer = divmod(seats, count)
    lengths = [short + (row >= count - longer) for row in range(count)]
    spots: list[Spot] = [
        (row + 1, place + 1, place - (length - 1) / 2, (row + 1) * ROW_GAP)
        for row, length in enumerate(lengths)
        for place in range(length)
    ]
    return boxed(spots)


def _require_rows(seats: int, rows: int) -> None:
    if not 1 <= rows <= seats:
        raise WrongHall(f"{seats} seats do not fill {rows} rows")


def _best_horseshoe(seats: int) -> int:
    return max((rows for rows in range(2, 7) if _bend(seats, rows) >= TIGHTEST_BEND), default=1)


def _bend(seats: int, rows: int) -> float:
    """Return the inner row's radius at which seats stand one apart, arms and bend together."""
    return (seats - rows - pi * rows * (rows - 1) / 2) / ((2 + pi) * rows)


def _length(bend: float, row: int) -> float:
    return 2 * bend + pi * (bend + row)


def _share(seats: int, lengths: Sequence[float]) -> list[int]:
    """Give each row its share of the seats by its length, at least one."""
    places = [1] * len(lengths)
    for _ in range(seats - len(lengths)):
        widest = max(range(len(lengths)), key=lambda row: (lengths[row] / places[row], row))
        places[widest] += 1
    return places


def _along(bend: float, row: int, place: int, places: int) -> tuple[float, float]:
    """Return where a place of a row stands, spread evenly from one end of the row to the other."""
    radius, length = bend + row, _length(bend, row)
    way = length / 2 if places == 1 else length * place / (places - 1)
    if way <= bend:
        return -radius, way
    if way >= length - bend:
        return radius, length - way
    angle = pi - (way - bend) / radius
    return radius * cos(angle), bend + radius * sin(angle)
