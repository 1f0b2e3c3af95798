"""What every plan of a hall is: numbered seats in a box, the chair at its lower edge; the shapes are in their modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, inf

FILL = 0.42
"""Radius of a seat as a share of the least distance between two seats: under one half, so that none touch."""

DIGITS = 4
"""Decimals kept of a coordinate, so that a plan is the same on every machine."""

FARTHEST = 1.5
"""The distance between seats, in gaps between rows, above which they grow no more."""

SCALE = 10_000
"""Parts of a plan's width in which the ledger, which knows no fractions, writes a plan down."""

Spot = tuple[int, int, float, float]
"""Row, place in the row, and where it stands: x to the right and y away from the chair, who sits at (0, 0)."""


class WrongHall(ValueError):
    """Rows and seats that make no plan of the shape asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """One seat: its number, its row (1 nearest the chair), its place in the row (1 leftmost), its centre."""

    number: int
    row: int
    place: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The seats of a hall in a box from (0, 0) to (width, height), y downwards, with the chair below them."""

    places: tuple[Place, ...]
    seat_radius: float
    width: float
    height: float
    chair_x: float
    chair_y: float

    @property
    def view_box(self) -> str:
        """Return the box as SVG's ``viewBox`` attribute."""
        return f"0 0 {self.width:g} {self.height:g}"


def boxed(spots: Sequence[Spot], *, width: float = 1.0) -> Plan:
    """Return the plan of seats that stand like this, numbered in this order, scaled to the width.

    The spots have to lie the same to the left of the chair as to the right.
    """
    points = [(x, y) for _, _, x, y in spots]
    radius = FILL * _least_distance(points)
    half = max(x for x, _ in points) + radius
    top = max(y for _, y in points) + radius
    scale = width / (2 * half)
    return Plan(
        places=tuple(
            Place(number, row, place, round((x + half) * scale, DIGITS), round((top - y) * scale, DIGITS))
            for number, (row, place, x, y) in enumerate(spots, start=1)
        ),
        seat_radius=round(radius * scale, DIGITS),
        width=width,
        height=round((top + radius) * scale, DIGITS),
        chair_x=round(half * scale, DIGITS),
        chair_y=round(top * scale, DIGITS),
    )


def to_plain(plan: Plan) -> dict[str, object]:
    """Return the plan as an entry of the ledger writes it, in SCALE parts of its width."""
    return {
        "height": round(plan.height * SCALE),
        "radius": round(plan.seat_radius * SCALE),
        "seats": [
            {"number": place.number, "x": round(place.x * SCALE), "y": round(place.y * SCALE)}
            for place in plan.places
        ],
    }


def _least_distance(points: Sequence[tuple[float, float]]) -> float:
    nearest = min((dist(a, b) for i, a in enumerate(points) for b in points[:i]), default=inf)
    return min(nearest, FARTHEST)
