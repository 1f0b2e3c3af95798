"""Where the seats of a hemicycle stand on its plan, as geometry; who sits there is known elsewhere."""

from collections.abc import Sequence
from math import cos, pi, sin

from council.domain.plans import Plan, WrongHall, boxed

INNER_RADIUS = 1.5
"""Least radius of the first row, in gaps between rows: leaves room for the chair."""

BEST_HOLLOW = 0.5
"""Inner over outer radius of the hall that looks best."""


def hemicycle(rows: Sequence[int], *, width: float = 1.0) -> Plan:
    """Return the plan of a hall with so many places in each row, the row nearest the chair first.

    Every row runs along a half circle and is spread evenly over it. Seats are numbered row by row, left to
    right as the chair sees them. Coordinates and radius are in the unit of ``width``. Refuses (WrongHall) no
    rows and empty rows.
    """
    if not rows or min(rows) < 1:
        msg = f"not the rows of a hall: {list(rows)}"
        raise WrongHall(msg)
    inner = max(INNER_RADIUS, *((places - 1) / pi - index for index, places in enumerate(rows)))
    spots = [
        (row, place, *_centre(inner + row - 1, place, places))
        for row, places in enumerate(rows, start=1)
        for place in range(1, places + 1)
    ]
    return boxed(spots, width=width)


def spread(seats: int, rows: int | None = None) -> tuple[int, ...]:
    """Return how many places each row gets: the row nearest the chair first, each more than the one before.

    Without ``rows`` the number of rows is chosen that gives the hall its best shape. Refuses (WrongHall)
    fewer seats than so many growing rows need.
    """
    if rows is None:
        rows = _best_rows(seats)
    if rows < 1 or seats < rows * (rows + 1) // 2:
        msg = f"{seats} seats do not fill {rows} growing rows"
        raise WrongHall(msg)
    inner = max(INNER_RADIUS, _inner_radius(seats, rows))
    places = list(range(1, rows + 1))
    for _ in range(seats - sum(places)):
        # The next seat goes where it leaves the widest spacing, the outer row first.
        open_rows = [row for row in range(rows) if row == rows - 1 or places[row] + 1 < places[row + 1]]
        widest = max(open_rows, key=lambda row: ((inner + row) / places[row], row))
        places[widest] += 1
    return tuple(places)


def _best_rows(seats: int) -> int:
    radii = {rows: _inner_radius(seats, rows) for rows in range(2, 13)}
    shapes = {rows: inner / (inner + rows - 1) for rows, inner in radii.items() if inner >= INNER_RADIUS}
    return min(shapes, key=lambda rows: abs(shapes[rows] - BEST_HOLLOW), default=1)


def _inner_radius(seats: int, rows: int) -> float:
    """Return the first row's radius, in gaps, at which seats of a row stand as far apart as the rows do."""
    return (seats - rows) / (pi * rows) - (rows - 1) / 2


def _centre(radius: float, place: int, places: int) -> tuple[float, float]:
    angle = pi / 2 if places == 1 else pi * (places - place) / (places - 1)
    return radius * cos(angle), radius * sin(angle)
